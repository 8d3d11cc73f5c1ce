"""A backup as one file: sealed with a passphrase, checked to its end, written wholly or not at all.

This room knows files and passphrases and nothing of databases or chat platforms: whoever makes a backup hands
over rows and pieces of files (`bot.cli.keeping`).
"""

from bot.backup.archive import ArchiveReader, ArchiveWriter, Manifest, Part, check
from bot.backup.errors import BackupError, DamagedBackup, NewerBackup, NotABackup, WrongPassphrase
from bot.backup.files import new_backup, opened_backup

__all__ = [
    "ArchiveReader",
    "ArchiveWriter",
    "BackupError",
    "DamagedBackup",
    "Manifest",
    "NewerBackup",
    "NotABackup",
    "Part",
    "WrongPassphrase",
    "check",
    "new_backup",
    "opened_backup",
]
