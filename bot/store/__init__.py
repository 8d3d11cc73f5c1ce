"""What is remembered, and how: one door, `open_database`, and its errors."""

from bot.store.database import Database, open_database
from bot.store.engines import sqlite_file
from bot.store.errors import StoreError
from bot.store.transaction import Transaction

__all__ = ["Database", "StoreError", "Transaction", "open_database", "sqlite_file"]
