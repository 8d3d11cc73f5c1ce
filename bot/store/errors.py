"""What can be wrong with a database, each in a sentence that says what to do."""


class StoreError(Exception):
    """The database can't be used. The message is for the operator and names the way out."""


class NotADatabase(StoreError):
    """The file exists but is something else."""


class NewerDatabase(StoreError):
    """A newer version of the product has been here."""


class DatabaseUnwritable(StoreError):
    """The file or its folder may not be written."""


class DatabaseLocked(StoreError):
    """Another program holds the database and doesn't let go."""


class DatabaseUnreachable(StoreError):
    """The server, or the path to the file, can't be reached."""


class NothingThere(StoreError):
    """There is no database, or nothing in it."""


class NotEmpty(StoreError):
    """There is something where a database was to be filled."""
