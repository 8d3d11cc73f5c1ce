"""Whether a text has a stretch of eight words in common with a source, without the source at hand.

Facts carry over from sources, sentences don't. The sources are not ours to pass on, so only a number for
each of their stretches is kept, from which no word can be read: `source_fingerprints.txt`, made with
`python -m knowledge_base.fingerprints TEXT…`.
"""

import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2s
from pathlib import Path

from knowledge_base.matching.reading import plain_words

STRETCH = 8  # words
DIGEST_BYTES = 5


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """Every eight words in a row, with their fingerprint."""
    words = plain_words(text)
    for start in range(len(words) - STRETCH + 1):
        stretch = " ".join(words[start : start + STRETCH])
        yield stretch, blake2s(stretch.encode(), digest_size=DIGEST_BYTES).hexdigest()


def shared_stretch(text: str, known: frozenset[str]) -> str | None:
    """The first eight words in a row that are in a source too; None when there are none."""
    return next((stretch for stretch, fingerprint in stretches(text) if fingerprint in known), None)


def read_fingerprints(path: Path) -> frozenset[str]:
    """The fingerprints in a file."""
    return frozenset(path.read_text(encoding="utf-8").split())


def fingerprints(paths: Iterable[Path]) -> list[str]:
    """The fingerprints of texts, each once."""
    return sorted({found for path in paths for _, found in stretches(path.read_text(encoding="utf-8"))})


if __name__ == "__main__":
    sys.stdout.write("\n".join(fingerprints(Path(name) for name in sys.argv[1:])) + "\n")
