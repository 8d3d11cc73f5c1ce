"""What operators read names every command and setting there is, and no other."""

import re
import shlex
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.cli import cli
from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
INSTALL = ("installatie.md", "install.md")


def commands() -> dict[str, set[str]]:
    """Every command as it is typed, with its options."""
    return dict(named(get_command(cli), ""))


def named(command: Any, path: str) -> Iterator[tuple[str, set[str]]]:
    """A command, or those in a group, by how they are typed."""
    inner = getattr(command, "commands", None)
    if inner is None:
        options = (
            each for parameter in command.params for each in (parameter.opts, parameter.secondary_opts)
        )
        yield path.strip(), set(chain(*options))
        return
    for name, each in inner.items():
        yield from named(each, f"{path} {name}")


def in_readme() -> set[str]:
    """The commands in README's table: what stands in one cell after `leernetwerk GROUP` is in that group."""
    found = set()
    for line in README.splitlines():
        if line.startswith("| `leernetwerk "):
            group = ""
            for cell in re.findall(r"`([^`]+)`", line.split(" | ")[0]):
                group, name = spoken(cell, group)
                found.add(name)
    return found


def spoken(cell: str, group: str) -> tuple[str, str]:
    """The group that is spoken of from here on, and the command that a piece of the table names."""
    words = cell.removeprefix("leernetwerk ").split()
    if words[0] in groups():
        return words[0], " ".join(words[:2])
    if cell.startswith("leernetwerk ") or words[0] in commands():
        return "", words[0]
    return group, f"{group} {words[0]}".strip()


def settings() -> set[str]:
    """Every setting, without what they all begin with."""
    return {name.upper() for name in Settings.model_fields}


def groups() -> set[str]:
    """The commands that only gather others."""
    return {name.partition(" ")[0] for name in commands() if " " in name}


def test_every_command_is_in_the_readme_and_no_other_is() -> None:
    assert in_readme() == set(commands())


def test_every_setting_has_its_row_and_no_other_has_one() -> None:
    first_cells = (line.split("|")[1] for line in PAGES["settings.md"].splitlines() if line.startswith("| `"))
    on_page = set(re.findall(rf"`{PREFIX}(\w+)`", "".join(first_cells)))
    assert on_page == settings()


@pytest.mark.parametrize("page", ["README.md", *PAGES])
def test_a_page_names_no_setting_that_is_not_there(page: str) -> None:
    text = README if page == "README.md" else PAGES[page]
    assert set(re.findall(rf"{PREFIX}([A-Z_]+[A-Z])", text)) <= settings()


@pytest.mark.parametrize("page", ["README.md", *PAGES])
def test_a_page_names_no_command_or_option_that_is_not_there(page: str) -> None:
    text = README if page == "README.md" else PAGES[page]
    for typed in re.findall(r"leernetwerk ((?:[a-z]|--)[^`\n]*)", text):
        words = typed.split("`")[0].split()
        name = next((known for known in (" ".join(words[:2]), words[0]) if known in commands()), None)
        if name is None:
            continue
        options = {word.split("=")[0].rstrip(",;.)") for word in words if word.startswith("--")}
        assert options <= commands()[name], f"{page}: leernetwerk {typed}"


@pytest.mark.parametrize("page", INSTALL)
def test_every_command_line_of_the_installation_pages_can_be_typed(page: str) -> None:
    lines = [line.strip() for line in PAGES[page].splitlines() if line.startswith("    ")]
    typed = [line.partition("leernetwerk ")[2] for line in lines if line.startswith("leernetwerk ")]
    assert len(typed) >= 6
    for line in typed:
        words = shlex.split(line)
        assert words[0] in commands() or " ".join(words[:2]) in commands(), line


def test_both_installation_pages_say_the_same() -> None:
    dutch, english = (re.findall(r"(?m)^(#+|    (?=\S)|\||-|\d\.)", PAGES[page]) for page in INSTALL)
    assert dutch == english


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGES[page]):
        assert (ROOT / "docs" / target).exists(), target
