"""The tables of reflecting: looking back on meetings, small steps, prompts in between and their answers."""

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

reflections = Table(
    "reflections",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("network_id", ForeignKey("networks.id"), nullable=False, index=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("mark", Integer),
    Column("takeaway", Text),
    Column("quotable", Boolean, nullable=False),
    Column("answered_at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "meeting_id"),
)

small_steps = Table(
    "small_steps",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("network_id", ForeignKey("networks.id"), nullable=False, index=True),
    Column("meeting_id", ForeignKey("meetings.id", ondelete="SET NULL"), index=True),
    Column("tip", String),
    Column("text", Text, nullable=False),
    Column("ask_when", String, nullable=False),
    Column("ask_at", UtcDateTime),
    Column("asked", Integer, nullable=False),
    Column("outcome", String, nullable=False),
    Column("learned", Text),
    Column("shared", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Index(None, "outcome", "ask_at"),
)

prompt_rounds = Table(
    "prompt_rounds",
    metadata,
    Column("network_id", ForeignKey("networks.id"), primary_key=True),
    Column("day", String, primary_key=True),
    Column("prompt", String, nullable=False),
)

# Says only *that* somebody answered, never when or what.
prompts_asked = Table(
    "prompts_asked",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("network_id", ForeignKey("networks.id"), primary_key=True),
    Column("day", String, primary_key=True),
    Column("prompt", String, primary_key=True),
    Column("asked_on", String, nullable=False),
    Column("state", String, nullable=False),
    Index(None, "network_id", "day"),
    sqlite_with_rowid=False,
)

prompt_answers = Table(
    "prompt_answers",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("network_id", ForeignKey("networks.id"), nullable=False, index=True),
    Column("day", String, nullable=False),
    Column("prompt", String, nullable=False),
    Column("anonymity", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("quotable", Boolean, nullable=False),
    Column("answered_at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "network_id", "day", "prompt"),
)

# Without person, door or moment; `day` is the day of the round. A row has no place among the others that
# says when it came: its key is drawn, SQLite keeps rows in the order of keys, and see the repository.
anonymous_answers = Table(
    "anonymous_answers",
    metadata,
    Column("key", String, primary_key=True),
    Column("network_id", ForeignKey("networks.id"), nullable=False, index=True),
    Column("day", String, nullable=False),
    Column("prompt", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("shown", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

expected_answers = Table(
    "expected_answers",
    metadata,
    Column("prompt_key", String, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("about", String, nullable=False),
    Column("name", String, nullable=False),
    Column("data", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)
