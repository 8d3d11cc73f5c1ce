"""Everything about one person, over all tables: found, copied out, erased."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Label,
    RowMapping,
    Table,
    and_,
    delete,
    exists,
    false,
    insert,
    or_,
    select,
    update,
)

from bot.store.connection import Connection
from bot.store.erasures import Erasure, ErasureRepository
from bot.store.meeting_tables import (
    agenda_items,
    agenda_votes,
    attendance,
    calendar_feeds,
    invitees,
    meeting_preparers,
    meetings,
    rsvps,
)
from bot.store.quoted_questions import items_quoting, quote_others
from bot.store.reflection_tables import (
    expected_answers,
    prompt_answers,
    prompts_asked,
    reflections,
    small_steps,
)
from bot.store.tables import (
    audit,
    choice_list,
    doors,
    feedback,
    invitations,
    link_codes,
    memberships,
    metadata,
    networks,
    organisations,
    outbox,
    pending_step,
    people,
    question_groups,
    questions,
    surplus,
    wrong_codes,
)
from bot.store.tip_records import forget_reviewer
from bot.store.tip_tables import tip_reviews, tip_uses, tips
from bot.store.tip_uses import let_count_alone
from bot.store.tips import forget_author
from handlers.learn.questions import QuestionState
from handlers.people.own_data import OwnRows, Subject
from scheduler.retention import columns_by_table

NOBODY = "nobody"  # the platform of opinions that are anybody's
# People last: what hangs on them is gone by then.
ERASED = (
    link_codes,
    wrong_codes,
    pending_step,
    choice_list,
    outbox,
    surplus,
    questions,
    expected_answers,
    prompt_answers,
    prompts_asked,
    small_steps,
    reflections,
    calendar_feeds,
    agenda_votes,
    agenda_items,
    meeting_preparers,
    invitees,
    memberships,
    doors,
    people,
)
# What stays as a count: without the names that were given, and without whose it was.
NAMELESS: Mapping[Table, Mapping[str, None]] = {
    rsvps: {"replaced_by_name": None},
    attendance: {"name": None, "replaced_by": None},
}
NOBODYS: Mapping[Table, Mapping[str, None]] = {
    rsvps: {"person_id": None, "replaced_by_person": None, **NAMELESS[rsvps]},
    attendance: {"person_id": None, **NAMELESS[attendance]},
    meetings: {"created_by": None},
}


class OwnDataRepository:
    """What is kept about people."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._erasures = ErasureRepository(connection)

    async def subject(self, person_id: int | None, door: tuple[str, str] | None = None) -> Subject:
        """A person with all their doors, and the one they are at now."""
        here = at_any(doors, "sender", [door] if door else [])
        mine = doors.c.person_id == person_id if person_id is not None else false()
        rows = (await self._connection.execute(select(doors).where(or_(mine, here)))).all()
        pseudonym = await self._connection.scalar(select(people.c.pseudonym).where(people.c.id == person_id))
        at = {(row.platform, row.sender) for row in rows} | ({door} if door else set())
        chats = {(row.platform, row.conversation) for row in rows if row.conversation is not None}
        return Subject(person_id, pseudonym, tuple(sorted(at)), tuple(sorted(chats)))

    async def collect(self, subject: Subject) -> OwnRows:
        """Every row about somebody, with the columns that say something about them."""
        about = rows_about(subject)
        found = {}
        for name, columns in columns_by_table().items():
            table = metadata.tables[name]
            if table not in about or not columns:
                continue
            shown = [readable(table.c[column]) for column in columns]
            rows = await self._connection.execute(select(*shown).where(about[table]).order_by(*shown[:1]))
            if copied := [copied_row(row) for row in rows.mappings()]:
                found[name] = copied
        return found

    async def erase(self, subject: Subject, at: datetime) -> None:
        """Forget somebody. Their opinions on tips become anybody's; notes of changes keep the pseudonym."""
        await self._erasures.note(subject, at)
        about = rows_about(subject)
        await self.anonymise(about[feedback])
        await let_count_alone(self._connection, about[tip_uses])
        await forget_author(self._connection, subject.pseudonym)
        await forget_reviewer(self._connection, subject.pseudonym)
        for table in (rsvps, attendance):
            await self._connection.execute(update(table).where(about[table]).values(NOBODYS[table]))
        await self._let_go_of_questions(subject.person_id)
        quoting = await items_quoting(self._connection, about[questions])
        for table in ERASED:
            await self._connection.execute(delete(table).where(about[table]))
        await self.drop_deserted_questions()
        await quote_others(self._connection, quoting)
        await self.drop_deserted_organisations()

    async def replay(self, found: Sequence[Erasure]) -> int:
        """Forget again whom these erasures were about, as far as this database knows no better; how many."""
        known = await self._erasures.all()
        news = [one for one in found if one not in known]
        if not news:
            return 0
        when = {one.mark: one.at for one in news}
        again = await self._erasures.who(when)
        for person_id, door in again:
            await self.erase(await self.subject(person_id, door), max(when.values()))
        await self._erasures.add(news)
        return len(again)

    async def anonymise(self, opinions: ColumnElement[bool]) -> int:
        """Let these opinions on tips be anybody's; how many there were."""
        rows = (await self._connection.execute(select(feedback).where(opinions))).mappings().all()
        await self._connection.execute(delete(feedback).where(opinions))
        if rows:
            nameless = [{**row, "platform": NOBODY, "sender": secrets.token_hex(8)} for row in rows]
            await self._connection.execute(insert(feedback).values(nameless))
        return len(rows)

    async def _let_go_of_questions(self, person_id: int | None) -> None:
        """What somebody picked up and never answered is to be picked up by others."""
        is_theirs = is_person(question_groups.c.claimed_by, person_id)
        await self._connection.execute(
            update(question_groups)
            .where(is_theirs, question_groups.c.status == QuestionState.CLAIMED)
            .values(status=QuestionState.OPEN, claimed_at=None, nudged_at=None)
        )

    async def drop_deserted_questions(self) -> None:
        """An answer to nobody is of no use, and may tell what was asked."""
        is_asked = exists().where(questions.c.group_id == question_groups.c.id)
        await self._connection.execute(delete(question_groups).where(~is_asked))

    async def drop_deserted_organisations(self) -> None:
        """An organisation where nobody works any more may have had somebody's name."""
        works_there = exists().where(people.c.organisation_id == organisations.c.id)
        await self._connection.execute(delete(organisations).where(~works_there))


def rows_about(subject: Subject) -> Mapping[Table, ColumnElement[bool]]:
    """By table, the condition that a row is about somebody."""
    doors_of, chats_of, person_id = subject.doors, subject.chats, subject.person_id
    return {
        people: is_person(people.c.id, person_id),
        memberships: is_person(memberships.c.person_id, person_id),
        reflections: is_person(reflections.c.person_id, person_id),
        expected_answers: is_person(expected_answers.c.person_id, person_id),
        small_steps: is_person(small_steps.c.person_id, person_id),
        prompts_asked: is_person(prompts_asked.c.person_id, person_id),
        prompt_answers: is_person(prompt_answers.c.person_id, person_id),
        link_codes: is_person(link_codes.c.person_id, person_id),
        doors: or_(is_person(doors.c.person_id, person_id), at_any(doors, "sender", doors_of)),
        questions: at_any(questions, "sender", doors_of),
        question_groups: or_(
            is_person(question_groups.c.claimed_by, person_id),
            is_person(question_groups.c.answered_by, person_id),
            is_person(question_groups.c.brought_by, person_id),
        ),
        feedback: at_any(feedback, "sender", doors_of),
        wrong_codes: at_any(wrong_codes, "sender", doors_of),
        pending_step: at_any(pending_step, "sender", doors_of),
        choice_list: or_(
            at_any(choice_list, "conversation", chats_of), at_any(choice_list, "owner", doors_of)
        ),
        surplus: at_any(surplus, "sender", doors_of),
        calendar_feeds: is_person(calendar_feeds.c.person_id, person_id),
        rsvps: is_person(rsvps.c.person_id, person_id),
        attendance: is_person(attendance.c.person_id, person_id),
        invitees: is_person(invitees.c.person_id, person_id),
        meeting_preparers: is_person(meeting_preparers.c.person_id, person_id),
        agenda_items: is_person(agenda_items.c.person_id, person_id),
        agenda_votes: is_person(agenda_votes.c.person_id, person_id),
        tip_uses: is_person(tip_uses.c.person_id, person_id),
        tip_reviews: is_known_as(tip_reviews.c.author, subject.pseudonym),
        tips: is_known_as(tips.c.author, subject.pseudonym),
        meetings: is_known_as(meetings.c.created_by, subject.pseudonym),
        outbox: or_(is_person(outbox.c.person_id, person_id), at_any(outbox, "conversation", chats_of)),
        invitations: is_known_as(invitations.c.created_by, subject.pseudonym),
        audit: or_(
            is_known_as(audit.c.actor, subject.pseudonym), is_known_as(audit.c.subject, subject.pseudonym)
        ),
    }


def is_person(column: Column[Any], person_id: int | None) -> ColumnElement[bool]:
    """The condition that a row belongs to a person; to nobody's when there is none."""
    return false() if person_id is None else column == person_id


def is_known_as(column: Column[Any], pseudonym: str | None) -> ColumnElement[bool]:
    """The condition that a row is about this pseudonym."""
    return false() if pseudonym is None else column == pseudonym


def at_any(table: Table, name: str, places: Iterable[tuple[str, str]]) -> ColumnElement[bool]:
    """The condition that a row is of one of these platforms and what the column has there."""
    return or_(
        false(),
        *(and_(table.c.platform == platform, table.c[name] == value) for platform, value in places),
    )


def readable(column: Column[Any]) -> ColumnElement[Any] | Label[Any]:
    """A column as its owner can read it: the name of an organisation or network, not its number."""
    match column.name:
        case "organisation_id":
            named = select(organisations.c.name).where(organisations.c.id == column)
            return named.scalar_subquery().label("organisation")
        case "network_id":
            return select(networks.c.key).where(networks.c.id == column).scalar_subquery().label("network")
        case "meeting_id":
            return select(meetings.c.theme).where(meetings.c.id == column).scalar_subquery().label("meeting")
        case "group_id":
            answered = select(question_groups.c.answer).where(question_groups.c.id == column)
            return answered.scalar_subquery().label("answer")
        case _:
            return column


def copied_row(row: RowMapping) -> dict[str, Any]:
    """A row with what its owner can read: of a message the words, of a list the labels."""
    copied: dict[str, Any] = {**row}
    if "reply" in copied:
        copied["reply"] = copied["reply"]["text"]
    if "sources" in copied:
        copied["sources"] = [": ".join(filter(None, source)) for source in copied["sources"]]
    if "choices" in copied:
        copied["choices"] = [label for label, *_ in copied["choices"]]
    return copied
