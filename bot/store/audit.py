"""Who changed what: roles, members, content. People stand here under their pseudonym."""

from datetime import datetime

from sqlalchemy import insert

from bot.store.connection import Connection
from bot.store.tables import audit


class AuditRepository:
    """Changes by facilitators and the operator."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def note(
        self,
        actor: str,
        action: str,
        at: datetime,
        *,
        network_id: int | None = None,
        subject: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Note a change: who, what, and about whom (`subject`), in which network."""
        row = {
            "at": at,
            "actor": actor,
            "network_id": network_id,
            "action": action,
            "subject": subject,
            "detail": detail,
        }
        await self._connection.execute(insert(audit).values(row))
