"""Whether a tip helped."""

from datetime import datetime
from typing import Protocol


class Feedback(Protocol):
    """One opinion per person and tip: the last one counts."""

    async def give(self, platform: str, sender: str, tip: str, *, helped: bool, at: datetime) -> None: ...
