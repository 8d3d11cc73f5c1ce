"""Who prepares a meeting: picked from the members, or typed by name."""

import re
from collections.abc import Collection, Sequence

from bot.contract import Choice, Reply, escape
from handlers.people.organisations import folded
from handlers.people.people import Network, Person
from handlers.turn import Turn
from knowledge_base import closest

MOST_OFFERED = 12  # more are typed
BETWEEN = re.compile(r",|;|\n|\s+(?:en|and|&)\s+")
NOBODY = frozenset({"niemand", "geen", "nobody", "none", "klaar", "done", "-"})


async def ask_preparers(turn: Turn, network: Network, chosen: Collection[int], value: str) -> Reply:
    """Who it may be: those who were chosen first, then the others as far as they fit."""
    people = await turn.tx.people.all(network.id)
    people.sort(key=lambda person: (person.id not in chosen, person.name.casefold(), person.id))
    offered = people[: max(MOST_OFFERED, len(chosen))]
    choices = (
        *(Choice(offer(turn, person, chosen), f"{value} {person.id}") for person in offered),
        Choice(turn.say("plan-preparers-done" if chosen else "plan-preparers-none"), value),
    )
    return Reply(asked(turn, people, chosen), choices, sensitive=True)


def asked(turn: Turn, people: Sequence[Person], chosen: Collection[int]) -> str:
    """The question, with who was chosen so far."""
    names = ", ".join(escape(person.name) for person in people if person.id in chosen)
    return turn.say("plan-who-else", names=names) if names else turn.say("plan-ask-preparers")


def offer(turn: Turn, person: Person, chosen: Collection[int]) -> str:
    """Somebody as a choice; of who was chosen that they can be left out again."""
    if person.id in chosen:
        return turn.say("plan-not-preparer", name=person.name)
    return f"{person.name} ({person.organisation})" if person.organisation else person.name


def toggled(chosen: Sequence[int], person_id: int) -> tuple[int, ...]:
    """With this person, or without them when they were chosen."""
    if person_id in chosen:
        return tuple(each for each in chosen if each != person_id)
    return (*chosen, person_id)


def named(text: str, people: Sequence[Person]) -> tuple[list[int], list[str]]:
    """The ids of the members that a text names, and the names that fit nobody, or more than one."""
    found, unknown = [], []
    for name in filter(None, map(str.strip, BETWEEN.split(text[:500]))):
        if name.casefold().strip(" .") in NOBODY:
            continue
        person = meant(name, people)
        if person is None:
            unknown.append(name[:40])
        else:
            found.append(person.id)
    return found, unknown


def meant(name: str, people: Sequence[Person]) -> Person | None:
    """The one member with this name, first name, or nearly this name."""
    wanted = folded(name)
    for names in ([folded(person.name) for person in people], [first_name(person) for person in people]):
        fitting = [person for person, own in zip(people, names, strict=True) if own == wanted]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    position = closest(wanted, [folded(person.name) for person in people])
    return None if position is None else people[position]


def first_name(person: Person) -> str:
    """What colleagues call somebody."""
    return folded(person.name.partition(" ")[0])
