"""What a change makes of a tip. Pure."""

from dataclasses import dataclass, replace

from bot.contract import Language
from handlers.learn.tips import LONGEST_TIP, LONGEST_TITLE, with_phrasings
from knowledge_base import Tip

TITLE, BODY, QUESTION, OTHER = "title", "body", "question", "other"
FIELDS = (TITLE, BODY, QUESTION, OTHER)  # `other`: title and text in the other language


@dataclass(frozen=True, slots=True)
class Mended:
    """The tip as it is after the change."""

    tip: Tip


@dataclass(frozen=True, slots=True)
class Refused:
    """It is longer than `longest` characters; without that, a title or a text is missing."""

    longest: int | None = None


def with_change(tip: Tip, field: str, text: str, language: Language) -> Mended | Refused:
    """A tip with other words for a field; `language` is that of the words."""
    text = text.strip()
    own = tip.nearest_language(language)
    match field:
        case "title":
            return with_text(tip, own, text, tip.body[own])
        case "body":
            return with_text(tip, own, tip.title[own], text)
        case "question":
            phrasings = with_phrasings(tip.phrasings, language, text.splitlines())
            return Mended(replace(tip, phrasings=phrasings))
        case _:
            title, _, body = text.partition("\n")
            return with_text(tip, language, title, body)


def with_text(tip: Tip, language: Language, title: str, body: str) -> Mended | Refused:
    """A tip with this title and text in a language."""
    title, body = " ".join(title.split()), body.strip()
    if not title or not body:
        return Refused()
    if len(title) > LONGEST_TITLE:
        return Refused(LONGEST_TITLE)
    if len(body) > LONGEST_TIP:
        return Refused(LONGEST_TIP)
    return Mended(replace(tip, title={**tip.title, language: title}, body={**tip.body, language: body}))
