"""How the signals are weighed: which intent is likeliest, whether its tip is right, and whether it is danger.

The weights are in `combination.json`, made by `make train` from questions that stand in no tip. They belong
to signals, not to tips, so they hold for a tip that is added tomorrow.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from knowledge_base.decision import Thresholds
from knowledge_base.matching.features import Floats
from knowledge_base.tip_files import TipFileError

SIGNALS = ("words", "letters", "meaning", "wording")
ABSOLUTE = ("letters", "meaning", "wording")  # these mean the same in every text; words depend on its length
VERSION = 3
NEVER = -1e9

Signals = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which intents are tips, which are about danger, which only sound like it, and which are beside all."""

    tip: NDArray[np.bool_]
    urgent: NDArray[np.bool_]
    harmless: NDArray[np.bool_]
    beside: NDArray[np.bool_]

    def at(self, places: NDArray[np.intp]) -> "Kinds":
        """The kinds of the intents at these places."""
        return Kinds(self.tip[places], self.urgent[places], self.harmless[places], self.beside[places])

    @property
    def everyday(self) -> NDArray[np.bool_]:
        """What a text is about when it is not about danger."""
        return self.tip | self.beside


def all_kinds(kinds: Sequence[Kinds]) -> Kinds:
    """The kinds of several rows of intents, one row after the other."""
    return Kinds(
        tip=np.concatenate([each.tip for each in kinds]),
        urgent=np.concatenate([each.urgent for each in kinds]),
        harmless=np.concatenate([each.harmless for each in kinds]),
        beside=np.concatenate([each.beside for each in kinds]),
    )


@dataclass(frozen=True, slots=True)
class Logistic:
    """A probability from evidence: weights in the order of the evidence, and what is added."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, evidence: Floats) -> float:
        """How probable it is, 0 to 1."""
        logit = float(np.dot(self.weights, evidence)) + self.bias
        return 1 / (1 + math.exp(-min(max(logit, -50.0), 50.0)))


@dataclass(frozen=True, slots=True)
class Combination:
    """What was learned: a weight per signal, what is added for an intent that is no tip, whether the best
    tip is right (`few`: when it was put in few words yet), whether it is danger, and how sure is sure."""

    weights: Mapping[str, float]
    no_tip: float
    right: Logistic
    few: Logistic
    danger: Logistic
    thresholds: Thresholds
    few_thresholds: Thresholds
    small_talk: float
    urgent: float

    def shares(self, signals: Signals, settled: int | None = None) -> dict[str, Floats]:
        """What each signal adds to each intent; `settled`: the first so many are what scores are compared
        with, so that what came later changes nothing for them. None: all."""
        return {name: self.weights[name] * standardised(signals[name], settled) for name in SIGNALS}

    def odds(self, shares: Signals, kinds: Kinds) -> Floats:
        """The probability of each intent, if it is not about danger."""
        logits = np.where(kinds.everyday, total(shares) + self.no_tip * kinds.beside, NEVER)
        raised = np.exp(logits - logits.max())
        return cast("Floats", raised / raised.sum())


def standardised(scores: Floats, settled: int | None = None) -> Floats:
    """Scores as distances from the mean of the first so many, in standard deviations: comparable between
    signals."""
    known = scores[:settled]
    return cast("Floats", (scores - known.mean()) / (known.std() + 1e-9))


def total(shares: Signals) -> Floats:
    """All shares together."""
    return cast("Floats", np.sum([shares[name] for name in SIGNALS], axis=0))


def evidence_for_best(signals: Signals, shares: Signals, odds: Floats, kinds: Kinds, words: int) -> Floats:
    """What speaks for the best tip being right: its lead over other tips and over everything beside them,
    and how much of the question it covers in absolute terms."""
    summed = total(shares)
    best = highest(odds, kinds.tip)
    rest = np.delete(odds[kinds.tip], odds[kinds.tip].argmax())
    lead = odds[best] - (rest.max() if len(rest) else 0.0)
    beside = [signals[name][kinds.beside].max(initial=0.0) for name in ABSOLUTE]
    own = [signals[name][best] for name in ABSOLUTE]
    return np.array(
        [
            lead,
            summed[best] - summed[kinds.beside].max(initial=0.0),
            *own,
            *(mine - theirs for mine, theirs in zip(own, beside, strict=True)),
            signals["words"][best] / (words + 1),
            math.log1p(words),
        ],
        dtype=np.float32,
    )


def evidence_for_few(signals: Signals, shares: Signals, odds: Floats, kinds: Kinds, words: int) -> Floats:
    """What speaks for the best tip being right when it was put in few words yet: the same, and whether a
    wording of it is nearer in meaning than every line on what no tip answers."""
    nearest = signals["nearest meaning"]
    lead = nearest[highest(odds, kinds.tip)] - nearest[kinds.beside].max(initial=0.0)
    return np.append(evidence_for_best(signals, shares, odds, kinds, words), np.float32(lead))


def evidence_for_danger(signals: Signals, kinds: Kinds, words: int, confidence: float) -> Floats:
    """What speaks for acute danger: how near it is, and its lead over what only sounds like it and over
    everything else. In absolute terms, so that a text that is near nothing is no danger either; `confidence`
    that a tip answers it speaks against."""
    parts: list[Floats] = [signals["words"] / np.float32(words + 1)]
    parts += [signals[name] for name in ABSOLUTE]
    leads = [lead(part, kinds.urgent, over) for part in parts for over in (kinds.harmless, kinds.everyday)]
    near = [part[kinds.urgent].max(initial=0.0) for part in parts]
    return np.array([*leads, *near, math.log1p(words), confidence], dtype=np.float32)


def lead(scores: Floats, among: NDArray[np.bool_], over: NDArray[np.bool_]) -> float:
    """How far the best of some intents is above the best of others; 0 when there are none of either."""
    if not among.any() or not over.any():
        return 0.0
    return float(scores[among].max() - scores[over].max())


def highest(scores: Floats, among: NDArray[np.bool_]) -> int:
    """Where the highest score among some intents stands."""
    return int(np.where(among, scores, NEVER).argmax())


def read_combination(path: Path) -> Combination:
    """The combination in a file. Raises TipFileError, with the command to run, when it can't be used."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["version"] != VERSION:
            raise TipFileError(path, 1, f"is of version {stored['version']}", "Run: make train")
        return from_json(stored)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TipFileError(path, 1, "is missing or damaged", "Restore it, or run: make train") from error


def from_json(stored: dict[str, Any]) -> Combination:
    """A combination as it was stored."""
    right, few, danger = (
        Logistic(tuple(float(weight) for weight in stored[name]["weights"]), float(stored[name]["bias"]))
        for name in ("right", "few", "danger")
    )
    return Combination(
        weights={name: float(stored["weights"][name]) for name in SIGNALS},
        no_tip=float(stored["no_tip"]),
        right=right,
        few=few,
        danger=danger,
        thresholds=read_thresholds(stored["thresholds"]),
        few_thresholds=read_thresholds(stored["few_thresholds"]),
        small_talk=float(stored["small_talk"]),
        urgent=float(stored["urgent"]),
    )


def read_thresholds(stored: Mapping[str, Any]) -> Thresholds:
    """Thresholds as they were stored."""
    return Thresholds(**{name: float(at) for name, at in stored.items()})


def to_json(combination: Combination) -> dict[str, Any]:
    """A combination in a form that can be stored and compared by eye."""
    return {"version": VERSION, **asdict(combination)}
