"""Reads a text: which tip answers it, how sure that is, or what else it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge_base.conversation import bare
from knowledge_base.decision import Decision, Explanation, Ranked, SmallTalk, Unknown, Urgent, Verdict, decide
from knowledge_base.matching.combination import SIGNALS, Combination, evidence_for_best, evidence_for_danger
from knowledge_base.matching.features import Floats
from knowledge_base.matching.index import Index
from knowledge_base.matching.intents import IntentKind, tip_intent
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
    """What was seen in one text: how many words, the signals, their shares, and the odds of each intent."""

    words: int
    signals: Mapping[str, Floats]
    shares: Mapping[str, Floats]
    odds: Floats


class IntentMatcher:
    """Judges texts with an index and a learned combination."""

    def __init__(self, tips: Sequence[Tip], index: Index, combination: Combination, talk: Talk) -> None:
        self._tips = {tip.id: tip for tip in tips}
        self._index = index
        self._combination = combination
        self._talk = talk
        self._tip_places = index.places(IntentKind.TIP)
        self._talk_places = index.places(IntentKind.SMALL_TALK)

    def with_tip(self, tip: Tip) -> "IntentMatcher":
        """A matcher that knows this tip too; this one goes on answering until it is replaced."""
        index = self._index.with_intents([tip_intent(tip)])
        return IntentMatcher((*self._tips.values(), tip), index, self._combination, self._talk)

    def judge(self, text: str) -> Verdict:
        """What a text is, and which tips fit it best."""
        look = self._look_at(text)
        ranking = tuple(Ranked(self._tip_at(place), float(look.odds[place])) for place in self._best(look))
        confidence = self._confidence(look) if ranking else 0.0
        return Verdict(self._decide(text, look, ranking, confidence), ranking, confidence)

    def explain(self, text: str) -> list[Explanation]:
        """The best tips with the share of every signal."""
        look = self._look_at(text)
        return [
            Explanation(
                self._tip_at(place),
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
        look = self._look_at(text)
        return look.odds, self._confidence(look) if len(self._tip_places) else 0.0

    def phrasings(self) -> list[str]:
        """Every way in which people put what we know."""
        return [line for intent in self._index.intents for line in intent.wordings]

    def _look_at(self, text: str) -> Look:
        words = self._index.reading.words(text)
        signals = self._index.signals(text, words)
        shares = self._combination.shares(signals)
        return Look(len(words), signals, shares, self._combination.odds(shares, self._index.kinds))

    def _confidence(self, look: Look) -> float:
        kinds = self._index.kinds
        evidence = evidence_for_best(look.signals, look.shares, look.odds, kinds, look.words)
        return self._combination.right.probability(evidence)

    def _decide(self, text: str, look: Look, ranking: Sequence[Ranked], confidence: float) -> Decision:
        said = bare(text)
        if not said:
            return Unknown()
        if remark := self._talk.exact.get(said):
            return remark
        if self._is_danger(look, confidence):
            return self._talk.urgent
        if look.odds[self._talk_places].sum() >= self._combination.small_talk:
            likeliest = self._talk_places[look.odds[self._talk_places].argmax()]
            return self._talk.replies[self._index.intents[likeliest].id]
        return decide(ranking, confidence, self._combination.thresholds)

    def _is_danger(self, look: Look, confidence: float) -> bool:
        evidence = evidence_for_danger(look.signals, self._index.kinds, look.words, confidence)
        return self._combination.danger.probability(evidence) >= self._combination.urgent

    def _best(self, look: Look) -> list[int]:
        best = np.argsort(-look.odds[self._tip_places], kind="stable")[:MOST_RANKED]
        return [int(place) for place in self._tip_places[best]]

    def _tip_at(self, place: int) -> Tip:
        return self._tips[self._index.intents[place].id]
