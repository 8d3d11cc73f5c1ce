"""A file of members, as spreadsheets write it: read whole, or refused with every fault in it."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from bot.cli import values
from handlers.people.enrolling import Newcomer

T = TypeVar("T")

COLUMNS = ("name", "organisation", "function", "language", "role", "door")
DELIMITERS = (",", ";", "\t")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class FaultyFile(Exception):
    """A file that can't be taken in. The message has a line for each fault: where, what, and the mend."""


def read_members(path: Path) -> list[Newcomer]:
    """Everybody in a file. Raises FaultyFile."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FaultyFile(f"{path} can't be read: {error.strerror}.") from error
    newcomers, faults = [], []
    for line, row in rows_of(path, content):
        try:
            newcomers.append(newcomer(row))
        except ValueError as error:
            faults.append(f"{path}:{line}: {error}.")
    if faults:
        raise FaultyFile("\n".join(faults))
    if not newcomers:
        raise FaultyFile(f"{path} has no members in it: put one on each line below the names of the columns.")
    return newcomers


def decoded(path: Path, content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a mark, or else Windows-1252. Raises FaultyFile."""
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FaultyFile(f"{path} is no text that can be read: save it as CSV in UTF-8.")


def rows_of(path: Path, content: bytes) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    """Each row with the number of the line it ends on: its cells by column, or what is wrong with it."""
    text = decoded(path, content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        if missing := [column for column in COLUMNS if column not in header]:
            raise FaultyFile(
                f"{path}:1: the column {missing[0]} is missing. The first line is: {','.join(COLUMNS)}"
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                yield reader.line_num, f"there are {len(cells)} cells where there should be {len(header)}"
            else:
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise FaultyFile(f"{path}:{reader.line_num}: {error}. Save it as CSV anew.") from error


def delimiter_of(text: str) -> str:
    """What stands between the names of the columns."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def newcomer(row: Mapping[str, str] | str) -> Newcomer:
    """The person in a row. Raises ValueError, with the mend."""
    if isinstance(row, str):
        raise ValueError(row)  # noqa: TRY004 - what is wrong with a value, not with a type
    at = required(row, "door", values.door)
    return Newcomer(
        name=required(row, "name", values.name),
        organisation=optional(row, "organisation", values.name),
        function=optional(row, "function", values.function),
        language=optional(row, "language", values.language),
        role=optional(row, "role", values.role),
        platform=at.platform,
        address=at.address,
        conversation=at.conversation,
    )


def required(row: Mapping[str, str], column: str, check: Callable[[str], T]) -> T:
    """The value of a cell."""
    try:
        return check(row[column].strip())
    except ValueError as error:
        raise ValueError(f"{column} is not right: {error}") from error


def optional(row: Mapping[str, str], column: str, check: Callable[[str], T]) -> T | None:
    """The value of a cell; None when it is empty."""
    return required(row, column, check) if row[column].strip() else None
