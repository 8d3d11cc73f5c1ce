"""What the commands about meetings need of the guard."""

from typing import Protocol

from bot.contract import Reply
from handlers.turn import Turn


class Guarded(Protocol):
    """Lets a step have words that are stored or passed on, once they identify nobody."""

    async def __call__(self, turn: Turn, text: str, *, then: str) -> list[Reply]: ...
