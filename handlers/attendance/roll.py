"""Everybody who has to do with one meeting, with what they answered and whether they were there. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.meet.meetings import Attended, Presence, Rsvp
from handlers.people.people import Person
from scheduler.meetings import Answer


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the roll. `status` is what a facilitator said, None: nothing yet.

    `person_id` None: a guest, or somebody forgotten, who only counts and has no name. `note_id` is where
    it stands, `is_named_instead`: somebody said that this person comes in their place.
    """

    person_id: int | None
    name: str | None
    organisation: str | None = None
    answer: Answer | None = None
    status: Presence | None = None
    replaced_by: str | None = None
    note_id: int | None = None
    is_named_instead: bool = False

    @property
    def presence(self) -> Presence:
        """Whether they were there, as far as we can tell: what was said, else by what they answered."""
        if self.status is not None:
            return self.status
        if self.answer is Answer.REPLACED:
            return Presence.REPLACED
        came = self.answer is Answer.YES or (self.answer is None and self.is_named_instead)
        return Presence.PRESENT if came else Presence.ABSENT

    @property
    def is_guest(self) -> bool:
        """Whether this is somebody who is no member."""
        return self.person_id is None


Roll = Sequence[Line]


def roll_of(
    people: Mapping[int, Person],
    invited: Iterable[int],
    rsvps: Iterable[Rsvp],
    attended: Collection[Attended],
) -> Roll:
    """The roll of a meeting, by organisation and name: who was invited, answered, or was noted."""
    given = {rsvp.person_id: rsvp for rsvp in rsvps if rsvp.person_id is not None}
    noted = {note.person_id: note for note in attended if note.person_id is not None}
    instead = {rsvp.replaced_by_person for rsvp in given.values()}
    known = {*invited, *given, *noted} & people.keys()
    members = [
        member_line(people[each], given.get(each), noted.get(each), people, is_named=each in instead)
        for each in known
    ]
    guests = [guest_line(note) for note in attended if note.person_id is None]
    return sorted([*members, *guests], key=by_organisation)


def member_line(
    person: Person,
    rsvp: Rsvp | None,
    noted: Attended | None,
    people: Mapping[int, Person],
    *,
    is_named: bool,
) -> Line:
    """A member on the roll; where they worked is as it was noted then."""
    return Line(
        person.id,
        person.name,
        noted.organisation if noted else person.organisation,
        rsvp.answer if rsvp else None,
        noted.status if noted else None,
        noted.replaced_by if noted else named_instead(rsvp, people),
        noted.id if noted else None,
        is_named,
    )


def named_instead(rsvp: Rsvp | None, people: Mapping[int, Person]) -> str | None:
    """Whom somebody said would come in their place."""
    if rsvp is None or rsvp.answer is not Answer.REPLACED:
        return None
    colleague = people.get(rsvp.replaced_by_person) if rsvp.replaced_by_person else None
    return colleague.name if colleague else rsvp.replaced_by_name


def guest_line(note: Attended) -> Line:
    """Somebody who is no member, or not known any more."""
    return Line(None, note.name, note.organisation, None, note.status, note.replaced_by, note.id)


def by_organisation(line: Line) -> tuple[str, str, int]:
    """What a roll is sorted by."""
    return (line.organisation or "").casefold(), (line.name or "").casefold(), line.note_id or 0


def count(roll: Roll, presence: Presence) -> int:
    """How many were there, were not, or were replaced."""
    return sum(line.presence is presence for line in roll)
