"""How fast one question is answered with the tips as shipped, and how fast the product starts."""

import subprocess
import sys
import time

from rapidfuzz import fuzz

from benchmarks.machine import memory_mb, percentile
from benchmarks.quality import QUESTIONS
from knowledge_base.base import HERE, load_matcher
from knowledge_base.evaluation import read_questions
from knowledge_base.tip_files import Tip, read_tips

STARTS = 3


def main() -> None:
    """Print times, ratios and memory."""
    tips = read_tips(HERE / "tips")
    texts = [question.text for question in read_questions(QUESTIONS / "unseen.tsv")]
    matcher = load_matcher(tips)
    matcher.judge(texts[0])
    ours = [timed(matcher.judge, text) for text in texts]
    scans = [timed(lambda asked: scan(tips, asked), text) for text in texts[:100]]
    print(f"one question: p50 {percentile(ours, 0.5):.1f} ms, p99 {percentile(ours, 0.99):.1f} ms")
    print(f"a token_set_ratio scan of the same tips: p50 {percentile(scans, 0.5):.1f} ms")
    print(f"ratio to that scan, p99: {percentile(ours, 0.99) / percentile(scans, 0.5):.2f}")
    started = time.perf_counter()
    matcher.with_tip(tips[0])
    print(f"one new tip in the index: {(time.perf_counter() - started) * 1000:.0f} ms")
    print(f"memory while serving: {memory_mb():.0f} MB")
    starts = [timed(ask_once, "what if a student is sent home?") for _ in range(STARTS)]
    print(f"start to first answer, index built: {percentile(starts, 0.5) / 1000:.1f} s")


def scan(tips: list[Tip], text: str) -> float:
    """The yardstick: the best token_set_ratio over all phrasings."""
    return max(
        fuzz.token_set_ratio(text, line) for tip in tips for lines in tip.phrasings.values() for line in lines
    )


def timed(work: object, argument: str) -> float:
    """How long some work takes, in seconds."""
    started = time.perf_counter()
    work(argument)  # type: ignore[operator]
    return time.perf_counter() - started


def ask_once(question: str) -> None:
    """A process from start to answer."""
    subprocess.run([sys.executable, "-m", "bot", "ask", question], check=True, capture_output=True)
