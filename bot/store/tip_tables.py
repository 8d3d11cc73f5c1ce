"""The table of tips that members and facilitators wrote."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, String, Table

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
