"""How a meeting will look, before anything goes out, and what deserves a second look."""

from collections.abc import Sequence
from datetime import datetime

from bot.contract import Choice, Reply
from handlers.meet.draft import DEFAULT_DURATION, Asking, Draft
from handlers.meet.free_days import FreeDay, free_day
from handlers.meet.meeting_cards import Facts, details
from handlers.meet.when import zone_in
from handlers.people.people import Network
from handlers.turn import Turn
from scheduler.durations import parse_duration
from scheduler.meetings import Meeting, MeetingStatus, Member, wall_time
from scheduler.moments import shown


async def ready(turn: Turn, network: Network, draft: Draft) -> Reply:
    """Everything as it is now, for how many people, and what can be done with it."""
    people = len(await turn.tx.people.all(network.id))
    card = details(turn.texts, await facts_of(turn, network, draft, draft.starts[0]), onlooker(turn, network))
    warnings = "\n".join(await warnings_about(turn, network, draft.starts[:1]))
    if draft.is_series:
        count = len(draft.starts)
        dates = await series_dates(turn, network, draft.starts)
        text = turn.say("plan-series-ready", people=people, count=count, card=card, dates=dates)
    else:
        text = turn.say("plan-ready", people=people, card=card)
    text = text if draft.is_series or not warnings else f"{text}\n\n{warnings}"
    return Reply(text, ready_choices(turn, draft, people))


def ready_choices(turn: Turn, draft: Draft, people: int) -> tuple[Choice, ...]:
    """What can be done with a meeting, or a series, that is complete."""
    about = f"plan:{draft.token}"
    for_series = (
        Choice(turn.say("plan-move-one"), f"{about} ask {Asking.WHICH_DATE}"),
        Choice(turn.say("plan-once"), f"{about} once"),
    )
    for_one = (Choice(turn.say("plan-series"), f"{about} ask {Asking.RHYTHM}"),)
    return (
        Choice(turn.say("plan-send", people=people), f"{about} send"),
        Choice(turn.say("plan-rehearse"), f"{about} rehearse"),
        *(for_series if draft.is_series else for_one),
        Choice(turn.say("plan-change"), f"{about} ask {Asking.CHANGE}"),
        Choice(turn.say("plan-away"), f"{about} away"),
    )


async def facts_of(turn: Turn, network: Network, draft: Draft, start: datetime) -> Facts:
    """What its card would say."""
    names = [person.name for person in await turn.tx.people.all(network.id) if person.id in draft.preparers]
    return Facts(as_meeting(draft, network, start, turn.now), network.name, tuple(names))


def onlooker(turn: Turn, network: Network) -> Member:
    """Whoever looks at a preview, as a member who has not answered."""
    person_id = turn.visitor.person.id if turn.visitor.person else 0
    return Member(person_id, turn.language, network.timezone)


def as_meeting(draft: Draft, network: Network, start: datetime, now: datetime) -> Meeting:
    """The draft as the meeting that it would be; it has no id yet."""
    duration = draft.duration or DEFAULT_DURATION
    zone = zone_in(network)
    return Meeting(
        id=0,
        network_id=network.id,
        series=None,
        uid="",
        theme=draft.theme,
        local_start=wall_time(start, zone),
        timezone=network.timezone,
        duration=duration,
        start=start,
        end=parse_duration(duration).after(start, zone),
        place=draft.place,
        link=draft.link,
        reminders=None,
        status=MeetingStatus.PLANNED,
        moves=0,
        moved_from=None,
        sequence=0,
        created_by=None,
        created_at=now,
        announced_at=None,
        cancelled_at=None,
        cancel_reason=None,
        attendance_confirmed_at=None,
        planned_until=now,
        plan_at=None,
    )


def date_label(turn: Turn, network: Network, start: datetime) -> str:
    """A date of a series as a choice."""
    return shown(start.astimezone(zone_in(network)), turn.language)


async def series_dates(turn: Turn, network: Network, starts: Sequence[datetime]) -> str:
    """The dates of a series, a line each, with what deserves a second look."""
    lines = []
    for number, start in enumerate(starts, 1):
        remarks = await warnings_about(turn, network, [start])
        lines.append(". ".join([f"{number}. {date_label(turn, network, start)}", *remarks]))
    return "\n".join(lines)


async def warnings_about(turn: Turn, network: Network, starts: Sequence[datetime]) -> list[str]:
    """What deserves a second look about these moments: free days, nights, and other meetings that day."""
    known = await turn.tx.meetings.coming([network.id], turn.now)
    zone = zone_in(network)
    warnings = []
    for start in starts:
        here = start.astimezone(zone)
        warnings += about_day(turn, free_day(here.date(), turn.language))
        same_day = [other for other in known if other.start.astimezone(zone).date() == here.date()]
        if same_day:
            warnings.append(turn.say("plan-same-day", theme=same_day[0].theme))
        if not EARLY <= here.hour < LATE:
            warnings.append(turn.say("plan-night"))
    return warnings


EARLY, LATE = 7, 22


def about_day(turn: Turn, day: FreeDay) -> list[str]:
    """What a day is, as far as people may be away, a sentence each."""
    said = []
    if day.public:
        said.append(turn.say("plan-public-holiday", name=day.public))
    elif day.is_weekend:
        said.append(turn.say("plan-weekend"))
    if day.school and day.regions:
        regions = ", ".join(turn.say(f"region-{region.casefold()}") for region in day.regions)
        said.append(turn.say("plan-school-holiday-in", name=day.school, regions=regions))
    elif day.school:
        said.append(turn.say("plan-school-holiday", name=day.school))
    if not day.knows_schools:
        said.append(turn.say("plan-schools-unknown"))
    return said
