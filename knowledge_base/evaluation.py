"""How well questions are answered: the curator's measure, and the developers'.

A question file is tab-separated with the columns qid, lang, style, question and accept: the ids of the tips
that a careful reader would give, separated by commas, or `-` when no tip answers it.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from knowledge_base.decision import Found, Judgement, Suggestions
from knowledge_base.tip_files import TipFileError

COLUMNS = ("qid", "lang", "style", "question", "accept")
NOT_A_QUESTION = ("chitchat", "noise", "injection")
Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question and the tips that answer it; none when no tip does."""

    id: str
    language: str
    style: str
    text: str
    accepted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the 95 % interval that goes with so many (Wilson, JASA 1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; 0 of nothing."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval."""
        if not self.of:
            return (0.0, 1.0)
        scale = 1 + Z_95**2 / self.of
        middle = (self.value + Z_95**2 / (2 * self.of)) / scale
        spread = Z_95 * sqrt(self.value * (1 - self.value) / self.of + Z_95**2 / (4 * self.of**2)) / scale
        return (max(0.0, middle - spread), min(1.0, middle + spread))


@dataclass(frozen=True, slots=True)
class Result:
    """A question and what was made of it."""

    question: EvaluationQuestion
    judgement: Judgement

    @property
    def ranked(self) -> list[str]:
        """The ids of the tips, the best first."""
        return [ranked.tip.id for ranked in self.judgement.ranking]

    @property
    def visible(self) -> list[str]:
        """The ids of the tips that a member sees."""
        match self.judgement.decision:
            case Found(tip, neighbours):
                return [tip.id, *(neighbour.id for neighbour in neighbours)]
            case Suggestions(tips):
                return [tip.id for tip in tips]
            case _:
                return []

    @property
    def answered(self) -> bool:
        """Whether one tip was given as the answer."""
        return isinstance(self.judgement.decision, Found)

    @property
    def answered_wrongly(self) -> bool:
        """Whether a tip was given as the answer that isn't one."""
        return self.answered and self.ranked[0] not in self.question.accepted


def read_questions(path: Path) -> list[EvaluationQuestion]:
    """The questions in a file. Raises TipFileError when it has other columns."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if tuple(rows.fieldnames or ()) != COLUMNS:
                raise TipFileError(path, 1, "has other columns", f"Use {', '.join(COLUMNS)}, tab-separated")
            return [question(path, number, row) for number, row in enumerate(rows, 2)]
    except (OSError, UnicodeDecodeError) as error:
        raise TipFileError(path, 1, "can't be read", "Check the path, and save it as UTF-8") from error


def question(path: Path, line: int, row: Mapping[str, str | None]) -> EvaluationQuestion:
    """One row of a question file."""
    accepted = row["accept"]
    if row["question"] is None or not accepted:
        raise TipFileError(path, line, "has too few columns", "Give ids, or - for none")
    ids = frozenset() if accepted == "-" else frozenset(accepted.split(","))
    return EvaluationQuestion(row["qid"] or "", row["lang"] or "", row["style"] or "", row["question"], ids)


def measures(results: Sequence[Result]) -> dict[str, Share]:
    """The figures that count, over all questions of a file."""
    inside = [result for result in results if result.question.accepted]
    outside = [result for result in results if not result.question.accepted]
    asked = [result for result in outside if result.question.style not in NOT_A_QUESTION]
    said = [result for result in outside if result.question.style in NOT_A_QUESTION]
    near = [result for result in asked if result.question.style == "near"]
    return {
        "top-1": share(inside, lambda result: result.ranked[0] in result.question.accepted),
        "top-3": share(inside, lambda result: bool(result.question.accepted & set(result.ranked[:3]))),
        "right tip visible": share(
            inside, lambda result: bool(result.question.accepted & set(result.visible))
        ),
        "answered with a wrong tip": share(inside, lambda result: result.answered_wrongly),
        "out of scope answered": share(asked, lambda result: result.answered),
        "near the field answered": share(near, lambda result: result.answered),
        "out of scope shown any tip": share(asked, lambda result: bool(result.visible)),
        "no question shown a tip": share(said, lambda result: bool(result.visible)),
        "language right (three words and more)": share(
            [result for result in results if tells_language(result.question)],
            lambda result: (result.judgement.language or "nl") == result.question.language,
        ),
    }


def tells_language(question: EvaluationQuestion) -> bool:
    """Whether a text has three words or more, and so a language."""
    words = [word for word in question.text.split() if any(sign.isalpha() for sign in word)]
    return len(words) >= 3 and question.style not in ("noise", "injection")  # noqa: PLR2004


def share(results: Sequence[Result], holds: Callable[[Result], bool]) -> Share:
    """For how many of these results something holds."""
    return Share(sum(1 for result in results if holds(result)), len(results))


def groups(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The in-scope results by language and by style."""
    found: dict[str, list[Result]] = {}
    for result in results:
        if result.question.accepted:
            found.setdefault(f"language {result.question.language}", []).append(result)
            found.setdefault(f"style {result.question.style}", []).append(result)
    return dict(sorted(found.items()))


def confusions(results: Iterable[Result]) -> list[tuple[str, str, int]]:
    """Which tip was put before which right one, and how often; the worst first."""
    counted = Counter(
        (sorted(result.question.accepted)[0], result.ranked[0])
        for result in results
        if result.question.accepted and result.ranked[0] not in result.question.accepted
    )
    return [(right, wrong, count) for (right, wrong), count in counted.most_common()]
