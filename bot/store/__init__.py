"""What is remembered, and how: one door, `open_database`, and its errors."""

from bot.store.database import Database, open_database
from bot.store.engines import driver_url, sqlite_file, without_password
from bot.store.erasures import Erasure
from bot.store.errors import NewerDatabase, NotEmpty, NothingThere, StoreError
from bot.store.explained import explained
from bot.store.filling import Filling, filling
from bot.store.migrate import newest_revision
from bot.store.passing import is_passing
from bot.store.peeking import known_fact, published_tips
from bot.store.sight import Waiting
from bot.store.snapshot import Snapshot, snapshot
from bot.store.transaction import Transaction

__all__ = [
    "Database",
    "Erasure",
    "Filling",
    "NewerDatabase",
    "NotEmpty",
    "NothingThere",
    "Snapshot",
    "StoreError",
    "Transaction",
    "Waiting",
    "driver_url",
    "explained",
    "filling",
    "is_passing",
    "known_fact",
    "newest_revision",
    "open_database",
    "published_tips",
    "snapshot",
    "sqlite_file",
    "without_password",
]
