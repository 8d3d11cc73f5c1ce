"""What members may say that no tip answers, and how people put acute danger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge_base.decision import Urgent
from knowledge_base.tip_files import LANGUAGES, mapping, read_text, sections, split_front_matter


def read_topics(folder: Path) -> dict[str, list[str]]:
    """The topics of all files in a folder, each with its lines in both languages."""
    return {
        topic: list(lines(fields))
        for path in sorted(folder.glob("*.yaml"))
        for topic, fields in mapping(path, read_text(path)).items()
    }


@dataclass(frozen=True, slots=True)
class Danger:
    """How people put acute danger, by kind; sayings that only sound like it; and the one text they get."""

    wordings: Mapping[str, list[str]]
    harmless: list[str]
    urgent: Urgent


def read_danger(path: Path) -> Danger:
    """What is known of danger."""
    front, body, body_line = split_front_matter(path, read_text(path))
    fields = mapping(path, front)
    wordings = {kind: list(lines(said)) for kind, said in fields["wordings"].items()}
    return Danger(wordings, list(lines(fields["harmless"])), Urgent(sections(path, body, body_line)))


def lines(fields: Mapping[str, Any]) -> Iterable[str]:
    """The lines under nl and en."""
    for language in LANGUAGES:
        yield from fields.get(language) or ()
