"""What every platform promises, tested alike on each: add a platform to `PLATFORMS` and it takes part."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console import ConsoleMessenger
from bot.contract import Address, Attachment, Choice, Messenger, NotAllowed, Reply, escape, shows_positions
from bot.markup import unstyled
from bot.matrix import PLATFORM, Account, open_session
from bot.matrix.direct import DirectChats
from bot.matrix.messenger import MatrixMessenger
from bot.telegram import Telegram, TelegramAccount
from tests.contract.onlooker import onlooker
from tests.fakes import FakeMessenger
from tests.wire.synapse import PASSWORD, Synapse
from tests.wire.telegram import Shown, telegram_server

YES_OR_NO = (Choice("Ja, geef door", "pass-on:1"), Choice("Nee, laat maar", "leave-it:"))
MARKS = tuple(Choice(str(mark), f"mark:{mark}") for mark in range(11))


@dataclass(frozen=True)
class MessengerUnderTest:
    """A messenger, a chat it can send to, and the texts that a member sees in that chat, oldest first.

    A text holds what belongs to its message: words, choices, names of files. `numbered`: choices stand in a
    list with positions before them, not on buttons.
    """

    messenger: Messenger
    address: Address
    visible: Callable[[], list[str]]
    numbered: bool = True

    async def send(self, reply: Reply, key: str = "q-1/answer-1") -> str:
        """Send to the chat; everything a member sees there then."""
        await self.messenger.send(self.address, reply, key=key)
        return self.seen()

    def seen(self) -> str:
        return "\n".join(self.visible())


@asynccontextmanager
async def fake() -> AsyncIterator[MessengerUnderTest]:
    """The platform that the other tests stand on, shown as the simplest client would."""
    messenger = FakeMessenger()
    yield MessengerUnderTest(
        messenger, Address("fake", "chat"), lambda: [plainly(shown.reply) for shown in messenger.shown]
    )


@asynccontextmanager
async def console() -> AsyncIterator[MessengerUnderTest]:
    """A pipe: all that was printed is one text."""
    stream = io.StringIO()
    messenger = ConsoleMessenger(stream, styled=False)
    yield MessengerUnderTest(messenger, Address("console", "terminal"), lambda: [stream.getvalue()])


@asynccontextmanager
async def telegram() -> AsyncIterator[MessengerUnderTest]:
    """The private chat of somebody who has started the bot."""
    async with telegram_server() as server:
        lies = server.person("Lies")
        lies.starts()
        platform = Telegram(TelegramAccount(server.token, server.base_url))
        address = Address(platform.name, str(lies.id))
        async with platform.connected():
            yield MessengerUnderTest(
                platform.messenger, address, lambda: [as_read(shown) for shown in lies.sees], numbered=False
            )
        assert server.complaints == []


@asynccontextmanager
async def matrix(homeserver: Synapse, tmp_path: Path, members: None) -> AsyncIterator[MessengerUnderTest]:
    """An encrypted chat on a real server, seen by a client that shares no code with us."""
    account, messenger = Account(homeserver.url, homeserver.register(), PASSWORD), MatrixMessenger()
    async with open_session(account, tmp_path / "matrix") as session:
        client, chats = session.client, DirectChats(session.client)
        since = (await client.sync(None)).next_batch
        with onlooker(homeserver) as lies:
            room = await chats.with_person(lies.user_id)
            lies.joins(room)
            while room not in client.rooms or lies.user_id in client.rooms[room].invited_users:
                since = (await client.sync(since)).next_batch
            async with messenger.working(client, chats, ()):
                yield MessengerUnderTest(messenger, Address(PLATFORM, room), lambda: lies.sees(room))


PLATFORMS: tuple[Callable[..., AbstractAsyncContextManager[MessengerUnderTest]], ...] = (
    fake,
    console,
    telegram,
    matrix,
)
NEEDS = {matrix: ("homeserver", "tmp_path", "members")}


def as_read(shown: Shown) -> str:
    """What a member reads of a message on Telegram."""
    return "\n".join([shown.text, *shown.buttons, *(file.name for file in shown.files)])


def plainly(reply: Reply) -> str:
    """A reply as a platform without any styles would show it."""
    numbered = shows_positions(reply.choices)
    labels = [f"{n}. {c.label}" if numbered else c.label for n, c in enumerate(reply.choices, 1)]
    return "\n".join([unstyled(reply.text), *labels, *(file.name for file in reply.attachments)])


@pytest.fixture(params=PLATFORMS, ids=lambda platform: str(platform.__name__))
async def chat(request: pytest.FixtureRequest) -> AsyncIterator[MessengerUnderTest]:
    needs = {name: request.getfixturevalue(name) for name in NEEDS.get(request.param, ())}
    async with request.param(**needs) as under_test:
        yield under_test


async def test_a_reply_shows_its_text_and_every_choice(chat: MessengerUnderTest) -> None:
    seen = await chat.send(Reply("Zal ik je vraag doorgeven?", YES_OR_NO))
    for words in ("Zal ik je vraag doorgeven?", "Ja, geef door", "Nee, laat maar"):
        assert seen.count(words) == 1
    assert seen.index("doorgeven?") < seen.index("Ja, geef door") < seen.index("Nee, laat maar")


async def test_replies_are_shown_in_the_order_of_sending(chat: MessengerUnderTest) -> None:
    for number in range(1, 6):
        await chat.send(Reply(f"Bericht {number}"), f"q-{number}/answer-1")
    assert re.findall(r"Bericht \d", chat.seen()) == [f"Bericht {number}" for number in range(1, 6)]


async def test_sending_says_which_message_it_became(chat: MessengerUnderTest) -> None:
    first = await chat.messenger.send(chat.address, Reply("Eén"), key="q-1/answer-1")
    second = await chat.messenger.send(chat.address, Reply("Eén"), key="q-2/answer-1")
    assert first.address == second.address == chat.address
    assert first.id
    assert first != second


async def test_a_file_is_shown_by_its_name(chat: MessengerUnderTest) -> None:
    file = Attachment("bijeenkomst.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert "bijeenkomst.ics" in await chat.send(Reply("De afspraak als bestand.", attachments=(file,)))


async def test_an_edit_changes_the_message_or_is_not_allowed(chat: MessengerUnderTest) -> None:
    ref = await chat.messenger.send(chat.address, Reply("Donderdag om twee uur"), key="q-1/answer-1")
    before = chat.visible()
    try:
        await chat.messenger.edit(ref, Reply("Vrijdag om drie uur"), key="q-2/answer-1")
    except NotAllowed:
        assert chat.visible() == before
    else:
        assert "Vrijdag om drie uur" in chat.seen()
        assert "Donderdag" not in chat.seen()


async def test_a_deletion_takes_the_message_away_or_is_not_allowed(chat: MessengerUnderTest) -> None:
    ref = await chat.messenger.send(chat.address, Reply("Dit mag weg"), key="q-1/answer-1")
    await chat.send(Reply("Dit blijft"), "q-2/answer-1")
    before = chat.visible()
    try:
        await chat.messenger.delete(ref)
    except NotAllowed:
        assert chat.visible() == before
    else:
        assert "Dit mag weg" not in chat.seen()
        assert "Dit blijft" in chat.seen()


async def test_what_is_gone_can_not_be_edited(chat: MessengerUnderTest) -> None:
    ref = await chat.messenger.send(chat.address, Reply("Dit mag weg"), key="q-1/answer-1")
    try:
        await chat.messenger.delete(ref)
    except NotAllowed:
        return  # nothing goes away here
    with pytest.raises(NotAllowed):
        await chat.messenger.edit(ref, Reply("Te laat"), key="q-2/answer-1")
    assert "Te laat" not in chat.seen()


async def test_a_closed_list_loses_its_buttons_and_nothing_else(chat: MessengerUnderTest) -> None:
    """Choices that stand in the text stay: they were said."""
    ref = await chat.messenger.send(chat.address, Reply("Doorgeven?", YES_OR_NO), key="q-1/answer-1")
    before = chat.visible()
    await chat.messenger.retire(ref)
    assert chat.visible() == (before if chat.numbered else ["Doorgeven?"])


async def test_to_close_a_list_twice_or_where_there_is_none_is_harmless(chat: MessengerUnderTest) -> None:
    asked = await chat.messenger.send(chat.address, Reply("Doorgeven?", YES_OR_NO), key="q-1/answer-1")
    said = await chat.messenger.send(chat.address, Reply("Goed."), key="q-2/answer-1")
    await chat.messenger.retire(asked)
    before = chat.visible()
    for ref in (asked, said):
        await chat.messenger.retire(ref)
    assert chat.visible() == before


async def test_an_edit_can_bring_other_choices(chat: MessengerUnderTest) -> None:
    ref = await chat.messenger.send(chat.address, Reply("Doorgeven?", YES_OR_NO), key="q-1/answer-1")
    try:
        await chat.messenger.edit(ref, Reply("En nu?", (Choice("Verder", "on:"),)), key="q-2/answer-1")
    except NotAllowed:
        return
    assert "Verder" in chat.seen()
    assert "Ja, geef door" not in chat.seen()


async def test_typing_leaves_no_message(chat: MessengerUnderTest) -> None:
    before = chat.visible()
    await chat.messenger.typing(chat.address)
    assert chat.visible() == before


async def test_listed_choices_have_their_position_before_them_and_buttons_none(
    chat: MessengerUnderTest,
) -> None:
    seen = await chat.send(Reply("Zal ik je vraag doorgeven?", YES_OR_NO))
    assert ("1. Ja, geef door" in seen) is chat.numbered
    assert ("2. Nee, laat maar" in seen) is chat.numbered


async def test_choices_that_are_numbers_have_no_other_number_before_them(chat: MessengerUnderTest) -> None:
    """A 0 to 10 with positions before it would make "3" mean two things."""
    seen = await chat.send(Reply("Welk cijfer geef je?", MARKS))
    assert re.findall(r"\d+", seen) == [str(mark) for mark in range(11)]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Naar huis sturen** lost niets op", "Naar huis sturen lost niets op"),
        ("_Bron: NJi, mei 2023_", "Bron: NJi, mei 2023"),
        ("**Titel**\n\nTekst.\n\n_Bron: NJi_", "Titel\n\nTekst.\n\nBron: NJi"),
        (r"drie \* vier \_ vijf \\ zes", r"drie * vier _ vijf \ zes"),
        (r"**2 \* 3** is _zes\_7_", "2 * 3 is zes_7"),
        ("een_naam_met_streepjes", "een_naam_met_streepjes"),
    ],
)
async def test_light_markdown_is_not_shown_raw(chat: MessengerUnderTest, markdown: str, words: str) -> None:
    seen = await chat.send(Reply(markdown))
    assert words in seen
    if set("*_\\").isdisjoint(words):
        assert set("*_\\").isdisjoint(seen)


async def test_a_long_text_arrives_whole(chat: MessengerUnderTest) -> None:
    """Ten thousand characters: where a platform allows fewer, in more than one piece, cut between words."""
    words = [f"woord{number}" for number in range(1100)]
    text = " ".join(words)[:10_000]
    seen = await chat.send(Reply(text, YES_OR_NO))
    assert "".join(text.split()) in "".join(seen.split())
    assert seen.count("Ja, geef door") == 1


anybodys_words = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t*_\\"))


@given(words=anybodys_words)
@settings(max_examples=100, deadline=None)
def test_somebodys_own_words_are_shown_exactly(words: str) -> None:
    assert printed(f"Je schreef: {escape(words)}.") == f"Je schreef: {words}."


@given(words=anybodys_words.filter(bool))
@settings(max_examples=100, deadline=None)
def test_somebodys_own_words_are_shown_exactly_in_bold_and_italic(words: str) -> None:
    assert printed(f"**{escape(words)}**") == words
    assert printed(f"_{escape(words)}_") == words


@given(text=anybodys_words)
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_is_shown_without_losing_a_word(text: str) -> None:
    """Whatever mistakes its Markdown has: only signs of the markup may disappear."""

    def rest(shown: str) -> str:
        return re.sub(r"[*_\\]", "", shown)

    assert rest(printed(text)) == rest(text)


def printed(text: str) -> str:
    """What a terminal shows of a text, without the empty lines around it."""
    stream = io.StringIO()
    reply = Reply(text)
    asyncio.run(ConsoleMessenger(stream, styled=False).send(Address("console", "terminal"), reply, key="k"))
    return stream.getvalue()[1:-2]
