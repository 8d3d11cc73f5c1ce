"""The harvest as a workbook: a sheet for each part."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from bot.contract import Language
from bot.harvest.words import OUTCOMES, WORDS
from handlers.harvest import Harvest

Cell = str | int | float | None
WIDTH = 28


def workbook(harvest: Harvest, language: Language) -> bytes:
    """The whole workbook."""
    words, outcomes = WORDS[language], OUTCOMES[language]
    book = Workbook()
    book.remove(book.worksheets[0])
    meetings = [
        (f"{each.start:%Y-%m-%d}", each.theme, each.there, each.looked_back, rounded(each.average))
        for each in harvest.meetings
    ]
    head = [words[name] for name in ("date", "meeting", "there", "looked_back", "mark")]
    add_sheet(book, words["meetings"], head, meetings)
    counts = [(outcomes[outcome], count) for outcome, count in harvest.steps.items()]
    add_sheet(book, words["steps"], (words["outcome"], words["count"]), counts)
    shared = [(each.text, outcomes[each.outcome], each.learned) for each in harvest.shared]
    add_sheet(book, words["shared"], (words["step"], words["outcome"], words["learned"]), shared)
    quotes = [(meeting.theme, quote) for meeting in harvest.meetings for quote in meeting.quotes]
    add_sheet(book, words["quotes"], (words["meeting"], words["answer"]), quotes)
    answers = [(f"{each.day}", each.prompt, text) for each in harvest.prompts for text in each.answers]
    add_sheet(book, words["prompts"], (words["date"], words["prompt"], words["answer"]), answers)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rounded(average: float | None) -> float | None:
    """A mark with one decimal."""
    return None if average is None else round(average, 1)


def add_sheet(book: Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A sheet with a head that stays in view. Words are never taken for a formula."""
    sheet = book.create_sheet(title[:31])  # longer is refused by Excel
    sheet.append(list(head))
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in row])
    for column, cells in enumerate(sheet.iter_cols(), 1):
        cells[0].font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
