"""An answer to an open question becomes a draft tip, with the consent of who wrote the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.contract import Choice, Language, Reply, escape
from handlers.asking_back import ask_back, closed
from handlers.guard.guarding import Guarding
from handlers.learn.curating import Curating, note_tip
from handlers.learn.drafting import CARD, Wording, keep_draft, tell_facilitators
from handlers.learn.open_questions import Asked, QuestionGroup
from handlers.learn.proposing import credit_choices
from handlers.learn.question_cards import MAKE_TIP, quoted
from handlers.learn.question_desk import is_whole_answer, mine
from handlers.learn.tips import LONGEST_TIP, LONGEST_TITLE, StoredTip, TipStatus, title_of
from handlers.notices import language_of, tell
from handlers.people.access import Who
from handlers.people.membership import is_self, note
from handlers.people.people import Network, Person, Role
from handlers.people.profile import personal
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from knowledge_base import KnowledgeBase
from knowledge_base.guard import is_readable

FEWEST_IN_TITLE = 4  # words
TEXT, REFUSE = "answer-tip-text", "answer-tip-refuse"


class AnswerTips:
    """The handlers of making a tip of an answer."""

    def __init__(self, knowledge: KnowledgeBase, guarding: Guarding, curating: Curating) -> None:
        self._knowledge = knowledge
        self._guarding = guarding
        self._curating = curating
        self.choices = {
            MAKE_TIP: ChoiceAction(self.make, leaves_open=True, who=Who.FACILITATORS),
            REFUSE: ChoiceAction(personal(self.refuse)),
        }
        self.steps = {
            TEXT: Step(self.worded, guarded=True, topics=True, who=Who.FACILITATORS, plainly=is_whole_answer),
        }

    async def make(self, turn: Turn, group_id: str) -> list[Reply]:
        """Make a draft of the answer that a group got, past the guard: more people will read it now."""
        found = await mine(turn, group_id)
        if found is None or found[1].answer is None:
            return closed(turn)
        if made := await self._made(turn, found[1]):
            return made
        turn = replace(turn, answered={"group": group_id})
        if len(found[1].answer) > LONGEST_TIP:
            return await ask_shorter(turn)
        return await self._guarding(turn, found[1].answer, then=TEXT)

    async def worded(self, turn: Turn, text: str) -> list[Reply]:
        """The words of the draft, past the guard: the answer, or what was typed in its place."""
        found = await mine(turn, turn.answered.get("group", ""))
        if found is None:
            return closed(turn)
        network, group = found
        if made := await self._made(turn, group):
            return made
        if len(text.strip()) > LONGEST_TIP:
            return await ask_shorter(turn)
        writer = await turn.tx.people.get(group.answered_by) if group.answered_by is not None else None
        stored = await self._draft(turn, network, group, text, writer)
        if writer is None:
            await tell_facilitators(turn, network, stored)
            return await self._curating.show(turn, stored.tip.id)
        if is_self(turn, writer):
            await tell_facilitators(turn, network, stored)
            return [self._ask_credit(turn, writer, stored)]
        await self._ask_consent(turn, writer, network, stored)
        look = Choice(turn.say("tip-look"), f"{CARD}:{stored.tip.id}")
        return [Reply(turn.say("answer-tip-asked", name=escape(writer.name)), (look,), private=True)]

    async def refuse(self, turn: Turn, person: Person, tip_id: str) -> list[Reply]:
        """Who wrote the answer would rather not have it as a tip; who asked hears so."""
        stored = await turn.tx.tips.get(tip_id)
        if stored is None or stored.author != person.pseudonym or stored.consent_asked_at is None:
            return closed(turn)
        if not await turn.tx.tips.change_status(tip_id, TipStatus.DRAFT, TipStatus.RETIRED, turn.now):
            return closed(turn)
        await note_tip(turn, stored, "tip-refused")
        network = await turn.tx.networks.get(stored.tip.network_id) if stored.tip.network_id else None
        if network:
            await tell_refused(turn, person, network, stored)
        return [Reply(turn.say("answer-tip-refused"), private=True)]

    async def _made(self, turn: Turn, group: QuestionGroup) -> list[Reply] | None:
        """The tip that was made of this answer already, unless facilitators did not want it."""
        asked = (await turn.tx.question_groups.asked_in([group.id]))[group.id]
        for stored in await turn.tx.tips.of_questions([question.id for question in asked]):
            if stored.status is not TipStatus.RETIRED:
                return [await self._curating.card(turn, stored, turn.say("answer-tip-there"))]
            if stored.consent_asked_at:
                return [Reply(turn.say("answer-tip-no-consent"), private=True)]
        return None

    async def _draft(
        self, turn: Turn, network: Network, group: QuestionGroup, text: str, writer: Person | None
    ) -> StoredTip:
        asked = (await turn.tx.question_groups.asked_in([group.id]))[group.id]
        language = self._knowledge.language(text, turn.language)
        waits = writer is not None and not is_self(turn, writer)
        wording = worded_by(
            writer.pseudonym if writer else None,
            text,
            language,
            asked,
            self._guarding.neutral,
            consent_asked_at=turn.now if waits else None,
        )
        stored = await keep_draft(turn.tx, self._knowledge, wording, network.id, turn.now)
        await note(turn, network, "tip-drafted", stored.tip.id, str(group.id))
        return stored

    def _ask_credit(self, turn: Turn, writer: Person, stored: StoredTip) -> Reply:
        theme = self._knowledge.themes[stored.tip.theme].title[turn.language]
        [title] = stored.tip.title.values()
        text = turn.say("answer-tip-credit", title=escape(title), theme=theme)
        return Reply(text, credit_choices(turn, writer, stored.tip.id), private=True)

    async def _ask_consent(self, turn: Turn, writer: Person, network: Network, stored: StoredTip) -> None:
        """Ask who wrote an answer whether it may be a tip, and with whose name; it waits for that."""
        says = turn.speaking(language_of(writer, network))
        [title], [body] = stored.tip.title.values(), stored.tip.body.values()
        by = turn.visitor.person.name if turn.visitor.person else says.say("question-operator")
        text = says.say(
            "answer-tip-consent",
            name=escape(by),
            network=escape(network.name),
            title=escape(title),
            body=quoted(body),
        )
        refuse = Choice(says.say("answer-tip-refuse"), f"{REFUSE}:{stored.tip.id}")
        choices = (*credit_choices(says, writer, stored.tip.id), refuse)
        await tell(says, writer, text, network, choices=choices)


def worded_by(
    author: str | None,
    text: str,
    language: Language,
    asked: Sequence[Asked],
    neutral: Callable[[str], str],
    *,
    consent_asked_at: datetime | None = None,
) -> Wording:
    """An answer as a draft is made of it. Pure.

    Its title is the first question in the answer's language, and it is found by all questions; `neutral`
    takes out of these what the asker let through.
    """
    questions = [(question.language, neutral(question.text)) for question in asked]
    readable = [(spoken, line) for spoken, line in questions if is_readable(line)]
    title = next((asked_title(line) for spoken, line in readable if spoken == language), None)
    return Wording(
        text,
        language,
        author,
        title,
        by_language(readable),
        asked[0].id if asked else None,
        consent_asked_at,
    )


def asked_title(question: str) -> str:
    """A question as a title: whole, or as far as its first comma, if that fits on a button."""
    line = " ".join(question.split())
    first, comma, _ = line.partition(",")
    if len(line) > LONGEST_TITLE and comma and len(first.split()) >= FEWEST_IN_TITLE:
        line = f"{first}?" if line.endswith("?") else first
    title = title_of(line)
    return title[:1].upper() + title[1:]


def by_language(lines: Sequence[tuple[Language, str]]) -> Mapping[Language, Sequence[str]]:
    """Lines by the language they are in."""
    found: dict[Language, list[str]] = {}
    for language, line in lines:
        found.setdefault(language, []).append(line)
    return found


async def ask_shorter(turn: Turn) -> list[Reply]:
    """Ask for the answer in fewer words: a tip is read on a phone."""
    return await ask_back(turn, turn.say("answer-tip-too-long", longest=LONGEST_TIP), TEXT, turn.answered)


async def tell_refused(turn: Turn, writer: Person, network: Network, stored: StoredTip) -> None:
    """Let the other facilitators know that an answer stays an answer."""
    for person in await turn.tx.people.all(network.id):
        if person.role_in(network.id) is Role.FACILITATOR and person != writer:
            says = turn.speaking(language_of(person, network))
            [title] = stored.tip.title.values()
            text = says.say("told-answer-tip-refused", name=escape(writer.name), title=escape(title))
            await tell(says, person, text, network)
