"""Which network a question is for, and how often the guard spoke up."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "guard_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("network_id", Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "network_id", "kind", "level", "outcome", name=op.f("pk_guard_counts")
        ),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("network_id", Id, nullable=True))
        batch_op.create_index(batch_op.f("ix_questions_network_id"), ["network_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_questions_network_id"), "networks", ["network_id"], ["id"])
    # A question of somebody in one network is for that network; of the others nobody knows.
    op.execute(
        "UPDATE questions SET network_id = ("
        "SELECT min(memberships.network_id) FROM doors "
        "JOIN memberships ON memberships.person_id = doors.person_id "
        "WHERE doors.platform = questions.platform AND doors.sender = questions.sender "
        "GROUP BY doors.person_id HAVING count(*) = 1)"
    )


def downgrade() -> None:
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_questions_network_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_questions_network_id"))
        batch_op.drop_column("network_id")
    op.drop_table("guard_counts")
