"""Messages to a person, whose door is picked when they are sent; what they are about; claims that lapsed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", ID, nullable=True))
        batch_op.add_column(sa.Column("subject", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("network_id", ID, nullable=True))
        batch_op.add_column(sa.Column("language", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("lapsed", sa.Integer(), server_default="0", nullable=False))
        batch_op.alter_column("platform", existing_type=sa.String(), nullable=True)
        batch_op.alter_column("conversation", existing_type=sa.String(), nullable=True)
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_person_id"), "people", ["person_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_foreign_key(batch_op.f("fk_outbox_network_id"), "networks", ["network_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_outbox_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_network_id"), ["network_id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_outbox_status_not_before"))
        batch_op.create_index(
            batch_op.f("ix_outbox_status_not_before_id"), ["status", "not_before", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outbox_status_kind_not_before_id"),
            ["status", "kind", "not_before", "id"],
            unique=False,
        )


def downgrade() -> None:
    # An older bot knows no messages without an address.
    op.execute("DELETE FROM outbox WHERE platform IS NULL")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_status_kind_not_before_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_status_not_before_id"))
        batch_op.create_index(
            batch_op.f("ix_outbox_status_not_before"), ["status", "not_before"], unique=False
        )
        batch_op.drop_index(batch_op.f("ix_outbox_network_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_subject"))
        batch_op.drop_index(batch_op.f("ix_outbox_person_id"))
        batch_op.drop_constraint(batch_op.f("fk_outbox_network_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_outbox_person_id"), type_="foreignkey")
        batch_op.alter_column("conversation", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("platform", existing_type=sa.String(), nullable=False)
        for column in ("lapsed", "language", "network_id", "subject", "person_id"):
            batch_op.drop_column(column)
