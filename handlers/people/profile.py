"""`/profiel`: what the bot knows of somebody, for them to see and change."""

from collections.abc import Awaitable, Callable, Sequence

from bot.contract import Choice, Reply, escape
from handlers.language import NAMES
from handlers.people.joining import SHORTEST_NAME, function_choices, function_named, organisation_choices
from handlers.people.organisations import meant, tidy
from handlers.people.people import Door, Person
from handlers.table import ChoiceAction, Command, Step
from handlers.turn import Handler, Turn

NAME, ORGANISATION = "profile-name", "profile-organisation"

OfPerson = Callable[[Turn, Person, str], Awaitable[list[Reply]]]


def personal(run: OfPerson) -> Handler:
    """A handler for who is somebody; the operator, who needs no invitation, may be nobody."""

    async def checked(turn: Turn, argument: str) -> list[Reply]:
        if turn.visitor.person is None:
            return [Reply(turn.say("no-profile"), private=True)]
        return await run(turn, turn.visitor.person, argument)

    return checked


async def profile(turn: Turn, person: Person, _: str) -> list[Reply]:
    """`/profiel`: what is known, and what can be changed."""
    return [await profile_card(turn, person)]


async def profile_card(turn: Turn, person: Person) -> Reply:
    """What is known of somebody."""
    doors = await turn.tx.people.doors_of(person.id)
    unknown = turn.say("not-known")
    text = turn.say(
        "profile",
        name=escape(person.name),
        organisation=escape(person.organisation or unknown),
        function=turn.say(f"function-{person.function}") if person.function else unknown,
        spoken=NAMES[person.language or turn.language][0],
        networks=escape(", ".join(network.name for network in person.networks) or unknown),
        doors=escape(", ".join(door_name(door) for door in doors) or unknown),
    )
    return Reply(text, profile_choices(turn, doors), private=True, sensitive=True)


def profile_choices(turn: Turn, doors: Sequence[Door]) -> tuple[Choice, ...]:
    """What can be changed; the doors only where there is something to choose."""
    choices = (
        Choice(turn.say("change-name"), "change-name:"),
        Choice(turn.say("change-organisation"), "change-organisation:"),
        Choice(turn.say("change-function"), "change-function:"),
        Choice(turn.say("change-language"), "language:"),
        Choice(turn.say("change-reminders"), "own-reminders:"),
    )
    return (*choices, Choice(turn.say("change-doors"), "change-doors:")) if len(doors) > 1 else choices


def door_name(door: Door) -> str:
    """A door as its owner knows it."""
    return f"{door.platform.capitalize()} ({door.address})"


async def changed(turn: Turn, person: Person) -> list[Reply]:
    """It is noted: the profile as it is now."""
    fresh = await turn.tx.people.get(person.id)
    shown = await profile_card(turn, fresh or person)
    return [Reply(f"{turn.say('noted')}\n\n{shown.text}", shown.choices, private=True, sensitive=True)]


async def ask_name(turn: Turn, _: str) -> list[Reply]:
    """Ask for another name."""
    await turn.wait_for(NAME, {})
    return [Reply(turn.say("ask-name"), private=True)]


async def take_name(turn: Turn, person: Person, text: str) -> list[Reply]:
    """Another name."""
    name = tidy(text)
    if len(name) < SHORTEST_NAME:
        return await ask_name(turn, "")
    await turn.tx.people.change(person.id, name=name)
    return await changed(turn, person)


async def ask_organisation(turn: Turn, _: str) -> list[Reply]:
    """Ask for another organisation; known ones are offered."""
    await turn.wait_for(ORGANISATION, {})
    choices = await organisation_choices(turn, ORGANISATION)
    return [Reply(turn.say("ask-organisation"), choices, private=True)]


async def take_organisation(turn: Turn, person: Person, text: str) -> list[Reply]:
    """Another organisation; a known one keeps its own spelling."""
    name = tidy(text)
    if not name:
        return await ask_organisation(turn, "")
    known = meant(name, await turn.tx.organisations.names()) or name
    organisation_id = await turn.tx.organisations.ensure(known)
    await turn.tx.people.change(person.id, organisation_id=organisation_id)
    return await changed(turn, person)


async def ask_function(turn: Turn, _: str) -> list[Reply]:
    """Ask for another function."""
    return [Reply(turn.say("ask-function"), function_choices(turn, "profile-function"), private=True)]


async def take_function(turn: Turn, person: Person, function: str) -> list[Reply]:
    """Another function."""
    await turn.tx.people.change(person.id, function=function_named(turn, function))
    return await changed(turn, person)


async def ask_door(turn: Turn, person: Person, _: str) -> list[Reply]:
    """Where to reach somebody first, and which doors are no longer theirs."""
    doors = await turn.tx.people.doors_of(person.id)
    choices = (
        *(
            Choice(turn.say("door-first", door=door_name(door)), f"door-first:{door.platform} {door.address}")
            for door in doors
            if not door.preferred
        ),
        *(
            Choice(turn.say("door-away", door=door_name(door)), f"door-away:{door.platform} {door.address}")
            for door in doors
        ),
    )
    return [
        Reply(turn.say("ask-door", door=escape(door_name(doors[0]))), choices, private=True, sensitive=True)
    ]


async def prefer_door(turn: Turn, person: Person, argument: str) -> list[Reply]:
    """Reach somebody here first; argument: platform and address."""
    platform, _, sender = argument.partition(" ")
    if await turn.tx.doors.owner(platform, sender) != person.id:
        return [Reply(turn.say("closed"), private=True)]
    await turn.tx.doors.prefer(person.id, platform, sender)
    return await changed(turn, person)


async def release_door(turn: Turn, person: Person, argument: str) -> list[Reply]:
    """This door is no longer somebody's, unless it is their last; argument: platform and address."""
    platform, _, sender = argument.partition(" ")
    if len(await turn.tx.people.doors_of(person.id)) < 2:  # noqa: PLR2004 - another one must be left
        return [Reply(turn.say("closed"), private=True)]
    await turn.tx.doors.release(person.id, platform, sender)
    return await changed(turn, person)


COMMANDS = (Command("profiel", "profile", "does-profile", personal(profile)),)
CHOICES = {
    "change-name": ChoiceAction(ask_name, leaves_open=True),
    "change-organisation": ChoiceAction(ask_organisation, leaves_open=True),
    "change-function": ChoiceAction(ask_function, leaves_open=True),
    "change-doors": ChoiceAction(personal(ask_door), leaves_open=True),
    ORGANISATION: ChoiceAction(personal(take_organisation), answers=ORGANISATION),
    "profile-function": ChoiceAction(personal(take_function)),
    "door-first": ChoiceAction(personal(prefer_door)),
    "door-away": ChoiceAction(personal(release_door)),
}
STEPS = {
    NAME: Step(personal(take_name), takes_questions=True),
    ORGANISATION: Step(personal(take_organisation), takes_questions=True),
}
