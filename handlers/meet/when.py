"""Asking when: what a text about a moment turned out to say, put to whoever typed it. Nothing is guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.contract import Choice
from handlers.people.people import Network
from handlers.turn import Turn
from scheduler.moments import Ask, AskAbout, Impossible, Understood, Why, read_moment, shown

MOST_OPTIONS = 6
HOURS = range(8, 22)  # at which people meet; a list of numbers, so that "14" means two o'clock


@dataclass(frozen=True, slots=True)
class At:
    """A moment that was understood."""

    start: datetime


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day of which the time is to be asked."""

    day: date


@dataclass(frozen=True, slots=True)
class Doubt:
    """What to ask, with the moments or days that may be meant."""

    text: str
    options: Sequence[tuple[str, At | OnDay]] = ()

    def choices(self, value: str) -> tuple[Choice, ...]:
        """The options as choices; `value` is what their values begin with."""
        return tuple(Choice(label, f"{value} {written(meant)}") for label, meant in self.options)


When = At | OnDay | Doubt


def zone_in(network: Network) -> ZoneInfo:
    """The zone whose clocks the meetings of a network go by."""
    return ZoneInfo(network.timezone)


def read_when(turn: Turn, text: str, zone: ZoneInfo) -> When:
    """When a text says it is, or what to ask about that."""
    return interpreted(turn, read_moment(text, turn.now, zone, turn.language))


def read_time(turn: Turn, text: str, day: date, zone: ZoneInfo) -> When:
    """At what time of a day that is known; another day may be named as well."""
    clock = text.strip()
    told = f"{clock}:00" if clock.isdecimal() and clock.isascii() else clock
    when = read_when(turn, f"{day.isoformat()} {told}", zone)
    if isinstance(when, At | OnDay):
        return when
    other = read_when(turn, text, zone)
    return other if isinstance(other, At) else when


def interpreted(turn: Turn, meaning: Understood | Ask | Impossible) -> When:
    """What a meaning comes down to in a chat."""
    match meaning:
        case Understood(start):
            return At(start)
        case Impossible(why):
            return Doubt(turn.say(f"when-not-{dashed(why)}"))
        case Ask(AskAbout.TIME, (midnight,)):
            return OnDay(midnight.date())
        case Ask(question, options, has_time):
            kept = options[:MOST_OPTIONS]
            name = dashed(question)
            text = turn.say(f"when-ask-{name}") if kept else turn.say(f"when-tell-{name}")
            return Doubt(text, [(label(turn, each, has_time), meant(each, has_time)) for each in kept])


def meant(moment: datetime, has_time: bool) -> At | OnDay:
    """A moment that was offered."""
    return At(moment) if has_time else OnDay(moment.date())


def label(turn: Turn, moment: datetime, has_time: bool) -> str:
    """A moment as a choice; in the hour that comes twice it is said which one it is."""
    if not has_time:
        return day_shown(turn, moment)
    is_twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    if not is_twice:
        return shown(moment, turn.language)
    return turn.say("clock-second" if moment.fold else "clock-first", moment=shown(moment, turn.language))


def day_shown(turn: Turn, moment: datetime) -> str:
    """The day alone, with its weekday: "donderdag 3 december 2026"."""
    return shown(moment, turn.language).rpartition(", ")[0]


def written(meant: At | OnDay) -> str:
    """A moment or a day as the value of a choice."""
    return f"at {meant.start.isoformat()}" if isinstance(meant, At) else f"day {meant.day.isoformat()}"


def from_written(text: str, now: datetime) -> At | OnDay | None:
    """What a choice stands for; None for a moment that has passed since it was shown."""
    kind, _, value = text.partition(" ")
    if kind == "day":
        day = date.fromisoformat(value)
        return OnDay(day) if day >= now.date() else None
    start = datetime.fromisoformat(value)
    return At(start) if start > now else None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The beginning of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def hour_choices(value: str, day: date, zone: ZoneInfo, now: datetime) -> tuple[Choice, ...]:
    """The whole hours of a day that are still to come, as a list of numbers."""
    begin = midnight(day, zone)
    moments = [begin.replace(hour=hour) for hour in HOURS]
    return tuple(
        Choice(str(moment.hour), f"{value} {written(At(moment))}") for moment in moments if moment > now
    )


def dashed(name: AskAbout | Why) -> str:
    """A name as texts have it."""
    return name.replace("_", "-")
