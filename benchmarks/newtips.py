"""Tips from members: does the rest stay as well answered, are they found, and how long does one take?

Fifty are made of lines on topics that no shipped tip answers, the nearest to the field first, with two
phrasings each, as they come in the chat. Others were written by hand (`newtips/`): the questions that a tip
was made of, the same in other words (`again`; `other`: with hardly a shared word), and one on the same
subject that it doesn't answer (`beside`).
"""

import csv
import random
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.machine import percentile
from benchmarks.quality import QUESTIONS
from benchmarks.scale import PHRASINGS, index_of, invented_tips
from bot.cli.tips import line
from handlers.learn.tips import drafted
from knowledge_base import KnowledgeBase, Tip, Urgent, load_knowledge_base
from knowledge_base.base import HERE
from knowledge_base.evaluation import EvaluationQuestion, Result, Share, measures, read_questions, share
from knowledge_base.matching import read_combination
from knowledge_base.matching.layers import Layers
from knowledge_base.matching.matcher import IntentMatcher, Talk
from knowledge_base.out_of_scope import read_topics
from knowledge_base.tip_files import read_tips

NEW, MANY = 50, 2000
NETWORK = 1
SETS = ("dev", "unseen")
BY_HAND = Path(__file__).parent / "newtips"
COLUMNS = ("asked", "again", "other", "beside")
BAR = " | "  # between questions
FIGURES = (
    "top-1",
    "top-3",
    "right tip visible",
    "answered with a wrong tip",
    "out of scope answered",
    "near the field answered",
    "out of scope shown any tip",
)

Asked = list[tuple[str, str]]


def main() -> None:
    """Print the accuracy before and after, whether the new are found, and the time to index one."""
    knowledge = load_knowledge_base()
    new = practice_tips()
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
    for path in sorted(BY_HAND.glob("*.tsv")):
        tried = knowledge.apart()
        tips, questions = by_hand(path)
        tried.take_in([*new, *tips])
        for what, asked in questions.items():
            print(f"\n{path.name} beside the fifty, {what}")
            for figure, hits in found(tried, asked).items():
                print(line(figure, hits))
    print(f"\nat {MANY:,} tips with {PHRASINGS} phrasings each")
    at_scale(new[0])


def practice_tips() -> list[Tip]:
    """Tips as members would propose them, about topics that no shipped tip answers."""
    chance = random.Random(7)
    topics = read_topics(HERE / "out_of_scope")
    shuffled = {name: chance.sample(lines, len(lines)) for name, lines in list(topics.items())[-NEW:]}
    return [
        practice_tip(f"new-{name}", ". ".join(lines[:3]) + ".", lines[3:5])
        for name, lines in shuffled.items()
    ]


def practice_tip(tip_id: str, text: str, phrasings: Sequence[str]) -> Tip:
    """A tip of the network."""
    review = date(2027, 12, 1)
    theme = "kennis-delen"
    return drafted(
        text, "nl", tip_id=tip_id, theme=theme, network_id=NETWORK, review=review, phrasings=phrasings
    )


def by_hand(path: Path) -> tuple[list[Tip], dict[str, Asked]]:
    """The tips in a file, and what is asked, by how it was put, with the tip that is right."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    tips = [practice_tip(f"hand-{n}", row["text"], row["asked"].split(BAR)) for n, row in enumerate(rows)]
    asked = {
        name: [(text, f"hand-{n}") for n, row in enumerate(rows) for text in row[name].split(BAR) if text]
        for name in COLUMNS
    }
    return tips, {name: questions for name, questions in asked.items() if questions}


def seen_by_members(knowledge: KnowledgeBase, name: str) -> dict[str, Share]:
    """The figures for a set of questions, for members of the network whose the new tips are."""
    questions = read_questions(QUESTIONS / f"{name}.tsv")
    return measures([Result(each, knowledge.judge(each.text, [NETWORK])) for each in questions])


def found(knowledge: KnowledgeBase, questions: Asked) -> dict[str, Share]:
    """How often members get a new tip as the answer, how often they see it, and how often another answers."""
    asked = [EvaluationQuestion("", "nl", "", text, frozenset([tip_id])) for text, tip_id in questions]
    results = [Result(each, knowledge.judge(each.text, [NETWORK])) for each in asked]
    return {
        "answered with it": share(results, lambda result: result.answered and not result.answered_wrongly),
        "it is visible": share(results, lambda result: bool(result.question.accepted & set(result.visible))),
        "answered with another": share(results, lambda result: result.answered_wrongly),
    }


def at_scale(new: Tip) -> None:
    """Index one new tip among many while questions are answered."""
    knowledge = knowing_many()
    alone = [answered(knowledge) for _ in range(20)]
    started = time.perf_counter()
    knowledge.take_in([new])
    print(f"one new tip in the index: {time.perf_counter() - started:.2f} s")
    thread = threading.Thread(target=knowledge.take_in, args=([replace(new, id="another")],))
    started = time.perf_counter()
    thread.start()
    meanwhile = [answered(knowledge)]
    while thread.is_alive():
        meanwhile.append(answered(knowledge))
    print(f"while questions are asked without a pause: {time.perf_counter() - started:.2f} s")
    print(f"one question: p50 {percentile(alone, 0.5):.0f} ms; meanwhile, {len(meanwhile)} of them: ", end="")
    print(f"p50 {percentile(meanwhile, 0.5):.0f} ms, slowest {max(meanwhile) * 1000:.0f} ms")


def knowing_many() -> KnowledgeBase:
    """A knowledge base of many tips."""
    shipped = load_knowledge_base()
    many = invented_tips(read_tips(HERE / "tips"))
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(many, Path(folder) / "index.npz")
    talk = Talk({}, {}, Urgent({}))
    matcher = IntentMatcher(many, Layers(index), read_combination(HERE / "combination.json"), talk)
    return KnowledgeBase(many, shipped.sources, shipped.themes, matcher, shipped.alike)


def answered(knowledge: KnowledgeBase) -> float:
    """How long one question takes, in seconds."""
    started = time.perf_counter()
    knowledge.judge("hoe houden we contact met school als een leerling thuis zit", [NETWORK])
    return time.perf_counter() - started
