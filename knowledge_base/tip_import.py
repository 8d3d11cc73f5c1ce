"""Reads a folder of tip files to be taken in, and says what to mend in those that are broken."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from re import fullmatch

from knowledge_base.checks import Known, TipFile, doubles, reference_faults
from knowledge_base.tip_files import TipFileError, mapping, read_text, read_tip, split_front_matter

LONGEST_BODY = 4000  # characters: with title and source it has to fit in one message


@dataclass(frozen=True, slots=True)
class Taken:
    """What may be taken in: the tips by file, and what is wrong with others."""

    files: tuple[TipFile, ...]
    faults: tuple[str, ...]


def read_folder(folder: Path, known: Known, networks: Mapping[str, int], shipped: Collection[str]) -> Taken:
    """The tips below a folder. `networks`: the ids by key; `shipped`: ids that the installed files have."""
    files: list[TipFile] = []
    found: list[str] = []
    for path in sorted(folder.rglob("*.md")):
        try:
            file = read_file(path, networks)
            files.append(file)
            found += [*reference_faults(file, known), *faults_of(file, shipped)]
        except TipFileError as error:
            found.append(str(error))
    if not files and not found:
        found.append(str(TipFileError(folder, 1, "holds no tips", "Name a folder with .md files")))
    return Taken(tuple(files), (*found, *doubles(files)))


def read_file(path: Path, networks: Mapping[str, int]) -> TipFile:
    """One file, with the network that it names. Raises TipFileError."""
    tip = read_tip(path)
    front, _, _ = split_front_matter(path, read_text(path))
    key = mapping(path, front).get("network")
    if key is None:
        return TipFile(path, tip)
    if key not in networks:
        known = ", ".join(networks) or "none"
        raise TipFileError(path, 1, f"is for the unknown network {key!r}", f"Known are: {known}")
    return TipFile(path, replace(tip, network_id=networks[key]))


def faults_of(file: TipFile, shipped: Collection[str]) -> Iterator[str]:
    """What keeps one tip from being taken in."""
    tip = file.tip
    if not fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", tip.id):
        yield file.fault("id:", f"has the id {tip.id!r}", "Use small letters, digits and hyphens")
    if tip.id in shipped:
        yield file.fault("id:", "is among the installed tips already", "Leave it out, or give it another id")
    if tip.title.keys() != tip.body.keys():
        yield file.fault("title:", "has a title without a text, or a text without a title", "Write both")
    if any(len(body) > LONGEST_BODY for body in tip.body.values()):
        yield file.fault("## ", "has a text that is too long", f"Keep it within {LONGEST_BODY} characters")
