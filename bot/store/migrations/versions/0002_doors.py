"""Where people are reached privately; whose list it is in a group, and its labels, to look them up."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "doors",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("unreachable_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "sender", name=op.f("pk_doors")),
    )
    with op.batch_alter_table("doors", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_doors_platform_conversation"), ["platform", "conversation"], unique=False
        )
    with op.batch_alter_table("choice_list", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("labels", sa.Text(), nullable=True))
    fill_labels()
    with op.batch_alter_table("choice_list", schema=None) as batch_op:
        batch_op.alter_column("labels", existing_type=sa.Text(), nullable=False)


def fill_labels() -> None:
    """Lists that are open now can be chosen from by their labels afterwards too."""
    lists = sa.table(
        "choice_list", sa.column("id"), sa.column("choices", sa.JSON()), sa.column("labels", sa.Text())
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(lists.c.id, lists.c.choices)).all():
        labels = "".join(
            f"\n{' '.join(label.casefold().split()).rstrip('.! ')}\n" for label, _ in row.choices
        )
        connection.execute(sa.update(lists).where(lists.c.id == row.id).values(labels=labels))


def downgrade() -> None:
    with op.batch_alter_table("choice_list", schema=None) as batch_op:
        batch_op.drop_column("owner")
        batch_op.drop_column("labels")
    with op.batch_alter_table("doors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_doors_platform_conversation"))
    op.drop_table("doors")
