"""What repositories need of a connection, whichever database is behind it."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy import CursorResult, Dialect, Executable

Rows = Sequence[Mapping[str, Any]] | None


class Connection(Protocol):
    """A connection with a transaction under way."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, rows: Rows = None, /) -> CursorResult[Any]:
        """Run a statement; once for many rows, which is far quicker than to write them into the statement."""
        ...

    async def scalar(self, statement: Executable) -> Any:
        """Run a statement; the first column of the first row, None without rows."""
        ...

    def begin_nested(self) -> AbstractAsyncContextManager[object]:
        """A savepoint: what the block does is undone when it raises."""
        ...
