"""Whether the machine's clock can be believed. Pure.

What is planned, sent and forgotten goes by the clock, and what is forgotten does not come back. So a clock
that jumps is not believed until somebody else says the same: a chat server, or the operator.
"""

from datetime import datetime, timedelta

LONGEST_AWAY = timedelta(days=3)  # a bot that was off for longer asks once; a weekend is nothing special
MOST_SET_BACK = timedelta(days=1)
MOST_APART = timedelta(hours=1)


def is_believable(now: datetime, last: datetime | None) -> bool:
    """Whether the clock may say `now` when it was last believed at `last` (None: there was no such time)."""
    return last is None or -MOST_SET_BACK <= now - last <= LONGEST_AWAY


def is_confirmed(now: datetime, told: datetime | None) -> bool:
    """Whether a server that tells its own time says the same; None: it tells nothing."""
    return told is not None and abs(now - told) <= MOST_APART
