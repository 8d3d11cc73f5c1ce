"""The tables. Rows stay in this package; repositories hand out the inside's frozen dataclasses."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
    text,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone, so it is put back; a moment without zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone can't be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
}
metadata = MetaData(naming_convention=NAMING)
Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only in a plain INTEGER

handled = Table(
    "handled",
    metadata,
    Column("digest", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
)

surplus = Table(
    "surplus",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("platform", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("sender", String, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("message", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "platform", "conversation", "id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    # For a person: the first claim picks a door, and then says where.
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("platform", String),
    Column("conversation", String),
    Column("thread", String),
    Column("subject", String, index=True),
    Column("network_id", ForeignKey("networks.id"), index=True),
    Column("language", String),
    Column("reply", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("not_after", UtcDateTime),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lapsed", Integer, nullable=False, server_default="0"),
    Column("reason", Text),
    Column("claimed_by", String),
    Column("claimed_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("message_id", String),
    Column("fleeting", Boolean, nullable=False),
    Index(None, "status", "not_before", "id"),  # the order of sending
    Index(None, "status", "kind", "not_before", "id"),  # answers, among however much else
    Index(None, "platform", "conversation", "message_id"),
    # Few, and looked for each minute.
    Index(
        "ix_outbox_fleeting",
        "id",
        sqlite_where=text("fleeting IS 1"),
        postgresql_where=text("fleeting IS true"),
    ),
)

choice_list = Table(
    "choice_list",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False, unique=True),
    Column("platform", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("owner", String),
    Column("language", String, nullable=False),
    Column("choices", JSON, nullable=False),
    Column("labels", Text, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    Column("closed_at", UtcDateTime),
    Index(None, "platform", "conversation"),
)

pending_step = Table(
    "pending_step",
    metadata,
    Column("platform", String, primary_key=True),
    Column("conversation", String, primary_key=True),
    Column("sender", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("data", JSON, nullable=False),
    Column("prompt_key", String, nullable=False),
    Column("language", String, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

# Questions that are the same in other words: claimed and answered together.
question_groups = Table(
    "question_groups",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("network_id", ForeignKey("networks.id"), index=True),
    Column("status", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("passed_on_at", UtcDateTime, index=True),
    Column("claimed_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("claimed_at", UtcDateTime),
    Column("nudged_at", UtcDateTime),
    Column("answer", Text),
    Column("answered_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("answered_at", UtcDateTime),
    Column("earlier_answer", Text),
    # On the agenda of a meeting, and when somebody was asked what was said there.
    Column("brought_at", UtcDateTime),
    Column("brought_by", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("agenda_item_id", ForeignKey("agenda_items.id", ondelete="SET NULL"), index=True),
    Column("said_asked_at", UtcDateTime),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("platform", String, nullable=False),
    Column("conversation", String, nullable=False),
    Column("sender", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("network_id", ForeignKey("networks.id"), index=True),
    Column("group_id", ForeignKey("question_groups.id", ondelete="SET NULL"), index=True),
    Column("helped", Boolean),
    Column("reopened", Boolean, nullable=False, server_default=false()),
)

# How often the guard spoke up: never about what. Network 0: nobody knows which.
guard_counts = Table(
    "guard_counts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("day", Date, nullable=False),
    Column("network_id", Id, nullable=False),
    Column("kind", String, nullable=False),
    Column("level", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("times", Integer, nullable=False),
    # A row each time: who counts one up waits until everybody before has ended their transaction.
    Index(None, "network_id", "day"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("platform", String, primary_key=True),
    Column("sender", String, primary_key=True),
    Column("tip", String, primary_key=True),
    Column("helped", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

networks = Table(
    "networks",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("timezone", String, nullable=False),
    Column("language", String, nullable=False),
    Column("reminders", JSON, nullable=False),
    Column("quiet", String),
    Column("open_ask", Boolean, nullable=False),
    Column("reflect_after", String, nullable=False),
    Column("prompts_every", String, nullable=False),
)

organisations = Table(
    "organisations",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False, unique=True),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("pseudonym", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("organisation_id", ForeignKey("organisations.id"), index=True),
    Column("function", String),
    Column("language", String),
    Column("started_at", UtcDateTime),
    Column("paused_until", UtcDateTime),
    Column("last_network_id", Id),  # only a preference: it may point to nothing
    Column("created_at", UtcDateTime, nullable=False),
    Column("left_at", UtcDateTime),
)

memberships = Table(
    "memberships",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("network_id", ForeignKey("networks.id"), primary_key=True, index=True),
    Column("role", String, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("reminders", JSON(none_as_null=True)),
)

doors = Table(
    "doors",
    metadata,
    Column("platform", String, primary_key=True),
    Column("sender", String, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("conversation", String),
    Column("language", String),
    Column("preferred", Boolean, nullable=False),
    Column("unreachable_since", UtcDateTime),
    Column("unreachable_reason", Text),
    Column("ownerless_since", UtcDateTime),
    Index(None, "platform", "conversation"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("code_hash", String, nullable=False, unique=True),
    Column("network_id", ForeignKey("networks.id"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    Column("created_by", String, nullable=False),
)

link_codes = Table(
    "link_codes",
    metadata,
    Column("code_hash", String, primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("platform", String, primary_key=True),
    Column("sender", String, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False, index=True),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("actor", String, nullable=False),
    Column("network_id", ForeignKey("networks.id")),
    Column("action", String, nullable=False),
    Column("subject", String),
    Column("detail", String),
)

erasures = Table(
    "erasures",
    metadata,
    Column("mark", String, primary_key=True),
    Column("at", UtcDateTime, primary_key=True),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
