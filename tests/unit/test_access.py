"""Who may do what."""

import pytest

from handlers.people.access import Who, may
from handlers.people.people import STRANGER, Membership, Network, Person, Role, Visitor

NETWORK = Network(1, "oost", "Netwerk Oost", "Europe/Amsterdam", "nl")


def visitor(*roles: Role) -> Visitor:
    """Somebody with these roles."""
    places = tuple(Membership(NETWORK, role) for role in roles)
    return Visitor(Person(1, "p", "Anna", None, None, None, places))


REMOVED = visitor()
MEMBER = visitor(Role.MEMBER)
FACILITATOR = visitor(Role.FACILITATOR)
BOTH = visitor(Role.MEMBER, Role.FACILITATOR)
OPERATOR = Visitor(is_operator=True)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (Who.EVERYBODY, [STRANGER, REMOVED, MEMBER, FACILITATOR, BOTH, OPERATOR]),
        (Who.ASKERS, [MEMBER, FACILITATOR, BOTH, OPERATOR]),
        (Who.MEMBERS, [MEMBER, FACILITATOR, BOTH, OPERATOR]),
        (Who.FACILITATORS, [FACILITATOR, BOTH, OPERATOR]),
    ],
)
def test_each_may_do_what_their_role_allows(who: Who, allowed: list[Visitor]) -> None:
    everybody = [STRANGER, REMOVED, MEMBER, FACILITATOR, BOTH, OPERATOR]
    assert [one for one in everybody if may(one, who)] == allowed


def test_an_open_network_lets_anybody_ask_and_do_nothing_more() -> None:
    assert [who for who in Who if may(STRANGER, who, open_to_all=True)] == [Who.EVERYBODY, Who.ASKERS]
