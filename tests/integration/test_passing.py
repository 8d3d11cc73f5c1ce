"""What is over when the database is back, on both databases, and what is a mistake of ours."""

import sqlite3
from collections.abc import Callable

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.pool import Pool

from bot.app import App
from bot.contract import Kind
from bot.incoming.inbox import NotNow
from bot.store import Database, is_passing
from tests.conversation import Conversation

Refusal = Callable[[], BaseException]


def refused_by_sqlite(*statements: str) -> sqlite3.Error:
    """What SQLite says to the last of these."""
    connection, *before, last = sqlite3.connect(":memory:"), *statements
    for statement in before:
        connection.execute(statement)
    with pytest.raises(sqlite3.Error) as refusal:
        connection.execute(last)
    connection.close()
    return refusal.value


def full() -> BaseException:
    return refused_by_sqlite(
        "PRAGMA page_size = 512",
        "CREATE TABLE t (a)",
        "PRAGMA max_page_count = 2",
        "INSERT INTO t VALUES (zeroblob(9999))",
    )


def no_server() -> BaseException:
    with pytest.raises(psycopg.OperationalError) as refusal:
        psycopg.connect("host=/nowhere/at/all dbname=x")
    return refusal.value


@pytest.mark.parametrize(
    "refusal",
    [
        full,
        no_server,
        errors.DiskFull,
        errors.AdminShutdown,
        errors.DeadlockDetected,
        errors.TooManyConnections,
    ],
)
def test_what_passes_is_known(refusal: Refusal) -> None:
    error = refusal()
    assert is_passing(error)
    assert is_passing(OperationalError("INSERT", None, error))


@pytest.mark.parametrize(
    "refusal",
    [
        lambda: refused_by_sqlite("SELECT * FROM nothing"),
        errors.UndefinedTable,
        errors.QueryCanceled,
        errors.StringDataRightTruncation,
        lambda: ValueError("words"),
    ],
)
def test_what_is_a_mistake_is_known(refusal: Refusal) -> None:
    assert not is_passing(refusal())


async def test_a_statement_that_is_wrong_does_not_pass(store: Database) -> None:
    with pytest.raises((ProgrammingError, OperationalError)) as refusal:
        async with store.reading() as tx:
            await tx.people._connection.execute(text("SELECT * FROM nothing"))
    assert not is_passing(refusal.value)


async def test_a_message_that_finds_no_room_is_not_answered_but_put_off(app: App, anna: Conversation) -> None:
    question = anna.message(Kind.TEXT, "school stuurt hem weer naar huis, wat nu?")
    event.listen(Pool, "checkout", no_room)
    try:
        with pytest.raises(NotNow):
            await app.receive(question)
    finally:
        event.remove(Pool, "checkout", no_room)
    event.listen(Pool, "checkout", room_again)
    try:
        assert len(await anna.sends(question)) == 1
    finally:
        event.remove(Pool, "checkout", room_again)


def no_room(connection: sqlite3.Connection, *_: object) -> None:
    """Nothing can be written at all."""
    connection.execute("PRAGMA query_only = on")


def room_again(connection: sqlite3.Connection, *_: object) -> None:
    """There is room again."""
    connection.execute("PRAGMA query_only = off")
