"""Whoever asks to be forgotten on Matrix: not a byte of any file names them afterwards."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.matrix_bot import ServedBot, served
from tests.journeys.matrix_http import PlainTalk, SecretTalk
from tests.journeys.processes import COMMAND, surroundings
from tests.wire.synapse import Synapse

NAME = "Zonnebloem van Duijvenvoorde"
QUESTION = "welke kleur verf past bij onze voordeur?"
PATIENCE_S = 120.0  # the bot looks every fifteen seconds, twice


def operator(bot: ServedBot, *arguments: str) -> None:
    """A command of the operator beside the bot."""
    subprocess.run([*COMMAND, *arguments], cwd=bot.folder, env=surroundings(**bot.settings), check=True)


def files_with(folder: Path, *traces: str) -> Iterator[tuple[str, str]]:
    """Which files below a folder have one of these in them, anywhere."""
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        yield from ((path.name, trace) for trace in traces if trace.encode() in content)


def wait_for_leave(chat: SecretTalk, bot: ServedBot) -> None:
    """Wait until the bot is gone from a chat."""
    end = time.monotonic() + PATIENCE_S
    while PlainTalk(chat.device.account, chat.room, bot.user_id).membership_of_bot() != "leave":
        assert time.monotonic() < end, bot.log[-2000:]
        time.sleep(0.2)


def member_in_secret_chat(homeserver: Synapse, bot: ServedBot) -> SecretTalk:
    """A member with a name, in an encrypted chat in which they asked something."""
    chat = SecretTalk(homeserver, bot)
    operator(bot, "member", "add", "--network", "noord", "--name", NAME, "--door", door(chat))
    chat.gives_key()
    chat.says(QUESTION)
    chat.hears("Zal ik je vraag doorgeven")
    chat.says("ja, geef door")
    chat.hears("begeleiders")
    return chat


def door(chat: SecretTalk) -> str:
    """Where a member is to be found, as the operator writes it."""
    return f"matrix:{chat.device.account.user_id}"


@pytest.mark.parametrize("by_operator", [False, True], ids=["in the chat", "in the terminal"])
async def test_whoever_is_forgotten_is_in_no_file_any_more(
    homeserver: Synapse, tmp_path: Path, by_operator: bool
) -> None:
    async with served(homeserver, tmp_path) as bot:
        operator(bot, "network", "add", "noord", "--name", "Noord")
        chat, other = member_in_secret_chat(homeserver, bot), SecretTalk(homeserver, bot)
        user_id = chat.device.account.user_id
        before = {name for name, _ in files_with(tmp_path, user_id, chat.room)}
        assert {"keys.db"} <= before
        if by_operator:
            [(person_id,)] = bot.rows("SELECT id FROM people WHERE name = ?", NAME)
            operator(bot, "member", "erase", str(person_id))
        else:
            chat.says("!vergeetmij")
            chat.hears("Ik wis dan alles")
            chat.says("Ja, wis alles")
        wait_for_leave(chat, bot)
        other.gives_key()
        other.says("hoi")  # somebody else is still heard
        other.hears("Ik ben er voor de leden")
        await bot.stops()
        traces = (NAME, user_id, chat.room, QUESTION)
        assert list(files_with(tmp_path, *traces)) == []
        assert bot.complaints == []
