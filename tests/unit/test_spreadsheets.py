"""Sheets: nothing that people wrote is calculated, whatever it looks like, and everything comes back."""

import csv
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Attachment
from handlers.spreadsheets import Sheet, csv_file, xlsx_file

FORMULAS = (
    "=1+1",
    "+31 6 12345678",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://x.example","klik")',
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\n=1+1",
    "＝1+1",
    "\x00=1+1",
)
WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def rows_in(file: Attachment) -> list[list[str]]:
    """A CSV file as programs read it."""
    return list(csv.reader(io.StringIO(file.content.decode(), newline="")))


def sheet_in(file: Attachment) -> Any:
    """An Excel file as another program would read it."""
    return openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0]


@pytest.mark.parametrize("written", FORMULAS)
def test_what_looks_like_a_formula_is_text_in_csv(written: str) -> None:
    ((_,), (cell,)) = rows_in(csv_file("x", ["person"], [[written]]))
    assert cell.startswith("'")
    assert cell[1:] == written.replace("\x00", "")


@pytest.mark.parametrize("written", FORMULAS)
def test_what_looks_like_a_formula_is_text_in_excel(written: str) -> None:
    file = xlsx_file("x", Sheet("oost", ["person"], [[written]]))
    assert sheet_in(file)["A2"].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(file.content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "written", ["Anna", "De Linde, Utrecht", 'Huis "Zon"', "twee\nregels", "é 🙂", "'s-Graveland"]
)
def test_ordinary_words_stay_as_they_are(written: str) -> None:
    assert rows_in(csv_file("x", ["a", "b"], [[written, 7]])) == [["a", "b"], [written, "7"]]
    sheet = sheet_in(xlsx_file("x", Sheet("oost", ["a", "b"], [[written, 7]])))
    assert (sheet["A2"].value, sheet["B2"].value) == (written, 7)


def test_what_is_not_known_is_empty() -> None:
    assert rows_in(csv_file("x", ["a", "b"], [[None, 1]])) == [["a", "b"], ["", "1"]]
    assert sheet_in(xlsx_file("x", Sheet("oost", ["a", "b"], [[None, 1]])))["A2"].value is None


def test_without_rows_there_is_a_header() -> None:
    assert rows_in(csv_file("x", ["a", "b"], [])) == [["a", "b"]]
    assert [cell.value for cell in sheet_in(xlsx_file("x", Sheet("oost", ["a", "b"], [])))[1]] == ["a", "b"]


@pytest.mark.parametrize("title", ["", "[]:*?/\\", "'", "x" * 80, "oost"])
def test_any_name_can_be_that_of_a_sheet(title: str) -> None:
    assert 0 < len(sheet_in(xlsx_file("x", Sheet(title, ["a"], []))).title) <= 31


@given(WRITTEN)
@settings(deadline=None, max_examples=60)
def test_whatever_people_write_makes_a_file_that_can_be_read(written: str) -> None:
    assert len(rows_in(csv_file("x", ["a", "b"], [[written, "end"]]))) == 2
    assert sheet_in(xlsx_file("x", Sheet("oost", ["a", "b"], [[written, "end"]])))["B2"].value == "end"


def test_a_cell_longer_than_excel_can_hold_is_cut() -> None:
    assert len(sheet_in(xlsx_file("x", Sheet("oost", ["a"], [["x" * 40_000]])))["A2"].value) == 32_767
