"""Fits weights by maximum likelihood, and chooses from where on the bot is sure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.decision import Thresholds
from knowledge_base.matching.combination import Logistic
from knowledge_base.matching.features import Floats

STEPS = 600
STEP = 0.05
DAMPING = 1e-3

MOST_OUTSIDE_ANSWERED = 0.04  # of questions that no tip answers
MOST_LOST = 0.005  # of questions whose tip comes first: met with "I don't know" all the same


def fit_weights(signals: Floats, right: Floats, beside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """A weight per signal, and one for being no tip, under which the right intents are likeliest.

    `signals`: text by intent by signal; `right`: text by intent. Gradient descent with Adam's step
    (Kingma and Ba, 2015).
    """
    extra = np.broadcast_to(beside.astype(np.float32), signals.shape[:2])
    features = np.concatenate([signals, extra[:, :, None]], axis=2)
    weights = np.ones(features.shape[2])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = gradient(features, right, weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights -= STEP * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def gradient(features: Floats, right: Floats, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """How the mean surprise changes with the weights."""
    logits = features @ weights
    given = np.exp(logits - logits.max(axis=1, keepdims=True))
    given /= given.sum(axis=1, keepdims=True)
    wanted = given * right
    wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
    slope: NDArray[np.float64] = np.einsum("qi,qif->f", given - wanted, features) / len(features)
    return slope + 2 * DAMPING * weights


def fit_logistic(evidence: Sequence[Floats], holds: Sequence[bool], rounds: int = 30) -> Logistic:
    """The logistic regression of what holds on evidence (Newton's method, lightly damped)."""
    rows = np.stack(evidence).astype(np.float64)
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    design = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    wanted = np.array(holds, dtype=np.float64)
    weights = np.zeros(design.shape[1])
    for _ in range(rounds):
        given = 1 / (1 + np.exp(-design @ weights))
        curve = design.T @ (design * (given * (1 - given))[:, None]) + np.eye(len(weights))
        weights -= np.linalg.solve(curve, design.T @ (given - wanted) + weights)
    plain = weights[:-1] / spread
    return Logistic(
        tuple(round(float(weight), 5) for weight in plain), round(float(weights[-1] - plain @ middle), 5)
    )


def choose_thresholds(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], inside: NDArray[np.bool_]
) -> Thresholds:
    """From where on to answer and to suggest: few strangers answered, few right tips withheld."""
    answer = float(np.quantile(confidence[~inside], 1 - MOST_OUTSIDE_ANSWERED))
    suggest = float(np.quantile(confidence[right], MOST_LOST))
    return Thresholds(round(answer, 3), round(min(suggest, answer), 3))
