"""What a network can celebrate of what was said, and what is left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.reflect.harvest import Material
from handlers.reflect.prompt_answers import Answer
from handlers.reflect.reflections import Reflection
from handlers.reflect.small_steps import Outcome, SmallStep
from handlers.reflect.successes import Kind, Success, name_parts, names_somebody, successes_of
from scheduler.meetings import Meeting, MeetingStatus

START = datetime(2026, 1, 15, 13, tzinfo=UTC)
SINCE = date(2026, 1, 1)
NAMES = ("Anna de Vries", "Wil Jansen")


def meeting(start: datetime = START) -> Meeting:
    """A meeting of two hours."""
    return Meeting(
        1, 1, None, "uid", "School", "2026-01-15T14:00:00", "Europe/Amsterdam", "PT2H", start,
        start + timedelta(hours=2), None, None, None, MeetingStatus.PLANNED, 0, None, 0, None, start, None,
        None, None, None, start, None,
    )  # fmt: skip


def step(text: str, outcome: Outcome = Outcome.DONE, *, shared: bool = True, day: int = 0) -> SmallStep:
    """A step that ended so many days after the meeting."""
    ended = START + timedelta(days=day)
    return SmallStep(
        1, 7, 1, 1, None, text, "week", None, 1, outcome, None, shared, START - timedelta(days=400), ended
    )


def said(text: str, *, quotable: bool = True) -> Reflection:
    """What somebody takes along."""
    return Reflection(7, 1, 1, 8, text, quotable, START)


def answer(text: str, anonymity: str = "facilitators", *, quotable: bool = True) -> Answer:
    """An answer to a prompt."""
    person = None if anonymity == "anonymous" else 7
    return Answer(1, START.date(), "wish", anonymity, text, person, quotable)


NOTHING = Material("Oost", [meeting()], {1: 8}, [], [], [], {})


def texts(material: Material, since: date = SINCE) -> list[str]:
    """The words of what there is to celebrate."""
    return [success.text for success in successes_of(material, since, NAMES).found]


def test_only_what_worked_and_was_shared_is_celebrated() -> None:
    steps = [
        step("gelukt"),
        step("deels", Outcome.PARTLY),
        step("niet gelukt", Outcome.NOT_DONE),
        step("nog bezig", Outcome.OPEN),
        step("losgelaten", Outcome.DROPPED),
        step("voor mij alleen", shared=False),
    ]
    assert texts(replace(NOTHING, steps=steps)) == ["gelukt", "deels"]


def test_only_words_whose_author_agreed_are_shown_and_no_anonymous_ones() -> None:
    material = replace(
        NOTHING,
        reflections=[said("mag"), said("mag niet", quotable=False)],
        answers=[answer("mag ook"), answer("liever niet", quotable=False), answer("geheim", "anonymous")],
    )
    assert sorted(texts(material)) == ["mag", "mag ook"]


def test_a_step_counts_on_the_day_it_ended_and_words_on_the_day_of_their_meeting() -> None:
    material = replace(NOTHING, steps=[step("oud"), step("nieuw", day=40)], reflections=[said("oude zin")])
    assert texts(material, date(2026, 2, 1)) == ["nieuw"]


def test_the_newest_comes_first() -> None:
    assert texts(replace(NOTHING, steps=[step("eerst"), step("later", day=9)])) == ["later", "eerst"]


def test_words_that_name_a_member_are_left_out_and_counted() -> None:
    material = replace(NOTHING, reflections=[said("dankzij anna ging het goed"), said("samen eten helpt")])
    found = successes_of(material, SINCE, NAMES)
    assert ([success.text for success in found.found], found.naming) == (["samen eten helpt"], 1)


def test_what_a_step_taught_may_name_nobody_either() -> None:
    told = replace(step("ik vroeg hulp"), learned="De Vries weet raad")
    assert texts(replace(NOTHING, steps=[told])) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna hielp", True),
        ("annas idee", False),
        ("ik wil dat vaker", False),
        ("Wil hielp", True),
        ("de groep hielp", False),
        ("bij JANSEN thuis", True),
        ("", False),
        ("🙂 123", False),
    ],
)
def test_a_name_is_a_whole_word_and_a_short_one_has_its_capital(text: str, names: bool) -> None:
    assert names_somebody(text, name_parts(NAMES)) is names


def test_the_message_stays_short_and_what_is_left_out_makes_room() -> None:
    found = successes_of(replace(NOTHING, steps=[step(f"stap {n}", day=n) for n in range(9)]), SINCE, NAMES)
    first = found.without(())
    assert [success.text for success in first] == ["stap 8", "stap 7", "stap 6"]
    assert [success.text for success in found.without([first[0].ref])] == ["stap 7", "stap 6", "stap 5"]


def test_the_same_words_stand_there_once_and_long_ones_are_cut_off() -> None:
    [same] = texts(replace(NOTHING, steps=[step("samen eten"), step("samen eten")]))
    assert same == "samen eten"
    [long] = texts(replace(NOTHING, reflections=[said("woord\n" * 500)]))
    assert len(long) <= 200
    assert "\n" not in long


def test_a_reference_says_nothing_of_the_words() -> None:
    success = Success(Kind.QUOTE, "samen eten")
    assert success.ref == Success(Kind.QUOTE, "samen eten").ref
    assert success.ref != replace(success, text="samen koken").ref
    assert "samen" not in success.ref
