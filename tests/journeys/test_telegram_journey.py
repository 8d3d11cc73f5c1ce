"""A way through the bot on Telegram, wire to wire: by polling and by webhook, in both languages."""

import json
from dataclasses import dataclass

import pytest

from tests.journeys.processes import leernetwerk
from tests.journeys.telegram_bot import (
    Member,
    ServedBot,
    button,
    now_stands,
    title,
    without_position,
)
from tests.wire.telegram import Shown


@dataclass(frozen=True)
class Words:
    """What is said and heard in one language."""

    code: str
    greeting: str
    question: str
    source: str
    helped: str
    thanked: str
    vague: str
    unknown: str
    pass_on: str
    passed_on: str
    themes: str
    language: str
    other_language: str
    stop: str
    stopped: str
    nothing_open: str


DUTCH = Words(
    code="nl",
    greeting="Hoi, ik ben de Leernetwerkbot",
    question="school stuurt hem weer naar huis, wat nu?",
    source="Bron: ",
    helped="Ja, dit helpt",
    thanked="Fijn om te horen",
    vague="contact met school",
    unknown="Wat is de hoofdstad van Mongolië?",
    pass_on="Ja, geef door",
    passed_on="bij de begeleiders",
    themes="/themas",
    language="/taal",
    other_language="English",
    stop="/stop",
    stopped="Goed, we stoppen",
    nothing_open="Er stond niets open",
)
ENGLISH = Words(
    code="en",
    greeting="Hi, I am the Leernetwerkbot",
    question="School keeps sending him home, what can I do?",
    source="Source: ",
    helped="Yes, this helps",
    thanked="Good to hear",
    vague="how do I involve parents",
    unknown="What is the capital of Mongolia?",
    pass_on="Yes, pass it on",
    passed_on="with the facilitators",
    themes="/topics",
    language="/language",
    other_language="Nederlands",
    stop="/stop",
    stopped="Fine, we stop here",
    nothing_open="There was nothing open",
)
LANGUAGES = pytest.mark.parametrize("words", [DUTCH, ENGLISH], ids=lambda words: words.code)


def newcomer(bot: ServedBot, words: Words) -> Member:
    """Somebody who has started the bot in this language."""
    member = Member(bot.telegram, "Anna", words.code)
    assert words.greeting in member.gets(member.person.starts).text
    return member


def is_tip(message: Shown, words: Words) -> bool:
    """A title in bold, advice, a source, and a question whether it helps."""
    bold = [mark.words for mark in message.entities if mark.type == "bold"]
    return title(message) in bold and words.source in message.text and words.helped in message.buttons


@LANGUAGES
def test_a_question_gets_one_tip_with_two_neighbours_that_can_be_opened(bot: ServedBot, words: Words) -> None:
    member = newcomer(bot, words)
    tip = member.asks(words.question)
    assert is_tip(tip, words)
    neighbours = tip.buttons[2:]
    assert len(neighbours) == 2
    opened = member.presses(button(tip, 2))
    assert is_tip(opened, words)
    assert title(opened) == neighbours[0]
    assert words.thanked in member.presses(button(opened, 0)).text
    member.sees_nothing_new()


@LANGUAGES
def test_a_suggestion_is_chosen_by_button_by_number_and_by_its_label(bot: ServedBot, words: Words) -> None:
    member = newcomer(bot, words)
    suggestions = member.asks(words.vague)
    labels = [without_position(label) for label in suggestions.buttons]
    assert len(labels) >= 2
    assert title(member.presses(button(suggestions, 1))) == labels[1]
    member.asks(words.vague)
    assert title(member.asks("2")) == labels[1]
    member.asks(words.vague)
    assert title(member.asks(labels[0].upper())) == labels[0]
    assert is_tip(member.last, words)


@LANGUAGES
def test_an_unknown_question_is_passed_on_and_stands_in_the_operators_list(
    bot: ServedBot, words: Words
) -> None:
    member = newcomer(bot, words)
    offer = member.asks(words.unknown)
    assert words.pass_on in offer.buttons
    before = questions(bot)
    assert words.passed_on in member.presses(button(offer, offer.buttons.index(words.pass_on))).text
    (added,) = [each for each in questions(bot) if each not in before]
    assert (added["text"], added["language"], added["status"]) == (words.unknown, words.code, "open")


def questions(bot: ServedBot) -> list[dict[str, object]]:
    """What the operator sees of the questions that were passed on."""
    done = leernetwerk("questions", "list", "--json", cwd=bot.folder, **bot.settings)
    assert done.code == 0, done.err
    listed: list[dict[str, object]] = json.loads(done.out)
    return listed


@LANGUAGES
def test_themes_lead_to_tips(bot: ServedBot, words: Words) -> None:
    member = newcomer(bot, words)
    themes = member.asks(words.themes)
    assert len(themes.buttons) >= 5
    tips = member.presses(button(themes, 0))
    assert is_tip(member.asks("1"), words), tips


@LANGUAGES
def test_the_other_language_is_kept_after_it_was_chosen(bot: ServedBot, words: Words) -> None:
    member = newcomer(bot, words)
    menu = member.asks(words.language)
    other = ENGLISH if words is DUTCH else DUTCH
    member.presses(button(menu, menu.buttons.index(words.other_language)))
    assert other.nothing_open in member.asks(words.stop).text
    assert other.greeting in member.gets(member.person.starts).text


@LANGUAGES
def test_stop_leaves_what_was_going_on(bot: ServedBot, words: Words) -> None:
    member = newcomer(bot, words)
    member.asks(words.vague)
    assert words.stopped in member.asks(words.stop).text


def test_an_answer_comes_in_the_language_of_the_question(bot: ServedBot, anna: Member) -> None:
    assert is_tip(anna.asks(ENGLISH.question), ENGLISH)
    assert is_tip(anna.asks(DUTCH.question), DUTCH)


def test_the_menu_of_commands_is_there_in_both_languages(bot: ServedBot) -> None:
    dutch, english = bot.telegram.commands["", "default"], bot.telegram.commands["en", "default"]
    assert {"vraag", "themas", "taal", "help", "stop", "start"} <= set(dutch)
    assert {"ask", "topics", "language", "help", "stop", "start"} <= set(english)


def test_a_command_with_its_question_is_answered_like_the_question(bot: ServedBot, anna: Member) -> None:
    assert is_tip(anna.asks(f"/vraag {DUTCH.question}"), DUTCH)
    assert is_tip(anna.asks(f"/ask@{bot.telegram.bot_username} {ENGLISH.question}"), ENGLISH)


def test_an_edited_question_has_its_answer_edited(bot: ServedBot, anna: Member) -> None:
    asked = anna.person.says(DUTCH.unknown)
    bot.telegram.wait_until(lambda: len(anna.person.sees) == 2)
    wrong = anna.last
    anna.person.edits(asked, DUTCH.question)
    bot.telegram.wait_until(lambda: now_stands(anna.person, wrong).edited)
    right = now_stands(anna.person, wrong)
    assert is_tip(right, DUTCH)
    assert len(anna.person.sees) == 2


def test_an_edit_that_changes_nothing_is_no_new_question(bot: ServedBot, anna: Member) -> None:
    asked = anna.person.says(DUTCH.question)
    bot.telegram.wait_until(lambda: len(anna.person.sees) == 2)
    anna.person.edits(asked, asked.text)  # nothing changed, or only what a bot does not see
    bot.telegram.wait_until(lambda: not bot.telegram.waiting)
    assert len(anna.person.sees) == 2


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location"])
def test_what_is_no_text_gets_a_friendly_line(anna: Member, kind: str) -> None:
    assert "Ik lees alleen tekst" in anna.gets(lambda: anna.person.sends(kind)).text
    anna.sees_nothing_new(0.1)
