"""Logs say what happened and where, and never what somebody wrote."""

import asyncio
import gc
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from sqlalchemy.exc import DataError

from bot.logs import CHATTY_LIBRARIES, SILENT_LIBRARIES, set_up_logs

WORDS = "Mijn leerling Bram slaapt niet"
TOKEN = "110201543:" + "A" * 35
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
HOUSE = logging.getLogger("bot.somewhere")


@pytest.fixture(autouse=True)
def _logs_put_back() -> Iterator[None]:
    """What `set_up_logs` changes in the process is undone."""
    loggers = [logging.getLogger(), *map(logging.getLogger, CHATTY_LIBRARIES + SILENT_LIBRARIES)]
    handlers, levels = loggers[0].handlers[:], [logger.level for logger in loggers]
    yield
    loggers[0].handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def plain() -> None:
    raise ValueError(WORDS)


def with_a_cause() -> None:
    try:
        plain()
    except ValueError as error:
        raise RuntimeError(f"could not send: {WORDS}") from error


def on_top_of_another() -> None:
    try:
        plain()
    except ValueError:
        raise KeyError(WORDS)  # noqa: B904 - without `from` is the case that is tried


def in_a_group() -> None:
    raise ExceptionGroup(WORDS, [ValueError(WORDS), KeyError(WORDS)])


def with_a_note() -> None:
    error = ValueError("short")
    error.add_note(WORDS)
    raise error


def of_the_database() -> None:
    raise DataError("INSERT INTO questions", {"text": WORDS}, ValueError(WORDS))


def of_an_encoding() -> None:
    WORDS.encode("utf-16").decode("ascii")


def with_a_token() -> None:
    raise ConnectionError(f"https://api.telegram.org/bot{TOKEN}/getMe")


FAILURES = (
    plain,
    with_a_cause,
    on_top_of_another,
    in_a_group,
    with_a_note,
    of_the_database,
    of_an_encoding,
    with_a_token,
)


def log_failure(fail: Callable[[], None], level: int) -> None:
    """Log what `fail` raises, with everything that logging knows about it."""
    try:
        fail()
    except Exception:
        HOUSE.log(level, "a handler failed", exc_info=True, extra={"code": "c0ffee"})


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("fail", FAILURES)
def test_a_failure_is_logged_without_its_message_or_source(
    capsys: pytest.CaptureFixture[str], level: str, fail: Callable[[], None]
) -> None:
    set_up_logs(level)
    log_failure(fail, logging.getLevelNamesMapping()[level])
    logged = capsys.readouterr().err
    assert "a handler failed code=c0ffee" in logged
    assert not [word for word in (*WORDS.split(), TOKEN) if word in logged]
    assert "raise " not in logged
    assert "fail()" not in logged


def test_a_failure_is_logged_with_its_type_and_places(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    log_failure(with_a_cause, logging.ERROR)
    lines = capsys.readouterr().err.splitlines()
    places = [line.rpartition(" ")[2] for line in lines if __file__ in line]
    assert places == ["log_failure", "with_a_cause", "with_a_cause", "plain"]
    assert [line for line in lines if not line.startswith("  ")][1:] == [
        "RuntimeError",
        "caused by",
        "ValueError",
    ]


def test_what_went_wrong_side_by_side_is_all_told(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    log_failure(in_a_group, logging.ERROR)
    logged = capsys.readouterr().err
    assert "ValueError" in logged
    assert "KeyError" in logged


def test_a_stack_is_logged_without_source_lines(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    HOUSE.warning("odd", stack_info=True)
    assert "HOUSE.warning" not in capsys.readouterr().err


async def test_a_forgotten_task_that_failed_is_logged_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("INFO")
    task = asyncio.create_task(asyncio.to_thread(plain))
    await asyncio.wait([task])
    del task
    gc.collect()
    logged = capsys.readouterr().err
    assert "ValueError" in logged
    assert WORDS not in logged


async def test_a_callback_that_failed_is_logged_without_what_it_was_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("INFO")
    asyncio.get_running_loop().call_soon(int, "Bram")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    logged = capsys.readouterr().err
    assert "ValueError" in logged
    assert "Bram" not in logged


@pytest.mark.parametrize("library", ["httpx", "httpcore.http11", "nio.client", "telegram.ext.Updater"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_chatty_library_is_silent_below_a_warning(
    capsys: pytest.CaptureFixture[str], library: str, level: str
) -> None:
    set_up_logs(level)
    for chatter in (logging.DEBUG, logging.INFO):
        logging.getLogger(library).log(chatter, "POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    assert capsys.readouterr().err == ""


def test_a_chatty_library_can_still_warn(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("DEBUG")
    logging.getLogger("telegram").warning("the answer took long")
    assert "WARNING telegram the answer took long" in capsys.readouterr().err


@pytest.mark.parametrize("level", LEVELS)
def test_nio_says_nothing_at_all(capsys: pytest.CaptureFixture[str], level: str) -> None:
    """Its warnings quote what a message that it can't read contains, and name who sent it."""
    set_up_logs(level)
    logging.getLogger("nio.responses").warning("Error validating response: %r is not a string", WORDS)
    logging.getLogger("nio.crypto.log").error("Error validating decrypted Olm event from @bram:lab.test")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("level", "shown"), [("DEBUG", 4), ("INFO", 3), ("WARNING", 2), ("ERROR", 1)])
def test_the_level_decides_what_is_logged(capsys: pytest.CaptureFixture[str], level: str, shown: int) -> None:
    set_up_logs(level)
    for name in LEVELS:
        HOUSE.log(logging.getLevelNamesMapping()[name], "it is %s", name)
    assert len(capsys.readouterr().err.splitlines()) == shown


def test_a_line_shows_our_own_details_and_nobody_elses(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    HOUSE.info("sent", extra={"outbox_id": 12, "code": "c0ffee", "text": WORDS})
    assert capsys.readouterr().err.endswith("INFO bot.somewhere sent code=c0ffee outbox_id=12\n")


def test_nothing_is_logged_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("DEBUG")
    HOUSE.error("wrong")
    assert capsys.readouterr().out == ""


def test_setting_up_twice_does_not_log_twice(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    set_up_logs("INFO")
    HOUSE.info("once")
    assert capsys.readouterr().err.count("once") == 1


def test_of_an_error_of_sqlite_its_name_is_told_and_not_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO")
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("SELECT * FROM words_of_a_member")
    except sqlite3.OperationalError:
        logging.getLogger("bot").exception("the database")
    said = capsys.readouterr().err
    assert "OperationalError SQLITE_ERROR\n" in said
    assert "words_of_a_member" not in said


def test_what_fails_again_and_again_is_logged_once_a_minute(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter(range(0, 10_000, 30))
    monkeypatch.setattr("bot.logs.time.monotonic", lambda: next(seconds))
    set_up_logs("INFO")
    for _ in range(5):  # at 0, 30, 60, 90 and 120 seconds
        try:
            plain()
        except ValueError:
            HOUSE.exception("the tick failed")
    HOUSE.warning("the tick failed")
    logged = capsys.readouterr().err
    assert logged.count("ERROR bot.somewhere the tick failed") == 3
    assert logged.count("WARNING bot.somewhere the tick failed") == 1


def test_two_failures_that_somebody_was_given_a_code_for_are_both_logged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("INFO")
    for _ in range(2):
        log_failure(plain, logging.ERROR)
    assert capsys.readouterr().err.count("a handler failed code=c0ffee") == 2
