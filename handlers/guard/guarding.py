"""The one way by which a member's words are stored or passed on: past the guard.

Nothing is stored or passed on that may identify a child, a parent or somebody else in a case. The words are
pointed at from memory alone; what is stored in their place says nothing of them.
"""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from bot.contract import Address, Choice, Language, MessageRef, Removal, Reply
from handlers.acting import is_allowed
from handlers.guard.counts import Outcome, events_of
from handlers.guard.remarks import (
    LEAVE,
    LET_THROUGH,
    PERSON,
    REMOVE,
    REMOVE_ALONE,
    SEND,
    Remark,
    remark_on,
    removal_value,
)
from handlers.learn.questions import Heard, ShortMemory
from handlers.people.access import Who
from handlers.people.people import Person
from handlers.steps import STEP_OPEN_FOR, PendingStep
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from handlers.whereabouts import private_place
from knowledge_base.guard import Checked
from scheduler.outbox import answer_key

HELD = "held"  # in the data of a step: the message whose words wait for what their author makes of them
RETYPED_WITHIN = timedelta(hours=1)  # where what is typed later may as well be a new question
MOST_CHECKED = 8000  # characters; nothing that is stored is longer
MOST_REMINDED = 1000
WORD = re.compile(r"\w+")


class Guard(Protocol):
    """Says what in a text may identify somebody."""

    def check(self, text: str, language: Language | None = None) -> Checked: ...


class Guarding:
    """Stands between what members write and the steps that store it. `steps` are those of the table."""

    def __init__(self, guard: Guard, memory: ShortMemory, steps: Mapping[str, Step]) -> None:
        self._guard = guard
        self._memory = memory
        self._steps = steps
        self._reminded: deque[tuple[str, str]] = deque(maxlen=MOST_REMINDED)
        self.choices = {
            SEND: ChoiceAction(self.send_neutral, who=Who.ASKERS),
            LET_THROUGH: ChoiceAction(self.let_through, who=Who.ASKERS),
            PERSON: ChoiceAction(self.is_person, who=Who.ASKERS),
            REMOVE: ChoiceAction(self.remove, who=Who.EVERYBODY),
            REMOVE_ALONE: ChoiceAction(remove_alone, who=Who.EVERYBODY),
            LEAVE: ChoiceAction(self.leave, who=Who.EVERYBODY),
        }

    async def __call__(self, turn: Turn, text: str, *, then: str) -> list[Reply]:
        """Let the step `then` have these words, with `turn.answered`, if nothing in them identifies anybody.

        Else the member is told what does, and chooses; or types the words anew, which answers that step.
        """
        turn = self._without_former(turn)
        text = text[:MOST_CHECKED]
        checked = self._guard.check(text)
        if not checked.personal:
            return await self._go_on(turn, then, text)
        heard = Heard(text, turn.language, turn.words_in, turn.answered)
        remark = remark_on(checked)
        await self._count(turn, checked, Outcome.HELD if remark.is_certain else Outcome.ASKED)
        return [await self._remark(turn, then, heard, remark)]

    def neutral(self, text: str) -> str:
        """A text without what may identify somebody; the same when nothing does."""
        return self._guard.check(text[:MOST_CHECKED]).neutral

    def before(self, name: str, step: Step) -> Step:
        """The same step, with the guard before it where it is to be guarded."""

        async def checked(turn: Turn, text: str) -> list[Reply]:
            return await self(turn, text, then=name)

        return replace(step, run=checked) if step.guarded else step

    async def on_question(self, turn: Turn, text: str, answer: Reply) -> list[Reply]:
        """An answer to a question that is not stored; with one line, not twice in a row, on client data."""
        checked = self._guard.check(text[:MOST_CHECKED])
        asker = (turn.message.address.platform, turn.message.sender)
        if not remark_on(checked).is_certain:
            if asker in self._reminded:
                self._reminded.remove(asker)
            return [answer]
        await self._count(turn, checked, Outcome.ANSWERED)
        if asker in self._reminded or await private_place(turn.tx, turn.message) is None:
            return [answer]
        self._reminded.append(asker)
        if turn.message.is_direct:
            return [replace(answer, text=f"{answer.text}\n\n{turn.say('guard-gentle')}")]
        return [answer, line_alone(turn)]

    async def send_neutral(self, turn: Turn, argument: str) -> list[Reply]:
        """The neutral wording goes on."""
        then, held = argument.split(" ")
        heard = self._memory.recall(turn.message, held)
        if heard is None:
            return await self._lost(turn, then, held)
        checked = self._guard.check(heard.text)
        await self._count(turn, checked, Outcome.REWORDED)
        return await self._settle(turn, then, held, replace(heard, text=checked.neutral))

    async def let_through(self, turn: Turn, argument: str) -> list[Reply]:
        """The words are about nobody, their author says: they go on as they are."""
        then, held = argument.split(" ")
        heard = self._memory.recall(turn.message, held)
        if heard is None:
            return await self._lost(turn, then, held)
        await self._count(turn, self._guard.check(heard.text), Outcome.LET_THROUGH)
        return await self._settle(turn, then, held, heard)

    async def is_person(self, turn: Turn, argument: str) -> list[Reply]:
        """The words are about somebody: as if the guard had been certain."""
        then, held = argument.split(" ")
        heard = self._memory.recall(turn.message, held)
        if heard is None:
            return await self._lost(turn, then, held)
        checked = self._guard.check(heard.text)
        await self._count(turn, checked, Outcome.PERSON)
        return [
            await self._remark_again(turn, then, held, heard, replace(remark_on(checked), is_certain=True))
        ]

    async def remove(self, turn: Turn, argument: str) -> list[Reply]:
        """Take away the message with the words, if the platform lets us; the choices that are left stay."""
        then, held, place = argument.split(" ", 2)
        heard = self._memory.recall(turn.message, held)
        if heard is None:
            return [removing(turn, place, again) for again in await self._lost(turn, then, held)]
        checked = self._guard.check(heard.text)
        await self._count(turn, checked, Outcome.REMOVAL)
        remark = replace(remark_on(checked), is_certain=True, words=())
        again = await self._remark_again(turn, then, held, replace(heard, ref=None), remark)
        return [removing(turn, place, again)]

    async def leave(self, turn: Turn, argument: str) -> list[Reply]:
        """Nothing goes on."""
        _, held = argument.split(" ")
        heard = self._memory.recall(turn.message, held)
        if heard:
            await self._count(turn, self._guard.check(heard.text), Outcome.LEFT)
        await self._close(turn, held)
        return [Reply(turn.say("guard-left"), private=True, replaces=self._shown(turn, held))]

    async def waiting(self, turn: Turn) -> tuple[Address, PendingStep] | None:
        """The step that waits for other words than those in the message that was edited now, and where."""
        place = await private_place(turn.tx, turn.message)
        step = await self._current(turn, place) if place else None
        if place is None or step is None:
            return None
        heard = self._memory.recall(turn.message, step.data.get(HELD, ""))
        return (place, step) if heard and heard.ref and heard.ref == turn.message.ref else None

    def is_rewording(self, turn: Turn, step: PendingStep, text: str) -> bool | None:
        """Whether a text puts in other words what this step holds; None when it holds nothing known."""
        heard = self._memory.recall(turn.message, step.data.get(HELD, ""))
        return None if heard is None else share_words(heard.text, text)

    async def _go_on(self, turn: Turn, then: str, text: str) -> list[Reply]:
        return await self._steps[then].run(turn, text)

    async def _settle(self, turn: Turn, then: str, held: str, heard: Heard) -> list[Reply]:
        """The words go on; what is said then takes the place of the remark that quoted them."""
        step = self._steps.get(then)
        if step is None or not await is_allowed(turn, step.who):
            return [Reply(turn.say("closed"), private=True)]
        await self._close(turn, held)
        first, *rest = await self._go_on(replace(turn, answered=heard.answered), then, heard.text)
        return [replace(first, replaces=self._shown(turn, held)), *rest]

    async def _remark(self, turn: Turn, then: str, heard: Heard, remark: Remark) -> Reply:
        """Keep the words in memory, wait for others, and say what is the matter."""
        self._memory.keep(turn.message, heard)
        if place := await private_place(turn.tx, turn.message):
            data = {**heard.answered, HELD: turn.message.id}
            how_long = RETYPED_WITHIN if self._steps[then].takes_questions else STEP_OPEN_FOR
            await turn.wait_for(then, data, where=place, how_long=how_long)
        return remark.reply(turn, f"{then} {turn.message.id}", heard.ref)

    async def _remark_again(self, turn: Turn, then: str, held: str, heard: Heard, remark: Remark) -> Reply:
        self._memory.drop(turn.message, held)
        reply = await self._remark(turn, then, heard, remark)
        return replace(reply, replaces=self._shown(turn, held))

    async def _lost(self, turn: Turn, then: str, held: str) -> list[Reply]:
        """The words are not known any more: they were in memory alone."""
        step = await self._current(turn, turn.message.address)
        if step is None or (step.name, step.data.get(HELD)) != (then, held):
            return [Reply(turn.say("closed"), private=True, replaces=self._shown(turn, held))]
        await turn.wait_for(then, step.data)
        return [Reply(turn.say("guard-type-again"), private=True, replaces=self._shown(turn, held))]

    def _without_former(self, turn: Turn) -> Turn:
        """The turn of words that take the place of others, which are forgotten by that."""
        former = turn.answered.get(HELD)
        if former is None:
            return turn
        self._memory.drop(turn.message, former)
        rest = {name: value for name, value in turn.answered.items() if name != HELD}
        return replace(turn, answered=rest)

    async def _close(self, turn: Turn, held: str) -> None:
        """Forget the words, and wait for no others in their place."""
        self._memory.drop(turn.message, held)
        step = await self._current(turn, turn.message.address)
        if step and step.data.get(HELD) == held:
            await turn.tx.steps.close(turn.message.address, turn.message.sender)

    async def _current(self, turn: Turn, place: Address) -> PendingStep | None:
        return await turn.tx.steps.current(place, turn.message.sender, turn.now)

    def _shown(self, turn: Turn, held: str) -> str:
        """The key of the remark on the words of a message."""
        return answer_key(turn.message.address.platform, held, 1)

    async def _count(self, turn: Turn, checked: Checked, outcome: Outcome) -> None:
        events = events_of(checked.spans, outcome)
        await turn.tx.guard_counts.note(turn.now.date(), network_of(turn.visitor.person), events)


def share_words(old: str, new: str) -> bool:
    """Whether at least half of the words of the new text are in the old one."""
    words = set(WORD.findall(new.casefold()))
    return 2 * len(words & set(WORD.findall(old.casefold()))) >= len(words)


def network_of(person: Person | None) -> int | None:
    """The network to count somebody's words under: their only one, else the one they chose last."""
    if person is None:
        return None
    return person.networks[0].id if len(person.networks) == 1 else person.last_network_id


def line_alone(turn: Turn) -> Reply:
    """The line about a question in a group, to its asker alone, with the way to take it away."""
    ref = turn.words_in
    choices = (Choice(turn.say("guard-remove"), removal_value(REMOVE_ALONE, ref)),) if ref else ()
    return Reply(turn.say("guard-gentle-group"), choices, private=True)


async def remove_alone(turn: Turn, place: str) -> list[Reply]:
    """Take away a message that nothing waits for."""
    return [removing(turn, place, Reply("", private=True))]


def removing(turn: Turn, place: str, rest: Reply) -> Reply:
    """That a message is taken away, and the rest; `place` is its conversation and its id there."""
    conversation, message_id = place.split(" ")
    ref = MessageRef(Address(turn.message.address.platform, conversation), message_id)
    refused = paragraphs(turn.say("guard-not-removed"), rest.text)
    return replace(rest, text=paragraphs(turn.say("guard-removed"), rest.text), removes=Removal(ref, refused))


def paragraphs(*texts: str) -> str:
    """Texts below each other, without the empty ones."""
    return "\n\n".join(filter(None, texts))
