"""Tips that members and facilitators wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tips",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network_id", BIG, nullable=True),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("phrasings", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("credit", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("review", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("question_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_tips_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tips")),
    )
    op.create_index(op.f("ix_tips_network_id"), "tips", ["network_id"])
    op.create_index(op.f("ix_tips_status_changed_at"), "tips", ["status", "changed_at"])
    op.create_index(op.f("ix_tips_author_created_at"), "tips", ["author", "created_at"])


def downgrade() -> None:
    op.drop_table("tips")
