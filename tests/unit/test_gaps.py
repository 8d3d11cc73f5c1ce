"""What was not known, by theme; and what becomes of a question on an agenda."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contract import Language
from handlers.learn.gap_planner import first_morning, first_working_day
from handlers.learn.gaps import OTHER, Gap, Month, OpenGroup, month_in_words, named, nearest_theme
from handlers.learn.group_agenda import LONGEST_ITEM, Next, item_text, next_for, opened_again
from handlers.learn.open_questions import QuestionGroup
from handlers.learn.questions import QuestionState
from handlers.meet.meetings import AgendaItem
from handlers.people.people import Network
from handlers.texts import load_catalogue
from knowledge_base import Ranked, Theme
from scheduler.meetings import Meeting, MeetingStatus
from tests.meetings import meeting
from tests.stubs import TAXI

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
THEMES = {
    "school": Theme("school", {"nl": "School", "en": "School"}),
    "geld": Theme("geld", {"nl": "Geld", "en": "Money"}),
}
GROUP = QuestionGroup(7, 1, QuestionState.CLAIMED, NOW, NOW, claimed_by=3, claimed_at=NOW, brought_by=3)
ITEM = AgendaItem(4, 1, 12, 3, "Zakgeld?", 0, chosen=True, created_at=NOW)


def ranked(*scores: tuple[str, float]) -> list[Ranked]:
    """Tips of these themes with these scores."""
    return [Ranked(replace(TAXI, theme=theme), score) for theme, score in scores]


@pytest.mark.parametrize(
    ("ranking", "theme"),
    [
        (ranked(("school", 0.3), ("geld", 0.2)), "school"),
        (ranked(("school", 0.3), ("geld", 0.2), ("geld", 0.15)), "geld"),
        (ranked(("school", 0.01), ("geld", 0.001)), OTHER),
        ([], OTHER),
    ],
)
def test_the_nearest_theme_is_where_most_of_the_probability_goes(ranking: list[Ranked], theme: str) -> None:
    assert nearest_theme(ranking) == theme


@given(st.lists(st.tuples(st.sampled_from(["school", "geld", OTHER, "weg"]), st.integers(1, 99)), max_size=9))
def test_no_count_is_lost_and_what_has_no_theme_comes_last(counts: list[tuple[str, int]]) -> None:
    shown = named([Gap(theme, times) for theme, times in counts], THEMES)
    assert sum(gap.times for gap in shown) == sum(times for _, times in counts)
    assert all(gap.theme in THEMES for gap in shown[:-1])


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("nl", ("in november niet wist", "- School: 3 keer", "- Andere onderwerpen: één keer", "(2 leden)")),
        ("en", ("did not know in November", "- School: 3 times", "- Other topics: once", "(2 members)")),
    ],
)
def test_the_month_is_told_in_counts_and_in_words_that_were_passed_on(
    language: Language, lines: tuple[str, ...]
) -> None:
    groups = [OpenGroup(7, "Hoeveel zakgeld *geven* jullie een kind van twaalf jaar per week?", 2)]
    groups += [OpenGroup(number, f"Vraag {number}", 1) for number in range(8, 20)]
    month = Month("Netwerk Oost", date(2026, 11, 1), [Gap(OTHER, 1), Gap("school", 3)], groups)
    reply = month_in_words(load_catalogue(), language, THEMES, month)
    assert all(line in reply.text for line in lines)
    assert r"zakgeld \*geven\*" in reply.text
    assert [choice.value for choice in reply.choices][:2] == ["gap-bring:7", "gap-bring:8"]
    assert len(reply.choices) == 5
    assert reply.sensitive


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (date(2026, 12, 1), 1),  # a Tuesday
        (date(2026, 11, 1), 2),  # a Sunday
        (date(2027, 1, 1), 4),  # New Year's Day, and the weekend behind it
        (date(2026, 8, 1), 3),  # a Saturday
    ],
)
def test_the_first_working_day_is_no_weekend_and_no_holiday(month: date, day: int) -> None:
    assert first_working_day(month) == month.replace(day=day)


def test_the_overview_waits_for_the_end_of_the_quiet_hours() -> None:
    late_risers = Network(1, "oost", "Oost", "Europe/Amsterdam", "nl", quiet="20:00-11:30")
    window = first_morning(late_risers, NOW)
    assert window.not_before.astimezone(ZONE) == datetime(2026, 12, 1, 11, 30, tzinfo=ZONE)


def after(days: float) -> datetime:
    """So many days after the meeting ended."""
    return meeting().end + timedelta(days=days)


OFF = meeting(status=MeetingStatus.CANCELLED)
NEXT = meeting("2027-01-14 14:00")


@pytest.mark.parametrize(
    ("item", "its", "coming", "now", "what"),
    [
        (ITEM, meeting(), None, after(-3), Next.WAIT),
        (ITEM, meeting(), None, after(0.9), Next.WAIT),
        (ITEM, meeting(), None, after(1), Next.ASK),
        (ITEM, meeting(), None, after(14), Next.ASK),
        (ITEM, meeting(), None, after(16), Next.LET_GO),
        (ITEM, OFF, NEXT, after(-3), Next.MOVE_ON),
        (ITEM, OFF, None, after(-3), Next.LET_GO),
        (ITEM, None, NEXT, after(-3), Next.MOVE_ON),
        (replace(ITEM, chosen=False), None, NEXT, after(-3), Next.LET_GO),
        (None, None, NEXT, after(-3), Next.LET_GO),
    ],
)
def test_what_becomes_of_a_question_that_was_brought(
    item: AgendaItem | None, its: Meeting | None, coming: Meeting | None, now: datetime, what: Next
) -> None:
    assert next_for(item, its, coming, now, ZONE) is what


def test_who_picked_it_up_before_somebody_else_brought_it_keeps_it() -> None:
    assert opened_again(GROUP, NOW)["status"] is QuestionState.OPEN
    kept = opened_again(replace(GROUP, claimed_by=5), NOW)
    assert "status" not in kept
    assert kept["nudged_at"] is None


@given(st.text(max_size=800))
def test_a_question_of_any_length_fits_an_agenda(question: str) -> None:
    text = item_text(question)
    assert len(text) <= LONGEST_ITEM
    assert "\n" not in text


def test_a_question_that_is_cut_off_says_so() -> None:
    assert item_text("Hoe dan? " * 90).endswith("…")
    assert item_text("Hoe dan?") == "Hoe dan?"
