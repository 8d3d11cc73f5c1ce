"""Times of day as people say them, and which seconds of the day those may be. Pure.

People plan meetings by day, so an hour that is said without "'s ochtends" or "am" is the one between eight in
the morning and seven in the evening: "half drie" is 14:30. At seven both may be meant, and both are given.
"""

from dataclasses import dataclass, replace

HOUR, HALF_DAY, DAY = 3600, 12, 24
MINUTES = 60
BY_DAY = range(8 * HOUR, 19 * HOUR)
PARTS = {
    "MORNING": range(5 * HOUR, 12 * HOUR),
    "AFTERNOON": range(12 * HOUR, 19 * HOUR),
    "EVENING": range(17 * HOUR, 24 * HOUR),
    "NIGHT": range(HOUR, 6 * HOUR),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was said. `spoken`: on a dial of twelve hours; `mark`: AM, PM or empty."""

    hour: int
    minute: int = 0
    second: int = 0
    spoken: bool = False
    mark: str = ""

    @property
    def exists(self) -> bool:
        """Whether a clock can show it."""
        within = self.hour < DAY and self.minute < MINUTES and self.second < MINUTES
        return within and not (self.mark and self.hour == 0)

    @property
    def value(self) -> int:
        """Seconds since midnight, as it was said."""
        return (self.hour * MINUTES + self.minute) * MINUTES + self.second


def on_dial(hour: str) -> bool:
    """Whether an hour may be of a dial of twelve: "3" may, "03" and "15" may not."""
    return not hour.startswith("0") and 0 < int(hour) <= HALF_DAY


def spoken(hour: str, minutes: int = 0, mark: str = "") -> Clock:
    """The time so many minutes after, or before, an hour ("A" is "een")."""
    hour = "1" if hour == "A" else hour
    if int(hour) >= DAY:
        return Clock(int(hour), mark=mark)
    hours, minute = divmod((int(hour) * MINUTES + minutes) % (DAY * MINUTES), MINUTES)
    return Clock(hours, minute, spoken=on_dial(hour), mark=mark)


def written(hour: str, minute: str, second: str | None = None, mark: str = "") -> Clock:
    """A time in figures."""
    return Clock(int(hour), int(minute), int(second or 0), on_dial(hour), mark)


def readings(clock: Clock, part: str | None) -> tuple[int, ...]:
    """Which seconds of the day may be meant. More than one, or one out of `part`: it has to be asked."""
    if clock.mark:
        return (marked(clock),)
    if not clock.spoken:
        return (clock.value,)
    fit = tuple(value for value in dial(clock) if value in (PARTS[part] if part else BY_DAY))
    return fit if len(fit) == 1 else dial(clock)


def dial(clock: Clock) -> tuple[int, ...]:
    """The seconds of the day at which a clock with hands looks so."""
    half = HALF_DAY * HOUR
    return (clock.value % half, clock.value % half + half) if clock.spoken else (clock.value,)


def marked(clock: Clock) -> int:
    """The second of the day of a time with am or pm; "14:00 pm" is taken as it stands."""
    if clock.hour > HALF_DAY:
        return clock.value
    return dial(replace(clock, spoken=True))[clock.mark == "PM"]


def beginning(begin: Clock, end: Clock) -> Clock:
    """The beginning with the am or pm that was said of the end only: "2-4pm", "11-1pm"."""
    if not end.mark or begin.mark or not begin.spoken:
        return begin
    same = replace(begin, mark=end.mark)
    return same if marked(same) < marked(end) else replace(begin, mark="AM")


def length(begin: Clock, end: Clock, part: str | None) -> int | None:
    """The seconds from a beginning to an end on the same day; None when that can't be told."""
    if not (begin.exists and end.exists):
        return None
    starts = readings(begin, part)
    stops = (marked(end),) if end.mark else dial(end)
    after = [stop - starts[0] for stop in stops if stop > starts[0]]
    return after[0] if len(starts) == 1 and after else None
