"""`leernetwerk tips check`: faults in the files of tips and prompts, each with file, line and mend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.contract import Language
from knowledge_base.base import HERE
from knowledge_base.conversation import bare
from knowledge_base.fingerprints import read_fingerprints, shared_stretch
from knowledge_base.prompt_checks import prompt_faults
from knowledge_base.readability import LONGEST_SENTENCE, LOWEST_EASE, readability
from knowledge_base.tip_files import LANGUAGES, Tip, TipFileError, read_sources, read_themes, read_tip

FEWEST_PHRASINGS: dict[Language, int] = {"nl": 15, "en": 10}
SENTENCES = range(2, 6)
LONGEST_TITLE = 60  # characters: it has to fit on a button


@dataclass(frozen=True, slots=True)
class Known:
    """What tips may refer to and may not repeat."""

    sources: frozenset[str]
    themes: frozenset[str]
    fingerprints: frozenset[str]


@dataclass(frozen=True, slots=True)
class TipFile:
    """A tip that could be read, and where it was read from."""

    path: Path
    tip: Tip

    def fault(self, containing: str, fault: str, mend: str) -> str:
        """A fault on the first line that contains something."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if containing in text), 1)
        return str(TipFileError(self.path, line, fault, mend))


def faults(folder: Path | None = None) -> list[str]:
    """The faults in a knowledge base, file by file. Raises TipFileError when there is no such folder.

    What a folder of exported tips leaves out, such as the sources, is that of the installed one.
    """
    folder = folder or HERE
    if not (folder / "tips").is_dir():
        raise TipFileError(folder, 1, "has no folder `tips`", "Name the folder of a knowledge base")
    known = known_in(folder)
    found: list[str] = []
    files: list[TipFile] = []
    for path in sorted((folder / "tips").rglob("*.md")):
        try:
            files.append(TipFile(path, read_tip(path)))
        except TipFileError as error:
            found.append(str(error))
    return [
        *found,
        *(fault for file in files for fault in file_faults(file, known)),
        *doubles(files),
        *prompt_faults(folder, {file.path.stem for file in files}, known.fingerprints),
    ]


def known_in(folder: Path) -> Known:
    """What the tips of a folder may refer to."""
    sources, themes, fingerprints = (
        path if path.exists() else HERE / path.name
        for path in (folder / name for name in ("sources.yaml", "themes.yaml", "source_fingerprints.txt"))
    )
    return Known(
        frozenset(read_sources(sources)), frozenset(read_themes(themes)), read_fingerprints(fingerprints)
    )


def file_faults(file: TipFile, known: Known) -> Iterator[str]:
    """The faults in one tip by itself."""
    yield from reference_faults(file, known)
    for language in LANGUAGES:
        yield from text_faults(file, language)
        yield from phrasing_faults(file, language)
    yield from copied_faults(file, known)


def reference_faults(file: TipFile, known: Known) -> Iterator[str]:
    """An id, theme or source that leads nowhere."""
    tip = file.tip
    if tip.id != file.path.stem:
        yield file.fault("id:", f"is about {tip.id!r}", "Give file and id the same name")
    if tip.theme not in known.themes:
        yield file.fault("theme:", f"has the unknown theme {tip.theme!r}", "Use one of themes.yaml")
    for source in tip.sources:
        if source.id not in known.sources:
            yield file.fault(source.id, f"has the unknown source {source.id!r}", "Use one of sources.yaml")


def text_faults(file: TipFile, language: Language) -> Iterator[str]:
    """A text or title that is missing, or hard to read. Of what members said one language is enough."""
    body, title = file.tip.body.get(language), file.tip.title.get(language)
    if file.tip.from_practice and not body and not title:
        return
    if not body or not title:
        yield file.fault("title:", f"has no {language} title or text", f"Write both in {language}")
        return
    if len(title) > LONGEST_TITLE:
        yield file.fault(title, "has a long title", f"Keep it within {LONGEST_TITLE} characters")
    if not file.tip.from_practice:
        yield from reading_faults(file, language, body)


def reading_faults(file: TipFile, language: Language, body: str) -> Iterator[str]:
    """A text that is hard to read."""
    measured = readability(body, language)
    where = f"## {language}"
    if measured.sentences not in SENTENCES:
        yield file.fault(where, f"has {measured.sentences} sentences", "Write two to five")
    if measured.longest > LONGEST_SENTENCE:
        yield file.fault(where, f"has a sentence of {measured.longest} words", "Make two of it")
    if measured.ease < LOWEST_EASE:
        yield file.fault(where, f"reads hard (ease {measured.ease:.0f})", "Use shorter words and sentences")


def phrasing_faults(file: TipFile, language: Language) -> Iterator[str]:
    """Too few ways to ask, or one that stands there twice. Tips from practice get more as they are used."""
    phrasings = file.tip.phrasings[language]
    fewest = 0 if file.tip.from_practice else FEWEST_PHRASINGS[language]
    if len(phrasings) < fewest:
        yield file.fault("phrasings:", f"has {len(phrasings)} {language} phrasings", f"Give {fewest}")
    seen: set[str] = set()
    for phrasing in phrasings:
        if bare(phrasing) in seen:
            yield file.fault(phrasing[:30], f"says {phrasing!r} twice", "Remove one")
        seen.add(bare(phrasing))


def copied_faults(file: TipFile, known: Known) -> Iterator[str]:
    """A sentence that is the source's and not ours."""
    tip = file.tip
    phrasings = (phrasing for lines in tip.phrasings.values() for phrasing in lines)
    for text in (*tip.body.values(), *tip.title.values(), *phrasings):
        if stretch := shared_stretch(text, known.fingerprints):
            first = text.splitlines()[0][:30]
            yield file.fault(first, f"has {stretch!r} from a source", "Say it in your own words")


def doubles(files: Sequence[TipFile]) -> Iterator[str]:
    """An id or a phrasing that two tips have."""
    ids: dict[str, Path] = {}
    phrasings: dict[str, TipFile] = {}
    for file in files:
        if (first := ids.setdefault(file.tip.id, file.path)) != file.path:
            yield file.fault("id:", f"has the id of {first.name}", "Give it another")
        for phrasing in (phrasing for lines in file.tip.phrasings.values() for phrasing in lines):
            other = phrasings.setdefault(bare(phrasing), file)
            if other.tip.id != file.tip.id:
                said = f"says {phrasing!r} like {other.path.name}"
                yield file.fault(phrasing[:30], said, "Keep it where it fits best")
