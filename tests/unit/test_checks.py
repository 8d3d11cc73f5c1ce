"""`tips check`: every fault is found, on its line, with its mend."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge_base.base import HERE
from knowledge_base.checks import faults
from knowledge_base.fingerprints import fingerprints, shared_stretch, stretches
from knowledge_base.readability import readability
from knowledge_base.tip_files import TipFileError

Edit = Callable[[str], str]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the knowledge base that may be broken."""
    folder = tmp_path / "kb"
    for name in ("tips/inspraak",):
        shutil.copytree(HERE / name, folder / name)
    for name in ("sources.yaml", "themes.yaml", "source_fingerprints.txt"):
        shutil.copy(HERE / name, folder / name)
    return folder


def test_the_shipped_tips_have_no_faults() -> None:
    assert faults() == []


def doubled(text: str) -> str:
    """The first phrasing twice, in capitals the second time."""
    line = next(line for line in text.splitlines() if line.startswith('    - "'))
    return text.replace(line, f"{line}\n{line.upper().replace('    - ', '    - ')}", 1)


FAULTS: dict[str, tuple[Edit, str]] = {
    "id": (lambda text: text.replace("id: stem-van-jongere", "id: stem"), "is about 'stem'"),
    "theme": (lambda text: text.replace("theme: inspraak", "theme: nergens"), "unknown theme"),
    "source": (lambda text: text.replace("- id: samenwerken", "- id: samenzwerven"), "unknown source"),
    "english": (lambda text: text[: text.index("## en")], "no en title or text"),
    "long sentence": (lambda text: text.replace("## nl\n", "## nl\n\n" + "woord " * 30 + ".\n"), "30 words"),
    "sentences": (lambda text: text.replace("## nl\n", "## nl\n\n" + "Doe dit. " * 6 + "\n"), "sentences"),
    "doubled": (doubled, "twice"),
    "few": (
        lambda text: text[: text.index("  nl:\n")] + "  nl: []\n" + text[text.index("  en:\n") :],
        "0 nl",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_pointed_out(shipped: Path, name: str) -> None:
    edit, said = FAULTS[name]
    path = shipped / "tips" / "inspraak" / "stem-van-jongere.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(edit(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    found = [fault for fault in faults(shipped) if said in fault]
    assert found
    assert all(str(path) in fault for fault in found)


def test_a_phrasing_in_two_tips_is_pointed_out(shipped: Path) -> None:
    first, second = (
        shipped / "tips" / "inspraak" / f"{name}.md" for name in ("ouders-betrekken", "stem-van-jongere")
    )
    line = next(line for line in first.read_text("utf-8").splitlines() if line.startswith('    - "'))
    text = second.read_text("utf-8")
    second.write_text(text.replace("  nl:\n    -", f"  nl:\n{line}\n    -", 1), "utf-8")
    assert any("like ouders-betrekken.md" in fault for fault in faults(shipped))


def test_a_sentence_of_a_source_is_pointed_out(shipped: Path) -> None:
    own = "Dit zijn acht woorden die in een bron staan en dus niet van ons zijn."
    (shipped / "source_fingerprints.txt").write_text("\n".join(print_ for _, print_ in stretches(own)))
    path = shipped / "tips" / "inspraak" / "stem-van-jongere.md"
    path.write_text(path.read_text("utf-8").replace("## nl\n", f"## nl\n\n{own}\n"), "utf-8")
    assert any("from a source" in fault for fault in faults(shipped))


def test_seven_words_in_a_row_are_nobodys(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text("een twee drie vier vijf zes zeven acht negen")
    known = frozenset(fingerprints([source]))
    assert len(known) == 2
    assert shared_stretch("Een, twee, drie, vier, vijf, zes, zeven.", known) is None
    assert shared_stretch("Zeg: twee drie vier vijf zes ZEVEN acht negen!", known) is not None


def test_a_folder_without_tips_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TipFileError, match="no folder `tips`"):
        faults(tmp_path)


def test_short_words_and_sentences_read_easier() -> None:
    easy = readability("Bel school op. Zeg wat er is.", "nl")
    hard = readability("Implementeer organisatieoverstijgende verantwoordelijkheidsstructuren.", "nl")
    assert easy.ease > 80 > hard.ease
    assert (easy.sentences, easy.longest) == (2, 4)
    assert readability("", "en").sentences == 0
