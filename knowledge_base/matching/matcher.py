"""Reads a text: which tip answers it, how sure that is, or what else it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge_base.conversation import bare
from knowledge_base.decision import Decision, Explanation, Ranked, SmallTalk, Unknown, Urgent, Verdict, decide
from knowledge_base.matching.combination import (
    SIGNALS,
    Combination,
    evidence_for_best,
    evidence_for_danger,
    evidence_for_few,
    highest,
)
from knowledge_base.matching.features import Floats
from knowledge_base.matching.intents import IntentKind, tip_intent
from knowledge_base.matching.layers import Layers, Sight
from knowledge_base.tip_files import Tip

MOST_RANKED = 10


@dataclass(frozen=True, slots=True)
class Talk:
    """What is not about tips: replies to small talk, by kind and by exact wording, and to danger."""

    replies: Mapping[str, SmallTalk]
    exact: Mapping[str, SmallTalk]
    urgent: Urgent


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in one text: how many words, the signals, their shares, and the odds of each intent.

    `sight` says which intents those are: all that whoever asks may see.
    """

    sight: Sight
    words: int
    signals: Mapping[str, Floats]
    shares: Mapping[str, Floats]
    odds: Floats


class IntentMatcher:
    """Judges texts with an index and a learned combination."""

    def __init__(self, tips: Sequence[Tip], index: Layers, combination: Combination, talk: Talk) -> None:
        self._tips = {tip.id: tip for tip in tips}
        self._index = index
        self._combination = combination
        self._talk = talk
        small_talk = [intent.kind is IntentKind.SMALL_TALK for intent in index.intents]
        self._talk_places = np.flatnonzero(small_talk)

    def with_tip(self, tip: Tip) -> "IntentMatcher":
        """A matcher that knows this tip too; this one goes on answering until it is replaced."""
        return self.with_tips([tip])

    def with_tips(self, new: Sequence[Tip], gone: Collection[str] = ()) -> "IntentMatcher":
        """A matcher that knows these tips too, and not those that are `gone`; this one stays as it is."""
        index = self._index.without(gone) if gone else self._index
        index = index.with_intents([tip_intent(tip) for tip in new]) if new else index
        stay = [tip for tip in self._tips.values() if tip.id not in gone]
        return IntentMatcher((*stay, *new), index, self._combination, self._talk)

    def judge(self, text: str, networks: Collection[int] | None = None) -> Verdict:
        """What a text is, and which tips fit it best, of those that members of these networks see."""
        look = self._look_at(text, networks)
        ranking = tuple(
            Ranked(self._tip_at(look, place), float(look.odds[place])) for place in self._best(look)
        )
        confidence = self._confidence(look) if ranking else 0.0
        return Verdict(self._decide(text, look, ranking, confidence), ranking, confidence)

    def explain(self, text: str, networks: Collection[int] | None = None) -> list[Explanation]:
        """The best tips with the share of every signal."""
        look = self._look_at(text, networks)
        return [
            Explanation(
                self._tip_at(look, place),
                float(look.odds[place]),
                {name: float(look.shares[name][place]) for name in SIGNALS},
            )
            for place in self._best(look)
        ]

    def words(self, text: str) -> list[str]:
        """The words of a text, each as the word it counts as."""
        return self._index.reading.words(text)

    def likely(self, text: str) -> tuple[Floats, float]:
        """How likely a text is about each intent, danger aside; and how likely the best tip is right."""
        look = self._look_at(text, ())
        return look.odds, self._confidence(look) if look.sight.kinds.tip.any() else 0.0

    def phrasings(self) -> list[str]:
        """Every way in which people put what we know."""
        return [line for intent in self._index.intents for line in intent.wordings]

    def _look_at(self, text: str, networks: Collection[int] | None) -> Look:
        """What is out of sight is left out first; it counts only in how rare words are."""
        sight = self._index.sight(networks)
        words = self._index.reading.words(text)
        signals = {name: scores[sight.places] for name, scores in self._index.signals(text, words).items()}
        shares = self._combination.shares(signals, sight.settled)
        return Look(sight, len(words), signals, shares, self._combination.odds(shares, sight.kinds))

    def _confidence(self, look: Look) -> float:
        seen = (look.signals, look.shares, look.odds, look.sight.kinds, look.words)
        if self._put_in_few_words(look):
            return self._combination.few.probability(evidence_for_few(*seen))
        return self._combination.right.probability(evidence_for_best(*seen))

    def _put_in_few_words(self, look: Look) -> bool:
        """Whether the best tip is one that few people put in words yet: how near it is means less then."""
        return bool(look.sight.few[highest(look.odds, look.sight.kinds.tip)])

    def _decide(self, text: str, look: Look, ranking: Sequence[Ranked], confidence: float) -> Decision:
        said = bare(text)
        if not said:
            return Unknown()
        if remark := self._talk.exact.get(said):
            return remark
        if self._is_danger(look, confidence):
            return self._talk.urgent
        if remark := self._small_talk(look):
            return remark
        few = bool(ranking) and self._put_in_few_words(look)
        known = self._combination
        return decide(ranking, confidence, known.few_thresholds if few else known.thresholds)

    def _small_talk(self, look: Look) -> SmallTalk | None:
        odds = np.where(np.isin(look.sight.places, self._talk_places), look.odds, 0)
        if odds.sum() < self._combination.small_talk:
            return None
        return self._talk.replies[self._index.intents[look.sight.places[odds.argmax()]].id]

    def _is_danger(self, look: Look, confidence: float) -> bool:
        evidence = evidence_for_danger(look.signals, look.sight.kinds, look.words, confidence)
        return self._combination.danger.probability(evidence) >= self._combination.urgent

    def _best(self, look: Look) -> list[int]:
        tips = np.flatnonzero(look.sight.kinds.tip)
        best = np.argsort(-look.odds[tips], kind="stable")[:MOST_RANKED]
        return [int(place) for place in tips[best]]

    def _tip_at(self, look: Look, place: int) -> Tip:
        return self._tips[self._index.intents[look.sight.places[place]].id]
