"""When prompts come between meetings: in rounds, one for a whole network, so that answers can stand together.

Pure. A round gets one prompt and at most one reminder; nobody is asked on the day of a meeting or in quiet
hours, and who doesn't react is left alone until a meeting has been.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.durations import Duration, stepped
from scheduler.reflections import Window, awake

FIRST_ROUND = datetime(2024, 1, 2, 10, 0)  # noqa: DTZ001 - a Tuesday morning, by whichever clock
HUNDRED_YEARS = 36_525  # days; nobody asks for a round beyond
SHORTEST_MONTH = 28  # days
REMINDER_AFTER = timedelta(days=3)
SHORTEST_ROUND_WITH_REMINDER = timedelta(days=6)
LEFT_ALONE_FOR = timedelta(weeks=8)  # where no meeting comes in between


class AskedState(StrEnum):
    """What became of a prompt that somebody got."""

    ASKED = "asked"
    ANSWERED = "answered"
    PUT_ASIDE = "put_aside"  # another one was asked for, or none
    UNSENT = "unsent"  # it never reached them


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of the rhythm: from when to when its prompts can be answered; `day` is its name."""

    opens: datetime
    closes: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Hours:
    """The clock of a network: its zone, and its quiet hours (`21:00-08:00`) or None."""

    zone: ZoneInfo
    quiet: str | None


@dataclass(frozen=True, slots=True)
class LastAsked:
    """The prompt that somebody got last: on which day, and what became of it."""

    on: date
    state: AskedState


def round_at(every: Duration, zone: ZoneInfo, moment: datetime) -> Round:
    """The round in which a moment falls. A rhythm of less than a day counts as a day."""
    if not every.months and not every.days:
        every = Duration(days=max(1, every.exact.days))

    def opens(number: int) -> datetime:
        first = FIRST_ROUND.replace(tzinfo=zone)
        return stepped(first, zone, every.months * number, every.days * number)

    rounds = HUNDRED_YEARS // (every.months * SHORTEST_MONTH + every.days) + 1
    number = max(0, bisect_right(range(rounds), moment, key=opens) - 1)
    start = opens(number)
    return Round(start, opens(number + 1), start.astimezone(zone).date())


def prompt_window(turn: Round, hours: Hours, busy: Collection[date]) -> Window | None:
    """When in a round its prompt goes out: on the first day without a meeting in its first half."""
    half = turn.opens + (turn.closes - turn.opens) / 2
    return first_window(turn.day, half, hours, busy)


def reminder_window(turn: Round, asked_on: date, hours: Hours, busy: Collection[date]) -> Window | None:
    """When the one reminder goes out; None in a rhythm too quick for it."""
    if turn.closes - turn.opens < SHORTEST_ROUND_WITH_REMINDER:
        return None
    return first_window(asked_on + REMINDER_AFTER, turn.closes - timedelta(days=1), hours, busy)


def first_window(first: date, until: datetime, hours: Hours, busy: Collection[date]) -> Window | None:
    """The rest of the first day, from `first` on, on which somebody may be asked; None from `until` on."""
    day = first
    while (morning := at_wall(day, FIRST_ROUND.time(), hours.zone)) < until:
        start = awake(morning, hours.quiet, hours.zone)
        if day not in busy and start.astimezone(hours.zone).date() == day:
            return Window(start, end_of_day(start, hours))
        day += timedelta(days=1)
    return None


def end_of_day(moment: datetime, hours: Hours) -> datetime:
    """When the day of a moment is over for messages: at the next quiet hours, at the latest at midnight."""
    tomorrow = moment.astimezone(hours.zone).date() + timedelta(days=1)
    midnight = at_wall(tomorrow, time(0), hours.zone)
    if hours.quiet is None:
        return midnight
    begins = time.fromisoformat(hours.quiet.partition("-")[0])
    night = at_wall(moment.astimezone(hours.zone).date(), begins, hours.zone)
    return min(midnight, night) if night > moment else midnight


def at_wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the clock on the wall shows this."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def is_left_alone(last: LastAsked | None, last_meeting: date | None, today: date) -> bool:
    """Whether somebody did not react to what they were asked last, and no meeting has been since."""
    if last is None or last.state is not AskedState.ASKED:
        return False
    has_met = last_meeting is not None and last_meeting > last.on
    return not has_met and today < last.on + LEFT_ALONE_FOR
