"""Ten days after a tip helped: was it used, did it work, in which situation. Answered in a few taps."""

from zoneinfo import ZoneInfo

from bot.contract import Choice, Language, Reply, escape
from handlers.asking_back import ask_back, closed
from handlers.learn.tip_uses import LONGEST_CONTEXT, TipUse, UseOutcome, about
from handlers.people.people import Network, Person
from handlers.reflect.small_steps import Outcome, SmallStep
from handlers.table import ChoiceAction, Step
from handlers.texts import Catalogue
from handlers.turn import Turn
from knowledge_base import Tip
from scheduler.uses import asked_once_more_at, first_asked_at

ASKED, CONTEXT = "use-asked", "use-context"
NOT_YET = "not-yet"
# A step that came of a tip says as much of it as the question about the tip would.
OF_STEP = {
    Outcome.DONE: UseOutcome.WORKED,
    Outcome.PARTLY: UseOutcome.WORKED,
    Outcome.NOT_DONE: UseOutcome.NOT_WORKED,
}


async def note_helped(turn: Turn, tip: Tip) -> None:
    """Remember to ask a member later whether they used a tip that helped them; once for each tip."""
    person = turn.visitor.person
    network = network_of(person, tip) if person else None
    if person and network:
        ask_at = first_asked_at(turn.now, ZoneInfo(network.timezone))
        await turn.tx.tip_uses.add(person.id, network.id, tip.id, turn.now, ask_at)


async def note_no_help(turn: Turn, tip_id: str) -> None:
    """It did not help after all: there is nothing to ask, unless it was asked already."""
    person = turn.visitor.person
    use = await turn.tx.tip_uses.of(person.id, tip_id) if person else None
    if use and use.outcome is UseOutcome.OPEN and not use.asked:
        await turn.tx.tip_uses.drop(use.id)


async def note_step(turn: Turn, step: SmallStep, outcome: Outcome) -> None:
    """What came of a step that came of a tip: it is not asked a second time."""
    use = await turn.tx.tip_uses.of(step.person_id, step.tip) if step.tip else None
    if use is None or use.outcome is not UseOutcome.OPEN:
        return
    await let_go(turn, use)
    await turn.tx.tip_uses.change(use.id, outcome=OF_STEP[outcome], answered_at=turn.now, ask_at=None)


def network_of(person: Person, tip: Tip) -> Network | None:
    """The network in which a use counts: the tip's own, else the last chosen, else the first."""
    by_id = {network.id: network for network in person.networks}
    if tip.network_id is not None:
        return by_id.get(tip.network_id)
    last = by_id.get(person.last_network_id) if person.last_network_id else None
    return last or next(iter(person.networks), None)


def use_question(texts: Catalogue, language: Language, use: TipUse, tip: Tip) -> Reply:
    """Was it used, and did it work?"""
    title = escape(tip.title[tip.nearest_language(language)])
    text = texts.say(language, "use-ask-again" if use.asked else "use-ask", title=title)
    tip_again = Choice(texts.say(language, "use-read"), f"tip:{tip.id}")
    return Reply(text, (*outcomes(texts, language, use), tip_again), private=True)


def outcomes(texts: Catalogue, language: Language, use: TipUse) -> tuple[Choice, ...]:
    """What can have come of a tip."""
    return (
        Choice(texts.say(language, "use-worked"), f"use-went:{use.id} {UseOutcome.WORKED}"),
        Choice(texts.say(language, "use-not-worked"), f"use-went:{use.id} {UseOutcome.NOT_WORKED}"),
        Choice(texts.say(language, "use-not-yet"), f"use-went:{use.id} {NOT_YET}"),
    )


async def went(turn: Turn, argument: str) -> list[Reply]:
    """What came of it: `USE OUTCOME`."""
    use_id, _, outcome = argument.partition(" ")
    use = await own_use(turn, use_id)
    if use is None or use.outcome is not UseOutcome.OPEN:
        return closed(turn)
    await let_go(turn, use)
    if outcome == NOT_YET:
        return await not_yet(turn, use)
    await turn.tx.tip_uses.change(use.id, outcome=UseOutcome(outcome), answered_at=turn.now, ask_at=None)
    if use.context:
        return end_or_share(turn, use.id, UseOutcome(outcome))
    asked = turn.say("use-context-worked" if outcome == UseOutcome.WORKED else "use-context-not-worked")
    choices = (Choice(turn.say("skip"), f"use-skip:{use.id}"),)
    return await ask_back(turn, asked, CONTEXT, {"use": use_id}, choices)


async def not_yet(turn: Turn, use: TipUse) -> list[Reply]:
    """It is asked once more, and then no more."""
    network = await turn.tx.networks.get(use.network_id) if use.network_id is not None else None
    zone = ZoneInfo(network.timezone) if network else ZoneInfo("UTC")
    ask_at = asked_once_more_at(turn.now, max(use.asked, 1), zone)
    await turn.tx.tip_uses.change(use.id, ask_at=ask_at, asked_at=None)
    return [Reply(turn.say("use-asked-again" if ask_at else "use-left-alone"), private=True)]


async def asked_typed(turn: Turn, text: str) -> list[Reply]:
    """An answer in words: the situation it was in; only whether it worked is left to ask."""
    use = await own_use(turn, turn.answered["use"])
    if use is None or use.outcome is not UseOutcome.OPEN:
        return closed(turn)
    await turn.tx.tip_uses.change(use.id, context=kept(text))
    return [Reply(turn.say("use-noted-and-outcome"), outcomes(turn.texts, turn.language, use), private=True)]


async def context_typed(turn: Turn, text: str) -> list[Reply]:
    """The situation it was in."""
    use = await own_use(turn, turn.answered["use"])
    if use is None or use.outcome is UseOutcome.OPEN:
        return closed(turn)
    await turn.tx.tip_uses.change(use.id, context=kept(text))
    return end_or_share(turn, use.id, use.outcome)


async def skip_context(turn: Turn, use_id: str) -> list[Reply]:
    """Nothing to say of it."""
    return [Reply(turn.say("use-thanks"), private=True)] if await own_use(turn, use_id) else closed(turn)


def end_or_share(turn: Turn, use_id: int, outcome: UseOutcome) -> list[Reply]:
    """Thank them; of what did not work, ask whether others may be warned. No answer is no."""
    if outcome is UseOutcome.WORKED:
        return [Reply(turn.say("use-thanks"), private=True)]
    choices = (
        Choice(turn.say("use-share-no"), f"use-share:{use_id} no"),
        Choice(turn.say("use-share-yes"), f"use-share:{use_id} yes"),
    )
    return [Reply(turn.say("use-share"), choices, private=True)]


async def share(turn: Turn, argument: str) -> list[Reply]:
    """Whether what did not work may stand under the tip: `USE yes`."""
    use_id, _, answer = argument.partition(" ")
    use = await own_use(turn, use_id)
    if use is None or not use.context:
        return closed(turn)
    await turn.tx.tip_uses.change(use.id, shared=answer == "yes")
    return [Reply(turn.say("use-shared" if answer == "yes" else "use-not-shared"), private=True)]


async def let_go(turn: Turn, use: TipUse) -> None:
    """Ask nothing about a use any more of what was planned, and expect no answer to it."""
    await turn.tx.outbox.cancel_open(about(use.id))
    if use.person_id is not None:
        await turn.tx.expected.close(use.person_id, about(use.id))


async def own_use(turn: Turn, use_id: str) -> TipUse | None:
    """The use with this id, if it is theirs who speak."""
    use = await turn.tx.tip_uses.get(int(use_id))
    person = turn.visitor.person
    return use if use and person and use.person_id == person.id else None


def kept(text: str) -> str:
    """A situation as it is kept: on one line, for it may come to stand under a tip."""
    return " ".join(text.split())[:LONGEST_CONTEXT]


CHOICES = {
    "use-went": ChoiceAction(went, answers=ASKED),
    "use-skip": ChoiceAction(skip_context, answers=CONTEXT),
    "use-share": ChoiceAction(share),
}
STEPS = {
    ASKED: Step(asked_typed, guarded=True, unasked=True),
    CONTEXT: Step(context_typed, guarded=True, topics=True),
}
