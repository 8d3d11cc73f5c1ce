"""What each signal adds: the weights are fitted anew without it, and the questions asked again."""

from collections.abc import Sequence

import numpy as np

from benchmarks.quality import QUESTIONS
from knowledge_base.base import HERE
from knowledge_base.evaluation import EvaluationQuestion, read_questions
from knowledge_base.matching import Index, build_index, read_synonyms
from knowledge_base.matching.combination import SIGNALS, standardised
from knowledge_base.matching.features import Floats
from knowledge_base.training.__main__ import TRAINING, right_intents, shipped_intents, signals_of
from knowledge_base.training.fitting import fit_weights

SETS = (
    *((name,) for name in SIGNALS),
    *(tuple(n for n in SIGNALS if n != name) for name in SIGNALS),
    SIGNALS,
)


def main() -> None:
    """Print top-1 and top-3 for each signal alone, for all but one, and for all."""
    index = build_index(shipped_intents(), read_synonyms(HERE / "synonyms.yaml"), HERE / "index.npz")
    learned = read_questions(TRAINING / "questions.tsv")
    asked = [question for question in read_questions(QUESTIONS / "dev.tsv") if question.accepted]
    right = np.array([right_intents(index, question) for question in learned], dtype=np.float32)
    known, new = stacked(index, learned), stacked(index, asked)
    for names in SETS:
        places = [SIGNALS.index(name) for name in names]
        weights = fit_weights(known[:, :, places], right[:, index.kinds.everyday], beside(index))
        print(f"{' + '.join(names):36} {figures(index, asked, new[:, :, places] @ weights[:-1])}")


def beside(index: Index) -> np.ndarray:
    """Which everyday intents are no tips."""
    return index.kinds.beside[index.kinds.everyday]


def stacked(index: Index, questions: Sequence[EvaluationQuestion]) -> Floats:
    """The signals of questions: question by everyday intent by signal."""
    everyday = index.kinds.everyday
    rows = []
    for question in questions:
        signals = signals_of(index, question.text)
        rows.append(np.stack([standardised(signals[name])[everyday] for name in SIGNALS], axis=1))
    return np.stack(rows)


def figures(index: Index, questions: Sequence[EvaluationQuestion], scores: np.ndarray) -> str:
    """Top-1 and top-3 among tips."""
    tips = index.kinds.tip[index.kinds.everyday]
    ids = [intent.id for intent, is_tip in zip(index.intents, index.kinds.tip, strict=True) if is_tip]
    best = np.argsort(-scores[:, tips], axis=1)[:, :3]
    first = [ids[row[0]] in question.accepted for row, question in zip(best, questions, strict=True)]
    three = [
        bool({ids[place] for place in row} & question.accepted)
        for row, question in zip(best, questions, strict=True)
    ]
    return f"top-1 {np.mean(first):6.1%}  top-3 {np.mean(three):6.1%}"
