"""How well questions are answered that nobody tuned to, and whether danger is recognised."""

import csv
from pathlib import Path

from bot.cli.tips import line
from knowledge_base import KnowledgeBase, Urgent, load_knowledge_base
from knowledge_base.evaluation import Result, Share, measures, read_questions

QUESTIONS = Path(__file__).parent / "questions"


def main() -> None:
    """Print the figures for each set of questions."""
    knowledge = load_knowledge_base()
    for name in ("dev", "unseen"):
        print(f"\n{name}.tsv")
        results = judged(knowledge, QUESTIONS / f"{name}.tsv")
        for figure, share in measures(results).items():
            print(line(figure, share))
        print(line("in scope taken for danger", taken_for_danger(results)))
    print("\nurgent.tsv")
    for figure, share in danger(knowledge, QUESTIONS / "urgent.tsv").items():
        print(line(figure, share))


def judged(knowledge: KnowledgeBase, path: Path) -> list[Result]:
    """The questions of a file, each with what was made of it."""
    return [Result(question, knowledge.judge(question.text)) for question in read_questions(path)]


def taken_for_danger(results: list[Result]) -> Share:
    """How many questions that a tip answers get the text about danger instead."""
    inside = [result for result in results if result.question.accepted]
    return Share(sum(isinstance(result.judgement.decision, Urgent) for result in inside), len(inside))


def danger(knowledge: KnowledgeBase, path: Path) -> dict[str, Share]:
    """How much acute danger is recognised, and how many look-alikes are taken for it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    seen = {row["qid"]: isinstance(knowledge.judge(row["question"]).decision, Urgent) for row in rows}
    real, alike = ([seen[row["qid"]] for row in rows if row["urgent"] == kind] for kind in "10")
    return {
        "danger recognised": Share(sum(real), len(real)),
        "made to look like danger, and taken for it": Share(sum(alike), len(alike)),
    }
