"""Reads the prompts between meetings: a file for each kind, `prompts/<kind>.yaml`, with a list of prompts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from bot.contract import Language
from knowledge_base.tip_files import LANGUAGES, FastLoader, TipFileError, read_text

HERE = Path(__file__).parent


class PromptKind(StrEnum):
    """What a prompt makes somebody think about. The name of its file."""

    APPRECIATIVE = "appreciative"
    LOOKING_BACK = "looking-back"
    LOOKING_AHEAD = "looking-ahead"
    TIP_TO_TRY = "tip-to-try"
    SCHOOL = "school"
    TEAM = "team"


class Anonymity(StrEnum):
    """Who sees whose answer it is. Told before answering, and never changed afterwards."""

    GROUP = "group"  # the whole network, with the name
    FACILITATORS = "facilitators"  # facilitators alone, with the name
    ANONYMOUS = "anonymous"  # nobody knows whose it is, and nothing is shown before there are five


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to reflect on. `tip` is the tip it invites to try, `follow_up` a line for afterwards."""

    id: str
    kind: PromptKind
    anonymity: Anonymity
    text: Mapping[Language, str]
    follow_up: Mapping[Language, str]
    tip: str | None = None


@dataclass(frozen=True, slots=True)
class PromptFile:
    """The file of one kind, as it was written."""

    path: Path
    kind: PromptKind
    text: str

    def fault(self, prompt_id: str, fault: str, mend: str) -> TipFileError:
        """A fault of the prompt with this id."""
        lines = enumerate(self.text.splitlines(), 1)
        line = next((number for number, line in lines if line.strip() == f"- id: {prompt_id}"), 1)
        return TipFileError(self.path, line, f"prompt {prompt_id!r} {fault}", mend)


def load_prompts(folder: Path = HERE) -> tuple[Prompt, ...]:
    """Every prompt, by kind, in the order of its file. Raises TipFileError for the first that is broken."""
    return tuple(prompt for file in prompt_files(folder) for prompt in read_prompts(file))


def prompt_files(folder: Path) -> list[PromptFile]:
    """The files of the prompts in a knowledge base; none where it has no prompts."""
    return [prompt_file(path) for path in sorted((folder / "prompts").glob("*.yaml"))]


def prompt_file(path: Path) -> PromptFile:
    """One file, if its name is a kind. Raises TipFileError."""
    if path.stem not in list(PromptKind):
        raise TipFileError(
            path, 1, f"is about the unknown kind {path.stem!r}", f"Use one of {', '.join(PromptKind)}"
        )
    return PromptFile(path, PromptKind(path.stem), read_text(path))


def read_prompts(file: PromptFile) -> list[Prompt]:
    """The prompts in one file. Raises TipFileError for the first that is broken."""
    try:
        loaded = yaml.load(file.text, Loader=FastLoader)  # noqa: S506 - it is a safe loader, in C
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise TipFileError(
            file.path, line, "is no valid YAML", "Check quotes and indentation there"
        ) from error
    if not isinstance(loaded, list) or not loaded:
        raise TipFileError(file.path, 1, "holds no prompts", "Write a list that begins with `- id: …`")
    return [read_prompt(file, fields) for fields in loaded]


def read_prompt(file: PromptFile, fields: Any) -> Prompt:
    """One prompt from its fields."""
    if not isinstance(fields, dict) or not isinstance(fields.get("id"), str):
        raise TipFileError(file.path, 1, "has a prompt without an id", "Begin each with `- id: …`")
    prompt_id, anonymity, tip = fields["id"], fields.get("anonymity"), fields.get("tip")
    if anonymity not in list(Anonymity):
        raise file.fault(prompt_id, "does not say who sees the answer", f"Use {', '.join(Anonymity)}")
    if (file.kind is PromptKind.TIP_TO_TRY) != isinstance(tip, str):
        raise file.fault(prompt_id, "has a tip where none belongs, or none", "Name a tip in tip-to-try alone")
    return Prompt(
        id=prompt_id,
        kind=file.kind,
        anonymity=Anonymity(anonymity),
        text=in_both_languages(file, prompt_id, fields.get("text")),
        follow_up=in_both_languages(file, prompt_id, fields["follow_up"]) if "follow_up" in fields else {},
        tip=tip,
    )


def in_both_languages(file: PromptFile, prompt_id: str, texts: Any) -> dict[Language, str]:
    """A text in Dutch and in English."""
    if (
        not isinstance(texts, dict)
        or set(texts) != set(LANGUAGES)
        or not all(isinstance(text, str) and text.strip() for text in texts.values())
    ):
        raise file.fault(prompt_id, "is not in both languages", "Write every text under nl and en")
    return {language: texts[language].strip() for language in LANGUAGES}
