"""Writes a tip as the file that `tip_files` reads."""

from typing import Any

import yaml

from knowledge_base.tip_files import FENCE, Tip

HEADING = "## "
ENDLESS = 10**6  # characters on a line: a phrasing stays on one, so that a comparison shows what changed


def as_markdown(tip: Tip, network: str | None = None) -> str:
    """A tip as a file. `network` is the key of the network whose alone it is, if it is one's."""
    fields = yaml.safe_dump(front_matter(tip, network), allow_unicode=True, sort_keys=False, width=ENDLESS)
    texts = [f"{HEADING}{language}\n\n{plain(body)}\n" for language, body in tip.body.items()]
    return f"{FENCE}\n{fields}{FENCE}\n\n" + "\n".join(texts)


def front_matter(tip: Tip, network: str | None) -> dict[str, Any]:
    """The fields before the texts."""
    return {
        "id": tip.id,
        "theme": tip.theme,
        "sources": [{"id": source.id, "section": source.section} for source in tip.sources],
        "review": tip.review,
        **({"credit": tip.credit} if tip.credit else {}),
        **({"network": network} if network else {}),
        "title": dict(tip.title),
        "phrasings": {language: list(lines) for language, lines in tip.phrasings.items()},
    }


def plain(body: str) -> str:
    """A text of which no line looks like the heading of a language."""
    lines = [f"#{line}" if line.startswith(HEADING) else line for line in body.splitlines()]
    return "\n".join(lines).strip()
