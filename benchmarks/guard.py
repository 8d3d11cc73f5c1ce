"""What the guard finds and misses on texts that nobody tuned to, and what it costs, hostile ones included."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.machine import percentile
from bot.cli.tips import line
from knowledge_base.base import HERE
from knowledge_base.evaluation import Share
from knowledge_base.guard import Checked, Guard, Kind, Level, load_guard
from knowledge_base.guard.lexicon import LISTS
from knowledge_base.tip_files import read_tips

FOLDER = Path(__file__).parent / "guard"
QUESTIONS = Path(__file__).parent / "questions"
RARE = 400  # names drawn at random from those that only one list has as rare
LONGEST = 4096
TRIES = 3  # of which the fastest counts, so that a garbage collection doesn't
CARRIERS = (
    "vandaag was {} heel druk op de groep",
    "gesprek gehad met {} over school",
    "{} wil niet meer naar school",
    "ik maak me zorgen om {}",
    "hoe ga je om met {} als er ruzie is",
    "school belde dat {} weer naar huis moest",
    "de moeder van {} is het er niet mee eens",
    "we hebben {} gisteren opgehaald",
    "{} is weer weggelopen",
    "mag ik dit over {} aan school vertellen",
)
START = """
import time
from benchmarks.machine import memory_mb
import knowledge_base
before = memory_mb()
started = time.process_time()
from knowledge_base.guard import load_guard
guard = load_guard()
ready = time.process_time() - started
for text in ("jayden is weg, bel 06-12345678", "hoe vaak komt het netwerk bijeen?"):
    guard.check(text)
print(ready, memory_mb() - before)
"""

SEEDS = {
    "names": "jayden ",
    "names with capitals": "Jayden ",
    "surnames": "Jan van der ",
    "digits": "1",
    "digits and spaces": "1 2 ",
    "phone numbers": "06 12345678 ",
    "dots": "a.",
    "at signs": "a@",
    "hyphens": "a-",
    "initials": "J. ",
    "letters": "a",
    "streets": "straat",
    "street words": "Kerkstraat 1 ",
    "ibans": "NL91ABNA0417164300 ",
    "plates": "12-AB-12",
    "dates": "1-1-2012 ",
    "births": "geboren op ",
    "zero width": "a\u200b",
    "marks": "e\u0301\u0302\u0303",
    "only marks": "\u0301",
    "wide": "１",
    "ligatures": "\ufdfa",
    "emoji": "👨‍👩‍👧",
    "articles": "de ",
    "sint": "sint ",
    "commas": "jayden, ",
    "brackets": "(",
    "surrogates": "\ud800",
    "unknown": "xqzv wrtk ",
    "compounds": "zorgzorgzorgzorgzorg ",
    "handles": "@a_b ",
    "platforms": "snap is ",
    "cases": "dossier nummer ",
    "strangers": "gesprek met xqzvok ",
    "more strangers": "moeder van wertok zei ",
    "filed": "bekend als nummer ",
    "desks": "VT-2024-",
    "titles": '"een boek ',
    "new lines": "\n",
    "spaces": " ",
    "slashes": "C/1/",
    "house numbers": "oude wal 9a ",
    "numbered words": "a 1 ",
    "numbers of children": "kind nummer ",
    "numbers with a name": "ID 12345 ",
    "strung together": "its.cloudy.days snap ",
    "spaced plates": "69 JH 49 ",
    "spelled mailboxes": "a punt ",
    "coded numbers": "reactie op KBS 1837264 ",
    "strangers on a platform": "xqzvvk op insta ",
    "called on a platform": "insta als ",
    "birthdays": "jarig op 3/5 ",
    "places": "woont in 2957 hl ",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A message, and what in it may identify somebody."""

    text: str
    personal: bool
    spans: tuple[tuple[int, int, str], ...]


def main() -> None:
    """Print every figure."""
    guard = load_guard()
    for path in sorted(FOLDER.glob("*.jsonl")):
        print(f"\n{path.name}")
        show_set(guard, read_examples(path))
    print("\nnames in lower case, in plain sentences")
    show_carriers(guard)
    print("\nordinary questions")
    show_ordinary(guard)
    print("\ncost")
    show_cost(guard)


def read_examples(path: Path) -> list[Example]:
    """The messages of a file."""
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    return [Example(row["text"], row["personal"], tuple(map(place, row["spans"]))) for row in rows]


def place(span: list[Any] | dict[str, Any]) -> tuple[int, int, str]:
    """Where a span is and its kind; some authors wrote these with their names, some as a list."""
    start, end, kind = (span["start"], span["end"], span["kind"]) if isinstance(span, dict) else span
    return start, end, kind


def show_set(guard: Guard, examples: Sequence[Example]) -> None:
    """Recall and precision on one set."""
    judged = [(example, guard.check(example.text)) for example in examples]
    personal = [checked for example, checked in judged if example.personal]
    flagged = [example for example, checked in judged if checked.personal]
    sure = [example for example, checked in judged if is_certain(checked)]
    print(line("messages with personal data found", Share(sum(c.personal for c in personal), len(personal))))
    print(line("messages flagged that have it", Share(sum(e.personal for e in flagged), len(flagged))))
    print(line("messages flagged as certain that have it", Share(sum(e.personal for e in sure), len(sure))))
    for kind in Kind:
        hits = [
            overlaps(span, checked)
            for example, checked in judged
            for span in example.spans
            if span[2] == kind
        ]
        if hits:
            print(line(f"  {kind.value}", Share(sum(hits), len(hits))))


def is_certain(checked: Checked) -> bool:
    """Whether a text has anything certain in it."""
    return any(span.level is Level.CERTAIN for span in checked.spans)


def overlaps(span: tuple[int, int, str], checked: Checked) -> bool:
    """Whether something of the same kind was found at a place."""
    start, end, kind = span
    return any(found.kind == kind and found.start < end and start < found.end for found in checked.spans)


def show_carriers(guard: Guard) -> None:
    """How many names are found where nothing but a plain sentence surrounds them."""
    popular = (FOLDER / "popular-names.txt").read_text(encoding="utf-8").split()
    listed = (row.split(" ") for row in (LISTS / "first_names.txt").read_text(encoding="utf-8").splitlines())
    rare = [name for name, digits in listed if digits == "100"]
    drawn = Random(1).sample(rare, RARE)
    for title, names in (("popular names", popular), ("rare names", drawn)):
        hits = [guard.check(carrier.format(name)).personal for name in names for carrier in CARRIERS]
        print(line(f"  {title} ({len(names)})", Share(sum(hits), len(hits))))
        capitals = [
            guard.check(carrier.format(name.title())).personal for name in names for carrier in CARRIERS
        ]
        print(line("  the same with a capital", Share(sum(capitals), len(capitals))))


def show_ordinary(guard: Guard) -> None:
    """How many questions that members ask, or may ask, are flagged."""
    for title, texts in (("questions in benchmarks/", asked()), ("phrasings of the tips", phrasings())):
        flagged = [guard.check(text).personal for text in texts]
        print(line(f"  {title}", Share(sum(flagged), len(flagged))))


def asked() -> list[str]:
    """The questions of the other benchmarks."""
    texts = []
    for path in sorted(QUESTIONS.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            texts += [row["question"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return texts


def phrasings() -> list[str]:
    """How members may put what the tips answer."""
    return [text for tip in read_tips(HERE / "tips") for texts in tip.phrasings.values() for text in texts]


def show_cost(guard: Guard) -> None:
    """Time per message, time for made-up hostile texts, start and memory."""
    messages = [example.text for path in sorted(FOLDER.glob("*.jsonl")) for example in read_examples(path)]
    times = [timed(guard, text) for text in [*messages, *asked()]]
    print(f"one message: p50 {percentile(times, 0.5):.2f} ms, p99 {percentile(times, 0.99):.2f} ms")
    longest, name = max((min(timed(guard, text) for _ in range(TRIES)), name) for name, text in hostile())
    print(f"{LONGEST} hostile characters, at worst: {longest * 1000:.0f} ms ({name})")
    done = subprocess.run([sys.executable, "-c", START], check=True, capture_output=True, text=True)
    ready, memory = map(float, done.stdout.split())
    print(f"start: {ready:.2f} s; memory added: {memory:.0f} MB (beside the knowledge base's own imports)")


def timed(guard: Guard, text: str) -> float:
    """How long one check takes, in seconds of processor time: what others do on the machine doesn't count."""
    started = time.process_time()
    guard.check(text)
    return time.process_time() - started


def hostile() -> Iterator[tuple[str, str]]:
    """Texts made to keep a checker busy."""
    for name, seed in SEEDS.items():
        yield name, (seed * LONGEST)[:LONGEST]


if __name__ == "__main__":
    main()
