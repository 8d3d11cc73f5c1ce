"""Tips from members, for tests that need some."""

from collections.abc import Sequence
from dataclasses import replace

from bot.app import App
from handlers.learn.tips import StoredTip, TipStatus, drafted
from knowledge_base import Tip
from tests.outbox_rows import NOW

LAMP = "Laat een jongere bij aankomst zelf een lamp kiezen voor op de kamer. Zo is er iets van henzelf."
LAMP_QUESTION = "hoe maak je een nieuwe slaapkamer meteen wat eigener met een lampje"


def lamp_tip(network_id: int | None, *, tip_id: str = "lamp", questions: Sequence[str] = ()) -> Tip:
    """A tip about something that no shipped tip is about."""
    asked = questions or (LAMP_QUESTION, "mag een kind zelf een lamp uitzoeken bij aankomst")
    tip = drafted(
        LAMP, "nl", tip_id=tip_id, theme="inspraak", network_id=0, review=NOW.date(), phrasings=asked
    )
    return replace(tip, network_id=network_id)


async def add_tip(app: App, tip: Tip, status: TipStatus = TipStatus.PUBLISHED, **more: str) -> None:
    """A tip in the database, taken in when it is published."""
    async with app.store.transaction() as tx:
        author = more.get("author")
        await tx.tips.add(StoredTip(tip, status, author, app.clock.now(), published_at=app.clock.now()))
    await app.tips.take_in()
