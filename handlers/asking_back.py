"""A question of the bot that is answered in words or by a choice, between the bot and somebody alone."""

from collections.abc import Mapping, Sequence

from bot.contract import Choice, Reply
from handlers.turn import Turn
from handlers.whereabouts import private_place


async def ask_back(
    turn: Turn,
    text: str,
    step: str,
    data: Mapping[str, str],
    choices: Sequence[Choice] = (),
    *,
    sensitive: bool = False,
) -> list[Reply]:
    """Ask, and take the next text in their own chat as the answer. `sensitive`: it quotes their words."""
    if place := await private_place(turn.tx, turn.message):
        await turn.wait_for(step, data, where=place)
    return [Reply(text, tuple(choices), private=True, sensitive=sensitive)]


def closed(turn: Turn) -> list[Reply]:
    """What was answered can't be answered any more."""
    return [Reply(turn.say("closed"), private=True)]
