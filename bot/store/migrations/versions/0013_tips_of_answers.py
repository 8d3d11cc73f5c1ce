"""Tips that are made of somebody's answer to a question, with their consent."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tips", sa.Column("consent_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_tips_question_id"), "tips", ["question_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_tips_question_id"), table_name="tips")
    op.drop_column("tips", "consent_asked_at")
