"""Tables as files that people open in a spreadsheet. The only use of openpyxl."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.contract import Attachment

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for a formula, also in full width. https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NO_TITLE = re.compile(r"[\\/*?:\[\]]")
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
WIDEST = 60

Cell = str | int | float | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a title and a header."""

    title: str
    header: Sequence[str]
    rows: Sequence[Row]


def csv_file(name: str, header: Sequence[str], rows: Iterable[Row]) -> Attachment:
    """A table as CSV (RFC 4180), in UTF-8. What looks like a formula gets an apostrophe before it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return Attachment(f"{name}.csv", CSV_TYPE, written.getvalue().encode())


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet calculates."""
    if not isinstance(cell, str):
        return cell
    kept = CONTROL.sub("", cell)
    return f"'{kept}" if FORMULA.match(kept) else kept


def xlsx_file(name: str, sheet: Sheet) -> Attachment:
    """A table as an Excel file."""
    return Attachment(f"{name}.xlsx", XLSX_TYPE, workbook([sheet]))


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Tables as an Excel file, with their headers in sight. Texts are texts there, whatever they resemble."""
    # Takes a fifth of a second, which commands and answers that make no sheet need not wait for.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        title = NO_TITLE.sub(" ", sheet.title)[:LONGEST_TITLE].strip("' ") or "1"
        lay_out(book.create_sheet(title), sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def lay_out(page: "Worksheet", sheet: Sheet) -> None:
    """Put a table on an empty page."""
    from openpyxl.styles import Font  # noqa: PLC0415 - see above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, row in enumerate([sheet.header, *sheet.rows], 1):
        fill(page, number, row)
    for cell in page[1]:
        cell.font = Font(bold=True)
    for column, width in enumerate(widths(sheet), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions


def fill(sheet: "Worksheet", number: int, row: Row) -> None:
    """Put a row into a sheet."""
    for column, value in enumerate(row, 1):
        cell = sheet.cell(number, column)
        cell.value = CONTROL.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"  # else what begins with = is a formula


def widths(sheet: Sheet) -> list[int]:
    """How wide each column is, in characters."""
    return [
        min(WIDEST, max(len(str(cell)) for cell in (title, *(row[place] or "" for row in sheet.rows))) + 2)
        for place, title in enumerate(sheet.header)
    ]
