"""Fleeting messages are few and looked for each minute: not among all messages there ever were."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_outbox_fleeting",
        "outbox",
        ["id"],
        sqlite_where=sa.text("fleeting IS 1"),
        postgresql_where=sa.text("fleeting IS true"),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_fleeting", table_name="outbox")
