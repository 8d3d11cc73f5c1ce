"""`leernetwerk demo`: an example network of invented people, and a conversation in it."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import REFUSED, leave
from bot.cli.serving import converse, process_lock
from bot.clock import SystemClock
from bot.demo import MARK, PLATFORM, Story, Unsent, play, read_story
from bot.erased import list_of
from bot.logs import set_up_logs
from bot.settings import Settings, load_settings
from bot.store import StoreError, known_fact, sqlite_file
from handlers.setting_up import SetupWords, language_of_machine
from handlers.texts import load_catalogue
from knowledge_base import load_knowledge_base

FILE = "demo.db"
BESIDE = ("-wal", "-shm")


def demo(
    folder: Annotated[Path, typer.Option("--dir", help="The folder for its database.")] = Path("data"),
) -> None:
    """Makes an example network anew and opens the terminal on it. Nothing of it is ever sent."""
    configured = load_settings()
    file, words = folder / FILE, words_of_machine()
    refuse_another(configured, file)
    settings, story = settings_for(file), read_story()
    set_up_logs("WARNING")
    with suppress(asyncio.CancelledError), process_lock(settings, "demo") as alone:
        if not alone:
            leave(f"Another `leernetwerk demo` is open on {file}. Leave that first.", REFUSED)
        was_there = make_room(settings, file)
        print(words.say("demo-again" if was_there else "demo-making", file=str(file)), flush=True)
        visitor = asyncio.run(made(settings, story))
        print(words.say("demo-hello", name=story.visitor, network=story.networks[0].name), flush=True)
        asyncio.run(converse(settings, visitor, {PLATFORM: Unsent()}))


def words_of_machine() -> SetupWords:
    """What is said around the conversation, in the language of the machine."""
    lang = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return SetupWords(load_catalogue(), language_of_machine(lang))


def refuse_another(configured: Settings, file: Path) -> None:
    """Leave when the file is that of the bot itself."""
    own = sqlite_file(configured.database_url)
    if own is not None and own.resolve() == file.resolve():
        leave(f"{file} is the database of the bot itself. Name another folder with --dir.", REFUSED)


def settings_for(file: Path) -> Settings:
    """Settings of the demo alone: no platform, no web, whatever the environment says."""
    return Settings.model_construct(database_url=f"sqlite:///{file}", log_level="WARNING")


def make_room(settings: Settings, file: Path) -> bool:
    """Take an earlier demo away; whether there was one. Leaves when the file is anything else."""
    if not file.exists():
        return False
    try:
        is_demo = asyncio.run(known_fact(settings.database_url, MARK)) is not None
    except StoreError:
        is_demo = False
    if not is_demo:
        leave(f"{file} is there already and is no demo. Name another folder with --dir.", REFUSED)
    list_of(settings.database_url).unlink(missing_ok=True)
    for name in (*(f"{FILE}{end}" for end in BESIDE), FILE):
        file.with_name(name).unlink(missing_ok=True)
    return True


async def made(settings: Settings, story: Story) -> int:
    """Play the story into a new database; the id of who the visitor speaks as."""
    cast = await play(settings.database_url, story, load_knowledge_base(), SystemClock().now())
    return cast.people[story.people[0].key]
