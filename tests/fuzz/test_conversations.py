"""Conversations without rhyme or reason: no command, step or button makes a handler fail."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.contract import IncomingMessage, Kind, choice_token
from handlers.answering import answering_table
from handlers.learn.questions import ShortMemory
from knowledge_base.guard import load_guard
from tests.conversation import Conversation
from tests.fakes import Shown
from tests.fuzz.town import Town
from tests.fuzz.words import moments, thorough, tokens, words
from tests.stubs import stub_knowledge

TABLE = answering_table(stub_knowledge(), ShortMemory(), load_guard())
COMMANDS = sorted({name for command in TABLE.commands for name in (command.nl, command.en)})
DIALOGUES = (
    "plan",
    "tip",
    "reflectie",
    "stap",
    "inbreng",
    "bericht",
    "verzetten",
    "profiel",
    "netwerk",
    "vragen",
)
SIGNS = ("👍", "👎", "✅", "1️⃣", "2️⃣", "x")
PAUSES = (timedelta(minutes=1), timedelta(hours=2), timedelta(days=1), timedelta(days=8))


@dataclass(frozen=True)
class Act:
    """Something that somebody does: what, with which words, to which of the last messages."""

    what: str
    text: str = ""
    back: int = 0
    number: int = 0


commands = st.builds(
    "{} {}".format,
    st.sampled_from(COMMANDS) | st.sampled_from(DIALOGUES),
    st.just("") | words | moments,
)
acts = st.one_of(
    st.builds(Act, st.just("command"), commands),
    st.builds(Act, st.just("text"), words),
    st.builds(Act, st.just("press"), back=st.integers(0, 2), number=st.integers(0, 12)),
    st.builds(Act, st.just("press"), number=st.integers(0, 3)),
    st.builds(Act, st.just("reply"), words, back=st.integers(0, 2)),
    st.builds(Act, st.just("edit"), words),
    st.builds(Act, st.just("react"), st.sampled_from(SIGNS), back=st.integers(0, 2)),
    st.builds(Act, st.just("forged"), tokens),
    st.builds(Act, st.just("media")),
    st.builds(Act, st.just("later"), number=st.integers(0, len(PAUSES) - 1)),
)


class Somebody:
    """One person who does these things, in their own chat."""

    def __init__(self, town: Town, name: str) -> None:
        self._town = town
        self._chat = Conversation(town.app, town.messenger, sender=name, language_code="nl")
        self._said = ""

    async def does(self, act: Act) -> None:
        """Do something, and let the bot do what follows from it."""
        if act.what == "later":
            self._town.clock.advance(PAUSES[act.number])
            await self._town.app.delivery.send_all_due()
        elif message := self._message(act):
            self._said = message.id
            await self._town.app.receive(message)

    def _message(self, act: Act) -> IncomingMessage | None:
        shown = self._sees(act.back)
        match act.what:
            case "command":
                return self._chat.message(Kind.COMMAND, act.text)
            case "press" if shown and shown.reply.choices:
                token = choice_token(self._key(shown), act.number % len(shown.reply.choices))
                return self._chat.message(Kind.CHOICE, token, shown.ref)
            case "forged":
                return self._chat.message(Kind.CHOICE, act.text, shown.ref if shown else None)
            case "react" if shown:
                return self._chat.message(Kind.REACTION, act.text, shown.ref)
            case "edit":
                return replace(self._chat.message(Kind.EDIT, act.text), edits=self._said)
            case "media":
                return self._chat.message(Kind.MEDIA)
            case "text" | "reply":
                ref = shown.ref if shown and act.what == "reply" else None
                return self._chat.message(Kind.TEXT, act.text, ref)
        return None

    def _sees(self, back: int) -> Shown | None:
        here = [shown for shown in self._town.messenger.shown if shown.ref.address == self._chat.address]
        return here[-1 - back] if back < len(here) else None

    def _key(self, shown: Shown) -> str:
        edits = [edit.key for edit in self._town.messenger.edits if edit.ref == shown.ref]
        return edits[-1] if edits else shown.key


async def talk(town: Town, script: list[tuple[bool, Act]]) -> None:
    """Let a facilitator and a member do these things."""
    town.messenger.shown.clear()
    town.messenger.edits.clear()
    facilitator, member = (Somebody(town, name) for name in await town.settle())
    for is_facilitator, act in script:
        await (facilitator if is_facilitator else member).does(act)


@thorough(2)
@given(st.lists(st.tuples(st.booleans(), acts), min_size=1, max_size=20))
def test_no_conversation_makes_a_handler_fail(
    runner: asyncio.Runner, town: Town, script: list[tuple[bool, Act]]
) -> None:
    with town.watched():
        runner.run(talk(town, script))


@thorough(2)
@given(st.sampled_from(DIALOGUES), st.lists(acts, min_size=1, max_size=25))
def test_no_answer_halfway_a_dialogue_makes_a_handler_fail(
    runner: asyncio.Runner, town: Town, begun: str, script: list[Act]
) -> None:
    steps = [(True, Act("command", begun)), *((True, act) for act in script)]
    with town.watched():
        runner.run(talk(town, steps))
