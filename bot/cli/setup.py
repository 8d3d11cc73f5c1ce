"""`leernetwerk setup`: the questions of a first installation, answered into `.env`."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import REFUSED, leave
from bot.cli.inviting import invited
from bot.cli.setup_questions import Answers, Asker, asked
from bot.cli.stored import OPERATOR, opened
from bot.clock import SystemClock
from bot.settings import PREFIX, Settings, load_settings
from handlers.people.codes import new_code
from handlers.people.people import Role
from handlers.setting_up import SetupWords, is_yes, key_from, language_of_machine
from handlers.texts import load_catalogue
from scheduler.durations import parse_duration

ENV, OLD = Path(".env"), Path(".env.old")
PRIVATE_FILE = 0o600
INVITED_FOR = "P30D"


def setup(
    offline: Annotated[
        bool, typer.Option("--offline", help="Take the token without asking Telegram.")
    ] = False,
) -> None:
    """Asks what a first installation needs and writes it to `.env`; never over another one without asking."""
    language = language_of_machine(os.environ.get("LC_ALL") or os.environ.get("LANG") or "")
    words = SetupWords(load_catalogue(), language)
    asker = Asker(words, offline=offline)
    try:
        print(words.say("hello", file=str(ENV)))
        if ENV.exists() and not is_yes(asker.reads("overwrite", file=str(ENV), old=str(OLD))):
            leave(words.say("kept"), REFUSED)
        answers = asked(asker)
    except (EOFError, KeyboardInterrupt):
        leave(f"\n{words.say('stopped')}", REFUSED)
    write(answers)
    print(words.say("written", file=str(ENV)))
    key, code = asyncio.run(first_network(load_settings(), answers.network, language))
    print(words.say("network-there", name=answers.network))
    if not answers.serves:
        print(words.say("neither"))
    print(words.say("next", code=code, key=key))


def write(answers: Answers) -> None:
    """Write the file, its owner's alone, wholly or not at all; leaves with a line when that can't be."""
    new = ENV.with_name(f"{ENV.name}.new")
    lines = "".join(f"{PREFIX}{name}={quoted(value)}\n" for name, value in answers.settings().items())
    try:
        new.unlink(missing_ok=True)
        with open(new, "x", encoding="utf-8", opener=private) as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        if ENV.exists():
            ENV.replace(OLD)
            OLD.chmod(PRIVATE_FILE)
        new.replace(ENV)
    except OSError as error:
        leave(f"{ENV} can't be written: {error.strerror}.", REFUSED)


def private(path: str, flags: int) -> int:
    """Open a file that is its owner's alone."""
    return os.open(path, flags, PRIVATE_FILE)


def quoted(value: str) -> str:
    """A value as it stands in the file."""
    if all(sign.isalnum() or sign in "_-.:/@," for sign in value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


async def first_network(settings: Settings, name: str, language: str) -> tuple[str, str]:
    """Add the network, unless it is there, and a code for its facilitator: key and code."""
    key, code = key_from(name), new_code()
    async with opened(settings) as store, store.transaction() as tx:
        if await tx.networks.keyed(key) is None:
            fresh = {"timezone": settings.timezone, "language": language}
            network_id = await tx.networks.add(key, name, **fresh)
            now = SystemClock().now()
            await tx.audit.note(OPERATOR, "network-add", now, network_id=network_id)
    period = parse_duration(INVITED_FOR)
    await invited(settings, key, code, role=Role.FACILITATOR, uses=1, period=period)
    return key, code
