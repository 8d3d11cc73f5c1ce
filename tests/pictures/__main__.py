"""Draws the pictures in the manuals anew: `make pictures`."""

import asyncio
from pathlib import Path

from knowledge_base import load_knowledge_base
from knowledge_base.guard import load_guard
from tests.pictures.bubbles import draw
from tests.pictures.scenes import SCENES, played

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


async def main() -> None:
    """Play every scene and keep its picture."""
    knowledge, guard = load_knowledge_base(), load_guard()
    PICTURES.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        title = (scene.__doc__ or name).strip()
        picture = draw(title, await played(name, knowledge, guard))
        (PICTURES / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
