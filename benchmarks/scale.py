"""The same with 2,000 tips of 15 phrasings: time, memory, and a new tip while questions are answered."""

import random
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from benchmarks.machine import memory_mb, percentile
from benchmarks.quality import QUESTIONS
from benchmarks.speed import scan, timed
from knowledge_base.base import HERE
from knowledge_base.decision import Urgent
from knowledge_base.evaluation import read_questions
from knowledge_base.matching import Index, Intent, IntentKind, build_index, read_combination, read_synonyms
from knowledge_base.matching.layers import Layers
from knowledge_base.matching.matcher import IntentMatcher, Talk
from knowledge_base.tip_files import Tip, read_tips

TIPS, PHRASINGS = 2000, 15


def main() -> None:
    """Print times, the ratio to a scan over the shipped tips' phrasings, and memory."""
    shipped = read_tips(HERE / "tips")
    texts = [question.text for question in read_questions(QUESTIONS / "unseen.tsv")][:200]
    tips = invented_tips(shipped)
    with tempfile.TemporaryDirectory() as folder:
        kept_at = Path(folder) / "index.npz"
        started = time.perf_counter()
        with ProcessPoolExecutor(1, get_context("spawn")) as other:  # as at installation
            other.submit(make_index, kept_at).result()
        print(f"index of {TIPS} tips made in {time.perf_counter() - started:.1f} s")
        index = index_of(tips, kept_at)
    talk = Talk({}, {}, Urgent({}))
    matcher = IntentMatcher(tips, Layers(index), read_combination(HERE / "combination.json"), talk)
    del index
    matcher.judge(texts[0])
    ours = [timed(matcher.judge, text) for text in texts]
    print(f"memory while serving: {memory_mb():.0f} MB")
    few = [replace(tip, phrasings={"nl": tip.phrasings["nl"][:PHRASINGS], "en": ()}) for tip in shipped]
    scans = [timed(lambda asked: scan(few, asked), text) for text in texts[:100]]
    print(f"one question: p50 {percentile(ours, 0.5):.1f} ms, p99 {percentile(ours, 0.99):.1f} ms")
    print(f"a token_set_ratio scan over 80 tips x {PHRASINGS}: p50 {percentile(scans, 0.5):.2f} ms")
    print(f"ratio to that scan, p99: {percentile(ours, 0.99) / percentile(scans, 0.5):.1f}")
    started = time.perf_counter()
    matcher.with_tip(shipped[0])
    print(f"one new tip in the index: {(time.perf_counter() - started) * 1000:.0f} ms")


def index_of(tips: list[Tip], kept_at: Path) -> Index:
    """The index of some tips, from the file it is kept in if it is there."""
    intents = [Intent(IntentKind.TIP, tip.id, tip.phrasings["nl"]) for tip in tips]
    return build_index(intents, read_synonyms(HERE / "synonyms.yaml"), kept_at)


def make_index(kept_at: Path) -> None:
    """Make the index of the invented tips and keep it."""
    index_of(invented_tips(read_tips(HERE / "tips")), kept_at)


def invented_tips(shipped: list[Tip]) -> list[Tip]:
    """Tips with phrasings mixed from the words of the shipped ones, always the same."""
    chance = random.Random(1)
    lines = [line for tip in shipped for spoken in tip.phrasings.values() for line in spoken]
    words = [word for line in lines for word in line.split()]
    return [
        replace(
            shipped[number % len(shipped)],
            id=f"tip-{number}",
            phrasings={"nl": tuple(mixed(chance, lines, words) for _ in range(PHRASINGS)), "en": ()},
        )
        for number in range(TIPS)
    ]


def mixed(chance: random.Random, lines: list[str], words: list[str]) -> str:
    """A real line with a third of its words from elsewhere."""
    line = chance.choice(lines).split()
    return " ".join(chance.choice(words) if chance.random() < 1 / 3 else word for word in line)
