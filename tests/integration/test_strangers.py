"""Strangers, whatever they send, see no tip, nobody's name, and nothing of a network."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bot.app import App, open_app
from bot.contract import Address, IncomingMessage, Kind, MessageRef, choice_token
from handlers.answering import answering_table
from handlers.learn.questions import ShortMemory
from handlers.people.people import Role
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import add_invitation, add_network, add_person, everybody
from tests.stubs import (
    FOUND,
    FOUND_IN_ENGLISH,
    SUGGESTED,
    TIPS,
    URGENT,
    URGENT_IN_ENGLISH,
    stub_knowledge,
)

NAMES = ("Anneloes", "Fatmagül", "Gezinshuis Zonnedauw", "Netwerk Noordoost")
CODES = {"expired": "EXPRD-EXPRD", "used-up": "USEDU-PUSED"}
SECRET = "TRUEC-DETRU"


@dataclass(frozen=True)
class Town:
    """A bot with a network in it, that has shown things to its members."""

    app: App
    messenger: FakeMessenger
    keys: list[str]
    refs: list[MessageRef]
    message_ids: list[str]


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """Runs what is asynchronous in a test that is not."""
    with asyncio.Runner() as opened:
        yield opened


@pytest.fixture
def town(runner: asyncio.Runner, tmp_path: Path) -> Iterator[Town]:
    """A network with two people, and everything that was shown to them."""
    messenger = FakeMessenger()
    opening = open_app(
        f"sqlite:///{tmp_path / 'strangers.db'}", {"fake": messenger}, stub_knowledge(), FakeClock()
    )
    app = runner.run(opening.__aenter__())
    runner.run(settle(app, messenger))
    keys = [shown.key for shown in messenger.shown]
    refs = [shown.ref for shown in messenger.shown]
    message_ids = [key.removeprefix("fake-").partition("/")[0] for key in keys]
    yield Town(app, messenger, keys, refs, message_ids)
    runner.run(opening.__aexit__(None, None, None))


async def settle(app: App, messenger: FakeMessenger) -> None:
    """Let people live in the town: they ask, invite, look each other up, and are halfway something."""
    network = await add_network(app, "noordoost", NAMES[3])
    organisation = NAMES[2]
    await add_person(app, NAMES[0], {network: Role.MEMBER}, doors=["anna"], organisation=organisation)
    await add_person(app, NAMES[1], {network: Role.FACILITATOR}, doors=["fatma"], organisation=organisation)
    await add_invitation(app, network, SECRET)
    await add_invitation(app, network, CODES["expired"], days=-1)
    await add_invitation(app, network, CODES["used-up"], uses=0)
    anna = Conversation(app, messenger, sender="anna")
    fatma = Conversation(app, messenger, sender="fatma")
    await anna.says(FOUND)
    await anna.commands("profiel")
    for command in ("uitnodigen", "netwerk", "leden", "koppel"):
        await fatma.commands(command)


def arguments() -> SearchStrategy[str]:
    """What somebody may put behind a command."""
    wild = st.text(max_size=60).filter(lambda text: SECRET.replace("-", "") not in text.upper())
    codes = st.sampled_from([*CODES.values(), f"{SECRET[:-1]}X", SECRET[1:], f"{SECRET}A"])
    guessed = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=10, max_size=10)
    values = st.sampled_from(
        ["1", "1 1 member facilitator", "1 2 facilitator", "noordoost", "1 reminders P1D"]
    )
    return st.one_of(wild, codes, guessed, values, st.sampled_from([FOUND, SUGGESTED, *NAMES]))


def texts(town: Town) -> SearchStrategy[tuple[Kind, str]]:
    """What somebody may type: commands, questions, codes, values of choices, labels that members saw."""
    table = answering_table(stub_knowledge(), ShortMemory(), town.app.guard)
    names = [name for command in table.commands for name in (command.nl, command.en)]
    labels = {choice.label for shown in town.messenger.shown for choice in shown.reply.choices}
    actions = st.builds("{}:{}".format, st.sampled_from(sorted(table.choices)), arguments())
    typed = st.one_of(
        st.sampled_from([FOUND, FOUND_IN_ENGLISH, SUGGESTED, "1", "2", "ja", *names, *sorted(labels)]),
        arguments(),
        actions,
    )
    commands = st.builds("{} {}".format, st.sampled_from(names), st.just("") | arguments())
    return st.one_of(
        st.tuples(st.just(Kind.TEXT), typed),
        st.tuples(st.just(Kind.EDIT), typed),
        st.tuples(st.just(Kind.COMMAND), commands | st.text(max_size=40)),
        st.tuples(st.just(Kind.MEDIA), st.just("")),
    )


def presses(town: Town) -> SearchStrategy[tuple[Kind, str]]:
    """Buttons that were shown to somebody else, or to nobody; and reactions."""
    tokens = st.builds(choice_token, st.sampled_from(town.keys), st.integers(0, 12))
    made_up = st.builds(choice_token, st.text(max_size=20), st.integers(0, 3)) | st.text(max_size=64)
    return st.one_of(
        st.tuples(st.just(Kind.CHOICE), tokens | made_up),
        st.tuples(st.just(Kind.REACTION), st.sampled_from(["👍", "👎", "✅", "1️⃣", "2️⃣"])),
        st.tuples(st.sampled_from([Kind.JOINED, Kind.LEFT]), st.just("")),
    )


def hostile(town: Town) -> SearchStrategy[IncomingMessage]:
    """Messages of strangers, in their own chats, in groups, and pretending to be in a member's chat."""
    chats = st.sampled_from(
        [("chat-mallory", True), ("group-1", False), ("chat-anna", False), ("chat-fatma", False)]
    )
    return st.builds(
        lambda said, chat, sender, ref, edits, mentions: IncomingMessage(
            "", said[0], sender, Address("fake", chat[0]), said[1], None, ref, edits, mentions, chat[1]
        ),
        st.one_of(texts(town), presses(town)),
        chats,
        st.sampled_from(["mallory", "trudy", "ANNA", "anna ", "operator"]),
        st.none() | st.sampled_from(town.refs),
        st.none() | st.sampled_from(town.message_ids),
        st.booleans(),
    )


def leaks(said: str) -> list[str]:
    """What a text gives away."""
    secrets = [*NAMES, *(title for tip in TIPS for title in (*tip.title.values(), *tip.body.values()))]
    return [secret for secret in secrets if secret.casefold() in said.casefold()]


@pytest.mark.timeout(1200)  # a thousand messages, on a machine that may be busy
def test_a_thousand_hostile_messages_show_nothing(runner: asyncio.Runner, town: Town) -> None:
    """A stranger's own words come back to nobody either, so whatever leaks is the bot's doing."""
    count = 0

    @settings(
        max_examples=1000,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(message=hostile(town))
    def bombard(message: IncomingMessage) -> None:
        nonlocal count
        count += 1
        before = len(town.messenger.shown)
        runner.run(town.app.receive(replace(message, id=f"hostile-{count}")))
        for shown in town.messenger.shown[before:]:
            written = [shown.reply.text, *(choice.label for choice in shown.reply.choices)]
            assert leaks("\n".join(written)) == [], message
            for attachment in shown.reply.attachments:  # what is kept of themselves
                assert leaks(attachment.content.decode()) == [], message

    bombard()
    assert count >= 1000
    assert len(runner.run(everybody(town.app))) == 2


async def test_in_a_group_a_stranger_hears_nothing(app: App, messenger: FakeMessenger) -> None:
    await add_network(app)
    mallory = Conversation(app, messenger, sender="mallory")
    for kind, text in ((Kind.COMMAND, "leden"), (Kind.COMMAND, "themas"), (Kind.TEXT, FOUND)):
        alone = mallory.message(kind, text)
        group = Address("fake", "group")
        assert await mallory.sends(replace(alone, address=group, mentions_bot=True, is_direct=False)) == []


async def test_an_open_network_answers_questions_and_tells_nothing_else(
    app: App, messenger: FakeMessenger
) -> None:
    network = await add_network(app, open_ask=True)
    await add_person(app, "Anneloes", {network: Role.MEMBER})
    mallory = Conversation(app, messenger, sender="mallory")
    assert not (await mallory.says("hoi")).text.startswith("Hoi. Ik ben er voor de leden")
    for command in ("leden", "netwerken", "profiel", "uitnodigen", "netwerk"):
        assert (await mallory.commands(command)).text.startswith("Hoi. Ik ben er voor de leden"), command


@pytest.mark.parametrize("text", [URGENT, URGENT_IN_ENGLISH])
async def test_a_stranger_who_writes_of_danger_hears_whom_to_call_before_how_to_come_in(
    app: App, messenger: FakeMessenger, text: str
) -> None:
    await add_network(app)
    mallory = Conversation(app, messenger, sender="mallory")
    for reply in (await mallory.says(text), await mallory.commands(f"vraag {text}")):
        numbers, _, join = reply.text.rpartition("\n\n")
        assert "112" in numbers
        assert join.startswith(("Hoi. Ik ben er voor de leden", "Hi. I am here for the members"))
        assert reply.choices == ()


async def test_in_a_group_a_stranger_who_writes_of_danger_hears_whom_to_call_and_no_more(
    app: App, messenger: FakeMessenger
) -> None:
    await add_network(app)
    mallory = Conversation(app, messenger, sender="mallory")
    alone = mallory.message(Kind.TEXT, URGENT)
    spoken = replace(alone, address=Address("fake", "group"), mentions_bot=True, is_direct=False)
    [reply] = await mallory.sends(spoken)
    assert "112" in reply.text
    assert "leernetwerk" not in reply.text
