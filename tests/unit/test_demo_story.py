"""The story of the demo holds together on whichever day it is told."""

from datetime import date, timedelta
from itertools import chain

import pytest

from bot.demo.gathering import gathering
from bot.demo.learning import learning
from bot.demo.story import Story, begins, noon, read_story
from knowledge_base import load_prompts

DAYS = [date(2026, 2, 20) + timedelta(days=number) for number in (*range(14), *range(20, 400, 11))]
ORGANISATIONS = 6


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story()


def test_it_is_as_lively_as_is_promised(story: Story) -> None:
    roles = [role for person in story.people for role in person.networks.values()]
    assert len(story.people) >= 14
    assert len({person.organisation for person in story.people if "member" in person.networks.values()}) == (
        ORGANISATIONS
    )
    assert len(story.networks) == 2
    assert "facilitator" in roles
    assert {question.answered is not None for question in story.questions} == {True, False}
    assert {tip.published is not None for tip in story.tips} == {True, False}
    assert {step.shared for step in story.steps} == {True, False}


def test_everybody_who_is_named_is_there(story: Story) -> None:
    known = {person.key for person in story.people}
    met = ({*meeting.preparers, *meeting.answers, *meeting.present} for meeting in story.meetings)
    said = (
        {each.person for each in story.reflections},
        {each.person for each in story.steps},
        {each.person for each in story.questions},
        {each.person for each in story.tips},
    )
    brought = ({item.person, *item.votes} for item in story.agenda)
    asked = ({*prompt.answers, *prompt.quotable} for prompt in story.prompts)
    assert set(chain(*met, *said, *brought, *asked)) <= known


def test_only_who_was_there_looks_back(story: Story) -> None:
    present = {meeting.key: meeting.present for meeting in story.meetings}
    assert [said for said in story.reflections if said.person not in present[said.meeting]] == []


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_every_day_meetings_that_were_are_over_and_those_to_come_are_answered_in_time(
    story: Story, today: date
) -> None:
    now = noon(today, 0)
    for meeting in story.meetings:
        start = begins(today, meeting.day)
        assert start.weekday() == 3
        assert bool(meeting.present) == (start < now)
        assert noon(today, meeting.announced) < min(now, start)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_every_day_everything_but_what_waits_has_happened(story: Story, today: date) -> None:
    happened = [*gathering(story, today), *learning(story, today, load_prompts())]
    assert min(event.at for event in happened) == noon(today, story.begins)
    assert max(event.at for event in happened) < noon(today, 0)
