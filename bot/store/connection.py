"""What repositories need of a connection, whichever database is behind it."""

from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy import CursorResult, Dialect, Executable


class Connection(Protocol):
    """A connection with a transaction under way."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable) -> CursorResult[Any]:
        """Run a statement."""
        ...

    async def scalar(self, statement: Executable) -> Any:
        """Run a statement; the first column of the first row, None without rows."""
        ...

    def begin_nested(self) -> AbstractAsyncContextManager[object]:
        """A savepoint: what the block does is undone when it raises."""
        ...
