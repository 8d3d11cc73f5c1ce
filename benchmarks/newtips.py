"""Fifty tips from members: does the rest stay as well answered, are they found, and how long does one take?

The new tips are half of members' words on what no shipped tip is about, half on what one is about, with one
or two phrasings each, as they come in the chat. They are made of the texts on topics beside the tips, with the
questions to find them by held out, so nothing is tuned to them.
"""

import random
import threading
import time
from datetime import date

from benchmarks.machine import percentile
from benchmarks.quality import QUESTIONS, judged
from benchmarks.scale import PHRASINGS, invented_tips
from bot.cli.tips import line
from handlers.tips import drafted
from knowledge_base import KnowledgeBase, Tip, load_knowledge_base
from knowledge_base.base import HERE
from knowledge_base.evaluation import Share, measures
from knowledge_base.out_of_scope import read_topics
from knowledge_base.tip_files import read_tips

NEW, MANY = 50, 2000
SETS = ("dev", "unseen")
FIGURES = ("top-1", "top-3", "right tip visible", "answered with a wrong tip", "out of scope answered")


def main() -> None:
    """Print the accuracy before and after, whether the new are found, and the time to index one."""
    knowledge = load_knowledge_base()
    new, held_out = practice_tips()
    before = {name: measures(judged(knowledge, QUESTIONS / f"{name}.tsv")) for name in SETS}
    started = time.perf_counter()
    knowledge.take_in(new)
    print(f"{len(new)} new tips in the index: {time.perf_counter() - started:.1f} s")
    for name in SETS:
        after = measures(judged(knowledge, QUESTIONS / f"{name}.tsv"))
        print(f"\n{name}.tsv, before and after")
        for figure in FIGURES:
            print(line(figure, before[name][figure]))
            print(line("", after[figure]))
    print("\nquestions about the new tips that are in none of them")
    print(line("new tip ranked first", found(knowledge, held_out)))
    print(f"\nat {MANY:,} tips with {PHRASINGS} phrasings each")
    at_scale(new[0])


def practice_tips() -> tuple[list[Tip], list[tuple[str, str]]]:
    """Tips as members would propose them, and questions that each should answer."""
    chance = random.Random(7)
    topics = {name: list(lines) for name, lines in read_topics(HERE / "out_of_scope").items()}
    tips, questions = [], []
    for name in sorted(topics)[:NEW]:
        lines = chance.sample(topics[name], len(topics[name]))
        text = ". ".join(lines[:3]) + "."
        tips.append(
            drafted(
                text,
                "nl",
                tip_id=f"new-{name}",
                theme="kennis-delen",
                network_id=1,
                review=date(2027, 12, 1),
                phrasings=lines[3:5],
            )
        )
        questions += [(line, f"new-{name}") for line in lines[5:9]]
    return tips, questions


def found(knowledge: KnowledgeBase, questions: list[tuple[str, str]]) -> Share:
    """How often a new tip is the first that is ranked, for members of its network."""
    first = [knowledge.judge(text, [1]).ranking[0].tip.id == tip_id for text, tip_id in questions]
    return Share(sum(first), len(first))


def at_scale(new: Tip) -> None:
    """Index one new tip among many while questions are answered."""
    shipped = read_tips(HERE / "tips")
    knowledge = load_knowledge_base()
    many = invented_tips(shipped)
    knowledge.take_in(many)
    alone = [answered(knowledge) for _ in range(20)]
    started = time.perf_counter()
    thread = threading.Thread(target=knowledge.take_in, args=([*many, new],))
    thread.start()
    meanwhile = []
    while thread.is_alive():
        meanwhile.append(answered(knowledge))
    print(f"one new tip in the index, questions answered meanwhile: {time.perf_counter() - started:.2f} s")
    started = time.perf_counter()
    knowledge.take_in(many)
    print(f"one tip out of the index, nothing else going on: {time.perf_counter() - started:.2f} s")
    print(f"a question: p50 {percentile(alone, 0.5):.0f} ms; meanwhile {len(meanwhile)}, ", end="")
    print(f"p50 {percentile(meanwhile, 0.5):.0f} ms, slowest {max(meanwhile) * 1000:.0f} ms")


def answered(knowledge: KnowledgeBase) -> float:
    """How long one question takes, in seconds."""
    started = time.perf_counter()
    knowledge.judge("hoe houden we contact met school als een leerling thuis zit", [1])
    return time.perf_counter() - started
