"""Invitations and codes to link a door, kept as digests; and who typed wrong ones."""

from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.store.connection import Connection
from bot.store.dialects import insert as upsert
from bot.store.networks import network_from_row
from bot.store.tables import invitations, link_codes, networks, wrong_codes
from handlers.people.codes import digest
from handlers.people.invitations import FORGOTTEN_AFTER, Invitation
from handlers.people.people import Role


class InvitationRepository:
    """What lets people in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(
        self, code: str, network_id: int, role: Role, *, uses: int, expires_at: datetime, by: str
    ) -> int:
        """A new invitation; the id. `by` is the pseudonym of who made it."""
        row = {
            "code_hash": digest(code),
            "network_id": network_id,
            "role": role,
            "uses_left": uses,
            "expires_at": expires_at,
            "created_by": by,
        }
        added = await self._connection.execute(insert(invitations).values(row).returning(invitations.c.id))
        return cast("int", added.scalar_one())

    async def find(self, code: str) -> Invitation | None:
        """The invitation with this code, however it was typed, also when it is over."""
        return await self._one(invitations.c.code_hash == digest(code))

    async def get(self, invitation_id: int) -> Invitation | None:
        """The invitation with this id."""
        return await self._one(invitations.c.id == invitation_id)

    async def use(self, invitation_id: int, now: datetime) -> bool:
        """Let one person in by it. False: it lets nobody in (any more)."""
        result = await self._connection.execute(
            update(invitations)
            .where(
                invitations.c.id == invitation_id,
                invitations.c.uses_left > 0,
                invitations.c.expires_at > now,
            )
            .values(uses_left=invitations.c.uses_left - 1)
        )
        return result.rowcount == 1

    async def add_link(self, code: str, person_id: int, expires_at: datetime) -> None:
        """A code with which this person shows up at another door; older ones of theirs are over."""
        await self._connection.execute(delete(link_codes).where(link_codes.c.person_id == person_id))
        row = {"code_hash": digest(code), "person_id": person_id, "expires_at": expires_at}
        await self._connection.execute(insert(link_codes).values(row))

    async def find_link(self, code: str, now: datetime) -> int | None:
        """Whose code this is, however it was typed."""
        owner: int | None = await self._connection.scalar(
            select(link_codes.c.person_id).where(
                link_codes.c.code_hash == digest(code), link_codes.c.expires_at > now
            )
        )
        return owner

    async def use_link(self, code: str, now: datetime) -> int | None:
        """Whose code this is; it works once."""
        rows = await self._connection.execute(
            delete(link_codes)
            .where(link_codes.c.code_hash == digest(code), link_codes.c.expires_at > now)
            .returning(link_codes.c.person_id)
        )
        return rows.scalar_one_or_none()

    async def wrong_codes(self, platform: str, sender: str) -> tuple[int, datetime] | None:
        """How many wrong codes came from somebody lately, and when the last did."""
        rows = await self._connection.execute(
            select(wrong_codes.c.wrong, wrong_codes.c.last_at).where(
                wrong_codes.c.platform == platform, wrong_codes.c.sender == sender
            )
        )
        row = rows.one_or_none()
        return None if row is None else (row.wrong, row.last_at)

    async def note_wrong_code(self, platform: str, sender: str, at: datetime) -> None:
        """Somebody typed a code that is none."""
        await self.forget_before(at - FORGOTTEN_AFTER)
        await self._connection.execute(
            upsert(self._connection, wrong_codes)
            .values(platform=platform, sender=sender, wrong=1, last_at=at)
            .on_conflict_do_update(
                index_elements=["platform", "sender"],
                set_={"wrong": wrong_codes.c.wrong + 1, "last_at": at},
            )
        )

    async def forget_before(self, moment: datetime) -> int:
        """Forget wrong codes from before `moment`; how many people's."""
        result = await self._connection.execute(delete(wrong_codes).where(wrong_codes.c.last_at < moment))
        return result.rowcount

    async def _one(self, condition: ColumnElement[bool]) -> Invitation | None:
        rows = await self._connection.execute(
            select(
                invitations.c.id.label("invitation_id"),
                invitations.c.role,
                invitations.c.uses_left,
                invitations.c.expires_at,
                *networks.c,
            )
            .join(networks, invitations.c.network_id == networks.c.id)
            .where(condition)
        )
        row = rows.one_or_none()
        if row is None:
            return None
        return Invitation(
            row.invitation_id, network_from_row(row), Role(row.role), row.uses_left, row.expires_at
        )
