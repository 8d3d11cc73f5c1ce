"""Reads tips, sources and themes from their files. What is wrong is said with file, line and mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from bot.contract import Language

LANGUAGES: tuple[Language, ...] = ("nl", "en")
FENCE = "---"
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what yaml lets through
PRACTICE = "praktijkervaring"  # the source of what members know from their own work


class TipFileError(Exception):
    """A file of the knowledge base can't be used. `line` counts from 1."""

    def __init__(self, path: Path, line: int, fault: str, mend: str) -> None:
        super().__init__(f"{path}:{line}: {fault}. {mend}.")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class SourceReference:
    """Where in which source a tip comes from."""

    id: str
    section: str


@dataclass(frozen=True, slots=True)
class Source:
    """A text that tips come from; `date` in words, None when it has none."""

    id: str
    title: str
    publisher: str
    date: Mapping[Language, str] | None


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of tips."""

    id: str
    title: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Tip:
    """One curated piece of advice. A tip may exist in one language only; `title` and `body` have the same.

    `credit`: whom it is owed to, if they want to be named. `network_id`: whose alone it is; None: for all.
    """

    id: str
    theme: str
    sources: tuple[SourceReference, ...]
    review: date
    title: Mapping[Language, str]
    body: Mapping[Language, str]
    phrasings: Mapping[Language, tuple[str, ...]]
    credit: str | None = None
    network_id: int | None = None

    @property
    def from_practice(self) -> bool:
        """Whether it comes from members themselves, not from a text."""
        return all(source.id == PRACTICE for source in self.sources)

    def nearest_language(self, wanted: Language) -> Language:
        """`wanted` if the tip has it, else the language it has."""
        return wanted if wanted in self.body else next(iter(self.body))


def read_tips(folder: Path) -> list[Tip]:
    """Every tip below `folder`, by id. Raises TipFileError for the first that is broken."""
    return sorted((read_tip(path) for path in folder.rglob("*.md")), key=lambda tip: tip.id)


def read_tip(path: Path) -> Tip:
    """One tip file."""
    front, body, body_line = split_front_matter(path, read_text(path))
    fields = Fields(path, mapping(path, front))
    return Tip(
        id=fields.text("id"),
        theme=fields.text("theme"),
        sources=fields.sources(),
        review=fields.date("review"),
        title=fields.by_language("title"),
        body=sections(path, body, body_line),
        phrasings=fields.phrasings(),
        credit=fields.optional_text("credit"),
    )


def read_text(path: Path) -> str:
    """A file's text. Raises TipFileError when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TipFileError(path, 1, "is not UTF-8", "Save it as UTF-8") from error


def split_front_matter(path: Path, text: str) -> tuple[str, str, int]:
    """The YAML between the fences, the text after it, and the line on which that starts."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        raise TipFileError(path, 1, "has no front matter", "Start the file with --- and close it with ---")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def mapping(path: Path, text: str) -> dict[str, Any]:
    """YAML that must be a mapping."""
    try:
        loaded = yaml.load(text, Loader=FastLoader)  # noqa: S506 - it is a safe loader, in C
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise TipFileError(path, line, "is no valid YAML", "Check quotes and indentation there") from error
    except UNREADABLE as error:
        raise TipFileError(path, 1, "holds a date or number that is none", "Check the review date") from error
    if not isinstance(loaded, dict):
        raise TipFileError(path, 1, "holds no fields", "Write `name: value` lines")
    return cast("dict[str, Any]", loaded)


def sections(path: Path, body: str, first_line: int) -> dict[Language, str]:
    """The texts under `## nl` and `## en`."""
    found: dict[Language, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(body.splitlines(), first_line):
        if line.startswith("## "):
            current = found.setdefault(section_language(path, number, line), [])
        elif current is not None:
            current.append(line)
        elif line.strip():
            raise TipFileError(path, number, "has text before the first heading", "Put ## nl above it")
    texts: dict[Language, str] = {language: "\n".join(lines).strip() for language, lines in found.items()}
    if not any(texts.values()):
        raise TipFileError(path, first_line, "has no text", "Write the tip under ## nl and ## en")
    return {language: text for language, text in texts.items() if text}


def section_language(path: Path, line: int, heading: str) -> Language:
    """The language of a `## …` heading."""
    name = heading[3:].strip()
    if name not in LANGUAGES:
        raise TipFileError(path, line, f"has an unknown section {name!r}", "Use ## nl and ## en")
    return name


class Fields:
    """The front matter of one file; every reader raises TipFileError with the field's name."""

    def __init__(self, path: Path, fields: dict[str, Any]) -> None:
        self._path = path
        self._fields = fields

    def text(self, name: str) -> str:
        """A field that is one piece of text."""
        value = self._fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._fault(name, "should be text")
        return value

    def optional_text(self, name: str) -> str | None:
        """A field that is one piece of text, or is left out."""
        return self.text(name) if name in self._fields else None

    def date(self, name: str) -> date:
        """A field that is a day."""
        value = self._fields.get(name)
        if not isinstance(value, date):
            raise self._fault(name, "should be a date such as 2027-05-01")
        return value

    def sources(self) -> tuple[SourceReference, ...]:
        """The references of a tip."""
        items = self._fields.get("sources")
        if not isinstance(items, list) or not items:
            raise self._fault("sources", "should be a list of id and section")
        return tuple(self._source(item) for item in items)

    def by_language(self, name: str) -> dict[Language, str]:
        """A text per language."""
        value = self._fields.get(name)
        if (
            not isinstance(value, dict)
            or not value
            or not all(isinstance(text, str) for text in value.values())
        ):
            raise self._fault(name, "should have a text under nl, en or both")
        return {language: value[language] for language in LANGUAGES if language in value}

    def phrasings(self) -> dict[Language, tuple[str, ...]]:
        """The ways in which members ask; a tip may have none."""
        value = self._fields.get("phrasings") or {}
        if not isinstance(value, dict) or not all(is_list_of_text(lines) for lines in value.values()):
            raise self._fault("phrasings", "should have lists of texts under nl and en")
        return {language: tuple(value.get(language) or ()) for language in LANGUAGES}

    def _source(self, item: object) -> SourceReference:
        match item:
            case {"id": str(source), "section": str(section)}:
                return SourceReference(source, section)
            case _:
                raise self._fault("sources", "each should have an id and a section")

    def _fault(self, name: str, mend: str) -> TipFileError:
        text = self._path.read_text(encoding="utf-8").splitlines()
        line = next((number for number, line in enumerate(text, 1) if line.startswith(f"{name}:")), 1)
        return TipFileError(self._path, line, f"field {name!r} is missing or wrong", f"It {mend}")


def is_list_of_text(lines: object) -> bool:
    """Whether this is a list of texts, or nothing."""
    return lines is None or (isinstance(lines, list) and all(isinstance(line, str) for line in lines))


def read_sources(path: Path) -> dict[str, Source]:
    """The sources, by id."""
    entries = mapping(path, read_text(path))
    return {
        source_id: Source(source_id, fields["title"], fields["publisher"], fields.get("date"))
        for source_id, fields in entries.items()
    }


def read_themes(path: Path) -> dict[str, Theme]:
    """The themes in their order, by id."""
    return {theme_id: Theme(theme_id, title) for theme_id, title in mapping(path, read_text(path)).items()}


FastLoader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # eight times as fast where libyaml is
