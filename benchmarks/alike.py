"""How well questions that are the same in other words find each other, among 90 open ones.

And whether what is merged without asking is the same: in `alike/merging` each question stands twice in nearly
the same words, beside one that looks like it and asks something else.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.cli.tips import line
from knowledge_base import Alike, load_knowledge_base
from knowledge_base.evaluation import Share
from knowledge_base.matching import meaning

PAIRS = Path(__file__).parent / "alike"
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A question; `same` is the id of the open question that it puts in other words, if it does."""

    id: str
    text: str
    same: str


def main() -> None:
    """Print the figures for each set of pairs."""
    alike = load_knowledge_base().alike
    for path in sorted(PAIRS.glob("*.tsv")):
        print(f"\n{path.name}")
        for figure, share in measured(alike, read(path)).items():
            print(line(figure, share))
    for path in sorted((PAIRS / "merging").glob("*.tsv")):
        print(f"\nmerging/{path.name}")
        for figure, share in merged(alike, read_grouped(path)).items():
            print(line(figure, share))


def read_grouped(path: Path) -> list[tuple[str, str]]:
    """Texts with the question that each puts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"], row["question"]) for row in rows]


def merged(alike: Alike, rows: Sequence[tuple[str, str]]) -> dict[str, Share]:
    """How many merges without asking are right, and how many of what is the same is merged."""
    pairs = {
        tuple(sorted((text, rows[place][0]))): rows[place][1] == question
        for text, question in rows
        for place in alike.near(text, [other for other, _ in rows]).same
        if rows[place][0] != text
    }
    same = sum(one[1] == other[1] for one, other in combinations(rows, 2))
    right = sum(pairs.values())
    return {"merges that are right": Share(right, len(pairs)), "the same and merged": Share(right, same)}


def read(path: Path) -> list[Row]:
    """The questions in a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def measured(alike: Alike, rows: Sequence[Row]) -> dict[str, Share]:
    """How many are found among the open ones, and how many merges are right; beside plainer ways."""
    still_open, again = [row for row in rows if not row.same], [row for row in rows if row.same]
    texts = [row.text for row in still_open]
    found = {"first": 0, "among the three nearest": 0}
    merged = right = 0
    for row in again:
        near = alike.near(row.text, texts)
        ids = [still_open[place].id for place, _ in near.similar]
        found["first"] += row.same == ids[0]
        found["among the three nearest"] += row.same in ids
        merged += len(near.same)
        right += sum(still_open[place].id == row.same for place in near.same)
    shares = {name: Share(count, len(again)) for name, count in found.items()}
    shares["merges that are right"] = Share(right, merged)
    return shares | plainer(still_open, again)


def plainer(still_open: Sequence[Row], again: Sequence[Row]) -> dict[str, Share]:
    """The three nearest by shared words alone, and by the sentence encoder alone."""
    asked, texts = [row.text for row in again], [row.text for row in still_open]
    words = process.cdist(asked, texts, scorer=fuzz.token_set_ratio)
    vectors = meaning.vectors(asked) @ meaning.vectors(texts).T
    shares = {}
    for name, scores in (("token_set_ratio alone", words), ("sentence encoder alone", vectors)):
        best = (-scores).argsort(axis=1)[:, :NEAREST]
        hits = sum(
            row.same in [still_open[place].id for place in places]
            for row, places in zip(again, best, strict=True)
        )
        shares[name] = Share(hits, len(again))
    return shares
