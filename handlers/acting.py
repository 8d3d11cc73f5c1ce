"""Carries out what a message was understood as: the choice, the answer to a step, the question."""

from dataclasses import dataclass, replace

from bot.contract import Choice, Kind, MessageRef, Reply
from handlers.choices import ChoiceList
from handlers.learn.questions import Heard, ShortMemory
from handlers.people.access import Who, may
from handlers.people.codes import looks_like_code
from handlers.reading import (
    AnswerOrQuestion,
    Chosen,
    ClosedList,
    LoneNumber,
    NoSuchNumber,
    Question,
    Reading,
    StepAnswer,
)
from handlers.steps import PendingStep
from handlers.table import Command, Table
from handlers.turn import Turn
from knowledge_base import KnowledgeBase, Urgent

AS_ANSWER, AS_QUESTION = "as-answer", "as-question"


@dataclass(frozen=True, slots=True)
class Said:
    """The replies to a message, and the turn as it was understood: its language is theirs.

    `retired` are the messages whose choices can't be chosen (any more); `failed`: this is an apology.
    """

    turn: Turn
    replies: list[Reply]
    retired: tuple[MessageRef, ...] = ()
    failed: bool = False


class Acting:
    """Has the right handler of the table answer, if the visitor may ask that of it."""

    def __init__(self, table: Table, knowledge: KnowledgeBase, memory: ShortMemory) -> None:
        self._table = table
        self._knowledge = knowledge
        self._memory = memory

    async def act_on(self, turn: Turn, reading: Reading) -> Said:
        """What there is to say to a text, now that it is clear what it means."""
        match reading:
            case LoneNumber() | Question() if not await is_allowed(turn, Who.ASKERS):
                return await self._greet_stranger(turn)
            case Chosen(shown, choice):
                return await self._choose(turn.speaking(shown.language), shown, choice.value)
            case NoSuchNumber(shown):
                turn = turn.speaking(shown.language)
                first, last = shown.numbers()
                return Said(turn, [Reply(turn.say("number-of-list", first=first, last=last))])
            case ClosedList(shown):
                return await self.closed(turn.speaking(shown.language), shown)
            case StepAnswer(step):
                return await self.finish_step(turn, step, turn.message.text)
            case AnswerOrQuestion(step):
                return self._ask_which(turn.speaking(step.language))
            case LoneNumber():
                return Said(turn, [Reply(turn.say("lone-number"))])
            case Question():
                return await self.ask(turn, turn.message.text)

    async def obey(self, turn: Turn, command: Command, argument: str) -> Said:
        """Carry out a command."""
        if not await is_allowed(turn, command.who):
            asks = command.asks and bool(argument)
            return self._turned_away(turn, argument) if asks else self._refused(turn, command.who)
        if command.asks:
            turn = self._in_language_of(turn, argument)
        return Said(turn, await command.run(turn, argument))

    async def ask(self, turn: Turn, text: str) -> Said:
        """Answer a question, in its own language."""
        turn = self._in_language_of(turn, text)
        return Said(turn, await self._table.question(turn, text))

    async def unless_stranger(self, turn: Turn, reply: Reply) -> Said:
        """This reply; to a stranger what every stranger hears."""
        return Said(turn, [reply]) if await is_allowed(turn, Who.ASKERS) else self._refused(turn, Who.ASKERS)

    async def closed(self, turn: Turn, shown: ChoiceList | None = None) -> Said:
        """What was chosen can't be chosen any more."""
        return Said(turn, [Reply(turn.say("closed"))], await self._stands_in(turn, shown))

    async def current_step(self, turn: Turn, replied: str | None = None) -> PendingStep | None:
        """What this person has still to answer, here or wherever they are, if this version knows such a step.

        `replied` is the key of the message that was replied to, if any.
        """
        asked = await self._expected(turn, replied) if replied else None
        here = asked or await turn.tx.steps.current(turn.message.address, turn.message.sender, turn.now)
        step = here or await self._expected(turn)
        return step if step and step.name in self._table.steps else None

    async def finish_step(self, turn: Turn, step: PendingStep, text: str) -> Said:
        """Take a text as the answer that an open step was waiting for."""
        if not await is_allowed(turn, self._table.steps[step.name].who):
            return self._refused(turn, self._table.steps[step.name].who)
        turn = replace(turn.speaking(step.language), answered=step.data)
        await turn.tx.steps.close(turn.message.address, turn.message.sender)
        await turn.tx.expected.answered(step.prompt_key)
        return Said(turn, await self._table.steps[step.name].run(turn, text))

    async def _expected(self, turn: Turn, replied: str | None = None) -> PendingStep | None:
        person = turn.visitor.person
        if person is None or not turn.message.is_direct:
            return None
        return await turn.tx.expected.current(person.id, turn.now, replied)

    async def _choose(self, turn: Turn, shown: ChoiceList, value: str) -> Said:
        name, _, argument = value.partition(":")
        if name in (AS_ANSWER, AS_QUESTION):
            retired = await self._close(turn, shown)
            return replace(await self._read_again(turn, name, argument), retired=retired)
        action = self._table.choices.get(name)
        if action is None:  # from a version that knew more, or less
            return await self.closed(turn, shown)
        if not await is_allowed(turn, action.who):
            return self._refused(turn, action.who)
        if action.answers:
            turn = await self._answering(turn, action.answers)
        retired = () if action.leaves_open else await self._close(turn, shown)
        replies = await action.run(turn, argument)
        stays = any(reply.replaces == shown.key for reply in replies)  # with choices of its own, or none
        return Said(turn, replies, () if stays else retired)

    async def _close(self, turn: Turn, shown: ChoiceList) -> tuple[MessageRef, ...]:
        await turn.tx.choices.close(shown.key, turn.now)
        return await self._stands_in(turn, shown)

    async def _stands_in(self, turn: Turn, shown: ChoiceList | None) -> tuple[MessageRef, ...]:
        """The message that shows a list; the one a button was pressed under when the list is unknown."""
        ref = turn.message.replies_to if turn.message.kind is Kind.CHOICE else None
        if ref is None and shown is not None:
            ref = await turn.tx.outbox.ref_of(shown.key)
        return (ref,) if ref else ()

    async def _read_again(self, turn: Turn, way: str, message_id: str) -> Said:
        """The person said what the words were meant as, if we still know them."""
        heard = self._memory.recall(turn.message, message_id)
        if heard is None:
            return Said(turn, [Reply(turn.say("words-forgotten"))])
        if way == AS_QUESTION:
            await turn.tx.steps.close(turn.message.address, turn.message.sender)
            return await self.ask(replace(turn, original=heard.ref), heard.text)
        step = await self.current_step(turn)
        if step is None:
            return await self.closed(turn)
        return await self.finish_step(replace(turn, original=heard.ref), step, heard.text)

    async def _answering(self, turn: Turn, name: str) -> Turn:
        """The turn with the data of the step that a choice answers, which is closed by that."""
        step = await self.current_step(turn)
        if step is None or step.name != name:
            return turn
        await turn.tx.steps.close(turn.message.address, turn.message.sender)
        return replace(turn, answered=step.data)

    def or_the_answer(self, said: Said) -> Said:
        """What was said to words that sound like danger, and a way to say that they were just the answer.

        Whoever looks back on a hard week writes of what went wrong; the words must not be lost by that.
        """
        first, *rest = said.replies
        text = f"{first.text}\n\n{said.turn.say('danger-or-answer')}"
        asked = replace(first, text=text, choices=(self._as_answer(said.turn),))
        return replace(said, replies=[asked, *rest])

    def _as_answer(self, turn: Turn) -> Choice:
        self._memory.keep(turn.message, Heard(turn.message.text, turn.language, turn.message.ref))
        return Choice(turn.say("it-is-the-answer"), f"{AS_ANSWER}:{turn.message.id}")

    def _ask_which(self, turn: Turn) -> Said:
        choices = (
            self._as_answer(turn),
            Choice(turn.say("it-is-a-question"), f"{AS_QUESTION}:{turn.message.id}"),
        )
        return Said(turn, [Reply(turn.say("answer-or-question"), choices)])

    async def _greet_stranger(self, turn: Turn) -> Said:
        """Somebody we don't know: perhaps they typed their code."""
        if turn.message.is_direct and looks_like_code(turn.message.text):
            return Said(turn, await self._table.code(turn, turn.message.text))
        return self._turned_away(turn, turn.message.text)

    def _turned_away(self, turn: Turn, text: str) -> Said:
        """A stranger hears how to come in; one who writes of danger, first whom to call."""
        decision = self._knowledge.judge(text).decision
        refused = self._refused(turn, Who.ASKERS)
        if not isinstance(decision, Urgent):
            return refused
        turn = self._in_language_of(turn, text)
        words = [decision.texts[turn.language], *(turn.say("stranger") for _ in refused.replies)]
        return Said(turn, [Reply("\n\n".join(words))])

    def _refused(self, turn: Turn, who: Who) -> Said:
        """Why not, to somebody alone; in a group it would only tell others who is what."""
        if not turn.message.is_direct:
            return Said(turn, [])
        is_stranger = who is not Who.FACILITATORS or not turn.visitor.is_member
        return Said(turn, [Reply(turn.say("stranger" if is_stranger else "facilitators-only"))])

    def _in_language_of(self, turn: Turn, text: str) -> Turn:
        return turn.speaking(self._knowledge.language(text, turn.language))


async def is_allowed(turn: Turn, who: Who) -> bool:
    """Whether the visitor may do what is for `who`."""
    if may(turn.visitor, who):
        return True
    return who is Who.ASKERS and await turn.tx.networks.anybody_may_ask()
