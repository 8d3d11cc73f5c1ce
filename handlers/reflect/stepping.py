"""The small step: "als … dan …", when to be asked about it, and how it went. Theirs alone, unless shared."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.contract import Choice, Language, Reply, escape
from handlers.asking_back import ask_back, closed
from handlers.guard.guarding import Guarding
from handlers.learn.trying import note_step
from handlers.people.people import Person
from handlers.reflect.reflections import shortened
from handlers.reflect.small_steps import Outcome, SmallStep
from handlers.table import ChoiceAction, Command, Step
from handlers.texts import Catalogue
from handlers.turn import Turn
from scheduler.reflections import When, asked_again_at, follow_up_at

TEXT, LEARNED, FOLLOW_UP = "step-text", "step-learned", "step-follow-up"
NOT_YET = "not-yet"
WHENS = (When.WEEK, When.TWO_WEEKS, When.MONTH, When.BEFORE_NEXT, When.NEVER)


def about(step_id: int) -> str:
    """What answers to the question how a step went are about."""
    return f"step-{step_id}"


def follow_up(texts: Catalogue, language: Language, step: SmallStep) -> Reply:
    """How did it go? With the words of the step, which are theirs."""
    text = texts.say(language, "step-how", step=escape(step.text))
    return Reply(text, outcomes(texts, language, step), private=True, sensitive=True)


def outcomes(texts: Catalogue, language: Language, step: SmallStep) -> tuple[Choice, ...]:
    """What can have come of a step."""
    return (
        Choice(texts.say(language, "step-done"), f"step-went:{step.id} {Outcome.DONE}"),
        Choice(texts.say(language, "step-partly"), f"step-went:{step.id} {Outcome.PARTLY}"),
        Choice(texts.say(language, "step-not-done"), f"step-went:{step.id} {Outcome.NOT_DONE}"),
        Choice(texts.say(language, "step-not-yet"), f"step-went:{step.id} {NOT_YET}"),
    )


async def ask_for_step(
    turn: Turn, intro: str, *, network_id: int | None = None, meeting_id: int | None = None
) -> list[Reply]:
    """Ask which step somebody tries."""
    data = {"network": network_id, "meeting": meeting_id}
    choices = (Choice(turn.say("step-none"), f"reflect-no-step:{meeting_id}"),) if meeting_id else ()
    known = {name: str(value) for name, value in data.items() if value is not None}
    return await ask_back(turn, f"{intro} {turn.say('step-ask')}".strip(), TEXT, known, choices)


async def step_typed(turn: Turn, text: str) -> list[Reply]:
    """Keep a step, and ask when to ask about it. `turn.answered` may name the network, meeting and tip."""
    person = turn.visitor.person
    network_id = int(turn.answered.get("network", 0)) or network_for(person)
    if person is None or person.role_in(network_id) is None:
        return closed(turn)
    meeting_id = turn.answered.get("meeting")
    step_id = await turn.tx.small_steps.add(
        person.id,
        network_id,
        shortened(text),
        turn.now,
        meeting_id=int(meeting_id) if meeting_id else None,
        tip=turn.answered.get("tip"),
    )
    return [Reply(turn.say("step-ask-when"), when_choices(turn, step_id), private=True)]


def network_for(person: Person | None) -> int:
    """The network in which a step counts that came up anywhere: the last chosen, else the first."""
    ids = [network.id for network in person.networks] if person else []
    last = person.last_network_id if person else None
    return last if last in ids and last is not None else next(iter(ids), 0)


def when_choices(turn: Turn, step_id: int) -> tuple[Choice, ...]:
    """When to be asked."""
    return tuple(Choice(turn.say(f"when-{when}"), f"step-when:{step_id} {when}") for when in WHENS)


async def when_chosen(turn: Turn, argument: str) -> list[Reply]:
    """Note when to ask: `STEP WHEN`. After a meeting, the reflection ends with this."""
    step_id, _, when = argument.partition(" ")
    step = await own_step(turn, step_id)
    if step is None or step.outcome is not Outcome.OPEN:
        return closed(turn)
    await turn.tx.small_steps.change(
        step.id, ask_when=when, ask_at=await moment_to_ask(turn, step, When(when))
    )
    await turn.tx.outbox.cancel_open(about(step.id))
    done = turn.say("step-never-asked" if when == When.NEVER else "step-will-ask")
    return await finished_with_step(turn, step, done)


async def finished_with_step(turn: Turn, step: SmallStep, done: str) -> list[Reply]:
    """The end of a dialogue that led to a step; after a meeting with whether their words may be shown."""
    person = turn.visitor.person
    reflection = (
        await turn.tx.reflections.of(person.id, step.meeting_id) if person and step.meeting_id else None
    )
    if reflection is None or reflection.takeaway is None or reflection.quotable:
        return [Reply(done, private=True)]
    choices = (Choice(turn.say("quote-yes"), f"reflect-quote:{step.meeting_id}"),)
    return [Reply(f"{done}\n\n{turn.say('reflect-thanks-and-quote')}", choices, private=True)]


async def moment_to_ask(turn: Turn, step: SmallStep, when: When) -> object:
    """When that is; None when it can't be said yet, or is never."""
    network = await turn.tx.networks.get(step.network_id)
    coming = await turn.tx.meetings.coming([step.network_id], turn.now)
    starts = [meeting.start for meeting in coming if meeting.start > turn.now]
    zone = ZoneInfo(network.timezone) if network else ZoneInfo("UTC")
    return follow_up_at(when, turn.now, zone, min(starts, default=None))


async def went(turn: Turn, argument: str) -> list[Reply]:
    """How it went: `STEP OUTCOME`."""
    step_id, _, outcome = argument.partition(" ")
    step = await own_step(turn, step_id)
    if step is None or step.outcome is Outcome.DROPPED:
        return closed(turn)
    await let_go(turn, step)
    if outcome == NOT_YET:
        return await not_yet(turn, step)
    await turn.tx.small_steps.change(step.id, outcome=Outcome(outcome), closed_at=turn.now)
    await note_step(turn, step, Outcome(outcome))
    if step.learned:
        return ask_to_share(turn, step)
    choices = (Choice(turn.say("skip"), f"step-skip-learned:{step.id}"),)
    return await ask_back(turn, turn.say(f"step-went-{outcome}"), LEARNED, {"step": step_id}, choices)


async def not_yet(turn: Turn, step: SmallStep) -> list[Reply]:
    """It is asked once more, and then no more."""
    network = await turn.tx.networks.get(step.network_id)
    zone = ZoneInfo(network.timezone) if network else ZoneInfo("UTC")
    ask_at = asked_again_at(turn.now, max(step.asked, 1), zone)
    await turn.tx.small_steps.change(step.id, ask_at=ask_at)
    return [Reply(turn.say("step-asked-again" if ask_at else "step-left-alone"), private=True)]


async def learned_typed(turn: Turn, text: str) -> list[Reply]:
    """What somebody learned from it."""
    step = await own_step(turn, turn.answered["step"])
    if step is None:
        return closed(turn)
    await turn.tx.small_steps.change(step.id, learned=shortened(text))
    return ask_to_share(turn, step)


async def follow_up_typed(turn: Turn, text: str) -> list[Reply]:
    """An answer in words to how it went: what they learned; only the outcome is left to ask."""
    step = await own_step(turn, turn.answered["step"])
    if step is None:
        return closed(turn)
    await turn.tx.small_steps.change(step.id, learned=shortened(text))
    choices = outcomes(turn.texts, turn.language, step)
    return [Reply(turn.say("step-noted-and-outcome"), choices, private=True)]


async def skip_learned(turn: Turn, step_id: str) -> list[Reply]:
    """Nothing to say about it."""
    step = await own_step(turn, step_id)
    return closed(turn) if step is None else ask_to_share(turn, step)


def ask_to_share(turn: Turn, step: SmallStep) -> list[Reply]:
    """May the network read it? Asked every time; no answer is no."""
    choices = (
        Choice(turn.say("step-share-no"), f"step-share:{step.id} no"),
        Choice(turn.say("step-share-yes"), f"step-share:{step.id} yes"),
    )
    return [Reply(turn.say("step-share"), choices, private=True)]


async def share(turn: Turn, argument: str) -> list[Reply]:
    """Share a step with the network, or not: `STEP yes`."""
    step_id, _, answer = argument.partition(" ")
    step = await own_step(turn, step_id)
    if step is None:
        return closed(turn)
    await turn.tx.small_steps.change(step.id, shared=answer == "yes")
    return [Reply(turn.say("step-shared" if answer == "yes" else "step-not-shared"), private=True)]


async def drop(turn: Turn, step_id: str) -> list[Reply]:
    """Let go of a step."""
    step = await own_step(turn, step_id)
    if step is None:
        return closed(turn)
    await turn.tx.small_steps.change(step.id, outcome=Outcome.DROPPED, closed_at=turn.now)
    await let_go(turn, step)
    return [Reply(turn.say("step-dropped"), private=True)]


async def let_go(turn: Turn, step: SmallStep) -> None:
    """Ask nothing about a step any more of what was planned, and expect no answer to it."""
    await turn.tx.outbox.cancel_open(about(step.id))
    await turn.tx.expected.close(step.person_id, about(step.id))


async def how_it_went(turn: Turn, step_id: str) -> list[Reply]:
    """Say how it went without being asked."""
    step = await own_step(turn, step_id)
    if step is None:
        return closed(turn)
    asked = follow_up(turn.texts, turn.language, step)
    return await ask_back(turn, asked.text, FOLLOW_UP, {"step": step_id}, asked.choices, sensitive=True)


async def other_moment(turn: Turn, step_id: str) -> list[Reply]:
    """Be asked at another moment."""
    step = await own_step(turn, step_id)
    if step is None:
        return closed(turn)
    return [Reply(turn.say("step-ask-when"), when_choices(turn, step.id), private=True)]


async def new_step(turn: Turn, _: str) -> list[Reply]:
    """Another step."""
    return await ask_for_step(turn, "")


async def own_step(turn: Turn, step_id: str) -> SmallStep | None:
    """The step with this id, if it is theirs who speak."""
    step = await turn.tx.small_steps.get(int(step_id))
    person = turn.visitor.person
    return step if step and person and step.person_id == person.id else None


def step_list(turn: Turn, steps: Sequence[SmallStep]) -> Reply:
    """What somebody is trying, and what they can do with the newest of it."""
    lines = "\n".join(f"- {escape(step.text)}" for step in steps)
    newest = steps[-1].id
    choices = (
        Choice(turn.say("step-say-how"), f"step-how:{newest}"),
        Choice(turn.say("step-other-moment"), f"step-moment:{newest}"),
        Choice(turn.say("step-drop"), f"step-drop:{newest}"),
        Choice(turn.say("step-new"), "step-new:"),
    )
    return Reply(turn.say("step-list", steps=lines), choices, private=True, sensitive=True)


class Stepping:
    """The handler of `/stap`, with the guard that words go past."""

    def __init__(self, guarded: Guarding) -> None:
        self._guarded = guarded
        self.commands = (Command("stap", "step", "does-step", self.command),)

    async def command(self, turn: Turn, argument: str) -> list[Reply]:
        """`/stap`: what they are trying; `/stap als … dan …` is a new step."""
        person = turn.visitor.person
        if person is None:
            return [Reply(turn.say("not-for-operator"))]
        if argument:
            return await self._guarded(turn, argument, then=TEXT)
        steps = await turn.tx.small_steps.open_of(person.id)
        return [step_list(turn, steps)] if steps else await new_step(turn, "")


CHOICES = {
    "step-when": ChoiceAction(when_chosen),
    "step-went": ChoiceAction(went, answers=FOLLOW_UP),
    "step-skip-learned": ChoiceAction(skip_learned, answers=LEARNED),
    "step-share": ChoiceAction(share),
    "step-how": ChoiceAction(how_it_went, leaves_open=True),
    "step-moment": ChoiceAction(other_moment, leaves_open=True),
    "step-drop": ChoiceAction(drop),
    "step-new": ChoiceAction(new_step, leaves_open=True),
}
STEPS = {
    TEXT: Step(step_typed, guarded=True, topics=True),
    LEARNED: Step(learned_typed, guarded=True, topics=True),
    FOLLOW_UP: Step(follow_up_typed, guarded=True, unasked=True),
}
