"""How a draft tip comes to be, of a proposal or of an answer to a question, and who hears of it."""

from collections.abc import Sequence

from bot.contract import Choice, escape
from handlers.learn.tips import StoredTip, TipStatus, drafted, free_id, one_line, slug, title_of, year_later
from handlers.notices import language_of, tell
from handlers.people.membership import note
from handlers.people.people import Network, Role
from handlers.turn import Turn
from knowledge_base import KnowledgeBase

LONGEST_READ = 300  # characters of a text that say enough of what it is about
CARD = "tip-card"


async def make_draft(
    turn: Turn,
    knowledge: KnowledgeBase,
    question_id: int | None,
    text: str,
    network: Network,
    *,
    phrasings: Sequence[str] = (),
) -> StoredTip:
    """Keep a text as a draft tip of a network, by the visitor; its facilitators take it further.

    The text and the `phrasings`, how members ask what it answers, must have been past the guard.
    `question_id` is the question that it answers, if it came of one.
    """
    person = turn.visitor.person
    wanted = slug(title_of(text))
    taken = {*knowledge.shipped, *await turn.tx.tips.ids_like(wanted)}
    tip = drafted(
        text,
        knowledge.language(text, turn.language),
        tip_id=free_id(wanted, taken),
        theme=likely_theme(knowledge, network, [*phrasings, text]),
        network_id=network.id,
        review=year_later(turn.now.date()),
        phrasings=phrasings,
    )
    author = person.pseudonym if person else None
    stored = StoredTip(tip, TipStatus.DRAFT, author, turn.now, question_id=question_id)
    await turn.tx.tips.add(stored)
    await note(turn, network, "tip-drafted", tip.id, None)
    return stored


def likely_theme(knowledge: KnowledgeBase, network: Network, texts: Sequence[str]) -> str:
    """The theme of the tip that is nearest to these words; a facilitator can choose another."""
    about = " ".join(texts)[:LONGEST_READ]
    ranking = knowledge.judge(about, [network.id]).ranking
    return ranking[0].tip.theme if ranking else next(iter(knowledge.themes))


async def tell_facilitators(turn: Turn, network: Network, stored: StoredTip) -> None:
    """Let the others who facilitate a network know that there is a draft to look at."""
    me = turn.visitor.person
    for person in await turn.tx.people.all(network.id):
        if person.role_in(network.id) is Role.FACILITATOR and person != me:
            says = turn.speaking(language_of(person, network))
            [title] = stored.tip.title.values()
            text = says.say("tip-to-look-at", network=escape(network.name), title=escape(title))
            look = Choice(says.say("tip-look"), f"{CARD}:{stored.tip.id}")
            await tell(says, person, text, network, choices=(look,))


def as_label(tip_title: str) -> str:
    """A title as it stands on a button."""
    return one_line(tip_title, 60)
