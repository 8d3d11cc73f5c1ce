"""What is counted is written down row by row, so that nobody waits until somebody else has counted."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = {
    "unknown_counts": (("month", sa.Date()), ("network_id", ID), ("theme", sa.String())),
    "guard_counts": (
        ("day", sa.Date()),
        ("network_id", ID),
        ("kind", sa.String()),
        ("level", sa.String()),
        ("outcome", sa.String()),
    ),
}


def upgrade() -> None:
    for table, columns in TABLES.items():
        names = ", ".join([*(name for name, _ in columns), "times"])
        op.execute(f"CREATE TABLE {table}_kept AS SELECT {names} FROM {table}")  # noqa: S608
        op.drop_table(table)
        op.create_table(
            table,
            sa.Column("id", ID, nullable=False),
            *(sa.Column(name, kind, nullable=False) for name, kind in columns),
            sa.Column("times", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
        since = columns[0][0]
        op.create_index(op.f(f"ix_{table}_network_id_{since}"), table, ["network_id", since])
        op.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}_kept")  # noqa: S608
        op.execute(f"DROP TABLE {table}_kept")


def downgrade() -> None:
    for table, columns in TABLES.items():
        key = [name for name, _ in columns]
        names = ", ".join(key)
        op.execute(
            f"CREATE TABLE {table}_kept AS SELECT {names}, SUM(times) AS times FROM {table} GROUP BY {names}"  # noqa: S608
        )
        op.drop_index(op.f(f"ix_{table}_network_id_{columns[0][0]}"), table_name=table)
        op.drop_table(table)
        op.create_table(
            table,
            *(sa.Column(name, kind, autoincrement=False, nullable=False) for name, kind in columns),
            sa.Column("times", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        )
        op.execute(f"INSERT INTO {table} ({names}, times) SELECT {names}, times FROM {table}_kept")  # noqa: S608
        op.execute(f"DROP TABLE {table}_kept")
