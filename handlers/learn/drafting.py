"""How a draft tip comes to be, of a proposal or of an answer to a question, and who hears of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.contract import Choice, Language, Reply, escape
from handlers.learn.tips import (
    StoredTip,
    Tips,
    TipStatus,
    drafted,
    free_id,
    one_line,
    slug,
    title_of,
    with_phrasings,
    year_later,
)
from handlers.notices import NOTICE_KEPT_FOR, language_of
from handlers.people.membership import note
from handlers.people.people import Network, People, Person, Role
from handlers.texts import Catalogue
from handlers.turn import Outbox, Turn
from knowledge_base import KnowledgeBase
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import moment_outside, quiet_hours

LONGEST_READ = 300  # characters of a text that say enough of what it is about
CARD = "tip-card"


class Transaction(Protocol):
    """What drafting needs of the store."""

    @property
    def tips(self) -> Tips: ...
    @property
    def people(self) -> People: ...
    @property
    def outbox(self) -> Outbox: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """What a draft is made of; all of it has been past the guard.

    `author` is a pseudonym. `phrasings`: how members ask what it answers. `question_id` is the question that
    it answers, if it came of one. `consent_asked_at`: since when its author is asked whether it may be a tip.
    """

    text: str
    language: Language
    author: str | None
    title: str | None = None
    phrasings: Mapping[Language, Sequence[str]] = field(default_factory=dict)
    question_id: int | None = None
    consent_asked_at: datetime | None = None


async def make_draft(turn: Turn, knowledge: KnowledgeBase, text: str, network: Network) -> StoredTip:
    """Keep a text that has been past the guard as a draft tip of a network, by the visitor."""
    person = turn.visitor.person
    wording = Wording(text, knowledge.language(text, turn.language), person.pseudonym if person else None)
    stored = await keep_draft(turn.tx, knowledge, wording, network.id, turn.now)
    await note(turn, network, "tip-drafted", stored.tip.id, None)
    return stored


async def keep_draft(
    tx: Transaction, knowledge: KnowledgeBase, wording: Wording, network_id: int | None, now: datetime
) -> StoredTip:
    """Keep a draft tip of a network, or of none; its facilitators, or the operator, take it further."""
    wanted = slug(wording.title or title_of(wording.text))
    taken = {*knowledge.shipped, *await tx.tips.ids_like(wanted)}
    asked = [line for lines in wording.phrasings.values() for line in lines]
    tip = drafted(
        wording.text,
        wording.language,
        tip_id=free_id(wanted, taken),
        theme=themes_by_nearness(knowledge, network_id, [*asked, wording.text])[0],
        network_id=network_id,
        review=year_later(now.date()),
    )
    if wording.title:
        tip = replace(tip, title={wording.language: wording.title})
    for language, lines in wording.phrasings.items():
        tip = replace(tip, phrasings=with_phrasings(tip.phrasings, language, lines))
    stored = StoredTip(
        tip,
        TipStatus.DRAFT,
        wording.author,
        now,
        question_id=wording.question_id,
        consent_asked_at=wording.consent_asked_at,
    )
    await tx.tips.add(stored)
    return stored


def themes_by_nearness(
    knowledge: KnowledgeBase, network_id: int | None, texts: Sequence[str]
) -> Sequence[str]:
    """Every theme, that of the tip nearest to these words first; a facilitator can choose another."""
    about = " ".join(texts)[:LONGEST_READ]
    ranking = knowledge.judge(about, [network_id] if network_id is not None else []).ranking
    return list(dict.fromkeys([*(each.tip.theme for each in ranking), *knowledge.themes]))


async def tell_facilitators(turn: Turn, network: Network, stored: StoredTip) -> None:
    """Let the others who facilitate a network know that there is a draft to look at."""
    await tell_of_draft(turn.tx, turn.texts, network, stored, turn.now, by=turn.visitor.person)


async def tell_of_draft(
    tx: Transaction,
    texts: Catalogue,
    network: Network,
    stored: StoredTip,
    now: datetime,
    *,
    by: Person | None = None,
) -> None:
    """Let who facilitates a network know, once, that there is a draft to look at; not who made it (`by`)."""
    people = await tx.people.all(network.id)
    to = [person for person in people if person.role_in(network.id) is Role.FACILITATOR and person != by]
    await tx.outbox.plan([to_look_at(texts, person, network, stored, now) for person in to])


def to_look_at(
    texts: Catalogue, person: Person, network: Network, stored: StoredTip, now: datetime
) -> Planned:
    """The message about a draft for one facilitator, outside the quiet hours and after a pause."""
    language, hours = language_of(person, network), quiet_hours(network.quiet, network.timezone)
    [title] = stored.tip.title.values()
    text = texts.say(language, "tip-to-look-at", network=escape(network.name), title=escape(title))
    look = Choice(texts.say(language, "tip-look"), f"{CARD}:{stored.tip.id}")
    return Planned(
        f"tip-{stored.tip.id}/{stored.created_at:%Y%m%dT%H%M%S}/person-{person.id}",
        OutboxKind.NOTICE,
        ToPerson(person.id, language),
        Reply(text, (look,)),
        moment_outside(now, hours),
        moment_outside(max(now, person.paused_until or now), hours) + NOTICE_KEPT_FOR,
        network_id=network.id,
    )


def as_label(tip_title: str) -> str:
    """A title as it stands on a button."""
    return one_line(tip_title, 60)
