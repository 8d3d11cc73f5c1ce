"""Fifty tips from members: does the rest stay as well answered, are they found, and how long does one take?

The new tips are made of lines on topics that no shipped tip answers, the nearest to the field first: three
lines are the text, two are phrasings, as tips come in the chat; four others are the questions to find it by.
"""

import random
import threading
import time
from datetime import date

from benchmarks.machine import percentile
from benchmarks.quality import QUESTIONS
from benchmarks.scale import PHRASINGS, invented_tips
from bot.cli.tips import line
from handlers.tips import drafted
from knowledge_base import KnowledgeBase, Tip, load_knowledge_base
from knowledge_base.base import HERE
from knowledge_base.evaluation import EvaluationQuestion, Result, Share, measures, read_questions
from knowledge_base.out_of_scope import read_topics
from knowledge_base.tip_files import read_tips

NEW, MANY = 50, 2000
NETWORK = 1
SETS = ("dev", "unseen")
FIGURES = ("top-1", "top-3", "right tip visible", "answered with a wrong tip", "out of scope answered")


def main() -> None:
    """Print the accuracy before and after, whether the new are found, and the time to index one."""
    knowledge = load_knowledge_base()
    new, held_out = practice_tips()
    before = {name: seen_by_members(knowledge, name) for name in SETS}
    started = time.perf_counter()
    knowledge.take_in(new)
    print(f"{len(new)} new tips in the index: {time.perf_counter() - started:.1f} s")
    for name in SETS:
        after = seen_by_members(knowledge, name)
        print(f"\n{name}.tsv, before and after")
        for figure in FIGURES:
            print(line(figure, before[name][figure]))
            print(line("", after[figure]))
    print("\nquestions about the new tips that are in none of them")
    for figure, share in found(knowledge, held_out).items():
        print(line(figure, share))
    print(f"\nat {MANY:,} tips with {PHRASINGS} phrasings each")
    at_scale(new[0])


def practice_tips() -> tuple[list[Tip], list[tuple[str, str]]]:
    """Tips as members would propose them, and questions that each should answer."""
    chance = random.Random(7)
    topics = {name: list(lines) for name, lines in read_topics(HERE / "out_of_scope").items()}
    tips, questions = [], []
    for name in list(topics)[-NEW:]:  # `near.yaml` comes after `far.yaml`
        lines = chance.sample(topics[name], len(topics[name]))
        text = ". ".join(lines[:3]) + "."
        tips.append(
            drafted(
                text,
                "nl",
                tip_id=f"new-{name}",
                theme="kennis-delen",
                network_id=NETWORK,
                review=date(2027, 12, 1),
                phrasings=lines[3:5],
            )
        )
        questions += [(line, f"new-{name}") for line in lines[5:9]]
    return tips, questions


def seen_by_members(knowledge: KnowledgeBase, name: str) -> dict[str, Share]:
    """The figures for a set of questions, for members of the network whose the new tips are."""
    questions = read_questions(QUESTIONS / f"{name}.tsv")
    return measures([Result(each, knowledge.judge(each.text, [NETWORK])) for each in questions])


def found(knowledge: KnowledgeBase, questions: list[tuple[str, str]]) -> dict[str, Share]:
    """How often a new tip is found by members of its network."""
    asked = [EvaluationQuestion("", "nl", "", text, frozenset([tip_id])) for text, tip_id in questions]
    results = [Result(each, knowledge.judge(each.text, [NETWORK])) for each in asked]
    return {name: share for name, share in measures(results).items() if name in FIGURES[:4]}


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
    knowledge.judge("hoe houden we contact met school als een leerling thuis zit", [NETWORK])
    return time.perf_counter() - started
