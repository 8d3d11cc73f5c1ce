"""Dialogues that are between the bot and one person, wherever they began."""

from collections.abc import Mapping

from handlers.turn import Turn
from handlers.whereabouts import private_place


async def wait_alone(turn: Turn, step: str, data: Mapping[str, str]) -> None:
    """Wait for the next text in the place where the (private) reply goes; not in a group."""
    if place := await private_place(turn.tx, turn.message):
        await turn.wait_for(step, data, where=place)
