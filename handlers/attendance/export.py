"""Who was at which meeting, as a table for other programs."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.contract import Attachment
from handlers.attendance import rolls
from handlers.attendance.roll import Line, Roll
from handlers.people.people import Network
from handlers.spreadsheets import Row, Sheet, csv_file, xlsx_file
from scheduler.meetings import Meeting

CSV, XLSX = "csv", "xlsx"
FORMATS = (CSV, XLSX)
COLUMNS = ("meeting_id", "start", "theme", "organisation", "person", "rsvp", "status", "replaced_by")


class Meetings(Protocol):
    """The meetings of a network."""

    async def all(self, network_id: int) -> Sequence[Meeting]: ...


class Transaction(rolls.Transaction, Protocol):
    """What the table is made from."""

    @property
    def meetings(self) -> Meetings: ...


async def attendance_file(
    tx: Transaction, network: Network, form: str, now: datetime, name: str = "attendance"
) -> Attachment:
    """Everybody at every meeting that has begun, as `csv` or `xlsx`."""
    begun = [each for each in await tx.meetings.all(network.id) if has_begun(each, now)]
    found = await rolls.rolls(tx, network.id, begun)
    rows = [row for meeting in begun for row in rows_of(meeting, found[meeting.id])]
    if form == CSV:
        return csv_file(name, COLUMNS, rows)
    return xlsx_file(name, Sheet(network.key, COLUMNS, rows))


def has_begun(meeting: Meeting, now: datetime) -> bool:
    """Whether somebody can have been there."""
    return meeting.start <= now and not meeting.is_cancelled


def rows_of(meeting: Meeting, roll: Roll) -> Iterable[Row]:
    """A row for each one on the roll."""
    start = meeting.start.astimezone(meeting.zone).isoformat()
    for line in roll:
        yield (meeting.id, start, meeting.theme, *of_line(meeting, line))


def of_line(meeting: Meeting, line: Line) -> Row:
    """One person. As long as no facilitator said who was there, nobody was present and nobody absent."""
    is_known = line.status is not None or meeting.attendance_confirmed_at is not None
    return (
        line.organisation,
        line.name,
        line.answer and str(line.answer),
        str(line.presence) if is_known else None,
        line.replaced_by,
    )
