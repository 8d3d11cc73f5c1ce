"""The tables of tips: what members and facilitators wrote, and how all of them do in practice."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.tables import Id, UtcDateTime, metadata

tips = Table(
    "tips",
    metadata,
    Column("id", String, primary_key=True),
    Column("network_id", ForeignKey("networks.id"), index=True),  # none: it is for all
    Column("theme", String, nullable=False),
    Column("title", JSON, nullable=False),
    Column("body", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("phrasings", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("author", String),
    Column("credit", String),
    Column("owner", String),
    Column("review", Date, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("published_at", UtcDateTime),
    Column("offered_at", UtcDateTime),
    Column("question_id", Id, index=True),  # a question may be forgotten before the tip that came of it
    Column("consent_asked_at", UtcDateTime),
    Index(None, "status", "changed_at"),
    Index(None, "author", "created_at"),
)

# What came of a tip that helped somebody. Without a person it is a count, and nobody knows whose.
tip_uses = Table(
    "tip_uses",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("person_id", ForeignKey("people.id"), index=True),
    Column("network_id", ForeignKey("networks.id"), index=True),
    Column("tip", String, nullable=False, index=True),
    Column("helped_at", UtcDateTime),
    Column("ask_at", UtcDateTime),
    Column("asked", Integer, nullable=False),
    Column("asked_at", UtcDateTime),
    Column("outcome", String, nullable=False),
    Column("context", Text),
    Column("shared", Boolean, nullable=False),
    Column("approved", Boolean),
    Column("answered_at", UtcDateTime),
    UniqueConstraint("person_id", "tip"),
    Index(None, "outcome", "ask_at"),
)

# Says nothing of people. `review` is that of a tip in a file; of the others it is in `tips`.
tip_records = Table(
    "tip_records",
    metadata,
    Column("tip", String, primary_key=True),
    Column("counted_since", Date, nullable=False),
    Column("answered_on", Date),
    Column("review", Date),
)

# What was decided when somebody looked at a tip again, and what it had been tried and worked by then.
tip_reviews = Table(
    "tip_reviews",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("tip", String, nullable=False, index=True),
    Column("network_id", ForeignKey("networks.id")),
    Column("author", String, index=True),
    Column("verdict", String, nullable=False),
    Column("remark", Text),
    Column("tried", Integer, nullable=False),
    Column("worked", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)
