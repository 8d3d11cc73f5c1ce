"""`leernetwerk meeting`: planned, listed, moved, called off and exported."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.cli import values
from bot.cli.errors import REFUSED, Refused, leave
from bot.cli.output import one_line, print_json
from bot.cli.starts import question_about, read_start, understood_start
from bot.cli.stored import OPERATOR, known_network, opened
from bot.clock import SystemClock
from bot.settings import Settings, load_settings
from bot.store import Database, Transaction
from handlers.meet import meeting_changes
from handlers.meet.meeting_changes import Change
from handlers.meet.meeting_planner import plan_meeting
from handlers.people.people import Network
from handlers.texts import load_catalogue
from scheduler.meetings import Answer, Counts, Meeting, NewMeeting
from scheduler.moments import Impossible, Understood, shown

meeting_app = typer.Typer(no_args_is_help=True, help="Meetings of the networks.")

Start = Annotated[str, typer.Option(help="2026-12-03T14:00, or words: donderdag 3 december 14.00.")]
Now = Annotated[str | None, typer.Option(help="The moment to reckon from, in ISO 8601; default: now.")]
MeetingId = Annotated[int, typer.Argument(help="The id of the meeting.")]
REFUSALS = {
    Change.OUTDATED: "Meeting {id} was changed meanwhile. See: leernetwerk meeting list",
    Change.CANCELLED: "Meeting {id} is cancelled. Plan a new one: leernetwerk meeting add",
    Change.BEGUN: "Meeting {id} has begun already, or is over.",
    Change.SAME: "Meeting {id} begins at that moment already.",
}


@meeting_app.command()
def add(
    *,
    network: Annotated[str, typer.Option(help="The key of the network.")],
    start: Start,
    theme: Annotated[str, typer.Option(help="What it is about.")],
    duration: Annotated[str, typer.Option(help="How long it takes: PT2H.")] = "PT2H",
    place: Annotated[str | None, typer.Option(help="Where it is.")] = None,
    link: Annotated[str | None, typer.Option(help="Where it is online.")] = None,
    reminders: Annotated[
        str | None, typer.Option(help="When to remind: P14D,P2D,PT2H; off. Default: as the network does.")
    ] = None,
    announce: Annotated[bool, typer.Option("--announce/--no-announce", help="Invite the members.")] = True,
    now: Now = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is understood.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Plan a meeting; prints the id."""
    settings, at = load_settings(), moment_of(now)
    if dry_run:
        tell(
            asyncio.run(tried(settings, network, start, at, theme=theme, duration=duration)), as_json=as_json
        )
        return
    fresh = NewMeeting(
        0,
        values.valid("--theme", values.line, theme),
        at,
        values.valid("--duration", values.meeting_length, duration),
        "",
        OPERATOR,
        optional("--place", values.line, place),
        optional("--link", values.link, link),
        None if reminders is None else tuple(values.valid("--reminders", values.durations, reminders)),
        announced_at=at if announce else None,
    )
    meeting_id = asyncio.run(added(settings, network, start, fresh, at))
    if as_json:
        print_json({"id": meeting_id})
    else:
        print(meeting_id)


@meeting_app.command("list")
def list_meetings(
    network: Annotated[str, typer.Option(help="The key of the network.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
    now: Now = None,
) -> None:
    """Every meeting of a network, the first one first."""
    at = moment_of(now)
    found = asyncio.run(stored_meetings(load_settings(), network, at))
    if as_json:
        print_json([as_fields(meeting, counts, network, at) for meeting, counts in found])
        return
    for meeting, counts in found:
        answers = ", ".join(f"{counts.of(answer)} {answer}" for answer in Answer)
        when = shown(meeting.start.astimezone(meeting.zone), "en")
        status = meeting.status_at(at)
        print(f"{meeting.id}  {when}  {status}  {one_line(meeting.theme)}  {answers}, {counts.silent} silent")


@meeting_app.command()
def move(
    meeting: MeetingId,
    start: Start,
    now: Now = None,
) -> None:
    """Let a meeting begin at another moment; everybody who was invited is told."""
    print(asyncio.run(moved(load_settings(), meeting, start, moment_of(now))))


@meeting_app.command()
def cancel(
    meeting: MeetingId,
    reason: Annotated[str | None, typer.Option(help="Why, for who was invited.")] = None,
    now: Now = None,
) -> None:
    """Call a meeting off; everybody who was invited is told."""
    why = optional("--reason", values.line, reason)
    asyncio.run(cancelled(load_settings(), meeting, why, moment_of(now)))


async def tried(
    settings: Settings, key: str, start: str, now: datetime, *, theme: str, duration: str
) -> dict[str, Any]:
    """What a meeting would be, in the form that scripts rely on. Raises Refused for an unknown network."""
    async with opened(settings) as store, store.reading() as tx:
        network = await known_network(tx, key)
    meaning = read_start(start, now, network)
    told: dict[str, Any] = {"start": None, "duration": duration, "theme": theme, "question": None}
    if fault := fault_in((values.line, theme), (values.meeting_length, duration)):
        return {"outcome": "impossible", **told, "question": fault}
    if isinstance(meaning, Understood):
        return {"outcome": "understood", **told, "start": meaning.start.isoformat()}
    outcome = "impossible" if isinstance(meaning, Impossible) else "ask"
    return {"outcome": outcome, **told, "question": question_about(meaning)}


def fault_in(*checks: tuple[Callable[[str], str], str]) -> str | None:
    """What is the matter with the first thing that can't be right."""
    for check, typed in checks:
        try:
            check(typed)
        except ValueError as error:
            return str(error)
    return None


def tell(told: dict[str, Any], *, as_json: bool) -> None:
    """Say what would be; exit 1 when it can't."""
    if as_json:
        print_json(told)
    else:
        print(f"{told['outcome']}: {told['start'] or told['question']}")
    if told["outcome"] == "impossible":
        leave("", REFUSED)


async def added(settings: Settings, key: str, start: str, fresh: NewMeeting, now: datetime) -> int:
    """Keep a new meeting and plan its messages; the id. Raises Refused."""
    async with opened(settings) as store:
        async with store.transaction() as tx:
            network = await known_network(tx, key)
            begin = understood_start(start, now, network)
            fresh = replace(fresh, network_id=network.id, start=begin, timezone=network.timezone)
            meeting_id = await meeting_changes.add(tx, fresh, now, OPERATOR)
        await planned(store, meeting_id, now)
        return meeting_id


async def moved(settings: Settings, meeting_id: int, start: str, now: datetime) -> str:
    """Move a meeting, and plan what people are told; when it is now, in words. Raises Refused."""
    async with opened(settings) as store:
        async with store.transaction() as tx:
            meeting, network = await known_meeting(tx, meeting_id)
            begin = understood_start(start, now, network)
            insist(await meeting_changes.move(tx, meeting, begin, now, OPERATOR), meeting_id)
        await planned(store, meeting_id, now)
        return shown(begin.astimezone(meeting.zone), "en")


async def cancelled(settings: Settings, meeting_id: int, reason: str | None, now: datetime) -> None:
    """Call a meeting off, and plan what people are told. Raises Refused."""
    async with opened(settings) as store:
        async with store.transaction() as tx:
            meeting, _ = await known_meeting(tx, meeting_id)
            insist(await meeting_changes.cancel(tx, meeting, reason, now, OPERATOR), meeting_id)
        await planned(store, meeting_id, now)


async def planned(store: Database, meeting_id: int, now: datetime) -> None:
    """Put into the outbox what people are to hear now, without waiting for a running bot."""
    await plan_meeting(store, load_catalogue(), meeting_id, now)


async def known_meeting(tx: Transaction, meeting_id: int) -> tuple[Meeting, Network]:
    """The meeting with this id, and its network. Raises Refused."""
    meeting = await tx.meetings.held(meeting_id)
    network = await tx.networks.get(meeting.network_id) if meeting else None
    if meeting is None or network is None:
        raise Refused(f"There is no meeting {meeting_id}. See: leernetwerk meeting list --network KEY")
    return meeting, network


def insist(change: Change, meeting_id: int) -> None:
    """Raise Refused, with the reason, unless a change was made."""
    if change is not Change.DONE:
        raise Refused(REFUSALS[change].format(id=meeting_id))


async def stored_meetings(settings: Settings, key: str, now: datetime) -> list[tuple[Meeting, Counts]]:
    """The meetings of a network, with what people answered. Raises Refused."""
    async with opened(settings) as store, store.reading() as tx:
        network = await known_network(tx, key)
        found = await tx.meetings.all(network.id)
        counts = await tx.rsvps.counts([meeting.id for meeting in found], now)
        return [(meeting, counts[meeting.id]) for meeting in found]


def as_fields(meeting: Meeting, counts: Counts, key: str, now: datetime) -> dict[str, Any]:
    """A meeting in the form that scripts rely on."""
    return {
        "id": meeting.id,
        "network": key,
        "theme": meeting.theme,
        "start": meeting.start.astimezone(meeting.zone).isoformat(),
        "end": meeting.end.astimezone(meeting.zone).isoformat(),
        "timezone": meeting.timezone,
        "place": meeting.place,
        "link": meeting.link,
        "status": meeting.status_at(now),
        "moves": meeting.moves,
        "rsvp": {**{str(answer): counts.of(answer) for answer in Answer}, "silent": counts.silent},
    }


def moment_of(now: str | None) -> datetime:
    """The moment to reckon from."""
    return SystemClock().now() if now is None else values.valid("--now", values.moment, now)


def optional(option: str, check: Callable[[str], str], typed: str | None) -> str | None:
    """The value of an option that may be left out; leaves when it can't be right."""
    return None if typed is None else values.valid(option, check, typed)
