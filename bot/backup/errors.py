"""What can be wrong with a backup, each in a sentence that says what to do."""


class BackupError(Exception):
    """The backup can't be made or used. The message is for the operator and names the way out."""


class NotABackup(BackupError):
    """The file is something else."""


class NewerBackup(BackupError):
    """A newer version of the product made it."""


class WrongPassphrase(BackupError):
    """It was made with another passphrase (or its first hundred bytes were changed, which looks the same)."""


class DamagedBackup(BackupError):
    """The file is not, or no longer, what was written: changed, cut off, put together anew."""
