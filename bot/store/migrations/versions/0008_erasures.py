"""Who was erased, under marks that name nobody, so that an older backup forgets them again."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = "erasure-key"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark", "at", name=op.f("pk_erasures")),
    )
    # Made here, so that every backup from now on has it.
    facts = sa.table("facts", sa.column("name", sa.String), sa.column("value", sa.Text))
    op.bulk_insert(facts, [{"name": KEY, "value": secrets.token_hex(32)}])


def downgrade() -> None:
    op.drop_table("erasures")
    op.execute(sa.text("DELETE FROM facts WHERE name = 'erasure-key'"))
