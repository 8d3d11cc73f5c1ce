"""The prompt bank: what is shipped fits its purpose, and a broken file is said with line and mend."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base import Anonymity, PromptKind, TipFileError, load_prompts
from knowledge_base.prompt_checks import prompt_faults

GOOD = """- id: small-success
  anonymity: group
  text:
    nl: "Wat ging er goed?"
    en: "What went well?"
"""


def written(folder: Path, text: str | bytes, name: str = "appreciative.yaml") -> Path:
    """A knowledge base with this one file of prompts."""
    (folder / "prompts").mkdir(exist_ok=True)
    (folder / "prompts" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_there_are_prompts_enough_for_a_year_of_every_two_weeks_and_of_every_kind() -> None:
    prompts = load_prompts()
    assert len(prompts) >= 40
    assert {prompt.kind for prompt in prompts} == set(PromptKind)
    assert {prompt.anonymity for prompt in prompts} == set(Anonymity)


def test_a_prompt_is_read_whole(tmp_path: Path) -> None:
    [prompt] = load_prompts(written(tmp_path, GOOD + '  follow_up: {nl: "Waardoor?", en: "Why?"}\n'))
    assert (prompt.id, prompt.kind, prompt.anonymity) == (
        "small-success",
        PromptKind.APPRECIATIVE,
        Anonymity.GROUP,
    )
    assert prompt.text == {"nl": "Wat ging er goed?", "en": "What went well?"}
    assert prompt.follow_up == {"nl": "Waardoor?", "en": "Why?"}


def test_a_knowledge_base_without_prompts_has_none(tmp_path: Path) -> None:
    assert load_prompts(tmp_path) == ()
    assert prompt_faults(tmp_path, (), frozenset()) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD.replace("group", "secret"), 1, "who sees the answer"),
        (GOOD.replace("  anonymity: group\n", ""), 1, "who sees the answer"),
        (GOOD.replace("    en: ", "    de: "), 1, "both languages"),
        (GOOD.replace('"What went well?"', "' '"), 1, "both languages"),
        (GOOD + GOOD.replace("- id: small-success", "- id: other\n  tip: x"), 6, "a tip where none belongs"),
        (GOOD + GOOD, 1, "id of another"),
        (GOOD + "  follow_up: Waardoor?\n", 1, "both languages"),
        (GOOD.replace("Wat ging er goed?", "Wat ging er goed? " * 12), 1, "long in nl"),
        (GOOD.replace("Wat ging", "Verantwoordelijkheidsverdelingsafspraken"), 1, "reads hard in nl"),
        ("- [", 2, "no valid YAML"),
        ("", 1, "holds no prompts"),
        ("id: x", 1, "holds no prompts"),
        ("- x", 1, "without an id"),
        (b"\xff\xfe", 1, "not UTF-8"),
    ],
)
def test_a_fault_is_said_with_its_line(tmp_path: Path, text: str | bytes, line: int, said: str) -> None:
    [fault] = prompt_faults(written(tmp_path, text), (), frozenset())
    assert fault.startswith(f"{tmp_path / 'prompts' / 'appreciative.yaml'}:{line}: ")
    assert said in fault


def test_a_tip_to_try_has_to_exist(tmp_path: Path) -> None:
    folder = written(tmp_path, GOOD.replace("anonymity", "tip: nowhere\n  anonymity"), "tip-to-try.yaml")
    [fault] = prompt_faults(folder, {"somewhere"}, frozenset())
    assert "unknown tip 'nowhere'" in fault
    assert prompt_faults(folder, {"nowhere"}, frozenset()) == []


def test_a_file_has_the_name_of_a_kind(tmp_path: Path) -> None:
    with pytest.raises(TipFileError, match="unknown kind 'moods'"):
        load_prompts(written(tmp_path, GOOD, "moods.yaml"))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.binary(max_size=300))
def test_whatever_stands_in_a_file_is_a_prompt_or_a_fault(tmp_path: Path, text: bytes) -> None:
    folder = written(tmp_path, text)
    assert prompt_faults(folder, (), frozenset()) or load_prompts(folder)
