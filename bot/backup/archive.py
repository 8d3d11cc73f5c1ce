"""What is in a backup: lines of JSON, so that one can be read without this program too.

The first line is the manifest. After that come tables and files: an object that says which one begins, then
an array for each row, or a string in base64 for each piece of a file.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BufferedIOBase
from typing import Any

from bot.backup.errors import DamagedBackup, NewerBackup

FORMAT = 1
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    `revision` is that of the tables, `counts` the rows in each, `counters` the highest number that was given
    out where the database remembers that, `version` that of the product.
    """

    version: str
    revision: str
    at: datetime
    counts: Mapping[str, int]
    counters: Mapping[str, int]
    files: Sequence[str]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Part:
    """A table with its rows, or a file in pieces; to be read before the next part is asked for."""

    name: str
    columns: Sequence[str] | None
    content: Iterator[Any]

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.columns is not None

    @property
    def pieces(self) -> Iterator[bytes]:
        """The pieces of a file. Raises DamagedBackup."""
        for piece in self.content:
            try:
                yield base64.b64decode(piece, validate=True)
            except (binascii.Error, TypeError, ValueError) as error:
                raise unreadable() from error


class ArchiveWriter:
    """Writes a backup, one part after the other."""

    def __init__(self, to: BufferedIOBase, manifest: Manifest) -> None:
        self._to = to
        self._line({"format": FORMAT, **asdict(manifest), "at": manifest.at.isoformat()})

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Write a table."""
        self._line({"table": name, "columns": list(columns)})
        for row in rows:
            self._line(row)

    def file(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file."""
        self._line({"file": name})
        for piece in pieces:
            self._line(base64.b64encode(piece).decode())

    def _line(self, value: Any) -> None:
        self._to.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


class ArchiveReader:
    """Reads a backup. Raises DamagedBackup or NewerBackup, also while it is read."""

    def __init__(self, source: BufferedIOBase) -> None:
        self._lines = map(value_of, source)
        self.manifest = manifest_from(next(self._lines, None))
        self._begun: dict[str, Any] | None = None
        self._go_on()

    def parts(self) -> Iterator[Part]:
        """The parts, in order. What is not read of one is passed over."""
        while (head := self._begun) is not None:
            self._begun = None
            content = self._content()
            yield part(head, content)
            for _ in content:
                pass

    def _content(self) -> Iterator[Any]:
        for line in self._lines:
            if isinstance(line, dict):
                self._begun = line
                return
            yield line

    def _go_on(self) -> None:
        for _ in self._content():
            raise unreadable()


def check(reader: ArchiveReader) -> None:
    """Read a backup to its end and see whether all is there that it says. Raises DamagedBackup."""
    counts, files = {}, []
    for found in reader.parts():
        if found.is_table:
            counts[found.name] = sum(1 for _ in found.content)
        else:
            files.append(found.name)
    if counts != reader.manifest.counts or sorted(files) != sorted(reader.manifest.files):
        raise unreadable()


def part(head: Mapping[str, Any], content: Iterator[Any]) -> Part:
    """The part that a line begins."""
    match head:
        case {"table": str(name), "columns": [*columns]}:
            return Part(name, columns, content)
        case {"file": str(name)}:
            return Part(name, None, content)
    raise unreadable()


def manifest_from(line: Any) -> Manifest:
    """The manifest on the first line."""
    if not isinstance(line, dict) or not isinstance(line.get("format"), int):
        raise unreadable()
    said: dict[str, Any] = dict(line)
    if said.pop("format") > FORMAT:
        raise NewerBackup("This backup was made by a newer version. Install that version to restore it.")
    try:
        return Manifest(**{**said, "at": datetime.fromisoformat(said["at"])})
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable() from error


def value_of(line: bytes) -> Any:
    """What is on a line."""
    try:
        return json.loads(line)
    except ValueError as error:
        raise unreadable() from error


def unreadable() -> DamagedBackup:
    """What to say of a backup that was sealed well and makes no sense."""
    return DamagedBackup("The backup can't be made sense of. Use another copy of it.")
