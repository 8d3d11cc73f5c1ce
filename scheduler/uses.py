"""When somebody is asked whether they used a tip that helped them. Pure: every moment is passed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.durations import Duration
from scheduler.reflections import awake
from scheduler.rounds import FIRST_ROUND, Hours, at_wall, end_of_day

ASKED_AFTER = Duration(days=10)
MOST_ASKED = 2  # once, and once more after "not yet"
APART = timedelta(days=3)  # from whatever else the bot asks somebody of its own accord
UNANSWERED_PAUSE = timedelta(days=7)
LEFT_ALONE_FOR = timedelta(weeks=8)  # who did not answer the last time
TOO_LATE = timedelta(days=60)  # after the tip helped; by then nobody remembers
ANSWERED_WITHIN = timedelta(days=7)  # in words; the choices stay as long as all choices do
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What there is to know of somebody at the moment that they may be asked.

    `busy` are the days on which they have a meeting; `last_asked` is when the bot asks, or asked, something
    else, within a few days; `is_silent`: the last question about a tip is still unanswered.
    """

    busy: Collection[date] = ()
    paused_until: datetime | None = None
    last_asked: datetime | None = None
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class AskNow:
    """Ask; after `until` it would disturb."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Look again then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class LetGo:
    """Never ask."""


def first_asked_at(helped_at: datetime, zone: ZoneInfo) -> datetime:
    """When to ask after a tip that helped."""
    return ASKED_AFTER.after(helped_at, zone)


def asked_once_more_at(now: datetime, times_asked: int, zone: ZoneInfo) -> datetime | None:
    """When to ask again after "not yet"; None when it was asked often enough."""
    return ASKED_AFTER.after(now, zone) if times_asked < MOST_ASKED else None


def whether_to_ask(
    helped_at: datetime, now: datetime, hours: Hours, found: Circumstances
) -> AskNow | Wait | LetGo:
    """What to do about a question that is due."""
    if now > helped_at + TOO_LATE:
        return LetGo()
    if found.paused_until and found.paused_until > now:
        return Wait(found.paused_until)
    if (morning := awake(now, hours.quiet, hours.zone)) > now:
        return Wait(morning)
    today = now.astimezone(hours.zone).date()
    if today in found.busy:
        return Wait(awake(at_wall(today + ONE_DAY, FIRST_ROUND.time(), hours.zone), hours.quiet, hours.zone))
    if found.last_asked and found.last_asked + APART > now:
        return Wait(found.last_asked + APART)
    if found.is_silent:
        return Wait(now + UNANSWERED_PAUSE)
    return AskNow(end_of_day(now, hours))
