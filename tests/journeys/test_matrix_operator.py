"""What an operator meets with Matrix: wrong settings, lost and foreign stores, stops, a second process."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.matrix_bot import READY, ServedBot, served_for_all
from tests.journeys.matrix_http import plain_talk
from tests.journeys.processes import together
from tests.wire.synapse import PASSWORD, Synapse, free_port

QUESTION = "school stuurt hem weer naar huis, wat nu?"
ANSWERED = "Naar huis sturen"
TAKES_OVER_WITHIN_S = 30.0


@contextmanager
def begun(bot: ServedBot) -> Iterator[ServedBot]:
    """A bot that was started and of which nobody knows whether it serves."""
    bot.begins()
    try:
        yield bot
    finally:
        bot.kill()


def the_line(bot: ServedBot) -> str:
    """The one line with which a bot ends that can't start."""
    assert asyncio.run(bot.ends()) == 2, bot.log
    (line,) = bot.complaints
    return line


def chosen(synapse: Synapse, **settings: str) -> list[str]:
    """`run` with these settings, as one command of several."""
    named = {"MATRIX_HOMESERVER": synapse.url, "MATRIX_USER": "@bot:lab.test", **settings}
    return [*(f"LEERNETWERK_{name}={value}" for name, value in named.items()), "run"]


def test_settings_that_are_half_or_wrong_end_it_with_one_line_that_names_them(
    homeserver: Synapse, tmp_path: Path
) -> None:
    commands = {
        "MATRIX_PASSWORD": chosen(homeserver),
        "MATRIX_USER": chosen(homeserver, MATRIX_USER="bot", MATRIX_PASSWORD="x"),
        "MATRIX_HOMESERVER": chosen(homeserver, MATRIX_HOMESERVER="lab.test", MATRIX_PASSWORD="x"),
        "MATRIX_DEVICE_ID": chosen(homeserver, MATRIX_ACCESS_TOKEN="x"),
        "MATRIX_ACCESS_TOKEN": chosen(homeserver, MATRIX_DEVICE_ID="x", MATRIX_PASSWORD="x"),
        "MATRIX_ALLOW_PLAIN": chosen(homeserver, MATRIX_ALLOW_PLAIN="maybe", MATRIX_PASSWORD="x"),
    }
    for name, outcome in zip(commands, together(tmp_path, *commands.values()), strict=True):
        assert outcome.code == 2, outcome
        assert outcome.err.count("\n") == 1
        assert f"LEERNETWERK_{name}" in outcome.err


def wrong_password(bot: ServedBot, synapse: Synapse) -> str:
    bot.settings["MATRIX_PASSWORD"] = "fout"
    return "LEERNETWERK_MATRIX_USER"


def no_matrix_at_the_address(bot: ServedBot, synapse: Synapse) -> str:
    bot.settings["MATRIX_HOMESERVER"] = f"{synapse.url}/elders"
    return "LEERNETWERK_MATRIX_HOMESERVER"


def token_of_another_device(bot: ServedBot, synapse: Synapse) -> str:
    session = synapse.log_in(bot.user_id)
    bot.settings |= {
        "MATRIX_PASSWORD": "",
        "MATRIX_ACCESS_TOKEN": session.token,
        "MATRIX_DEVICE_ID": "EENANDER",
    }
    return session.device_id


def store_that_can_not_be_written(bot: ServedBot, synapse: Synapse) -> str:
    bot.store.parent.mkdir(parents=True)
    bot.store.write_text("")
    return "LEERNETWERK_MATRIX_STORE"


@pytest.mark.parametrize(
    "go_wrong",
    [wrong_password, no_matrix_at_the_address, token_of_another_device, store_that_can_not_be_written],
)
def test_what_the_operator_must_mend_ends_it_with_one_line(
    homeserver: Synapse, tmp_path: Path, go_wrong: Callable[[ServedBot, Synapse], str]
) -> None:
    bot = ServedBot(homeserver, tmp_path)
    named = go_wrong(bot, homeserver)
    with begun(bot):
        line = the_line(bot)
        assert named in line
        assert PASSWORD not in line


def test_a_server_that_is_away_is_waited_for_and_the_wait_can_be_ended(
    homeserver: Synapse, tmp_path: Path
) -> None:
    bot = ServedBot(homeserver, tmp_path, url=f"http://127.0.0.1:{free_port()}")
    with begun(bot):
        asyncio.run(bot.logs("can't be reached"))
        code, took = asyncio.run(bot.stops())
        assert (code, took < 20) == (0, True)  # ten promised; a busy machine may add some


def test_a_stop_finishes_what_is_in_hand_and_the_device_stays(homeserver: Synapse, tmp_path: Path) -> None:
    """Then the store of another user, the database gone, and the store gone: what a restart makes of each."""
    with served_for_all(homeserver, tmp_path, MATRIX_ALLOW_PLAIN="true") as bot:
        chat = plain_talk(homeserver, bot)
        assert chat.asks(QUESTION).startswith(ANSWERED)
        code, took = asyncio.run(bot.stops())
        assert (code, took < 20) == (0, True)  # ten promised; a busy machine may add some
        for number in range(15):
            chat.says(f"vraag {number}: {QUESTION}")
        asyncio.run(bot.starts())
        chat.gets(15)
        chat.hears_nothing_more()
        assert bot.complaints == []
        devices = homeserver.log_in(bot.user_id).get("/devices")["devices"]
        assert [device["display_name"] for device in devices].count("Leernetwerkbot") == 1
        asyncio.run(bot.stops())

        user = bot.settings["MATRIX_USER"]
        bot.settings["MATRIX_USER"] = homeserver.register()
        bot.begins()
        assert "another user" in the_line(bot)
        bot.settings["MATRIX_USER"] = user

        bot.database.rename(tmp_path / "away.db")
        bot.begins()
        line = the_line(bot)
        assert str(bot.database) in line
        assert str(bot.store) in line
        (tmp_path / "away.db").rename(bot.database)

        chat.says(f"nog een {QUESTION}")
        (bot.store / "keys.db").unlink()
        asyncio.run(bot.starts())
        (warning,) = bot.complaints[-1:]
        assert "new device" in warning
        chat.gets()
        chat.hears_nothing_more()


def test_a_second_process_waits_for_the_store_and_takes_over(homeserver: Synapse, tmp_path: Path) -> None:
    """On one machine, with databases of their own; on PostgreSQL the lease comes on top."""
    with served_for_all(homeserver, tmp_path, MATRIX_ALLOW_PLAIN="true") as first:
        chat = plain_talk(homeserver, first)
        chat.asks(QUESTION)
        (tmp_path / "second").mkdir()
        database = f"sqlite:///{tmp_path / 'second' / 'other.db'}"
        second = ServedBot(homeserver, tmp_path / "second", user_id=first.user_id)
        second.settings |= {**first.settings, "DATABASE_URL": database}
        Path(tmp_path / "second" / "other.db").touch()
        with begun(second):
            time.sleep(5)
            assert READY not in second.log
            first.kill()
            released = time.monotonic()
            asyncio.run(second.logs(READY))
            assert time.monotonic() - released < TAKES_OVER_WITHIN_S
            assert chat.asks(f"en ook dit: {QUESTION}").startswith(ANSWERED)


def test_a_session_that_is_ended_elsewhere_is_made_anew_and_said(homeserver: Synapse, tmp_path: Path) -> None:
    with served_for_all(homeserver, tmp_path, MATRIX_ALLOW_PLAIN="true") as bot:
        chat = plain_talk(homeserver, bot)
        homeserver.log_in(bot.user_id).post("/logout/all", {})
        asyncio.run(bot.logs("new device"))
        assert chat.asks(QUESTION).startswith(ANSWERED)


def test_a_dead_token_ends_it_with_one_line(homeserver: Synapse, tmp_path: Path) -> None:
    session = homeserver.somebody()
    bot = ServedBot(homeserver, tmp_path, user_id=session.user_id)
    bot.settings |= {
        "MATRIX_PASSWORD": "",
        "MATRIX_ACCESS_TOKEN": session.token,
        "MATRIX_DEVICE_ID": session.device_id,
        "MATRIX_ALLOW_PLAIN": "true",
    }
    with begun(bot):
        asyncio.run(bot.logs(READY))
        chat = plain_talk(homeserver, bot)
        assert chat.asks(QUESTION).startswith(ANSWERED)
        session.post("/logout", {})
        assert asyncio.run(bot.ends()) == 2
        assert "session" in bot.complaints[-1]
        assert session.token not in bot.log
