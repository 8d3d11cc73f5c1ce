"""Where a group of open questions stands on the agenda of a meeting, and what comes of it."""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from handlers.learn.open_questions import QuestionGroup
from handlers.learn.questions import QuestionState
from handlers.meet.lines import one_line
from handlers.meet.meetings import Agenda, AgendaItem, Meetings
from scheduler.durations import Duration
from scheduler.meetings import Meeting

LONGEST_ITEM = 300  # characters, as of what members bring
SAID_AFTER = Duration(days=1)  # after the meeting: not together with the look back on it
ASKED_WITHIN = timedelta(days=14)  # afterwards nobody remembers who said what


class Transaction(Protocol):
    """What has to be looked up."""

    @property
    def agenda(self) -> Agenda: ...
    @property
    def meetings(self) -> Meetings: ...


class Groups(Protocol):
    """The groups of open questions, to change."""

    async def change(self, group_id: int, **news: Any) -> None: ...


class Changing(Transaction, Protocol):
    """The same, with the groups."""

    @property
    def question_groups(self) -> Groups: ...


class Next(Enum):
    """What is to be done about a group that was brought to a meeting."""

    WAIT = auto()
    MOVE_ON = auto()  # its meeting was called off, and there is a next one
    ASK = auto()
    LET_GO = auto()  # it is on no agenda any more


def item_text(question: str) -> str:
    """A question as it stands on an agenda."""
    line = one_line(question, LONGEST_ITEM)
    return line if len(" ".join(question.split())) <= LONGEST_ITEM else f"{line[:-1].rstrip()}…"


async def item_and_meeting(tx: Transaction, group: QuestionGroup) -> tuple[AgendaItem | None, Meeting | None]:
    """A group's place on an agenda, and the meeting which that is for."""
    item = await tx.agenda.get(group.agenda_item_id) if group.agenda_item_id is not None else None
    meeting = await tx.meetings.get(item.meeting_id) if item and item.meeting_id is not None else None
    return item, meeting


async def on_agenda_of(tx: Transaction, group: QuestionGroup, now: datetime) -> Meeting | None:
    """The meeting, still to come or going on, on whose agenda a group is."""
    item, meeting = await item_and_meeting(tx, group)
    if item is None or meeting is None or not item.chosen or meeting.is_cancelled:
        return None
    return meeting if meeting.end > now else None


def next_for(
    item: AgendaItem | None, meeting: Meeting | None, coming: Meeting | None, now: datetime, zone: ZoneInfo
) -> Next:
    """What to do with a group that is brought as `item` to `meeting`; `coming` is the next one, if any."""
    if item is None or not item.chosen:
        return Next.LET_GO
    if meeting is None or meeting.is_cancelled:
        return Next.MOVE_ON if coming else Next.LET_GO
    due = SAID_AFTER.after(meeting.end, zone)
    if now < due:
        return Next.WAIT
    return Next.ASK if now < due + ASKED_WITHIN else Next.LET_GO


def opened_again(group: QuestionGroup, now: datetime) -> dict[str, Any]:
    """The columns of a group that is on no agenda any more and is nudged about as if it were passed on now.

    Who had picked it up before it was brought keeps it.
    """
    others = group.claimed_by is not None and group.claimed_by != group.brought_by
    claim = (
        {"claimed_at": now}
        if others
        else {"status": QuestionState.OPEN, "claimed_by": None, "claimed_at": None}
    )
    gone = dict.fromkeys(("brought_at", "brought_by", "agenda_item_id", "said_asked_at", "nudged_at"))
    return {**claim, **gone, "passed_on_at": now}


async def keep_place(tx: Changing, group: QuestionGroup, into: QuestionGroup) -> None:
    """A group that goes into another takes its place on an agenda along, unless the other has one."""
    if group.brought_at and not into.brought_at:
        columns = ("brought_at", "brought_by", "agenda_item_id", "said_asked_at", "nudged_at")
        await tx.question_groups.change(into.id, **{name: getattr(group, name) for name in columns})
    elif group.agenda_item_id is not None and group.agenda_item_id != into.agenda_item_id:
        await tx.agenda.remove(group.agenda_item_id)
