"""`python -m knowledge_base.training`: writes `knowledge_base/combination.json`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import cast

import numpy as np

from knowledge_base.base import HERE, all_intents
from knowledge_base.conversation import read_small_talk
from knowledge_base.decision import Thresholds
from knowledge_base.evaluation import NOT_A_QUESTION, EvaluationQuestion, read_questions
from knowledge_base.matching import Combination, Index, Intent, IntentKind, build_index, read_synonyms
from knowledge_base.matching.combination import (
    SIGNALS,
    Logistic,
    evidence_for_best,
    evidence_for_danger,
    evidence_for_few,
    highest,
    standardised,
    to_json,
)
from knowledge_base.matching.features import Floats
from knowledge_base.matching.meaning import vectors
from knowledge_base.out_of_scope import read_danger, read_topics
from knowledge_base.tip_files import read_tips
from knowledge_base.training.few import Trial, trials
from knowledge_base.training.fitting import choose_thresholds, fit_logistic, fit_weights

FOLDS = 5
TRAINING = Path(__file__).parent
UNSURE = Logistic((), 0.0)
EVEN = 0.5  # more likely than not
MOST_DANGER_MISSED = 0.06
MOST_OF_FEW_LOST = 0.1  # of questions whose tip in few words comes first: not shown all the same


def main() -> None:
    """Learn the combination and keep it."""
    intents = shipped_intents()
    index = build_index(intents, read_synonyms(HERE / "synonyms.yaml"), HERE / "index.npz")
    questions = read_questions(TRAINING / "questions.tsv")
    signals = [signals_of(index, question.text) for question in questions]
    combination = weighed(index, questions, signals)
    combination = sure(combination, index, questions, signals)
    combination = wary(combination, index, intents, questions)
    combination = sure_of_few(combination, trials(index, read_tips(HERE / "tips"), questions))
    stored = json.dumps(to_json(combination), indent=2)
    (HERE / "combination.json").write_text(stored + "\n", encoding="utf-8")
    print(stored)


def shipped_intents() -> list[Intent]:
    """Everything that a text can be about, as it is shipped."""
    talk = read_small_talk(HERE / "smalltalk.yaml")
    topics, danger = read_topics(HERE / "out_of_scope"), read_danger(HERE / "urgent.md")
    return all_intents(read_tips(HERE / "tips"), topics, talk, danger)


def signals_of(index: Index, text: str) -> dict[str, Floats]:
    """The signals of one text."""
    return index.signals(text, index.reading.words(text))


def weighed(
    index: Index, questions: Sequence[EvaluationQuestion], signals: Sequence[dict[str, Floats]]
) -> Combination:
    """A combination with fitted weights and nothing else yet."""
    stacked = np.stack([np.stack([standardised(one[name]) for name in SIGNALS], axis=1) for one in signals])
    right = np.array([right_intents(index, question) for question in questions], dtype=np.float32)
    everyday = index.kinds.everyday
    weights = fit_weights(stacked[:, everyday], right[:, everyday], index.kinds.beside[everyday])
    rounded = [round(float(weight), 4) for weight in weights]
    return Combination(
        weights=dict(zip(SIGNALS, rounded[:-1], strict=True)),
        no_tip=rounded[-1],
        right=UNSURE,
        few=UNSURE,
        danger=UNSURE,
        few_thresholds=Thresholds(EVEN, EVEN),
        thresholds=choose_thresholds(np.ones(2), np.array([True, False]), np.array([True, False])),
        small_talk=EVEN,
        urgent=EVEN,
    )


def right_intents(index: Index, question: EvaluationQuestion) -> list[bool]:
    """Which intents are right: the question's tips, or anything that is neither tip nor danger."""
    if not question.accepted:
        return [bool(beside) for beside in index.kinds.beside]
    return [intent.id in question.accepted for intent in index.intents]


def sure(
    combination: Combination,
    index: Index,
    questions: Sequence[EvaluationQuestion],
    signals: Sequence[dict[str, Floats]],
) -> Combination:
    """The combination that also knows when its best tip is right."""
    evidence, right = [], []
    for question, one in zip(questions, signals, strict=True):
        shares = combination.shares(one)
        odds = combination.odds(shares, index.kinds)
        words = len(index.reading.words(question.text))
        evidence.append(evidence_for_best(one, shares, odds, index.kinds, words))
        right.append(index.intents[highest(odds, index.kinds.tip)].id in question.accepted)
    fitted = fit_logistic(evidence, right)
    asked = np.array([question.style not in NOT_A_QUESTION for question in questions])
    inside = np.array([bool(question.accepted) for question in questions])
    confidence = np.array([fitted.probability(one) for one in evidence])
    thresholds = choose_thresholds(confidence[asked], np.array(right)[asked], inside[asked])
    return replaced(combination, right=fitted, thresholds=thresholds)


def sure_of_few(combination: Combination, tried: Iterable[Trial]) -> Combination:
    """The combination that also knows when a tip is right that few people put in words yet.

    What is sure enough to answer is the same probability; what may be shown is chosen anew, since such tips
    are near much that they don't answer.
    """
    pairs = [pair for trial in tried for pair in evidence_of_few(combination, trial)]
    evidence, right = [one for one, _ in pairs], np.array([is_right for _, is_right in pairs])
    fitted = fit_logistic(evidence, [is_right for _, is_right in pairs])
    confidence = np.array([fitted.probability(one) for one in evidence])
    answer = combination.thresholds.answer
    shown = round(float(np.quantile(confidence[right], MOST_OF_FEW_LOST)), 3)
    answered = confidence >= answer
    print(f"new tips: {right[answered].mean():.3f} of answers right, {answered[right].mean():.3f} answered")
    return replaced(combination, few=fitted, few_thresholds=Thresholds(answer, min(answer, shown)))


def evidence_of_few(combination: Combination, trial: Trial) -> Iterator[tuple[Floats, bool]]:
    """For each question whose best tip is such a one: what speaks for it, and whether it is right."""
    layers = trial.layers
    sight = layers.sight(None)
    for question in trial.questions:
        known = layers.reading.words(question.text)
        signals = layers.signals_with(vector(question.text), known)
        shares = combination.shares(signals, sight.settled)
        odds = combination.odds(shares, sight.kinds)
        best = highest(odds, sight.kinds.tip)
        if sight.few[best]:
            evidence = evidence_for_few(signals, shares, odds, sight.kinds, len(known))
            yield evidence, layers.intents[best].id in question.accepted


@cache
def vector(text: str) -> Floats:
    """What a question means; each is asked in several trials."""
    return cast("Floats", vectors([text])[0])


def replaced(combination: Combination, **news: object) -> Combination:
    """The combination with some parts new."""
    parts = {name: getattr(combination, name) for name in Combination.__slots__}
    return Combination(**{**parts, **news})


def wary(
    combination: Combination, index: Index, intents: Sequence[Intent], questions: Sequence[EvaluationQuestion]
) -> Combination:
    """The combination that also knows danger.

    Wordings of danger, and sayings that only sound like it, are judged by indexes that they are left out
    of; beside them stand ordinary questions.
    """
    dangerous: list[Floats] = []
    harmless = [danger_evidence(combination, index, text) for text in ordinary(questions)]
    for kind, other, line in left_out(intents, index):
        evidence = dangerous if kind is IntentKind.URGENT else harmless
        evidence.append(danger_evidence(combination, other, line))
    fitted = fit_logistic([*dangerous, *harmless], [True] * len(dangerous) + [False] * len(harmless))
    seen = np.array([fitted.probability(one) for one in dangerous])
    taken = np.array([fitted.probability(one) for one in harmless])
    threshold = round(float(np.quantile(seen, MOST_DANGER_MISSED)), 3)
    print(f"danger seen {np.mean(seen >= threshold):.3f}, harmless taken {np.mean(taken >= threshold):.3f}")
    return replaced(combination, danger=fitted, urgent=threshold)


def danger_evidence(combination: Combination, index: Index, text: str) -> Floats:
    """What speaks for danger in a text."""
    signals, words = signals_of(index, text), len(index.reading.words(text))
    shares = combination.shares(signals)
    odds = combination.odds(shares, index.kinds)
    evidence = evidence_for_best(signals, shares, odds, index.kinds, words)
    return evidence_for_danger(signals, index.kinds, words, combination.right.probability(evidence))


def ordinary(questions: Sequence[EvaluationQuestion]) -> list[str]:
    """What is asked on an ordinary day. A few of the questions near the field may well be about danger: too
    few to matter."""
    return [question.text for question in questions]


def left_out(intents: Sequence[Intent], index: Index) -> Iterator[tuple[IntentKind, Index, str]]:
    """Every wording that is or sounds like danger, with an index that doesn't hold it."""
    sounding = [intent for intent in intents if intent.kind in (IntentKind.HARMLESS, IntentKind.URGENT)]
    others = index.first(len(intents) - len(sounding))
    for fold in range(FOLDS):
        without_fold = others.with_intents([without(intent, fold) for intent in sounding])
        for intent in sounding:
            for line in intent.wordings[fold::FOLDS]:
                yield intent.kind, without_fold, line


def without(intent: Intent, fold: int) -> Intent:
    """An intent without every fifth of its wordings."""
    kept = [line for place, line in enumerate(intent.wordings) if place % FOLDS != fold]
    return Intent(intent.kind, intent.id, tuple(kept))


if __name__ == "__main__":
    main()
