"""Long texts in pieces, so that the time to check one grows with its length and no faster."""

from collections.abc import Iterator

LONGEST = 4096  # characters
OVERLAP = 256  # more than any single thing that identifies somebody takes


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Where each piece starts, and the piece; each begins within the end of the one before."""
    start = 0
    while len(text) - start > LONGEST:
        yield start, text[start : start + LONGEST]
        start = word_start(text, start + LONGEST - OVERLAP)
    yield start, text[start:]


def word_start(text: str, at: int) -> int:
    """The first place after `at` where a word begins, or `at` when there is none in reach."""
    space = text.find(" ", at, at + OVERLAP // 2)
    return at if space == -1 else space + 1
