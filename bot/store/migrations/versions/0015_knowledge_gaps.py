"""Open questions on the agenda of a meeting, and how often the bot knew no answer."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFERENCES = (("brought_by", "people"), ("agenda_item_id", "agenda_items"))


def upgrade() -> None:
    op.create_table(
        "unknown_counts",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("network_id", ID, autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "network_id", "theme", name=op.f("pk_unknown_counts")),
    )
    with op.batch_alter_table("question_groups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("brought_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("brought_by", ID, nullable=True))
        batch_op.add_column(sa.Column("agenda_item_id", ID, nullable=True))
        batch_op.add_column(sa.Column("said_asked_at", sa.DateTime(timezone=True), nullable=True))
        for column, table in REFERENCES:
            batch_op.create_foreign_key(
                batch_op.f(f"fk_question_groups_{column}"), table, [column], ["id"], ondelete="SET NULL"
            )
            batch_op.create_index(batch_op.f(f"ix_question_groups_{column}"), [column], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("question_groups", schema=None) as batch_op:
        for column, _ in REFERENCES:
            batch_op.drop_index(batch_op.f(f"ix_question_groups_{column}"))
            batch_op.drop_constraint(batch_op.f(f"fk_question_groups_{column}"), type_="foreignkey")
        for column in ("said_asked_at", "agenda_item_id", "brought_by", "brought_at"):
            batch_op.drop_column(column)
    op.drop_table("unknown_counts")
