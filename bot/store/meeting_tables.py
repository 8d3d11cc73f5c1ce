"""The tables of meetings: when and where, who is invited, what they answered, who was there."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.tables import Id, UtcDateTime, metadata

meetings = Table(
    "meetings",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("network_id", ForeignKey("networks.id"), nullable=False),
    Column("series", String, index=True),
    Column("uid", String, nullable=False, unique=True),
    Column("theme", Text, nullable=False),
    Column("local_start", String, nullable=False),
    Column("timezone", String, nullable=False),
    Column("duration", String, nullable=False),
    Column("start_at", UtcDateTime, nullable=False),
    Column("end_at", UtcDateTime, nullable=False),
    Column("place", Text),
    Column("link", Text),
    Column("reminders", JSON(none_as_null=True)),
    Column("status", String, nullable=False),
    Column("moves", Integer, nullable=False),
    Column("moved_from", UtcDateTime),
    Column("sequence", Integer, nullable=False),
    Column("created_by", String),
    Column("created_at", UtcDateTime, nullable=False),
    Column("announced_at", UtcDateTime),
    Column("cancelled_at", UtcDateTime),
    Column("cancel_reason", Text),
    Column("attendance_confirmed_at", UtcDateTime),
    Column("planned_until", UtcDateTime, nullable=False),
    Column("plan_at", UtcDateTime, index=True),
    Index(None, "network_id", "start_at"),
)

meeting_preparers = Table(
    "meeting_preparers",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)

invitees = Table(
    "invitees",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("invited_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("cancel_told", Boolean, nullable=False),
    Column("card_key", String, nullable=False),
)

rsvps = Table(
    "rsvps",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("answer", String, nullable=False),
    Column("replaced_by_person", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("replaced_by_name", Text),
    Column("answered_at", UtcDateTime, nullable=False),
    Column("for_version", Integer, nullable=False),
    UniqueConstraint("meeting_id", "person_id"),
)

agenda_items = Table(
    "agenda_items",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("network_id", ForeignKey("networks.id"), nullable=False, index=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="SET NULL"), index=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("chosen", Boolean, nullable=False),
)

agenda_votes = Table(
    "agenda_votes",
    metadata,
    Column("item_id", ForeignKey("agenda_items.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)

attendance = Table(
    "attendance",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("name", Text),
    Column("organisation_id", ForeignKey("organisations.id", ondelete="SET NULL"), index=True),
    Column("status", String, nullable=False),
    Column("replaced_by", Text),
    UniqueConstraint("meeting_id", "person_id"),
)

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("token_hash", String, nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)
