"""Counts that the bot knew no answer, under the month and the network of who asked; nothing else is kept."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from handlers.guard.guarding import network_of
from handlers.learn.gaps import nearest_theme
from handlers.people.one_network import with_id
from handlers.turn import Turn
from knowledge_base import Ranked


async def note_unknown(turn: Turn, ranking: Sequence[Ranked]) -> None:
    """Count a question of a member that nothing answered; of who is in no network there is nobody to tell."""
    person = turn.visitor.person
    network = with_id(person.networks, str(network_of(person))) if person else None
    if network:
        month = turn.now.astimezone(ZoneInfo(network.timezone)).date().replace(day=1)
        await turn.tx.gaps.note(month, network.id, nearest_theme(ranking))
