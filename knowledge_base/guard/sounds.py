"""How much a word nobody knows sounds like a first name: "chayenna" does, "evrythin" doesn't."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "lists" / "sounds.bin"
SIGNS = "^abcdefghijklmnopqrstuvwxyz$"
PLACES = {sign: place for place, sign in enumerate(SIGNS)}
STEP = 10.0  # units of the table in one unit of the logarithm of the odds
SMOOTHING = 8.0  # how many sightings of two letters weigh as much as what one letter says


@dataclass(frozen=True, slots=True)
class Sounds:
    """For every three letters in a row, how much likelier they are in a name than in a mistyped word."""

    odds: "array[int]"

    def likeness(self, low: str) -> float:
        """Above 0: rather a name; above 4 one in two names is, and hardly one typo in a hundred."""
        if not (low.isascii() and low.isalpha()):
            return 0.0
        return sum(self.odds[key] for key in keys(low)) / STEP


def keys(low: str) -> Iterator[int]:
    """The places in the table of the letters of a word, three by three."""
    places = [PLACES[sign] for sign in f"^^{low}$"]
    size = len(SIGNS)
    for first, second, third in zip(places, places[1:], places[2:], strict=False):
        yield (first * size + second) * size + third


def load_sounds() -> Sounds:
    """The table that is shipped."""
    odds = array("b")
    odds.frombytes(TABLE.read_bytes())
    return Sounds(odds)


def write_sounds(path: Path, names: Iterable[str], others: Iterable[str]) -> None:
    """Learn the table from names and from words that are none, all in plain letters."""
    of_names, of_others = chances(names), chances(others)
    odds = (round(STEP * (name - other)) for name, other in zip(of_names, of_others, strict=True))
    path.write_bytes(array("b", (max(-127, min(127, value)) for value in odds)).tobytes())


def chances(words: Iterable[str]) -> list[float]:
    """The logarithm of the chance of each third letter behind two others."""
    size = len(SIGNS)
    threes, twos, pairs, singles = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    for word in words:
        for key in keys(word):
            threes[key] += 1
            twos[key // size] += 1
            pairs[key % (size * size)] += 1
            singles[key // size % size] += 1
    made = []
    for key in range(size**3):
        middle = key // size % size
        two = (pairs[key % (size * size)] + 1) / (singles[middle] + size)
        made.append(math.log((threes[key] + SMOOTHING * two) / (twos[key // size] + SMOOTHING)))
    return made
