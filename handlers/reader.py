"""Understands a message and finds who answers it, in the order that people expect."""

from dataclasses import dataclass, replace

from bot.contract import Choice, IncomingMessage, Kind, MessageRef, Reply
from handlers.access import Who, may
from handlers.choices import ChoiceList, parse_token
from handlers.codes import looks_like_code
from handlers.groups import is_for_bot
from handlers.questions import Heard, ShortMemory
from handlers.reading import (
    AnswerOrQuestion,
    Chosen,
    ClosedList,
    LoneNumber,
    NoSuchNumber,
    Open,
    Question,
    Reading,
    StepAnswer,
    read,
)
from handlers.steps import PendingStep
from handlers.table import Command, Table
from handlers.troubles import explained
from handlers.turn import Turn
from knowledge_base import Decision, Found, KnowledgeBase, SmallTalk, Unknown, Urgent
from scheduler.outbox import answer_key

COMMAND_SIGNS = ("/", "!")

AS_ANSWER, AS_QUESTION = "as-answer", "as-question"


@dataclass(frozen=True, slots=True)
class Said:
    """The replies to a message, and the turn as it was understood: its language is theirs.

    `retired` are the messages whose choices can't be chosen (any more).
    """

    turn: Turn
    replies: list[Reply]
    retired: tuple[MessageRef, ...] = ()


class Reader:
    """Reads a message against what is open in its chat, and has the right handler answer it."""

    def __init__(self, table: Table, knowledge: KnowledgeBase, memory: ShortMemory) -> None:
        self._table = table
        self._knowledge = knowledge
        self._memory = memory

    async def answer(self, turn: Turn) -> Said:
        """What there is to say to a message; nothing for kinds that ask for nothing."""
        if not is_for_bot(turn.message, self._knows(turn.message)):
            return Said(turn, [])
        match turn.message.kind:
            case Kind.COMMAND:
                return await self._run_command(turn)
            case Kind.CHOICE:
                return await self._run_click(turn)
            case Kind.TEXT:
                return await self._run_text(turn)
            case Kind.EDIT:
                return await self._run_edit(turn)
            case Kind.REACTION:
                return await self._run_reaction(turn)
            case Kind.MEDIA:
                return await self._unless_stranger(turn, Reply(turn.say("only-text")))
            case Kind.TROUBLE:
                return Said(turn, explained(turn))
            case _:
                return Said(turn, [])

    def _knows(self, message: IncomingMessage) -> bool:
        return message.kind is Kind.COMMAND and self._command(message.text)[0] is not None

    def _command(self, text: str) -> tuple[Command | None, str]:
        name, *rest = text.split(maxsplit=1) or [""]
        return self._table.command(name), rest[0].strip() if rest else ""

    async def _run_command(self, turn: Turn) -> Said:
        command, argument = self._command(turn.message.text)
        if command is None:
            return await self._unless_stranger(turn, Reply(turn.say("unknown-command")))
        return await self._obey(turn, command, argument)

    async def _obey(self, turn: Turn, command: Command, argument: str) -> Said:
        if not await self._may(turn, command.who):
            asks = command.asks and bool(argument)
            return self._turned_away(turn, argument) if asks else self._refused(turn, command.who)
        if command.asks:
            turn = self._in_language_of(turn, argument)
        return Said(turn, await command.run(turn, argument))

    async def _run_click(self, turn: Turn) -> Said:
        """A button: it carries a token, and only the stored list says what that stands for."""
        token = parse_token(turn.message.text)
        shown = await turn.tx.choices.named(token[0]) if token else None
        if token is None or shown is None or not self._is_here(turn, shown):
            return await self._closed(turn)
        turn = turn.speaking(shown.language)
        if not shown.can_be_chosen_from(turn.now):
            return await self._closed(turn, shown)
        choice = shown.at(token[1])
        if choice and not self._may_choose(turn, shown, choice):
            return Said(turn, [Reply(turn.say("not-yours"), private=True)])
        return await self._act_on(turn, Chosen(shown, choice) if choice else ClosedList(shown))

    def _is_here(self, turn: Turn, shown: ChoiceList) -> bool:
        here = turn.message.address
        there = shown.address
        return (here.platform, here.conversation) == (there.platform, there.conversation)

    def _may_choose(self, turn: Turn, shown: ChoiceList, choice: Choice) -> bool:
        action = self._table.choices.get(choice.value.partition(":")[0])
        return shown.owner in (None, turn.message.sender) or (action is not None and action.for_all)

    async def _run_reaction(self, turn: Turn) -> Said:
        """An emoji under a message: a choice, if it is the sign of one that can still be chosen."""
        ref = turn.message.replies_to
        key = await turn.tx.outbox.key_of(ref) if ref else None
        shown = await turn.tx.choices.keyed(key) if key else None
        choice = shown.signed(turn.message.text) if shown else None
        if shown is None or choice is None or not shown.can_be_chosen_from(turn.now):
            return Said(turn, [])
        if not self._may_choose(turn, shown, choice):
            return Said(turn, [])
        return await self._act_on(turn, Chosen(shown, choice))

    async def _run_edit(self, turn: Turn) -> Said:
        """A question that was edited: the answer to it changes. Everything else that was said stays said."""
        answered = answer_key(turn.message.address.platform, turn.message.edits or "", 1)
        shown = await self._own_list(turn, answered)
        question = self._as_question(turn.message.text)
        if shown is None or question is None or not is_about(shown, turn.message.edits or ""):
            return Said(turn, [])
        if not await self._may(turn, Who.ASKERS):
            return Said(turn, [])
        await self._close_shown_at(turn, answered)
        said = await self._ask(turn, question)
        first, *rest = said.replies
        return replace(said, replies=[replace(first, replaces=answered), *rest])

    async def _close_shown_at(self, turn: Turn, key: str) -> None:
        """Close the list of a message, and the one that stands there now if the message was edited before."""
        ref = await turn.tx.outbox.ref_of(key)
        shown_now = await turn.tx.outbox.key_of(ref) if ref else None
        for each in {key, shown_now or key}:
            await turn.tx.choices.close(each, turn.now)

    async def _own_list(self, turn: Turn, key: str) -> ChoiceList | None:
        """The choices under an answer to this person: nobody changes what another asked."""
        shown = await turn.tx.choices.keyed(key)
        return shown if shown and shown.owner in (None, turn.message.sender) else None

    def _as_question(self, text: str) -> str | None:
        """The question in an edited text, which may be a command that asks."""
        if not text.startswith(COMMAND_SIGNS):
            return text
        command, argument = self._command(text[1:])
        return argument if command and command.asks else None

    async def _run_text(self, turn: Turn) -> Said:
        text = turn.message.text
        if not text.strip():
            return Said(turn, [Reply(turn.say("empty"))])
        if command := self._table.plain_command(text):
            return await self._obey(turn, command, "")
        state = await self._what_is_open(turn)
        decision = self._knowledge.judge(text).decision if state.step else Unknown()
        if state.step and self._is_beside(state.step, decision):
            state = replace(state, step=None)
        reading = read(text, state, lambda step: self._looks_like_question(step, text, decision))
        return await self._act_on(turn, reading)

    async def _what_is_open(self, turn: Turn) -> Open:
        message = turn.message
        lists = await turn.tx.choices.open_in(message.address, message.sender, message.text, turn.now)
        step = await self._current_step(turn)
        replied = await turn.tx.outbox.key_of(message.replies_to) if message.replies_to else None
        if replied is None:
            return Open(lists, step)
        replied_list = await turn.tx.choices.keyed(replied)
        if replied_list and replied_list not in lists and self._is_open_to(turn, replied_list):
            lists = [*lists, replied_list]
        return Open(lists, step, replied_list, step is not None and step.prompt_key == replied)

    def _is_open_to(self, turn: Turn, shown: ChoiceList) -> bool:
        return shown.can_be_chosen_from(turn.now) and shown.owner in (None, turn.message.sender)

    async def _current_step(self, turn: Turn) -> PendingStep | None:
        """What this person has still to answer, if this version knows such a step."""
        step = await turn.tx.steps.current(turn.message.address, turn.message.sender, turn.now)
        return step if step and step.name in self._table.steps else None

    def _is_beside(self, step: PendingStep, decision: Decision) -> bool:
        """Whether a text is no answer: danger goes before everything, "hoi" is no question."""
        if isinstance(decision, SmallTalk):
            return self._table.steps[step.name].takes_questions
        return isinstance(decision, Urgent)

    def _looks_like_question(self, step: PendingStep, text: str, decision: Decision) -> bool:
        ends_like_one = text.rstrip().endswith("?") and not self._table.steps[step.name].takes_questions
        return ends_like_one or isinstance(decision, Found)

    async def _act_on(self, turn: Turn, reading: Reading) -> Said:
        match reading:
            case LoneNumber() | Question() if not await self._may(turn, Who.ASKERS):
                return await self._greet_stranger(turn)
            case Chosen(shown, choice):
                return await self._choose(turn.speaking(shown.language), shown, choice.value)
            case NoSuchNumber(shown):
                turn = turn.speaking(shown.language)
                first, last = shown.numbers()
                return Said(turn, [Reply(turn.say("number-of-list", first=first, last=last))])
            case ClosedList(shown):
                return await self._closed(turn.speaking(shown.language), shown)
            case StepAnswer(step):
                return await self._finish_step(turn, step, turn.message.text)
            case AnswerOrQuestion(step):
                return self._ask_which(turn.speaking(step.language))
            case LoneNumber():
                return Said(turn, [Reply(turn.say("lone-number"))])
            case Question():
                return await self._ask(turn, turn.message.text)

    async def _may(self, turn: Turn, who: Who) -> bool:
        if may(turn.visitor, who):
            return True
        return who is Who.ASKERS and await turn.tx.networks.anybody_may_ask()

    def _refused(self, turn: Turn, who: Who) -> Said:
        """Why not, to somebody alone; in a group it would only tell others who is what."""
        if not turn.message.is_direct:
            return Said(turn, [])
        is_stranger = who is not Who.FACILITATORS or not turn.visitor.is_member
        return Said(turn, [Reply(turn.say("stranger" if is_stranger else "facilitators-only"))])

    async def _unless_stranger(self, turn: Turn, reply: Reply) -> Said:
        return Said(turn, [reply]) if await self._may(turn, Who.ASKERS) else self._refused(turn, Who.ASKERS)

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

    async def _ask(self, turn: Turn, text: str) -> Said:
        turn = self._in_language_of(turn, text)
        return Said(turn, await self._table.question(turn, text))

    def _in_language_of(self, turn: Turn, text: str) -> Turn:
        return turn.speaking(self._knowledge.language(text, turn.language))

    def _ask_which(self, turn: Turn) -> Said:
        self._memory.keep(turn.message, Heard(turn.message.text, turn.language))
        choices = (
            Choice(turn.say("it-is-the-answer"), f"{AS_ANSWER}:{turn.message.id}"),
            Choice(turn.say("it-is-a-question"), f"{AS_QUESTION}:{turn.message.id}"),
        )
        return Said(turn, [Reply(turn.say("answer-or-question"), choices)])

    async def _choose(self, turn: Turn, shown: ChoiceList, value: str) -> Said:
        name, _, argument = value.partition(":")
        if name in (AS_ANSWER, AS_QUESTION):
            retired = await self._close(turn, shown)
            return replace(await self._read_again(turn, name, argument), retired=retired)
        action = self._table.choices.get(name)
        if action is None:  # from a version that knew more, or less
            return await self._closed(turn, shown)
        if not await self._may(turn, action.who):
            return self._refused(turn, action.who)
        if action.answers:
            turn = await self._answering(turn, action.answers)
        retired = () if action.leaves_open else await self._close(turn, shown)
        return Said(turn, await action.run(turn, argument), retired)

    async def _close(self, turn: Turn, shown: ChoiceList) -> tuple[MessageRef, ...]:
        await turn.tx.choices.close(shown.key, turn.now)
        return await self._stands_in(turn, shown)

    async def _closed(self, turn: Turn, shown: ChoiceList | None = None) -> Said:
        return Said(turn, [Reply(turn.say("closed"))], await self._stands_in(turn, shown))

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
            return await self._ask(turn, heard.text)
        step = await self._current_step(turn)
        if step is None:
            return await self._closed(turn)
        return await self._finish_step(turn, step, heard.text)

    async def _answering(self, turn: Turn, name: str) -> Turn:
        """The turn with the data of the step that a choice answers, which is closed by that."""
        step = await self._current_step(turn)
        if step is None or step.name != name:
            return turn
        await turn.tx.steps.close(turn.message.address, turn.message.sender)
        return replace(turn, answered=step.data)

    async def _finish_step(self, turn: Turn, step: PendingStep, text: str) -> Said:
        if not await self._may(turn, self._table.steps[step.name].who):
            return self._refused(turn, self._table.steps[step.name].who)
        turn = replace(turn.speaking(step.language), answered=step.data)
        await turn.tx.steps.close(turn.message.address, turn.message.sender)
        return Said(turn, await self._table.steps[step.name].run(turn, text))


def is_about(shown: ChoiceList, message_id: str) -> bool:
    """Whether these choices go with the answer to a question, asked in this message."""
    return any(choice.value.endswith((f":{message_id}", f" {message_id}")) for choice in shown.choices)
