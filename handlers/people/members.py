"""`/leden`: who is in a network, and what facilitators can change about that."""

from collections.abc import Sequence

from bot.contract import Choice, Reply, escape
from handlers.people.access import Who
from handlers.people.membership import Outcome, change_role, is_self, remove
from handlers.people.one_network import InOneNetwork, by_facilitator, facilitated
from handlers.people.people import Network, Person, Role
from handlers.table import ChoiceAction, Command
from handlers.turn import Turn

PAGE = 8
OTHER = {Role.MEMBER: Role.FACILITATOR, Role.FACILITATOR: Role.MEMBER}


async def first_page(turn: Turn, network: Network) -> list[Reply]:
    """Who is in a network, from the beginning."""
    return await page(turn, network, "0")


async def page(turn: Turn, network: Network, number: str) -> list[Reply]:
    """Who is in a network, a page at a time."""
    people = sorted(await turn.tx.people.all(network.id), key=lambda person: person.name.casefold())
    start = int(number) * PAGE
    here = people[start : start + PAGE]
    lines = [f"- {described(turn, person, network)}" for person in here]
    head = turn.say(
        "members",
        network=escape(network.name),
        people=len(people),
        waiting=sum(person.started_at is None for person in people),
    )
    choices = (
        *(Choice(label_of(person), f"member:{network.id} {person.id}") for person in here),
        *further(turn, network, int(number), len(people)),
    )
    return [Reply("\n".join([head, "", *lines]), choices, private=True, sensitive=True)]


def further(turn: Turn, network: Network, number: int, count: int) -> Sequence[Choice]:
    """The way to the next page, if there is one."""
    pages = -(-count // PAGE)
    if number + 1 >= pages:
        return ()
    label = turn.say("members-further", page=number + 2, pages=pages)
    return (Choice(label, f"members-page:{network.id} {number + 1}"),)


def label_of(person: Person) -> str:
    """Somebody as a choice."""
    return f"{person.name} ({person.organisation})" if person.organisation else person.name


def described(turn: Turn, person: Person, network: Network) -> str:
    """Somebody in one line: where they work, what they are here, and whether they have started."""
    marks = [escape(person.name)]
    if person.organisation:
        marks.append(escape(person.organisation))
    if person.role_in(network.id) is Role.FACILITATOR:
        marks.append(turn.say("role-facilitator"))
    if person.started_at is None:
        marks.append(turn.say("member-waiting"))
    return ", ".join(marks)


async def card(turn: Turn, network: Network, person_id: str) -> list[Reply]:
    """One member, and what can be changed."""
    return [await card_of(turn, network, int(person_id))]


async def card_of(turn: Turn, network: Network, person_id: int, first: str = "") -> Reply:
    """A member as they are now, below a first line; or the news that they are in the network no more."""
    person = await turn.tx.people.get(person_id)
    role = person.role_in(network.id) if person else None
    if person is None or role is None:
        text = turn.say("member-gone", network=escape(network.name))
        return Reply(f"{first}\n\n{text}".strip(), private=True)
    function = turn.say(f"function-{person.function}") if person.function else turn.say("not-known")
    text = turn.say(
        "member-card",
        name=escape(person.name),
        organisation=escape(person.organisation or turn.say("not-known")),
        function=function,
        role=turn.say(f"role-{role}"),
        network=escape(network.name),
        started=turn.say("member-waiting" if person.started_at is None else "member-started"),
    )
    choices = card_choices(turn, network, person, role)
    return Reply(f"{first}\n\n{text}".strip(), choices, private=True, sensitive=True)


def card_choices(turn: Turn, network: Network, person: Person, role: Role) -> tuple[Choice, ...]:
    """What can be done about a member. Choices name the role that was seen: old cards change nothing."""
    who, other = f"{network.id} {person.id} {role}", OTHER[role]
    return (
        Choice(turn.say(f"make-{other}"), f"member-role:{who} {other}"),
        Choice(turn.say("member-remove"), f"member-remove:{who}"),
        Choice(turn.say("members-back"), f"members-page:{network.id} 0"),
    )


async def give_role(turn: Turn, network: Network, argument: str) -> list[Reply]:
    """Give a member another role; argument: the id, the role they had, the role they get."""
    person_id, old, new = argument.split()
    outcome = await change_role(turn, int(person_id), network, Role(old), Role(new))
    return [await result(turn, network, int(person_id), outcome)]


async def ask_to_remove(turn: Turn, network: Network, argument: str) -> list[Reply]:
    """Ask whether a member should really go; argument: the id, the role they had."""
    person_id, role = argument.split()
    person = await turn.tx.people.get(int(person_id))
    if person is None or person.role_in(network.id) is not Role(role):
        return [await result(turn, network, int(person_id), Outcome.OUTDATED)]
    choices = (
        Choice(turn.say("member-remove-yes"), f"member-removed:{network.id} {argument}"),
        Choice(turn.say("member-remove-no"), f"member:{network.id} {person_id}"),
    )
    text = turn.say("member-remove-sure", name=escape(person.name), network=escape(network.name))
    return [Reply(text, choices, private=True, sensitive=True)]


async def take_out(turn: Turn, network: Network, argument: str) -> list[Reply]:
    """Remove a member; argument: the id, the role they had."""
    person_id, role = argument.split()
    outcome = await remove(turn, int(person_id), network, Role(role))
    return [await result(turn, network, int(person_id), outcome)]


async def result(turn: Turn, network: Network, person_id: int, outcome: Outcome) -> Reply:
    """What became of a change, and the member as they are now; not to who gave up seeing members."""
    first = turn.say(f"change-{outcome}")
    person = await turn.tx.people.get(person_id)
    if outcome is Outcome.DONE and person is not None and is_self(turn, person):
        return Reply(first, private=True)
    return await card_of(turn, network, person_id, first)


MEMBERS = InOneNetwork("members", first_page, facilitated)
COMMANDS = (Command("leden", "members", "does-members", MEMBERS.command, who=Who.FACILITATORS),)
CHOICES = {
    "members": ChoiceAction(MEMBERS.chosen, leaves_open=True, who=Who.FACILITATORS),
    "members-page": ChoiceAction(by_facilitator(page), leaves_open=True, who=Who.FACILITATORS),
    "member": ChoiceAction(by_facilitator(card), leaves_open=True, who=Who.FACILITATORS),
    "member-role": ChoiceAction(by_facilitator(give_role), who=Who.FACILITATORS),
    "member-remove": ChoiceAction(by_facilitator(ask_to_remove), who=Who.FACILITATORS),
    "member-removed": ChoiceAction(by_facilitator(take_out), who=Who.FACILITATORS),
}
