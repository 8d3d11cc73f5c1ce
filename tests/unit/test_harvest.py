"""The harvest: what may be shown of what was said, and as which file."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from bot.harvest import page, picture, workbook
from handlers.reflect.harvest import Harvest, Material, harvest_of
from handlers.reflect.prompt_answers import Answer
from handlers.reflect.reflections import Reflection
from handlers.reflect.small_steps import Outcome, SmallStep
from scheduler.meetings import Meeting, MeetingStatus

START = datetime(2026, 1, 15, 13, tzinfo=UTC)


def meeting(number: int, theme: str = "School") -> Meeting:
    """A meeting, two months after the one before."""
    start = START + (number - 1) * timedelta(days=60)
    return Meeting(
        number, 1, None, "uid", theme, "2026-01-15T14:00:00", "Europe/Amsterdam", "PT2H", start,
        start + timedelta(hours=2), None, None, None, MeetingStatus.PLANNED, 0, None, 0, None, start, None,
        None, None, None, start, None,
    )  # fmt: skip


def said(
    person: int, meeting_id: int, mark: int | None, takeaway: str | None = None, *, quotable: bool = False
) -> Reflection:
    """A reflection."""
    return Reflection(person, 1, meeting_id, mark, takeaway, quotable, START)


def step(number: int, outcome: Outcome, *, shared: bool = False, meeting_id: int | None = 1) -> SmallStep:
    """A step."""
    return SmallStep(
        number, number, 1, meeting_id, None, f"stap {number}", "week", None, 1, outcome, "geleerd", shared,
        START, START,
    )  # fmt: skip


def answer(text: str, *, person: int | None, quotable: bool) -> Answer:
    """An answer to a prompt."""
    anonymity = "anonymous" if person is None else "group"
    return Answer(1, date(2026, 2, 3), "wish", anonymity, text, person, quotable)


MATERIAL = Material(
    "Oost",
    [meeting(1), meeting(2)],
    {1: 8, 2: 8},
    [
        *(said(person, 1, 6 + person % 3) for person in range(6)),
        *(said(person, 2, 9, f"zin {person}", quotable=person == 0) for person in range(4)),
    ],
    [*(step(number, Outcome.DONE) for number in range(4)), step(5, Outcome.NOT_DONE, shared=True)],
    [answer("mag", person=1, quotable=True), answer("mag niet", person=2, quotable=False)],
    {"wish": "Wat wens je?"},
)


def test_an_average_is_shown_of_five_marks_or_more() -> None:
    first, second = harvest_of(MATERIAL).meetings
    assert first.average == 7.0
    assert second.average is None
    assert (second.there, second.looked_back) == (8, 4)


def test_no_two_harvests_differ_by_fewer_than_five_marks() -> None:
    """Whatever the period, a meeting is in it as a whole or not at all."""
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(0, 120, 5)]
    shown = {
        sum(sum(each.marks.values()) for each in harvest_of(MATERIAL, first, last).meetings if each.marks)
        for first in days
        for last in days
    }
    assert shown == {0, 6}


def test_words_are_shown_when_their_author_agreed() -> None:
    assert harvest_of(MATERIAL).meetings[1].quotes == ("zin 0",)
    [prompt] = harvest_of(MATERIAL).prompts
    assert (prompt.prompt, prompt.answers) == ("Wat wens je?", ("mag",))
    nameless = replace(MATERIAL, answers=[answer("wie?", person=None, quotable=True)])
    assert harvest_of(nameless).prompts[0].answers == ("wie?",)


def test_steps_are_counted_and_shown_only_when_shared() -> None:
    harvest = harvest_of(MATERIAL)
    assert harvest.steps == {Outcome.DONE: 4, Outcome.NOT_DONE: 1}
    assert harvest.tried == 5
    assert [each.text for each in harvest.shared] == ["stap 5"]
    assert harvest_of(replace(MATERIAL, steps=MATERIAL.steps[:4])).steps == {}


def test_a_harvest_of_one_meeting_is_about_that_alone() -> None:
    harvest = harvest_of(MATERIAL, meeting_id=2)
    assert [each.id for each in harvest.meetings] == [2]
    assert (harvest.steps, harvest.prompts) == ({}, ())


def test_without_anything_it_is_empty() -> None:
    assert harvest_of(Material("Oost", [], {}, [], [], [], {})).is_empty


def wild() -> Harvest:
    """A harvest of people who type HTML, formulas and signs that Excel refuses."""
    words = "=1+1 <script>alert('x')</script> \x01 & $title {x}"
    return harvest_of(
        replace(
            MATERIAL,
            network=words,
            meetings=[meeting(1, words)],
            reflections=[said(1, 1, 8, words, quotable=True)],
        )
    )


@pytest.mark.parametrize(
    "harvest", [harvest_of(MATERIAL), harvest_of(Material("O", [], {}, [], [], [], {})), wild()]
)
def test_every_harvest_can_be_drawn_in_both_languages(harvest: Harvest) -> None:
    assert picture(harvest, "nl").startswith(b"\x89PNG")
    for language in ("nl", "en"):
        shown = page(harvest, "nl" if language == "nl" else "en").decode()
        assert "<script" not in shown
        assert 'src="' not in shown
        assert "http://" not in shown.replace("http://www.w3.org", "").replace("http://purl.org", "").replace(
            "http://creativecommons.org", ""
        )


def test_words_in_a_workbook_are_no_formulas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(wild(), "nl")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=1+1") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_page_tells_what_it_shows() -> None:
    shown = page(harvest_of(MATERIAL, date(2026, 1, 1), date(2026, 12, 31)), "nl").decode()
    assert "Oogst van Oost" in shown
    assert "Periode: 01-01-2026 – 31-12-2026" in shown
    assert "zin 0" in shown
    assert "zin 1" not in shown
    assert "minder dan vijf" in shown
