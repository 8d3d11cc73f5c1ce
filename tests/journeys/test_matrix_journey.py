"""A member's way through the bot on Matrix, seen by a client that shares no code with it."""

import re
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.journeys.matrix_bot import ServedBot, Talk, joined, served_for_all, talk
from tests.wire.matrix_members import Member, Room, member
from tests.wire.synapse import Synapse

QUESTION = "school stuurt hem weer naar huis, wat nu?"
QUESTION_IN_ENGLISH = "School sends him home again, what now?"
UNSURE = "School moppert dat ze er wéér eentje van ons bij krijgen."
UNKNOWN = "welke kleur verf past bij onze voordeur?"
THANKS = "Fijn om te horen."


@pytest.fixture(scope="module")
def bot(homeserver: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    with served_for_all(homeserver, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest.fixture(params=[False, True], ids=["usual", "isolation"])
async def chat(
    request: pytest.FixtureRequest, homeserver: Synapse, members: None, bot: ServedBot
) -> AsyncIterator[Talk]:
    """A member's private chat; "isolation": as Element is to be from 2026 on (MSC4153)."""
    async with member(homeserver, isolation=request.param) as somebody:
        yield await talk(somebody, bot)


@pytest.fixture
async def anna(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


@pytest.fixture
async def bram(homeserver: Synapse, members: None) -> AsyncIterator[Member]:
    async with member(homeserver) as somebody:
        yield somebody


def choices(body: str | None) -> list[str]:
    """The numbered choices in a message."""
    return re.findall(r"^\d+\. (.+)$", body or "", re.MULTILINE)


async def test_the_journey_of_a_member_without_any_warning(chat: Talk) -> None:
    answer = await chat.asks(QUESTION)
    assert (answer.shield, answer.encrypted) == ("none", True)
    assert "Bron:" in (answer.body or "")
    assert "<strong>" in (answer.formatted_body or "")
    assert choices(answer.body)[:2] == ["Ja, dit helpt", "Nee, niet echt"]
    neighbour = choices(answer.body)[2]
    assert (await chat.asks("3")).body.startswith(neighbour)  # type: ignore[union-attr]
    assert (await chat.reacts(answer, "👍")).body == THANKS
    assert (await chat.reacts(answer, "4️⃣")).body.startswith(choices(answer.body)[3])  # type: ignore[union-attr]

    unsure = await chat.asks(UNSURE)
    chosen = choices(unsure.body)[1]
    assert (await chat.reacts(unsure, "2️⃣")).body.startswith(chosen)  # type: ignore[union-attr]

    themes = await chat.asks("!themas")
    tips = await chat.asks(choices(themes.body)[0].lower())
    assert choices((await chat.asks("1")).body)[0] == "Ja, dit helpt", tips

    assert "Zal ik je vraag doorgeven" in ((await chat.asks(UNKNOWN)).body or "")
    passed_on = await chat.asks("Ja, geef dor")  # with a typing error
    assert "bij de begeleiders" in (passed_on.body or "")
    asked = chat.bot.rows("SELECT text FROM questions WHERE sender = ?", chat.member.user_id)
    assert asked == [(UNKNOWN,)]

    languages = await chat.asks("taal")
    assert choices(languages.body) == ["Nederlands", "English"]
    assert "we speak English" in ((await chat.asks("2")).body or "")
    assert "Send !help" in ((await chat.asks("!nonsense")).body or "")
    assert "Source:" in ((await chat.asks(QUESTION_IN_ENGLISH)).body or "")
    assert "Bron:" in ((await chat.asks(QUESTION)).body or "")
    await chat.hears_nothing_more()


async def test_commands_are_understood_in_every_way_that_people_type_them(
    bot: ServedBot, anna: Member
) -> None:
    chat = await talk(anna, bot)
    for text in ("!help", "! help", "help", "/help", "Help!"):
        answer = await chat.asks(text)
        assert "!vraag" in (answer.body or "")
        assert "/vraag" not in (answer.body or "")
    assert "Bron:" in ((await chat.asks(f"!vraag {QUESTION}")).body or "")
    assert "Ik zie geen tekst" in ((await chat.asks(" ")).body or "")


async def test_signs_to_tap_are_placed_while_there_is_budget_to_spare(
    homeserver: Synapse, bot: ServedBot, anna: Member
) -> None:
    chat = await talk(anna, bot)
    offer = await chat.asks(UNKNOWN)

    def has_signs(room: Room) -> bool:
        shown = next(message for message in room.messages if message.event_id == offer.event_id)
        return shown.reacted() == [(bot.user_id, "✅"), (bot.user_id, "❌")]

    await anna.until(chat.room, has_signs)
    assert (await chat.reacts(offer, "❌")).body.startswith("Goed, ik bewaar niets")  # type: ignore[union-attr]


async def test_an_edited_question_changes_its_answer(bot: ServedBot, anna: Member) -> None:
    chat = await talk(anna, bot)
    asked = await anna.says(chat.room, UNKNOWN)
    before = await chat.gets()
    await anna.edits(chat.room, asked, QUESTION)

    def is_changed(room: Room) -> bool:
        return "Bron:" in (room.by(bot.user_id)[0].body or "")

    shown = (await anna.until(chat.room, is_changed)).by(bot.user_id)
    assert [message.event_id for message in shown] == [before.event_id]
    assert (await chat.asks("1")).body == THANKS


async def test_a_reply_to_an_older_list_chooses_from_that_list(bot: ServedBot, anna: Member) -> None:
    chat = await talk(anna, bot)
    themes = await chat.asks("!themas")
    await chat.asks(UNKNOWN)
    await anna.replies(chat.room, themes.event_id, f"> <{bot.user_id}> Over deze\n> onderwerpen\n\n1")
    title = choices(themes.body)[0].partition(" (")[0]
    assert (await chat.gets()).body.startswith(title)  # type: ignore[union-attr]


async def test_a_question_in_a_thread_is_answered_in_that_thread(bot: ServedBot, anna: Member) -> None:
    chat = await talk(anna, bot)
    root = await anna.says(chat.room, "hoi")
    await chat.gets()
    await anna.says_in_thread(chat.room, root, QUESTION)
    assert (await chat.gets()).thread == root
    await anna.says_in_thread(chat.room, root, "1")
    thanks = await chat.gets()
    assert (thanks.body, thanks.thread) == (THANKS, root)


async def test_files_get_a_word_and_notices_redactions_and_verification_none(
    bot: ServedBot, anna: Member
) -> None:
    chat = await talk(anna, bot)
    await anna.sends_file(chat.room, "foto.png", "image/png", b"\x89PNG")
    assert (await chat.gets()).body == (
        "Ik lees alleen tekst. Typ je vraag in een paar woorden, dan zoek ik met je mee."
    )
    await anna.sends(chat.room, {"msgtype": "m.notice", "body": QUESTION})
    await anna.sends(
        chat.room, {"msgtype": "m.key.verification.request", "body": "verify", "to": bot.user_id}
    )
    asked = await anna.says(chat.room, QUESTION)
    await chat.gets()
    await anna.redacts(chat.room, asked)
    await chat.hears_nothing_more()


async def test_in_a_group_it_is_quiet_unless_it_is_spoken_to(
    bot: ServedBot, anna: Member, bram: Member
) -> None:
    room = await anna.invites(bot.user_id, bram.user_id, direct=False)
    await bram.eventually(lambda: is_invited(bram, room))
    await bram.joins(room)
    await bram.until(room, lambda shown: shown.encrypted)
    await joined(anna, bot, room)
    group = Talk(anna, bot, room)
    from_bram = await bram.says(room, QUESTION)
    await anna.until(room, lambda shown: from_bram in [message.event_id for message in shown.messages])
    await anna.replies(room, from_bram, "dat weet ik ook niet")
    await anna.reacts(room, from_bram, "👍")
    await anna.sends_file(room, "foto.png", "image/png", b"\x89PNG")
    await group.hears_nothing_more()
    read = (await anna.sees(room)).receipts[bot.user_id]
    assert read in [message.event_id for message in (await anna.sees(room)).messages]

    mention = {"m.mentions": {"user_ids": [bot.user_id]}}
    answer = await group.asks(f"{bot.user_id}: {QUESTION}", **mention)
    assert "Bron:" in (answer.body or "")
    await anna.replies(room, answer.event_id, "1")
    assert (await group.gets()).body == THANKS
    assert "!vraag" in ((await group.asks("!help")).body or "")
    await bram.says(room, "2")  # a list belongs to who asked
    await group.hears_nothing_more()


async def test_what_is_private_goes_from_a_group_to_a_chat_that_the_bot_opens(
    bot: ServedBot, anna: Member, bram: Member
) -> None:
    room = await bram.invites(bot.user_id, anna.user_id, direct=False)
    await anna.eventually(lambda: is_invited(anna, room))
    await anna.joins(room)
    await anna.until(room, lambda shown: shown.encrypted)
    await joined(anna, bot, room)
    before = set(await anna.invitations())
    await anna.says(room, "!taal")
    await anna.eventually(lambda: has_new_invitation(anna, before))
    (private,) = set(await anna.invitations()) - before
    await anna.joins(private)
    chat = Talk(anna, bot, private)
    languages = await chat.gets()
    assert (languages.shield, choices(languages.body)) == ("none", ["Nederlands", "English"])
    assert "we speak English" in ((await chat.asks("2")).body or "")
    await anna.says(room, "!start")
    assert "I am the Leernetwerkbot" in ((await chat.gets()).body or "")
    assert (await anna.sees(room)).by(bot.user_id) == []
    assert set(await anna.invitations()) == before


async def is_invited(somebody: Member, room: str) -> bool:
    """Whether a member may come into a room."""
    return room in await somebody.invitations()


async def has_new_invitation(somebody: Member, before: set[str]) -> bool:
    """Whether there is one more than before."""
    return bool(set(await somebody.invitations()) - before)


def test_no_word_person_or_room_of_all_this_is_in_the_log(bot: ServedBot) -> None:
    """The tests above have left what they left; this one comes last."""
    rooms = [row[0] for row in bot.rows("SELECT DISTINCT conversation FROM outbox")]
    assert rooms
    for secret in ("huis", "naar", "lab.test", "@user", *rooms):
        assert secret not in bot.log.replace(bot.settings["MATRIX_STORE"], "")
    assert bot.complaints == []
