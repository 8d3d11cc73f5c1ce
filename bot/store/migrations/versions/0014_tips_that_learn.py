"""What came of tips in practice, when they were last used, and how they were reviewed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tip_uses",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("network_id", BIG, nullable=True),
        sa.Column("tip", sa.String(), nullable=False),
        sa.Column("helped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("context", sa.Text(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_tip_uses_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tip_uses_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_uses")),
        sa.UniqueConstraint("person_id", "tip", name=op.f("uq_tip_uses_person_id_tip")),
    )
    op.create_index(op.f("ix_tip_uses_network_id"), "tip_uses", ["network_id"])
    op.create_index(op.f("ix_tip_uses_outcome_ask_at"), "tip_uses", ["outcome", "ask_at"])
    op.create_index(op.f("ix_tip_uses_person_id"), "tip_uses", ["person_id"])
    op.create_index(op.f("ix_tip_uses_tip"), "tip_uses", ["tip"])
    op.create_table(
        "tip_records",
        sa.Column("tip", sa.String(), nullable=False),
        sa.Column("counted_since", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("review", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("tip", name=op.f("pk_tip_records")),
    )
    op.create_table(
        "tip_reviews",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("tip", sa.String(), nullable=False),
        sa.Column("network_id", BIG, nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("worked", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_tip_reviews_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip_reviews")),
    )
    op.create_index(op.f("ix_tip_reviews_at"), "tip_reviews", ["at"])
    op.create_index(op.f("ix_tip_reviews_author"), "tip_reviews", ["author"])
    op.create_index(op.f("ix_tip_reviews_tip"), "tip_reviews", ["tip"])


def downgrade() -> None:
    op.drop_table("tip_reviews")
    op.drop_table("tip_records")
    op.drop_table("tip_uses")
