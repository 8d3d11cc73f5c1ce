"""Where everybody stands towards a meeting, per organisation."""

from dataclasses import replace
from datetime import UTC, datetime

from handlers.meet.meetings import Rsvp
from handlers.meet.who import Stand, by_organisation, stands
from handlers.people.people import Person
from scheduler.meetings import Answer

NOW = datetime(2026, 12, 3, 13, tzinfo=UTC)


def person(person_id: int, name: str, organisation: str | None = "De Linde") -> Person:
    return Person(person_id, f"p{person_id}", name, organisation, None, None)


def rsvp(person_id: int | None, answer: Answer) -> Rsvp:
    return Rsvp(12, person_id, answer, NOW, 1)


PEOPLE = [person(1, "bram"), person(2, "Anna"), person(3, "Fatma", "NJi"), person(4, "Daan", None)]


def test_present_replaced_no_and_silent_stand_per_organisation() -> None:
    answers = [
        replace(rsvp(1, Answer.REPLACED), replaced_by_person=2),
        rsvp(2, Answer.YES),
        rsvp(4, Answer.NO),
    ]
    assert by_organisation(stands(PEOPLE, answers, {1, 2, 3, 4})) == {
        "": [Stand("Daan", "", Answer.NO)],
        "De Linde": [
            Stand("Anna", "De Linde", Answer.YES),
            Stand("bram", "De Linde", Answer.REPLACED, "Anna"),
        ],
        "NJi": [Stand("Fatma", "NJi", None)],
    }


def test_a_stand_in_who_is_no_member_stands_with_their_name() -> None:
    answers = [replace(rsvp(1, Answer.REPLACED), replaced_by_name="Kees")]
    assert [stand.instead for stand in stands(PEOPLE, answers, {1})] == ["Kees"]


def test_who_was_not_invited_and_said_nothing_is_not_silent() -> None:
    assert [stand.name for stand in stands(PEOPLE, [rsvp(2, Answer.YES)], {1})] == ["Anna", "bram"]


def test_who_left_or_is_forgotten_stands_nowhere() -> None:
    assert stands(PEOPLE[:1], [rsvp(2, Answer.YES), rsvp(None, Answer.YES)], {2}) == []
