"""Who stands on the roll of a meeting, what is made of that, and which organisation is silent."""

from datetime import UTC, datetime

import pytest

from handlers.attendance.overview import SILENT_AFTER, Tally, silence, tallies
from handlers.attendance.roll import Line, roll_of
from handlers.meet.meetings import Attended, Presence, Rsvp
from handlers.people.people import Person
from scheduler.meetings import Answer

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
ANNA, BOB, CAS = (
    Person(number, f"p{number}", name, organisation, None, None)
    for number, (name, organisation) in enumerate(
        [("Anna", "De Linde"), ("Bob", "De Eik"), ("Cas", None)], start=1
    )
)
PEOPLE = {person.id: person for person in (ANNA, BOB, CAS)}
PRESENT, ABSENT, REPLACED = Presence.PRESENT, Presence.ABSENT, Presence.REPLACED


def said(person: Person | None, answer: Answer, **instead: int | str) -> Rsvp:
    """An answer."""
    return Rsvp(12, person.id if person else None, answer, NOW, 1, **instead)  # type: ignore[arg-type]


def noted(person: Person | None, status: Presence, **more: str | None) -> Attended:
    """A note by a facilitator."""
    named = {"name": person.name if person else None, "organisation": None} | more
    return Attended(9, 12, person.id if person else None, status=status, **named)


@pytest.mark.parametrize(
    ("answer", "status", "presence"),
    [
        (None, None, ABSENT),
        (Answer.YES, None, PRESENT),
        (Answer.NO, None, ABSENT),
        (Answer.MAYBE, None, ABSENT),
        (Answer.REPLACED, None, REPLACED),
        (Answer.YES, ABSENT, ABSENT),
        (Answer.NO, PRESENT, PRESENT),
        (None, PRESENT, PRESENT),
        (Answer.REPLACED, PRESENT, PRESENT),
    ],
)
def test_what_a_facilitator_says_goes_before_what_was_answered(
    answer: Answer | None, status: Presence | None, presence: Presence
) -> None:
    (line,) = roll_of(
        PEOPLE,
        [ANNA.id],
        [said(ANNA, answer)] if answer else [],
        [noted(ANNA, status)] if status else [],
    )
    assert line.presence is presence


def test_everybody_who_was_invited_answered_or_was_noted_is_on_it_once() -> None:
    roll = roll_of(PEOPLE, [BOB.id], [said(BOB, Answer.NO), said(CAS, Answer.YES)], [noted(ANNA, PRESENT)])
    assert [line.name for line in roll] == ["Anna", "Cas", "Bob"]


def test_who_is_unknown_by_now_is_not_on_it_unless_they_were_noted() -> None:
    roll = roll_of(PEOPLE, [99], [said(None, Answer.YES)], [noted(None, PRESENT)])
    assert [(line.name, line.presence) for line in roll] == [(None, PRESENT)]


@pytest.mark.parametrize(
    ("instead", "name"),
    [
        ({"replaced_by_person": BOB.id}, "Bob"),
        ({"replaced_by_name": "Karin"}, "Karin"),
        ({"replaced_by_person": 99, "replaced_by_name": "Karin"}, "Karin"),
        ({}, None),
    ],
)
def test_who_comes_instead_is_named(instead: dict[str, int | str], name: str | None) -> None:
    (line,) = roll_of(PEOPLE, [ANNA.id], [said(ANNA, Answer.REPLACED, **instead)], [])
    assert line.replaced_by == name


def test_a_silent_colleague_who_was_named_is_expected_one_who_said_no_is_not() -> None:
    sends_bob = said(ANNA, Answer.REPLACED, replaced_by_person=BOB.id)
    silent = roll_of(PEOPLE, [ANNA.id, BOB.id], [sends_bob], [])
    declined = roll_of(PEOPLE, [ANNA.id, BOB.id], [sends_bob, said(BOB, Answer.NO)], [])
    assert [line.presence for line in silent] == [PRESENT, REPLACED]
    assert [line.presence for line in declined] == [ABSENT, REPLACED]


def test_where_somebody_worked_is_as_it_was_noted_then() -> None:
    (line,) = roll_of(PEOPLE, [ANNA.id], [], [noted(ANNA, PRESENT, organisation="De Es")])
    assert line.organisation == "De Es"


# Per organisation


def line(organisation: str | None, status: Presence, answer: Answer | None = None) -> Line:
    """Somebody of an organisation."""
    return Line(1, "x", organisation, answer, status)


def test_one_who_is_there_speaks_for_the_organisation() -> None:
    rolls = [
        [line("Linde", ABSENT), line("Linde", PRESENT), line("Linde", REPLACED)],
        [line("Linde", REPLACED), line("Linde", ABSENT)],
        [line("Linde", ABSENT, Answer.NO), line(None, PRESENT)],
        [line("Eik", PRESENT)],
    ]
    assert tallies(rolls) == [Tally("Eik", 1, 1, 0, 0), Tally("Linde", 3, 1, 1, 0)]


@pytest.mark.parametrize(
    ("last", "is_silent"),
    [
        (line("Linde", ABSENT), True),
        (line("Linde", ABSENT, Answer.NO), False),
        (line("Linde", PRESENT), False),
        (line("Linde", REPLACED), False),
    ],
)
def test_an_organisation_is_silent_when_nobody_came_or_answered_three_times(
    last: Line, is_silent: bool
) -> None:
    silent = [[line("Linde", ABSENT)]] * (SILENT_AFTER - 1)
    (found,) = tallies([*silent, [last]])
    assert found.is_silent is is_silent


def test_meetings_that_it_was_not_asked_to_say_nothing_about_an_organisation() -> None:
    asked, not_asked = [line("Linde", ABSENT)], [line("Eik", PRESENT)]
    assert tallies([asked, not_asked, asked, asked])[1].silent == 3
    assert silence([]) == 0
    assert tallies([]) == []
