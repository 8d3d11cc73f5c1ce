"""What the bot would answer with a draft, next to what it answers now."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.contract import escape
from handlers.turn import Turn
from knowledge_base import Found, KnowledgeBase, SmallTalk, Suggestions, Tip, Unknown
from knowledge_base.decision import Decision

MOST_TRIED = 3


@dataclass(frozen=True, slots=True)
class Tried:
    """A question, and what is decided on it without and with a draft."""

    question: str
    now: Decision
    then: Decision


@dataclass(frozen=True, slots=True)
class Preview:
    """The questions that were tried, and the tip that the draft may double."""

    tried: Sequence[Tried]
    double: Tip | None


async def previewed(knowledge: KnowledgeBase, tip: Tip, networks: Sequence[int]) -> Preview:
    """Try a tip on how members would ask for it. In a thread, for it is indexed for that."""
    questions = questions_for(tip)
    then = await asyncio.to_thread(knowledge.with_draft, tip)
    tried = [
        Tried(each, knowledge.judge(each, networks).decision, then.judge(each, networks).decision)
        for each in questions
    ]
    own_words = [knowledge.judge(body, networks).decision for body in tip.body.values()]
    return Preview(tried, doubled(tip, [*(each.now for each in tried), *own_words]))


def questions_for(tip: Tip) -> list[str]:
    """How members would ask for a tip: as it says itself, else by its title."""
    asked = [line for lines in tip.phrasings.values() for line in lines]
    return (asked or list(tip.title.values()))[:MOST_TRIED]


def doubled(tip: Tip, decisions: Sequence[Decision]) -> Tip | None:
    """The tip that answers the same already, if there is one."""
    found = (each.tip for each in decisions if isinstance(each, Found))
    return next((other for other in found if other.id != tip.id), None)


def as_text(turn: Turn, tip: Tip, preview: Preview, *, is_published: bool = False) -> str:
    """The preview in words; of what is published there is no "without it" any more."""
    lines = [tried_in_words(turn, tip, each, is_published=is_published) for each in preview.tried]
    return "\n".join([turn.say("tip-preview"), *lines, *beside(turn, preview.double)])


def tried_in_words(turn: Turn, tip: Tip, tried: Tried, *, is_published: bool) -> str:
    """A question, and what is answered without and with the tip."""
    question, then = escape(tried.question), in_words(turn, tip, tried.then)
    if is_published:
        return turn.say("tip-tried-published", question=question, then=then)
    return turn.say("tip-tried", question=question, now=in_words(turn, tip, tried.now), then=then)


def beside(turn: Turn, double: Tip | None) -> Sequence[str]:
    """The tip that says the same, to lay beside it."""
    if double is None:
        return ()
    language = double.nearest_language(turn.language)
    return ("", turn.say("tip-double", title=double.title[language], body=double.body[language]))


def in_words(turn: Turn, tip: Tip, decision: Decision) -> str:
    """A decision in a few words."""
    match decision:
        case Found(found, _) if found.id == tip.id:
            return turn.say("tip-this-one")
        case Found(found, _):
            return turn.say("tip-other-one", title=found.title[found.nearest_language(turn.language)])
        case Suggestions(tips) if tip.id in {each.id for each in tips}:
            return turn.say("tip-suggested")
        case Suggestions() | Unknown():
            return turn.say("tip-unknown")
        case SmallTalk():
            return turn.say("tip-small-talk")
        case _:
            return turn.say("tip-danger")
