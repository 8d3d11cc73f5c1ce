"""Quiet hours: when the bot doesn't disturb anybody, and where a message goes that is due then. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

JUST_BEFORE = timedelta(minutes=5)  # enough to reach a network of some thousands before the hours begin


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one wall time to another, past midnight when the second is earlier."""

    begin: time
    end: time
    zone: ZoneInfo

    def around(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """The quiet stretch, in UTC, that a moment falls in; its end is no part of it."""
        today = moment.astimezone(self.zone).date()
        for day in (today - timedelta(days=1), today):
            last = day if self.begin < self.end else day + timedelta(days=1)
            begin, end = (
                datetime.combine(date, at, self.zone).astimezone(UTC)
                for date, at in ((day, self.begin), (last, self.end))
            )
            if begin <= moment < end:
                return begin, end
        return None


def quiet_hours(written: str | None, timezone: str) -> QuietHours | None:
    """The hours in `21:00-08:00`, as the clocks in this zone show them; None when there are none."""
    if written is None:
        return None
    begin, _, end = written.partition("-")
    return QuietHours(time.fromisoformat(begin), time.fromisoformat(end), ZoneInfo(timezone))


def moment_outside(due: datetime, hours: QuietHours | None, deadline: datetime | None = None) -> datetime:
    """When a message goes that is due at `due`: then, or when the quiet hours around it end.

    When they don't end before `deadline`, just before they begin. That may be in the past already: then it
    is for the caller to say whether the message is worth disturbing people for.
    """
    stretch = hours.around(due) if hours else None
    if stretch is None:
        return due
    begin, end = stretch
    return end if deadline is None or end < deadline else begin - JUST_BEFORE


def held_until(
    now: datetime, not_before: datetime, not_after: datetime | None, hours: QuietHours | None
) -> datetime | None:
    """Until when a message waits that comes late, and so into quiet hours; None when it may go now.

    What was planned for these very hours may, and so may what would be of no use after them.
    """
    stretch = hours.around(now) if hours else None
    if stretch is None:
        return None
    begin, end = stretch
    was_meant_for_then = not_before >= begin - JUST_BEFORE
    is_no_use_later = not_after is not None and not_after <= end
    return None if was_meant_for_then or is_no_use_later else end
