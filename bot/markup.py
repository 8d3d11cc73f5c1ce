"""Light Markdown, as replies have it, taken apart; every platform puts it together in its own way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PIECE = re.compile(
    r"\\(?P<literal>[\\*_])"
    r"|\*\*(?P<bold>(?:\\.|[^*\\])+)\*\*"
    r"|(?<!\w)_(?P<italic>(?:\\.|[^_\\])+)_(?!\w)"
)
ESCAPED = re.compile(r"\\([\\*_])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style: "", "bold" or "italic"."""

    text: str
    style: str = ""


def runs(text: str) -> Iterator[Run]:
    """The stretches of a text. What is no markup stays as it is."""
    start = 0
    for piece in PIECE.finditer(text):
        if piece.start() > start:
            yield Run(text[start : piece.start()])
        style = piece.lastgroup or ""
        inner = piece[style] if style else ""
        yield Run(ESCAPED.sub(r"\1", inner), "" if style == "literal" else style)
        start = piece.end()
    if start < len(text):
        yield Run(text[start:])


def unstyled(text: str) -> str:
    """A text without its markup."""
    return "".join(run.text for run in runs(text))
