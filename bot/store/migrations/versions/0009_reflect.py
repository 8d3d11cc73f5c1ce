"""Looking back on meetings, small steps, and prompts in between with their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "anonymous_answers",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["network_id"], ["networks.id"], name=op.f("fk_anonymous_answers_network_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_anonymous_answers")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("anonymous_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anonymous_answers_network_id"), ["network_id"], unique=False)

    op.create_table(
        "prompt_rounds",
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_prompt_rounds_network_id")),
        sa.PrimaryKeyConstraint("network_id", "day", name=op.f("pk_prompt_rounds")),
    )
    op.create_table(
        "prompt_answers",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("anonymity", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_prompt_answers_network_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_prompt_answers_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_answers")),
        sa.UniqueConstraint(
            "person_id",
            "network_id",
            "day",
            "prompt",
            name=op.f("uq_prompt_answers_person_id_network_id_day_prompt"),
        ),
    )
    with op.batch_alter_table("prompt_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prompt_answers_network_id"), ["network_id"], unique=False)

    op.create_table(
        "prompts_asked",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("asked_on", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_prompts_asked_network_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_prompts_asked_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "network_id", "day", "prompt", name=op.f("pk_prompts_asked")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("prompts_asked", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prompts_asked_network_id_day"), ["network_id", "day"], unique=False
        )

    op.create_table(
        "reflections",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("takeaway", sa.Text(), nullable=True),
        sa.Column("quotable", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_reflections_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_reflections_network_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reflections_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflections")),
        sa.UniqueConstraint("person_id", "meeting_id", name=op.f("uq_reflections_person_id_meeting_id")),
    )
    with op.batch_alter_table("reflections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reflections_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reflections_network_id"), ["network_id"], unique=False)

    op.create_table(
        "small_steps",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("network_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("tip", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("ask_when", sa.String(), nullable=False),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_small_steps_meeting_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_small_steps_network_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_small_steps_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_steps")),
    )
    with op.batch_alter_table("small_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_small_steps_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_small_steps_network_id"), ["network_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_small_steps_outcome_ask_at"), ["outcome", "ask_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_small_steps_person_id"), ["person_id"], unique=False)

    op.create_table(
        "expected_answers",
        sa.Column("prompt_key", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_expected_answers_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("prompt_key", name=op.f("pk_expected_answers")),
    )
    with op.batch_alter_table("expected_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expected_answers_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_expected_answers_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    for table in (
        "expected_answers",
        "small_steps",
        "reflections",
        "prompts_asked",
        "prompt_answers",
        "prompt_rounds",
        "anonymous_answers",
    ):
        op.drop_table(table)
