"""Logs that say what happened and where, and never what somebody wrote.

Two leaks are closed here: an exception's message may quote a message's text, so only its type and the
places in the code are logged; chat libraries log addresses with tokens in them, so they stay at WARNING, and
nio, whose warnings quote messages and name people, says nothing: `bot.matrix` logs what matters.
"""

import logging
import sys
import time
import traceback
from types import TracebackType

CHATTY_LIBRARIES = (
    "httpx",
    "httpcore",
    "telegram",
    "apscheduler",
    "sqlalchemy",
    "alembic",
    "peewee",
)
SILENT_LIBRARIES = ("nio",)
QUOTING_LIBRARIES = ("httpx", "httpcore", "telegram")
OUR_EXTRAS = ("code", "outbox_id")
SAY_AGAIN_AFTER_S = 60.0
MOST_REMEMBERED = 100

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Formats a record without the words of exceptions or their source lines."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, whatever other handlers made of it before."""
        own = logging.makeLogRecord({**record.__dict__, "exc_text": None})
        if own.name == "asyncio":
            # What follows quotes the exception, or what a callback was given.
            own.msg, own.args = own.getMessage().partition("\n")[0].partition("(")[0], ()
        elif own.name.partition(".")[0] in QUOTING_LIBRARIES:
            own.msg, own.args = str(own.msg), ()  # they fill in what a server answered
        return super().format(own)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line of a record, with the details that we add ourselves."""
        details = [f"{name}={getattr(record, name)}" for name in OUR_EXTRAS if hasattr(record, name)]
        return " ".join([super().formatMessage(record), *details])

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging's own name
        """The types of an exception and its causes, and where they were raised."""
        return "\n".join(places(ei[1])) if ei[1] else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - logging's own name
        """Where a record was made, without the source lines."""
        return "\n".join(line for line in stack_info.splitlines() if line.startswith("  File "))


class SparingFilter(logging.Filter):
    """Lets the same failure through once a minute: what is tried twice a second must not fill the disk."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[object, ...], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is news; one without an exception, or with a code that somebody was told, is."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or hasattr(record, "code"):
            return True
        failure = (record.name, record.getMessage(), *places(error))
        now = time.monotonic()
        if now - self._said.get(failure, -SAY_AGAIN_AFTER_S) < SAY_AGAIN_AFTER_S:
            return False
        if len(self._said) >= MOST_REMEMBERED:
            self._said.clear()
        self._said[failure] = now
        return True


def places(error: BaseException) -> list[str]:
    """Type and places of an exception, of what caused it, and of those it groups."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        " ".join([type(error).__qualname__, *name_of_sqlite(error)]),
        *(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames),
    ]
    if isinstance(error, BaseExceptionGroup):
        for member in error.exceptions:
            lines += ["together with", *places(member)]
    cause = error.__cause__ or error.__context__
    return [*lines, "caused by", *places(cause)] if cause else lines


def name_of_sqlite(error: BaseException) -> list[str]:
    """What SQLite calls its error, such as SQLITE_FULL: it tells a full disk from a locked file."""
    name = getattr(error, "sqlite_errorname", None)
    return [name] if isinstance(name, str) else []


def set_up_logs(level: str) -> None:
    """Log to stderr from `level` up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(SparingFilter())
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in CHATTY_LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
    for library in SILENT_LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
