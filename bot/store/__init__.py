"""What is remembered, and how: one door, `open_database`, and its errors."""

from bot.store.database import Database, open_database
from bot.store.engines import driver_url, sqlite_file
from bot.store.erasures import Erasure
from bot.store.errors import StoreError
from bot.store.explained import explained
from bot.store.migrate import newest_revision
from bot.store.peeking import published_tips
from bot.store.sight import Waiting
from bot.store.transaction import Transaction

__all__ = [
    "Database",
    "Erasure",
    "StoreError",
    "Transaction",
    "Waiting",
    "driver_url",
    "explained",
    "newest_revision",
    "open_database",
    "published_tips",
    "sqlite_file",
]
