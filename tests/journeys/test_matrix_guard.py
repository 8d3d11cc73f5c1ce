"""Client data on Matrix: held, put in other words, and redacted where the room lets the bot."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.journeys.matrix_bot import ServedBot, Talk, served_for_all, talk
from tests.wire.matrix_members import member
from tests.wire.synapse import Synapse

UNKNOWN = "welke kleur verf past er bij de voordeur van Jayden, bel me op 06-12345678"
CLEAN = "welke kleur verf past er bij de voordeur"
WORDS = ("Jayden", "12345678")


@pytest.fixture(scope="module")
def bot(homeserver: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    with served_for_all(homeserver, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest.fixture
async def chat(homeserver: Synapse, members: None, bot: ServedBot) -> AsyncIterator[Talk]:
    async with member(homeserver) as somebody:
        yield await talk(somebody, bot)


def stored(chat: Talk) -> list[str]:
    """The questions of this member that were passed on."""
    rows = chat.bot.rows("SELECT text FROM questions WHERE sender = ?", chat.member.user_id)
    return [text for (text,) in rows]


async def test_a_question_with_a_name_is_redacted_and_passed_on_without_it(chat: Talk) -> None:
    assert "Noem hier liever geen naam" in ((await chat.asks(UNKNOWN)).body or "")
    remark = await chat.asks("ja")
    assert "«Jayden»" in (remark.body or "")
    assert stored(chat) == []
    await chat.member.says(chat.room, "Haal mijn bericht weg")
    await chat.member.until(chat.room, lambda room: UNKNOWN not in room.bodies(chat.member.user_id))
    await chat.member.until(
        chat.room,
        lambda room: any("Je bericht is weg" in (body or "") for body in room.bodies(chat.bot.user_id)),
    )
    await chat.member.says(chat.room, "1")
    await chat.member.until(
        chat.room,
        lambda room: any("Je vraag staat nu" in (body or "") for body in room.bodies(chat.bot.user_id)),
    )
    [text] = stored(chat)
    assert [word for word in WORDS if word in text] == []
    assert [word for word in WORDS if word in chat.bot.all_logs] == []


async def test_an_edit_that_leaves_the_name_out_is_passed_on(chat: Talk) -> None:
    question = await chat.member.says(chat.room, UNKNOWN)
    await chat.gets()
    await chat.asks("ja")
    await chat.member.edits(chat.room, question, CLEAN)
    await chat.member.until(
        chat.room,
        lambda room: any("Je vraag staat nu" in (body or "") for body in room.bodies(chat.bot.user_id)),
    )
    assert stored(chat) == [CLEAN]
