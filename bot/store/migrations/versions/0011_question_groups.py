"""Open questions in groups: who picked them up, and the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "question_groups",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("network_id", ID, nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed_on_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", ID, nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("earlier_answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["network_id"], ["networks.id"], name=op.f("fk_question_groups_network_id")),
        sa.ForeignKeyConstraint(
            ["claimed_by"], ["people.id"], name=op.f("fk_question_groups_claimed_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["people.id"], name=op.f("fk_question_groups_answered_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_groups")),
    )
    for column in ("network_id", "passed_on_at", "claimed_by", "answered_by"):
        op.create_index(op.f(f"ix_question_groups_{column}"), "question_groups", [column])
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_column("status")
        batch_op.add_column(sa.Column("group_id", ID, nullable=True))
        batch_op.add_column(sa.Column("helped", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("reopened", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_foreign_key(
            batch_op.f("fk_questions_group_id"),
            "question_groups",
            ["group_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(batch_op.f("ix_questions_group_id"), ["group_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_group_id"))
        batch_op.drop_constraint(batch_op.f("fk_questions_group_id"), type_="foreignkey")
        batch_op.drop_column("reopened")
        batch_op.drop_column("helped")
        batch_op.drop_column("group_id")
        batch_op.add_column(sa.Column("status", sa.String(), nullable=False, server_default="open"))
    op.drop_table("question_groups")
