"""`leernetwerk tips check`, the part about prompts: faults, each with file, line and mend."""

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.contract import Language
from knowledge_base.fingerprints import shared_stretch
from knowledge_base.prompt_files import Prompt, PromptFile, prompt_files, read_prompts
from knowledge_base.readability import LOWEST_EASE, readability
from knowledge_base.tip_files import TipFileError

LONGEST_PROMPT = 160  # characters: it is read on a phone, between two other things
LONGEST_SENTENCE = 20  # words


def prompt_faults(folder: Path, tips: Collection[str], fingerprints: frozenset[str]) -> list[str]:
    """The faults in the prompts of a knowledge base that has these tips."""
    found: list[str] = []
    prompts: list[tuple[PromptFile, Prompt]] = []
    try:
        for file in prompt_files(folder):
            prompts += [(file, prompt) for prompt in read_prompts(file)]
    except TipFileError as error:
        found.append(str(error))
    for file, prompt in prompts:
        found += (str(fault) for fault in faults_of(file, prompt, tips, fingerprints))
    return [*found, *(str(fault) for fault in doubles(prompts))]


def faults_of(
    file: PromptFile, prompt: Prompt, tips: Collection[str], fingerprints: frozenset[str]
) -> Iterator[TipFileError]:
    """The faults of one prompt by itself."""
    if prompt.tip and prompt.tip not in tips:
        yield file.fault(prompt.id, f"names the unknown tip {prompt.tip!r}", "Use the id of a tip")
    for texts in (prompt.text, prompt.follow_up):
        for language, text in texts.items():
            for fault, mend in text_faults(text, language, fingerprints):
                yield file.fault(prompt.id, f"{fault} in {language}", mend)


def text_faults(text: str, language: Language, fingerprints: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a text, and the mend."""
    measured = readability(text, language)
    if len(text) > LONGEST_PROMPT:
        yield "is long", f"Keep it within {LONGEST_PROMPT} characters"
    if measured.longest > LONGEST_SENTENCE:
        yield f"has a sentence of {measured.longest} words", "Make two of it"
    if measured.ease < LOWEST_EASE:
        yield "reads hard", "Use shorter words"
    if stretch := shared_stretch(text, fingerprints):
        yield f"has {stretch!r} from a source", "Say it in your own words"


def doubles(prompts: list[tuple[PromptFile, Prompt]]) -> Iterator[TipFileError]:
    """An id that two prompts have: nobody would know which of them somebody had."""
    seen: set[str] = set()
    for file, prompt in prompts:
        if prompt.id in seen:
            yield file.fault(prompt.id, "has the id of another", "Give it its own")
        seen.add(prompt.id)
