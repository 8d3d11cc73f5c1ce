"""Guessing codes is slow: who typed many wrong ones has to wait."""

from datetime import timedelta

from handlers.people.invitations import may_try_at
from handlers.turn import Turn


async def minutes_to_wait(turn: Turn) -> int:
    """How many minutes somebody who guesses has to wait; 0: not at all."""
    here = turn.message.address.platform
    wrong = await turn.tx.invitations.wrong_codes(here, turn.message.sender)
    if wrong is None:
        return 0
    left = may_try_at(*wrong) - turn.now
    return -(-max(left, timedelta(0)) // timedelta(minutes=1))


async def note_wrong_code(turn: Turn) -> None:
    """Somebody typed a code that is none."""
    here = turn.message.address.platform
    await turn.tx.invitations.note_wrong_code(here, turn.message.sender, turn.now)
