"""Who may do what. Pure."""

from enum import StrEnum

from handlers.people.people import Visitor


class Who(StrEnum):
    """For whom something is."""

    EVERYBODY = "everybody"
    ASKERS = "askers"  # members, and anybody where a network is open for questions
    MEMBERS = "members"
    FACILITATORS = "facilitators"


def may(visitor: Visitor, who: Who, *, open_to_all: bool = False) -> bool:
    """Whether this visitor may do what is for `who`. `open_to_all`: some network lets anybody ask."""
    match who:
        case Who.EVERYBODY:
            return True
        case Who.ASKERS:
            return visitor.is_member or open_to_all
        case Who.MEMBERS:
            return visitor.is_member
        case Who.FACILITATORS:
            return visitor.is_facilitator
