"""The pictures in the manuals show what the bot says today."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base import KnowledgeBase
from knowledge_base.guard import Guard
from tests.pictures.__main__ import PICTURES
from tests.pictures.bubbles import Said, draw, rows
from tests.pictures.scenes import SCENES, played

MANUALS = [*PICTURES.parent.glob("handleiding-*.md")]


@pytest.mark.parametrize("name", SCENES)
async def test_a_picture_shows_the_conversation_as_it_goes_now(
    name: str, knowledge: KnowledgeBase, guard: Guard
) -> None:
    title = (SCENES[name].__doc__ or name).strip()
    kept = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert kept == draw(title, await played(name, knowledge, guard)), (
        "the bot says something else: make pictures"
    )


def test_every_picture_is_in_a_manual_and_every_picture_of_a_manual_is_there() -> None:
    text = "\n".join(manual.read_text(encoding="utf-8") for manual in MANUALS)
    assert {Path(name) for name in SCENES} == {
        path.relative_to(PICTURES).with_suffix("") for path in PICTURES.iterdir()
    }
    assert [name for name in SCENES if f"](pictures/{name}.svg)" not in text] == []


@given(st.lists(st.text(min_size=1).map(lambda text: Said(text, choices=[text, "2"])), max_size=4))
def test_whatever_is_said_can_be_drawn(conversation: list[Said]) -> None:
    """Control signs are no part of XML; the bot takes them out before it says anything."""
    sayable = [said for said in conversation if all(sign.isprintable() or sign == "\n" for sign in said.text)]
    assert ET.fromstring(draw("<titel>", sayable)).tag.endswith("svg")


def test_numbers_stand_side_by_side_and_words_under_each_other() -> None:
    assert rows(["1", "2", "10"]) == [["1", "2", "10"]]
    assert rows(["Ja", "Nee, niet echt"]) == [["Ja"], ["Nee, niet echt"]]
