"""How the people came in, and how they met."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from bot.demo.messenger import PLATFORM
from bot.demo.stage import Event, Scene, chat_of
from bot.demo.story import LANGUAGE, ZONE, Brought, Character, PlayedMeeting, Story, begins, noon
from handlers.meet import meeting_changes
from handlers.meet.meeting_planner import replan_for
from handlers.meet.meetings import Presence, Rsvp
from scheduler.meetings import Answer, NewMeeting

LASTS = "PT2H"
AFTERWARDS = timedelta(hours=3)
BLOCKED = "blocked"  # as a platform says it


def gathering(story: Story, today: date) -> Iterator[Event]:
    """Everything about people and meetings."""
    yield Event(noon(today, story.begins), partial(found, story))
    for character in story.people:
        yield from comings(character, today)
    for meeting in story.meetings:
        yield from course_of(meeting, today)
    for item in story.agenda:
        yield Event(noon(today, item.day), partial(bring, item))


async def found(story: Story, scene: Scene) -> None:
    """The networks, with everybody in them."""
    for network in story.networks:
        scene.cast.networks[network.key] = await scene.tx.networks.add(
            network.key, network.name, timezone=ZONE.key, language=LANGUAGE
        )
    for character in story.people:
        await enter(character, scene)


async def enter(character: Character, scene: Scene) -> None:
    """Somebody comes in; who has not started has no chat yet."""
    tx = scene.tx
    organisation = await tx.organisations.ensure(character.organisation)
    person_id = await tx.people.add(
        character.name,
        organisation,
        character.function,
        character.language,
        scene.now,
        started=character.started,
    )
    scene.cast.people[character.key] = person_id
    for network, role in character.networks.items():
        await tx.people.place(person_id, scene.cast.networks[network], role, scene.now)
    if character.started:
        await tx.doors.opened(PLATFORM, character.key, chat_of(character.key).conversation)
        await tx.doors.belongs_to(PLATFORM, character.key, person_id)


def comings(character: Character, today: date) -> Iterator[Event]:
    """When somebody is away, or can't be reached any more."""
    if character.away:
        first, last = character.away
        yield Event(noon(today, first), partial(go_away, character, noon(today, last)))
    if character.blocked is not None:
        yield Event(noon(today, character.blocked), partial(block, character))


async def go_away(character: Character, until: datetime, scene: Scene) -> None:
    """Somebody pauses."""
    await scene.tx.people.change(scene.cast.people[character.key], paused_until=until)


async def block(character: Character, scene: Scene) -> None:
    """Somebody lets the bot in no more."""
    await scene.tx.doors.closed(chat_of(character.key), BLOCKED, scene.now)


def course_of(meeting: PlayedMeeting, today: date) -> Iterator[Event]:
    """A meeting is planned, answered to, and held."""
    start = begins(today, meeting.day)
    yield Event(noon(today, meeting.announced), partial(plan, meeting, start))
    for number, key in enumerate(meeting.answers):
        at = min(noon(today, meeting.announced + 1) + number * timedelta(hours=7), start - AFTERWARDS)
        yield Event(at, partial(answer, meeting, key))
    if meeting.present:
        yield Event(start + AFTERWARDS, partial(hold, meeting))


async def plan(meeting: PlayedMeeting, start: datetime, scene: Scene) -> None:
    """A facilitator plans a meeting; everybody is invited."""
    fresh = NewMeeting(
        scene.cast.networks[meeting.network],
        meeting.theme,
        start,
        LASTS,
        ZONE.key,
        place=meeting.place,
        link=meeting.link,
        reminders=() if meeting.present else None,  # it is over: nobody looks what reminders there were
        announced_at=scene.now,
    )
    ruben = await scene.person("ruben")
    preparers = [scene.cast.people[key] for key in meeting.preparers]
    scene.cast.meetings[meeting.key] = await meeting_changes.add(
        scene.tx, fresh, scene.now, ruben.pseudonym, preparers
    )


async def answer(meeting: PlayedMeeting, key: str, scene: Scene) -> None:
    """Somebody says whether they come, or who comes instead."""
    meeting_id, person_id = scene.cast.meetings[meeting.key], scene.cast.people[key]
    given = Answer(meeting.answers[key])
    await scene.tx.rsvps.give(
        Rsvp(meeting_id, person_id, given, scene.now, 1, replaced_by_name=meeting.replaced.get(key))
    )
    await replan_for(scene.tx, scene.texts, meeting_id, person_id, scene.now)


async def hold(meeting: PlayedMeeting, scene: Scene) -> None:
    """The meeting was, and a facilitator noted who was there."""
    meeting_id = scene.cast.meetings[meeting.key]
    for person in await scene.tx.people.all(scene.cast.networks[meeting.network]):
        key = next(key for key, each in scene.cast.people.items() if each == person.id)
        instead = meeting.replaced.get(key)
        absent = Presence.REPLACED if instead else Presence.ABSENT
        status = Presence.PRESENT if key in meeting.present else absent
        await scene.tx.attendance.note(meeting_id, person.id, status, instead)
    await scene.tx.meetings.confirm_attendance(meeting_id, scene.now)


async def bring(item: Brought, scene: Scene) -> None:
    """Somebody brings something to a meeting, and others want to talk about it too."""
    meeting = await scene.tx.meetings.get(scene.cast.meetings[item.meeting])
    if meeting is None:
        raise LookupError(item.meeting)
    item_id = await scene.tx.agenda.add(
        meeting.network_id, meeting.id, scene.cast.people[item.person], item.text, scene.now
    )
    for key in (item.person, *item.votes):
        await scene.tx.agenda.vote(item_id, scene.cast.people[key])
