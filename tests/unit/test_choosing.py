"""The next prompt: never the same within a year, of every kind in turn, and the same for the same seed."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base import PromptKind, load_prompts
from knowledge_base.choosing import next_prompt

PROMPTS = load_prompts()
TODAY = date(2026, 12, 1)


def year_of(seed: str, every: int) -> list[tuple[date, str]]:
    """What somebody gets in two years of a rhythm, in days."""
    had: dict[str, date] = {}
    course = []
    for number in range(0, 730, every):
        today = TODAY + timedelta(days=number)
        if prompt := next_prompt(PROMPTS, had, today, f"{seed}/{number}"):
            had[prompt.id] = today
            course.append((today, prompt.id))
    return course


@settings(max_examples=10)
@given(st.text(max_size=8), st.integers(min_value=7, max_value=31))
def test_nobody_gets_the_same_prompt_twice_within_a_year(seed: str, every: int) -> None:
    last: dict[str, date] = {}
    for today, prompt_id in year_of(seed, every):
        assert prompt_id not in last or today - last[prompt_id] > timedelta(days=365)
        last[prompt_id] = today


def test_of_six_prompts_in_a_row_each_is_of_another_kind() -> None:
    kinds = {prompt.id: prompt.kind for prompt in PROMPTS}
    course = [kinds[prompt_id] for _, prompt_id in year_of("oost", 14)]
    for start in range(0, 24, 6):
        assert set(course[start : start + 6]) == set(PromptKind)


def test_the_same_past_and_seed_give_the_same_prompt() -> None:
    assert year_of("oost", 14) == year_of("oost", 14)
    assert year_of("oost", 14) != year_of("west", 14)


def test_every_prompt_can_come_first() -> None:
    first = Counter(
        prompt.id for seed in range(3000) if (prompt := next_prompt(PROMPTS, {}, TODAY, str(seed)))
    )
    assert set(first) == {prompt.id for prompt in PROMPTS}


def test_who_had_everything_gets_nothing() -> None:
    had = {prompt.id: TODAY - timedelta(days=365) for prompt in PROMPTS}
    assert next_prompt(PROMPTS, had, TODAY, "oost") is None
    assert next_prompt(PROMPTS, had, TODAY + timedelta(days=1), "oost") is not None
    assert next_prompt([], {}, TODAY, "oost") is None
