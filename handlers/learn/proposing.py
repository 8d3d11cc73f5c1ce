"""`/tip`: a member tells what works. It is a draft until a facilitator publishes it."""

from dataclasses import replace
from datetime import timedelta

from bot.contract import Choice, Reply
from handlers.asking_back import ask_back, closed
from handlers.guard.guarding import Guarding
from handlers.learn.curating import Curating
from handlers.learn.drafting import make_draft, tell_facilitators
from handlers.learn.review_desk import ReviewDesk
from handlers.learn.tips import (
    LONGEST_PHRASING,
    LONGEST_TIP,
    MOST_AN_HOUR,
    StoredTip,
    TipStatus,
    credit_of,
    one_line,
    with_phrasings,
)
from handlers.meet.alone import wait_alone
from handlers.people.membership import note
from handlers.people.one_network import facilitated, remember_choice, which_network, with_id
from handlers.people.people import Network, Person
from handlers.people.profile import personal
from handlers.table import ChoiceAction, Command, Step
from handlers.turn import Turn
from knowledge_base import PRACTICE, KnowledgeBase, SourceReference

TEXT, QUESTION = "tip-text", "tip-question"
CHANGE = ("wijzig", "wijzigen", "change", "edit")
REVIEW = ("nakijken", "kijk na", "review")
FEWEST_WORDS = 4
NAME, ORGANISATION, NOBODY = "name", "organisation", "nobody"


class Proposing:
    """The dialogue in which a member proposes a tip."""

    def __init__(
        self, knowledge: KnowledgeBase, guarding: Guarding, curating: Curating, reviewing: ReviewDesk
    ) -> None:
        self._knowledge = knowledge
        self._guarding = guarding
        self._curating = curating
        self._reviewing = reviewing
        self.commands = (Command("tip", "tip", "does-tip", self.command),)
        self.choices = {
            "tip-in": ChoiceAction(personal(self.in_network), answers=TEXT),
            "tip-no-question": ChoiceAction(personal(self.no_question), answers=QUESTION),
            "tip-credit": ChoiceAction(personal(self.credit)),
        }
        self.steps = {
            TEXT: Step(personal(self.typed), guarded=True, topics=True),
            QUESTION: Step(personal(self.question_typed), guarded=True, topics=True, takes_questions=True),
        }

    async def command(self, turn: Turn, argument: str) -> list[Reply]:
        """`/tip`, with the tip behind it or not; `/tip wijzig` and `/tip nakijken` are for facilitators."""
        if argument.strip().casefold() in REVIEW:
            return await self._reviewing.overview(turn)
        first, *rest = argument.split(maxsplit=1) or [""]
        if first.casefold() in CHANGE and len(rest) <= 1 and " " not in "".join(rest):
            return await self._curating.overview(turn, "".join(rest))
        return await personal(self._propose)(turn, argument)

    async def typed(self, turn: Turn, person: Person, text: str) -> list[Reply]:
        """The text of a tip, past the guard."""
        if refusal := await refused(turn, person, text):
            return refusal
        networks = person.networks
        if len(networks) > 1:
            await wait_alone(turn, TEXT, {"text": text})
            return [which_network(turn, networks, "tip-in")]
        return await self._keep(turn, person, networks[0], text) if networks else closed(turn)

    async def in_network(self, turn: Turn, person: Person, network_id: str) -> list[Reply]:
        """For which network the tip is."""
        network, text = with_id(person.networks, network_id), turn.answered.get("text")
        if network is None or not text:
            return closed(turn)
        await remember_choice(turn, network)
        return await self._keep(turn, person, network, text)

    async def question_typed(self, turn: Turn, person: Person, text: str) -> list[Reply]:
        """How a colleague would ask for the tip."""
        stored = await self._own(turn, person, turn.answered.get("tip", ""))
        if stored is None:
            return closed(turn)
        tip = stored.tip
        asked = [one_line(line, LONGEST_PHRASING) for line in text.splitlines()]
        phrasings = with_phrasings(tip.phrasings, self._knowledge.language(text, turn.language), asked)
        await turn.tx.tips.change(tip.id, turn.now, tip=replace(tip, phrasings=phrasings))
        return [self._ask_credit(turn, person, tip.id)]

    async def no_question(self, turn: Turn, person: Person, tip_id: str) -> list[Reply]:
        """On to the name under it."""
        stored = await self._own(turn, person, tip_id)
        return [self._ask_credit(turn, person, tip_id)] if stored else closed(turn)

    async def credit(self, turn: Turn, person: Person, argument: str) -> list[Reply]:
        """Who is named under the tip: `ID HOW`. Nobody, until its author says so."""
        tip_id, _, how = argument.partition(" ")
        stored = await self._own(turn, person, tip_id)
        if stored is None:
            return closed(turn)
        place = person.organisation or "" if how in (NAME, ORGANISATION) else ""
        credit = credit_of(person) if how == NAME else None
        tip = replace(stored.tip, credit=credit, sources=(SourceReference(PRACTICE, place),))
        await turn.tx.tips.change(tip_id, turn.now, tip=tip, consent_asked_at=None)
        await self._tell_of_consent(turn, stored)
        if with_id(await facilitated(turn), str(tip.network_id)):
            return await self._curating.show(turn, tip_id)
        return [Reply(turn.say("tip-thanks"), private=True)]

    async def _propose(self, turn: Turn, person: Person, text: str) -> list[Reply]:
        if not text:
            return await too_many(turn, person) or await ask_back(turn, turn.say("tip-ask"), TEXT, {})
        if refusal := await refused(turn, person, text):
            return refusal
        return await self._guarding(turn, text, then=TEXT)

    async def _keep(self, turn: Turn, person: Person, network: Network, text: str) -> list[Reply]:
        stored = await make_draft(turn, self._knowledge, text, network)
        await tell_facilitators(turn, network, stored)
        skip = Choice(turn.say("skip"), f"tip-no-question:{stored.tip.id}")
        return await ask_back(turn, turn.say("tip-ask-question"), QUESTION, {"tip": stored.tip.id}, (skip,))

    async def _tell_of_consent(self, turn: Turn, stored: StoredTip) -> None:
        """Who wanted an answer as a tip can go on, now that its author agreed."""
        network = await turn.tx.networks.get(stored.tip.network_id) if stored.tip.network_id else None
        if stored.consent_asked_at and network:
            await note(turn, network, "tip-consented", stored.tip.id, None)
            await tell_facilitators(turn, network, stored)

    async def _own(self, turn: Turn, person: Person, tip_id: str) -> StoredTip | None:
        """A draft of this person: what is published is for the facilitators to change."""
        stored = await turn.tx.tips.get(tip_id)
        is_own = stored and stored.author == person.pseudonym and stored.status is TipStatus.DRAFT
        return stored if is_own else None

    def _ask_credit(self, turn: Turn, person: Person, tip_id: str) -> Reply:
        return Reply(turn.say("tip-ask-credit"), credit_choices(turn, person, tip_id), private=True)


def credit_choices(turn: Turn, person: Person, tip_id: str) -> tuple[Choice, ...]:
    """Name and organisation, the organisation alone, or nobody."""
    place = person.organisation
    named = f"{person.name}, {place}" if place else person.name
    of_organisation = (Choice(place, f"tip-credit:{tip_id} {ORGANISATION}"),) if place else ()
    return (
        Choice(named, f"tip-credit:{tip_id} {NAME}"),
        *of_organisation,
        Choice(turn.say("tip-no-credit"), f"tip-credit:{tip_id} {NOBODY}"),
    )


async def refused(turn: Turn, person: Person, text: str) -> list[Reply] | None:
    """Why a text can't be taken as a tip; what can be mended is asked again."""
    if enough := await too_many(turn, person):
        return enough
    if len(text.strip()) > LONGEST_TIP:
        return await ask_back(turn, turn.say("tip-too-long", longest=LONGEST_TIP), TEXT, {})
    if len(text.split()) < FEWEST_WORDS:
        return await ask_back(turn, turn.say("tip-too-short"), TEXT, {})
    return None


async def too_many(turn: Turn, person: Person) -> list[Reply] | None:
    """A kind word to who proposed many tips within an hour."""
    hour_ago = turn.now - timedelta(hours=1)
    if await turn.tx.tips.proposed_since(person.pseudonym, hour_ago) < MOST_AN_HOUR:
        return None
    return [Reply(turn.say("tip-enough", most=MOST_AN_HOUR), private=True)]
