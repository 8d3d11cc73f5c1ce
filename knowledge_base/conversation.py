"""Small talk: what people say that is no question, and what to say back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.contract import Language
from knowledge_base.tip_files import LANGUAGES, mapping, read_text


@dataclass(frozen=True, slots=True)
class SmallTalkKind:
    """One kind of small talk: how people put it, and the reply to it."""

    id: str
    wordings: tuple[str, ...]
    replies: Mapping[Language, str]


def read_small_talk(path: Path) -> list[SmallTalkKind]:
    """The kinds of small talk in a file."""
    return [
        SmallTalkKind(
            kind,
            tuple(wording for language in LANGUAGES for wording in fields[language]["wordings"]),
            {language: fields[language]["reply"] for language in LANGUAGES},
        )
        for kind, fields in mapping(path, read_text(path)).items()
    ]


def bare(text: str) -> str:
    """A text without case, signs and doubled spaces, to compare short remarks."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
