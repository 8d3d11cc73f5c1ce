"""A tip translated to somebody's own practice in four questions. Only the step that comes of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.contract import Choice, Reply, escape
from handlers.asking_back import ask_back
from handlers.learn.tips import seen_networks
from handlers.learn.trying import note_helped
from handlers.reflect.marks import Between, Mark, OutOfRange, marked, read_mark
from handlers.reflect.reflecting import marks
from handlers.reflect.stepping import network_for, step_typed
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from knowledge_base import KnowledgeBase

MARK, TAKE, NEED, STEP = "translate-mark", "translate-take", "translate-need", "translate-step"
LONGEST_KEPT = 500  # characters of an answer, until the dialogue is over


def translate_choice(turn: Turn, tip_id: str) -> Sequence[Choice]:
    """The way in, under a tip; for members, who have a practice to translate it to."""
    if turn.visitor.person is None or not turn.visitor.is_member:
        return ()
    return (Choice(turn.say("translate"), f"translate:{tip_id}"),)


@dataclass(frozen=True, slots=True)
class Translating:
    """The handlers of the four questions."""

    knowledge: KnowledgeBase

    @property
    def choices(self) -> dict[str, ChoiceAction]:
        """Where it begins, the marks, and leaving out a question."""
        return {
            "translate": ChoiceAction(self.begin, leaves_open=True),
            "translate-mark": ChoiceAction(self.mark_chosen, answers=MARK),
            "translate-skip-take": ChoiceAction(self.skip_take, answers=TAKE),
            "translate-skip-need": ChoiceAction(self.skip_need, answers=NEED),
        }

    @property
    def steps(self) -> dict[str, Step]:
        """The answers in words."""
        return {
            MARK: Step(self.mark_typed, guarded=True, plainly=marked),
            TAKE: Step(self.take_typed, guarded=True, topics=True),
            NEED: Step(self.need_typed, guarded=True, topics=True),
            STEP: Step(self.step_typed, guarded=True, topics=True),
        }

    async def begin(self, turn: Turn, tip_id: str) -> list[Reply]:
        """How is it with this at your place, from 0 to 10?"""
        tip = self.knowledge.tip(tip_id, seen_networks(turn.visitor))
        if tip is None:
            return [Reply(turn.say("closed"), private=True)]
        title = tip.title[tip.nearest_language(turn.language)]
        text = turn.say("translate-ask-mark", title=escape(title))
        return await ask_back(turn, text, MARK, {"tip": tip_id}, marks(f"translate-mark:{tip_id}"))

    async def mark_chosen(self, turn: Turn, argument: str) -> list[Reply]:
        """A mark by one tap: `TIP MARK`."""
        tip_id, _, mark = argument.partition(" ")
        return await self._ask_take(turn, {"tip": tip_id, "mark": mark})

    async def mark_typed(self, turn: Turn, text: str) -> list[Reply]:
        """A mark in words; other words are what they take along already."""
        match read_mark(text):
            case Mark(value, rest):
                data = {**turn.answered, "mark": str(value)}
                return await (
                    self._ask_need(turn, {**data, "take": kept(rest)}) if rest else self._ask_take(turn, data)
                )
            case Between() | OutOfRange():
                choices = marks(f"translate-mark:{turn.answered['tip']}")
                return await ask_back(turn, turn.say("reflect-no-such-mark"), MARK, turn.answered, choices)
            case _:
                return await self.take_typed(turn, text)

    async def take_typed(self, turn: Turn, text: str) -> list[Reply]:
        """What they take from the tip, and what not."""
        return await self._ask_need(turn, {**turn.answered, "take": kept(text)})

    async def skip_take(self, turn: Turn, tip_id: str) -> list[Reply]:
        """On to what it needs."""
        return await self._ask_need(turn, {"tip": tip_id, **turn.answered})

    async def need_typed(self, turn: Turn, text: str) -> list[Reply]:
        """What it needs at their place."""
        return await self._ask_step(turn, {**turn.answered, "need": kept(text)})

    async def skip_need(self, turn: Turn, tip_id: str) -> list[Reply]:
        """On to the step."""
        return await self._ask_step(turn, {"tip": tip_id, **turn.answered})

    async def step_typed(self, turn: Turn, text: str) -> list[Reply]:
        """What they can do tomorrow: a small step like any other. What led to it is shown once more."""
        [reply] = await step_typed(turn, text)
        tip = self.knowledge.tip(turn.answered.get("tip", ""), seen_networks(turn.visitor))
        if tip:
            await note_helped(turn, tip)
        summary = self._summary(turn, text)
        return [Reply(f"{summary}\n\n{reply.text}", reply.choices, private=True, sensitive=True)]

    async def _ask_take(self, turn: Turn, data: Mapping[str, str]) -> list[Reply]:
        choices = (Choice(turn.say("skip"), f"translate-skip-take:{data['tip']}"),)
        return await ask_back(turn, turn.say("translate-ask-take"), TAKE, data, choices)

    async def _ask_need(self, turn: Turn, data: Mapping[str, str]) -> list[Reply]:
        choices = (Choice(turn.say("skip"), f"translate-skip-need:{data['tip']}"),)
        return await ask_back(turn, turn.say("translate-ask-need"), NEED, data, choices)

    async def _ask_step(self, turn: Turn, data: Mapping[str, str]) -> list[Reply]:
        known = {**data, "network": str(network_for(turn.visitor.person))}
        return await ask_back(turn, turn.say("translate-ask-step"), STEP, known)

    def _summary(self, turn: Turn, step: str) -> str:
        parts = {
            "mark": turn.answered.get("mark"),
            "take": turn.answered.get("take"),
            "need": turn.answered.get("need"),
        }
        lines = [turn.say(f"translate-sum-{name}", said=escape(said)) for name, said in parts.items() if said]
        return "\n".join([*lines, turn.say("translate-sum-step", said=escape(kept(step)))])


def kept(text: str) -> str:
    """An answer as it is carried along."""
    return text.strip()[:LONGEST_KEPT]
