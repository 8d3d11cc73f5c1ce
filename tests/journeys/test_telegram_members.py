"""What members do that no manual shows: old buttons, odd texts, edits, blocking, coming back."""

import sqlite3
from contextlib import closing

import pytest

from tests.journeys.telegram_bot import Member, ServedBot, button, now_stands
from tests.wire.telegram import Button
from tests.wire.telegram.entities import LONGEST_TEXT, utf16_length

QUESTION = "school stuurt hem weer naar huis, wat nu?"
UNKNOWN = "Wat is de hoofdstad van Mongolië?"
CLOSED = "Deze vraag is gesloten"
ODD_TEXTS = (
    "<b>vet</b> & <script>alert(1)</script>",
    "</b></i></code>",
    "&lt;b&gt; &amp; &nbsp; &#x41;",
    "*vet* _schuin_ `code` [link](https://voorbeeld.nl) ~weg~ ||geheim||",
    "**nooit gesloten",
    "👩‍👩‍👧‍👦🏳️‍🌈👍🏽" * 20,
    "🙂",
    "\u202eomgekeerd\u202c \u200b\u200d\ufeff",
    "a\u0301" * 500,
    "x" * LONGEST_TEXT,
    "woord " * 680,
    "𝕏" * (LONGEST_TEXT // 2),
    "regel\n" * 600,
    "'; DROP TABLE outbox; --",
    "{0} %s %(naam)s ${HOME} {{ jinja }}",
    "٣",
    "²",
    "-1",
    "0",
    "99999999999999999999999999",
    "/",
    "//",
    "/ vraag",
    "/VRAAG",
    "/start" + " x" * 100,
    "/taal@leernetwerk_bot",
    "?",
    "...",
)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_whatever_a_member_types_gets_one_reply(anna: Member, text: str) -> None:
    anna.asks(text)
    anna.sees_nothing_new(0.05)


def test_what_is_quoted_of_a_question_is_shown_as_it_was_typed(bot: ServedBot, anna: Member) -> None:
    """`questions list` shows it to the operator, and no tag of a member becomes a tag of ours."""
    typed = "Hoe duur is <b>een raket</b> & een 🚀 in *Mongolië*?"
    offer = anna.asks(typed)
    anna.presses(button(offer, 0))
    assert bot.rows("SELECT text FROM questions WHERE text = ?", typed)
    assert "bold" not in [mark.type for mark in anna.last.entities]


def test_no_answer_is_longer_than_telegram_allows(anna: Member) -> None:
    anna.asks(QUESTION)
    anna.asks("/help")
    anna.asks("/themas")
    assert all(utf16_length(shown.text) <= LONGEST_TEXT for shown in anna.person.sees)


def test_a_button_pressed_twice_is_closed_politely_and_gone(bot: ServedBot, anna: Member) -> None:
    offer = anna.asks(UNKNOWN)
    yes = button(offer, 0)
    anna.presses(yes)
    bot.telegram.wait_until(lambda: not now_stands(anna.person, offer).buttons)
    assert CLOSED in anna.presses(yes, offer).text
    assert len(bot.rows("SELECT 1 FROM questions WHERE sender = ?", str(anna.person.id))) == 1


def test_a_button_of_which_the_list_has_been_cleaned_up_is_closed_politely_and_gone(
    bot: ServedBot, anna: Member
) -> None:
    offer = anna.asks(UNKNOWN)
    with closing(sqlite3.connect(bot.database, timeout=10)) as database, database:
        database.execute("DELETE FROM choice_list WHERE conversation = ?", (str(anna.person.id),))
    assert CLOSED in anna.presses(button(offer, 0)).text
    bot.telegram.wait_until(lambda: not now_stands(anna.person, offer).buttons)


def test_a_button_under_a_message_that_the_member_deleted_is_answered(bot: ServedBot, anna: Member) -> None:
    offer = anna.asks(UNKNOWN)
    anna.person.deletes(offer)
    query = anna.person.presses_data(offer, button(offer, 0).data)
    bot.telegram.wait_until(lambda: query.answered)


def test_a_press_that_telegram_calls_too_old_still_does_what_it_says(bot: ServedBot, anna: Member) -> None:
    offer = anna.asks(UNKNOWN)
    bot.telegram.faults.answers(400, "Bad Request: query is too old", "answerCallbackQuery", times=1)
    assert (
        "bij de begeleiders" in anna.gets(lambda: anna.person.presses_data(offer, button(offer, 0).data)).text
    )
    bot.telegram.faults.clear()


@pytest.mark.parametrize("data", ["", ":", "x:0", "niet-bestaand:1", "🙂" * 16, "1" * 64, "a:b:c", "a:-1"])
def test_made_up_data_of_a_button_is_answered_politely(anna: Member, data: str) -> None:
    assert CLOSED in anna.presses(Button("verzonnen", data)).text


def test_someone_elses_button_in_a_private_chat_does_nothing(bot: ServedBot, anna: Member) -> None:
    offer = anna.asks(UNKNOWN)
    bert = Member(bot.telegram, "Bert")
    bert.gets(bert.person.starts)
    assert "bij de begeleiders" not in bert.presses(button(offer, 0)).text
    assert not bot.rows("SELECT 1 FROM questions WHERE sender IN (?, ?)", *ids(anna, bert))


def ids(*members: Member) -> list[str]:
    """Their addresses, as the database writes them."""
    return [str(member.person.id) for member in members]


@pytest.mark.parametrize("code", ["ABC123", "x" * 64, "<b>", "🙂"])
def test_a_link_with_a_made_up_code_is_told_so(bot: ServedBot, code: str) -> None:
    member = Member(bot.telegram)
    assert "code" in member.gets(lambda: member.person.starts(code)).text


def test_who_blocks_the_bot_is_flagged_and_unflagged_on_return(bot: ServedBot, anna: Member) -> None:
    anna.person.blocks()
    bot.telegram.wait_until(lambda: door(bot, anna) is not None)
    anna.person.unblocks()
    anna.asks(QUESTION)
    assert door(bot, anna) is None


def door(bot: ServedBot, member: Member) -> str | None:
    """Since when a member can't be reached, if that is so."""
    ((since,),) = bot.rows("SELECT unreachable_since FROM doors WHERE sender = ?", str(member.person.id))
    return None if since is None else str(since)


@pytest.mark.parametrize("why", ["bot was blocked by the user", "user is deactivated"])
def test_who_has_gone_when_the_answer_comes_is_flagged_and_the_answer_fails_once(
    bot: ServedBot, anna: Member, why: str
) -> None:
    bot.telegram.faults.answers(403, f"Forbidden: {why}", "sendMessage", times=1)
    anna.person.says(QUESTION)
    bot.telegram.wait_until(lambda: door(bot, anna) is not None)
    ((status, reason),) = bot.rows(
        "SELECT status, reason FROM outbox WHERE conversation = ? ORDER BY id DESC LIMIT 1",
        str(anna.person.id),
    )
    assert (status, bool(reason)) == ("failed", True)
    anna.asks(QUESTION)
    assert door(bot, anna) is None
