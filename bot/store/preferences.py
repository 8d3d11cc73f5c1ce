"""What a person likes: so far, the language."""

from typing import cast

from sqlalchemy import select

from bot.contract import Language
from bot.store.connection import Connection
from bot.store.dialects import insert
from bot.store.tables import preferences


class PreferenceRepository:
    """Preferences by platform and sender."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def language(self, platform: str, sender: str) -> Language | None:
        """The language this person chose, if any."""
        chosen = await self._connection.scalar(
            select(preferences.c.language).where(
                preferences.c.platform == platform, preferences.c.sender == sender
            )
        )
        return cast("Language | None", chosen)

    async def choose_language(self, platform: str, sender: str, language: Language) -> None:
        """Keep the language this person chose."""
        row = {"platform": platform, "sender": sender, "language": language}
        await self._connection.execute(
            insert(self._connection, preferences)
            .values(row)
            .on_conflict_do_update(index_elements=["platform", "sender"], set_={"language": language})
        )
