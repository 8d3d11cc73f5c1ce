"""What a tip in few words looks like when it is right and when it is wrong, tried with tips that we know.

Half of the shipped tips at a time are taken for new: of each one to four phrasings in one language are kept.
They are asked the questions of the training set, some phrasings that they lost and those that they kept. Half
of the topics at a time become tips of some of their own lines; questions about the rest of the topic, which
such a tip doesn't answer, are asked too. Nothing of it is learned by heart: what comes out are the weights of
the evidence.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.contract import Language
from knowledge_base.evaluation import EvaluationQuestion
from knowledge_base.matching import Index, Intent, IntentKind, tip_intent
from knowledge_base.matching.layers import Layers
from knowledge_base.tip_files import Tip

HALVES = 2
FEWEST, MOST = 1, 4  # phrasings that a new tip keeps
LOST_AND_ASKED = 6
KEPT_AND_ASKED = 2
PART = 3  # of a topic's lines a third becomes a tip, a third of the others is asked
MOST_LINES = 6
LANGUAGES: tuple[Language, ...] = ("nl", "nl", "nl", "en")  # as members write


@dataclass(frozen=True, slots=True)
class Trial:
    """Layers with new tips on top, and what to ask them."""

    layers: Layers
    questions: Sequence[EvaluationQuestion]


def trials(index: Index, tips: Sequence[Tip], questions: Sequence[EvaluationQuestion]) -> Iterator[Trial]:
    """The index with half of the tips, or of the topics, taken for new tips; the same each time."""
    chance = random.Random(5)  # noqa: S311 - nothing is secret here, and each time must be the same
    for half in range(HALVES):
        yield with_thin_tips(chance, index, tips[half::HALVES], questions)
    topics = [intent for intent in index.intents if intent.kind is IntentKind.TOPIC]
    for half in range(HALVES):
        yield with_topics_as_tips(chance, index, topics[half::HALVES], questions)


def with_thin_tips(
    chance: random.Random, index: Index, tips: Sequence[Tip], questions: Sequence[EvaluationQuestion]
) -> Trial:
    """These tips taken for new."""
    thin = [thinned(chance, tip) for tip in tips]
    more = [each for tip, few in zip(tips, thin, strict=True) for each in asked_of(chance, tip, few)]
    layers = Layers(index.without({tip.id for tip in tips})).with_intents([tip_intent(tip) for tip in thin])
    return Trial(layers, [*questions, *more])


def thinned(chance: random.Random, tip: Tip) -> Tip:
    """A tip as a member would write it: in one language, with a few phrasings."""
    language = chance.choice(LANGUAGES)
    few = chance.sample(tip.phrasings[language], chance.randint(FEWEST, MOST))
    return replace(
        tip,
        title={language: tip.title[language]},
        body={language: tip.body[language]},
        phrasings={language: tuple(few)},
    )


def asked_of(chance: random.Random, tip: Tip, few: Tip) -> list[EvaluationQuestion]:
    """Some of a tip's phrasings that it lost, and of those that it kept."""
    kept = [line for lines in few.phrasings.values() for line in lines]
    lost = [line for lines in tip.phrasings.values() for line in lines if line not in kept]
    lines = (*kept[:KEPT_AND_ASKED], *chance.sample(lost, LOST_AND_ASKED))
    return [EvaluationQuestion("", "nl", "", line, frozenset([tip.id])) for line in lines]


def with_topics_as_tips(
    chance: random.Random, index: Index, topics: Sequence[Intent], questions: Sequence[EvaluationQuestion]
) -> Trial:
    """These topics with a part of their lines as tips."""
    tips, left, more = [], {}, []
    for topic in topics:
        lines = chance.sample(topic.wordings, len(topic.wordings))
        own, rest = lines[: len(lines) // PART], lines[len(lines) // PART :]
        about, stay = rest[: len(rest) // PART], rest[len(rest) // PART :]
        tip = Intent(IntentKind.TIP, f"about-{topic.id}", tuple(own[:MOST_LINES]))
        tips.append(tip)
        left[topic.id] = replace(topic, wordings=tuple(stay))
        more.append(EvaluationQuestion("", "nl", "", tip.wordings[0], frozenset([tip.id])))
        more += [EvaluationQuestion("", "nl", "", line, frozenset()) for line in about]
    return Trial(Layers(changed(index, left)).with_intents(tips), [*questions, *more])


def changed(index: Index, topics: dict[str, Intent]) -> Index:
    """The index with these topics in place of those with the same id."""
    tips = sum(intent.kind is IntentKind.TIP for intent in index.intents)
    rest = [
        topics.get(intent.id, intent) if intent.kind is IntentKind.TOPIC else intent
        for intent in index.intents[tips:]
    ]
    return index.first(tips).with_intents(rest)
