"""A life of the bot that may end at any moment: it answers questions on a platform that writes to a file.

Imported once by a server that forks every life from there, so that a kill costs no start.
"""

import asyncio
import json
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.app import App, open_app
from bot.clock import SystemClock
from bot.contract import Address, IncomingMessage, Kind, MessageRef, NotAllowed, Reply
from bot.locks import held
from knowledge_base import load_knowledge_base

PLATFORM = "fake"
CHAT = Address(PLATFORM, "chat-anna")
LONGEST_PAUSE_S = 0.02  # long beside the rest of an answer: kills should fall in it often
KNOWLEDGE = load_knowledge_base()
KNOWLEDGE.judge("En dit is de eerste vraag, waarvoor alles wordt geladen.")


@dataclass(frozen=True)
class Place:
    """The files of one bot, which outlive its lives."""

    folder: Path

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'test.db'}"

    @property
    def run_lock(self) -> Path:
        return self.folder / "test.db.run.lock"

    @property
    def questions(self) -> Path:
        """What members ask, one question a line."""
        return self.folder / "questions.txt"

    @property
    def position(self) -> Path:
        """How many questions the platform need not deliver again."""
        return self.folder / "position"

    @property
    def sent(self) -> Path:
        """Everything that was shown in the chat, one JSON object a line."""
        return self.folder / "sent.jsonl"

    def acknowledged(self) -> int:
        return int(self.position.read_text()) if self.position.exists() else 0

    def acknowledge(self, count: int) -> None:
        """Move the position; a kill leaves the old one or the new one."""
        new = self.position.with_suffix(".new")
        new.write_text(str(count))
        new.replace(self.position)


class RecordingMessenger:
    """A chat that recognises no repeats. A kill can fall before, while and after it shows something."""

    def __init__(self, file: Path, life: int) -> None:
        self._file = file
        self._life = life
        self._chance = random.Random(life)

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        await self._pause()
        line = json.dumps({"life": self._life, "key": key})
        opened = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            os.write(opened, f"{line}\n".encode())
            os.fsync(opened)
        finally:
            os.close(opened)
        await self._pause()
        return MessageRef(to, f"{self._life}-{key}")

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        raise NotAllowed("a file is only added to")

    async def delete(self, ref: MessageRef) -> None:
        raise NotAllowed("a file is only added to")

    async def retire(self, ref: MessageRef) -> None:
        pass

    async def typing(self, address: Address) -> None:
        pass

    async def _pause(self) -> None:
        await asyncio.sleep(self._chance.uniform(0, LONGEST_PAUSE_S))


def live(folder: Path, life: int) -> None:
    """Answer what is not yet acknowledged, from the first question on; exit code 3 when another life does."""
    place = Place(folder)
    with held(place.run_lock) as alone:
        if not alone:
            sys.exit(3)
        asyncio.run(answer_all(place, life))


async def answer_all(place: Place, life: int) -> None:
    """Be a platform's task: take over from the life before, then receive message after message."""
    messengers = {PLATFORM: RecordingMessenger(place.sent, life)}
    async with open_app(place.database_url, messengers, KNOWLEDGE, SystemClock()) as app:
        await app.take_over([PLATFORM])
        await receive_rest(app, place)


async def receive_rest(app: App, place: Place) -> None:
    questions = place.questions.read_text("utf-8").splitlines()
    for number in range(place.acknowledged() + 1, len(questions) + 1):
        question = IncomingMessage(f"q-{number}", Kind.TEXT, "anna", CHAT, questions[number - 1])
        await app.receive(question)
        place.acknowledge(number)
