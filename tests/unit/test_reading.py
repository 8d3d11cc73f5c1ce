"""How a text is read: reply to a list or prompt, label, number, open step, question; in that order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Address, Choice
from handlers.choices import ChoiceList
from handlers.reading import (
    AnswerOrQuestion,
    Chosen,
    ClosedList,
    LoneNumber,
    NoSuchNumber,
    Open,
    Question,
    Reading,
    StepAnswer,
    read,
)
from handlers.steps import PendingStep

LATER = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
CHAT = Address("fake", "chat-anna")
READINGS = (Chosen, NoSuchNumber, ClosedList, StepAnswer, AnswerOrQuestion, LoneNumber, Question)

fast = settings(max_examples=100, deadline=None)


def a_list(key: str, *labels: str, closed: bool = False) -> ChoiceList:
    """A list with these labels; the value of a choice is its list and label."""
    choices = tuple(Choice(label, f"{key}:{label}") for label in labels)
    return ChoiceList(key, CHAT, "nl", choices, LATER + timedelta(days=23), closed=closed)


OFFER = a_list("offer", "Ja, geef door", "Nee, laat maar")
TIPS = a_list("tips", "Vast aanspreekpunt", "Zelfde verhaal", "Geen van deze")
MARKS = a_list("marks", *(str(mark) for mark in range(11)))
CLOSED = a_list("closed", "Rood", "Blauw", closed=True)
STEP = PendingStep("takeaway", {}, "prompt", "nl", LATER)


def reads(text: str, state: Open, *, like_question: bool = False) -> Reading:
    """What a text means when the matcher does, or doesn't, take it for a question."""
    return read(text, state, lambda step: like_question)


def never(step: PendingStep) -> bool:
    """For texts that are no question for the matcher to judge."""
    raise AssertionError("the matcher was asked for nothing")


def chosen(reading: Reading) -> str:
    """The list and the label that were chosen."""
    assert isinstance(reading, Chosen), reading
    return reading.choice.value


# A reply to a list or prompt


@pytest.mark.parametrize("text", ["2", "Zelfde verhaal", "zelfde verhaal."])
def test_a_reply_to_an_older_list_chooses_from_that_list(text: str) -> None:
    assert chosen(read(text, Open([OFFER, TIPS], replied_list=TIPS), never)) == "tips:Zelfde verhaal"


def test_a_reply_to_a_list_goes_before_the_same_label_in_the_newest() -> None:
    newest, older = a_list("new", "Anders", "Meer"), a_list("old", "Meer", "Anders")
    assert chosen(read("anders", Open([newest, older], replied_list=older), never)) == "old:Anders"


def test_a_reply_with_a_number_that_the_list_lacks_is_about_that_list() -> None:
    assert read("9", Open([OFFER, TIPS], replied_list=TIPS), never) == NoSuchNumber(TIPS)


@pytest.mark.parametrize("text", ["1", "9", "blauw"])
def test_a_choice_from_a_closed_list_is_refused(text: str) -> None:
    assert read(text, Open([OFFER], STEP, replied_list=CLOSED), never) == ClosedList(CLOSED)


def test_a_short_yes_in_reply_to_an_older_list_is_for_that_list() -> None:
    answer = a_list("answer", "Ja, dit helpt", "Nee, niet echt")
    assert chosen(read("ja", Open([answer, OFFER], replied_list=OFFER), never)) == "offer:Ja, geef door"


def test_a_short_yes_in_reply_to_a_closed_list_is_refused() -> None:
    closed_offer = a_list("old-offer", "Ja, geef door", "Nee, laat maar", closed=True)
    assert read("ja", Open([OFFER], replied_list=closed_offer), never) == ClosedList(closed_offer)


def test_a_reply_to_a_list_about_something_else_is_read_as_if_it_were_no_reply() -> None:
    assert reads("Wie helpt ons?", Open([TIPS], replied_list=TIPS)) == Question()
    assert chosen(reads("ja", Open([OFFER, TIPS], replied_list=TIPS))) == "offer:Ja, geef door"
    assert reads("Wij doen dat zo", Open([TIPS], STEP, replied_list=TIPS)) == StepAnswer(STEP)


@pytest.mark.parametrize("text", ["Is dit een vraag?", "2", "ja", "Zelfde verhaal"])
def test_a_reply_to_the_prompt_is_its_answer_whatever_it_says(text: str) -> None:
    assert read(text, Open([OFFER, TIPS], STEP, replied_to_prompt=True), never) == StepAnswer(STEP)


# Labels and numbers


@pytest.mark.parametrize("text", ["Geen van deze", "GEEN VAN DEZE", " geen  van deze. "])
def test_a_label_chooses_from_any_open_list(text: str) -> None:
    assert chosen(read(text, Open([OFFER, TIPS], STEP), never)) == "tips:Geen van deze"


@pytest.mark.parametrize("text", ["ja", "Ja", "ja.", "JA!"])
def test_a_short_yes_is_enough_for_the_newest_list(text: str) -> None:
    assert chosen(read(text, Open([OFFER, TIPS], STEP), never)) == "offer:Ja, geef door"


def test_a_short_yes_says_nothing_to_an_older_list() -> None:
    assert reads("ja", Open([TIPS, OFFER])) == Question()


@pytest.mark.parametrize("text", ["2", " 2 ", "2.", "2)", "02", "2 .", "\n2\n"])
def test_a_number_chooses_from_the_newest_list(text: str) -> None:
    assert chosen(read(text, Open([TIPS, OFFER], STEP), never)) == "tips:Zelfde verhaal"


@pytest.mark.parametrize("text", ["0", "4", "999"])
def test_a_number_out_of_range_is_told_so(text: str) -> None:
    assert read(text, Open([TIPS, OFFER], STEP), never) == NoSuchNumber(TIPS)


@pytest.mark.parametrize(("lists", "expected"), [([TIPS], NoSuchNumber(TIPS)), ([], LoneNumber())])
def test_a_long_number_is_a_number_too(lists: list[ChoiceList], expected: Reading) -> None:
    assert reads("2024", Open(lists)) == expected


@pytest.mark.parametrize("text", ["0", "1", "7", "10", "7."])
def test_labels_that_are_numbers_win_over_positions(text: str) -> None:
    assert chosen(read(text, Open([MARKS]), never)) == f"marks:{text.rstrip('.')}"


def test_a_mark_in_an_older_list_wins_over_a_position_in_the_newest() -> None:
    assert chosen(read("2", Open([TIPS, MARKS]), never)) == "marks:2"


@pytest.mark.parametrize("text", ["11", "11."])
def test_a_mark_that_is_not_on_offer_is_no_mark(text: str) -> None:
    assert read(text, Open([MARKS]), never) == NoSuchNumber(MARKS)


@pytest.mark.parametrize("text", ["7)", "07", "7 ."])
def test_a_mark_may_be_written_as_a_number_may(text: str) -> None:
    assert chosen(read(text, Open([MARKS]), never)) == "marks:7"


@pytest.mark.parametrize("text", ["0", "3", "12."])
def test_a_number_with_nothing_open_is_a_lone_number(text: str) -> None:
    assert read(text, Open(), never) == LoneNumber()


@pytest.mark.parametrize("text", ["2 vragen", "-2", "1,5", "2de", "٢", "½", "1 2", "#2", "twee"])
def test_what_is_not_just_a_number_chooses_nothing(text: str) -> None:
    assert reads(text, Open([TIPS])) == Question()


def test_without_an_open_list_a_number_is_what_the_step_waited_for() -> None:
    assert reads("2", Open((), STEP)) == StepAnswer(STEP)


# A step, a question


def test_an_open_step_takes_any_other_text() -> None:
    assert reads("We belden eerst", Open([OFFER], STEP)) == StepAnswer(STEP)


def test_a_text_that_looks_like_a_question_makes_the_person_say_which() -> None:
    assert reads("Wie belt er?", Open([OFFER], STEP), like_question=True) == AnswerOrQuestion(STEP)


@pytest.mark.parametrize("text", ["Wie belt er?", "", "   ", "hoi", "🎉", "\x00"])
def test_with_nothing_open_every_text_is_a_question(text: str) -> None:
    assert read(text, Open(), never) == Question()


# Whatever comes in

texts = st.one_of(
    st.text(),
    st.integers(-5, 10_000).map(str),
    st.from_regex(r"\s*\d{1,4}[.)]?\s*", fullmatch=True),
    st.sampled_from(["ja", "nee!", "Geen van deze", "7", "rood", "Ja, geef door"]),
)
lists = st.lists(st.sampled_from([OFFER, TIPS, MARKS]), unique=True)


@st.composite
def states(draw: st.DrawFn) -> Open:
    """Whatever may be open in a chat."""
    opened = draw(lists)
    replied = draw(st.none() | st.sampled_from([*opened, CLOSED]))
    return Open(opened, draw(st.none() | st.just(STEP)), replied, draw(st.booleans()))


judges: st.SearchStrategy[Callable[[PendingStep], bool]] = st.sampled_from([lambda _: True, lambda _: False])


@fast
@given(texts, states(), judges)
def test_any_text_has_exactly_one_reading(
    text: str, state: Open, judge: Callable[[PendingStep], bool]
) -> None:
    reading = read(text, state, judge)
    assert isinstance(reading, READINGS)
    assert reading == read(text, state, judge)


@fast
@given(texts, states(), judges)
def test_a_choice_is_always_from_a_list_that_is_open(
    text: str, state: Open, judge: Callable[[PendingStep], bool]
) -> None:
    match read(text, state, judge):
        case Chosen(shown, choice):
            assert shown in state.lists
            assert choice in shown.choices
        case NoSuchNumber(shown):
            assert shown in state.lists
        case ClosedList():
            assert state.replied_list not in state.lists


@fast
@given(texts, states(), judges)
def test_only_an_open_step_gets_an_answer(
    text: str, state: Open, judge: Callable[[PendingStep], bool]
) -> None:
    match read(text, state, judge):
        case StepAnswer(step) | AnswerOrQuestion(step):
            assert step == state.step
        case LoneNumber() | Question():
            assert state.step is None


@fast
@given(texts, lists)
def test_the_matcher_is_asked_only_when_a_step_is_open(text: str, opened: list[ChoiceList]) -> None:
    assert isinstance(read(text, Open(opened), never), READINGS)
