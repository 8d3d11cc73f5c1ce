"""Weeks in minutes: the moments at which the bot says something of its own accord are brought on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import update

from bot.clock import SystemClock
from bot.store import Database, open_database
from bot.store.meeting_tables import meetings
from bot.store.tip_tables import tip_records
from handlers.learn.gap_planner import GapPlanner, first_morning
from handlers.meet.meeting_planner import plan_meetings
from handlers.reflect.digest_planner import DigestPlanner, monday_morning
from handlers.texts import load_catalogue
from knowledge_base import load_knowledge_base
from scheduler.outbox import Planned
from scheduler.planning import Source

DAY = timedelta(days=1)
MONTH = 32 * DAY  # from any day in a month into the next


async def month_ends(url: str) -> None:
    """It is the first working day of the next month: what was not known is told now."""
    store = await open_database(url)
    async with store.reading() as tx:
        [network] = await tx.networks.all()
    now = SystemClock().now()
    later = first_morning(network, now.replace(day=1) + MONTH).not_before
    await told_now(store, GapPlanner(store, load_catalogue(), load_knowledge_base().themes), later)
    await store.close()


async def week_begins(url: str) -> None:
    """It is Monday morning: the digest is told now."""
    store = await open_database(url)
    async with store.reading() as tx:
        [network] = await tx.networks.all()
    monday = monday_morning(network, SystemClock().now()).not_before
    await told_now(store, DigestPlanner(store, load_catalogue()), monday)
    await store.close()


async def tip_is_due(url: str) -> None:
    """The date on which the only tip of the network was to be looked at again has gone by."""
    store, now = await open_database(url), SystemClock().now()
    async with store.transaction() as tx:
        [tip] = await tx.tips.published()
        await tx.tips.change(tip.id, now, tip=replace(tip, review=now.date() - 30 * DAY))
    await store.close()


async def year_unused(url: str, tip_id: str) -> None:
    """Nobody was answered with this tip of a file for a year."""
    store, long_ago = await open_database(url), SystemClock().now().date() - 400 * DAY
    async with store.transaction() as tx:
        await tx._connection.execute(
            update(tip_records).where(tip_records.c.tip == tip_id).values(counted_since=long_ago)
        )
    await store.close()


async def meetings_planned(url: str) -> None:
    """What the bot does about meetings each minute, now."""
    store = await open_database(url)
    await plan_meetings(store, load_catalogue(), SystemClock().now())
    await store.close()


async def told_now(store: Database, source: Source, at: datetime) -> Sequence[Planned]:
    """What a source has to say at another moment goes out now."""
    planned, now = await source(at), SystemClock().now()
    due = [replace(each, not_before=now, not_after=now + DAY) for each in planned]
    assert due, "there is nothing to tell"
    async with store.transaction() as tx:
        await tx.outbox.plan(due)
    return due


async def meeting_was(url: str, ago: timedelta) -> None:
    """The only meeting ended so long ago; everybody who is asked about it as it ends was asked."""
    store, now = await open_database(url), SystemClock().now()
    async with store.transaction() as tx:
        [network] = await tx.networks.all()
        [meeting] = await tx.meetings.all(network.id)
        end = now - ago
        start = end - (meeting.end - meeting.start)
        moved = {
            "start_at": start,
            "end_at": end,
            "local_start": f"{start.astimezone(meeting.zone):%Y-%m-%dT%H:%M:%S}",
        }
        await tx._connection.execute(update(meetings).values(moved))
    await store.close()
