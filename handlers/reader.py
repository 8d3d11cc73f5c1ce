"""Understands a message and finds who answers it, in the order that people expect."""

from dataclasses import replace

from bot.contract import Address, Choice, IncomingMessage, Kind, Reply
from handlers.acting import Acting, Said, is_allowed
from handlers.choices import ChoiceList, parse_token
from handlers.groups import is_for_bot
from handlers.learn.questions import ShortMemory
from handlers.learn.tips import seen_networks
from handlers.people.access import Who
from handlers.reading import Chosen, ClosedList, Open, Question, read
from handlers.steps import PendingStep
from handlers.table import Command, Table
from handlers.troubles import explained
from handlers.turn import Turn
from knowledge_base import Decision, Found, KnowledgeBase, SmallTalk, Unknown, Urgent
from scheduler.outbox import answer_key

COMMAND_SIGNS = ("/", "!")


class Reader:
    """Reads a message against what is open in its chat, and has the right handler answer it."""

    def __init__(self, table: Table, knowledge: KnowledgeBase, memory: ShortMemory) -> None:
        self._table = table
        self._knowledge = knowledge
        self._acting = Acting(table, knowledge, memory)

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
                return await self._acting.unless_stranger(turn, Reply(turn.say("only-text")))
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
            return await self._acting.unless_stranger(turn, Reply(turn.say("unknown-command")))
        return await self._acting.obey(turn, command, argument)

    async def _run_click(self, turn: Turn) -> Said:
        """A button: it carries a token, and only the stored list says what that stands for."""
        token = parse_token(turn.message.text)
        shown = await turn.tx.choices.named(token[0]) if token else None
        if token is None or shown is None or not self._is_here(turn, shown):
            return await self._acting.closed(turn)
        turn = turn.speaking(shown.language)
        if not shown.can_be_chosen_from(turn.now):
            return await self._acting.closed(turn, shown)
        choice = shown.at(token[1])
        if choice and not self._may_choose(turn, shown, choice):
            return Said(turn, [Reply(turn.say("not-yours"), private=True)])
        return await self._acting.act_on(turn, Chosen(shown, choice) if choice else ClosedList(shown))

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
        return await self._acting.act_on(turn, Chosen(shown, choice))

    async def _run_edit(self, turn: Turn) -> Said:
        """A question that was edited: the answer to it changes. Everything else that was said stays said."""
        question = self._as_question(turn.message.text)
        if question and (waiting := await self._table.held.waiting(turn)):
            return await self._take_other_words(turn, *waiting, question)
        answered = answer_key(turn.message.address.platform, turn.message.edits or "", 1)
        shown = await self._own_list(turn, answered)
        if shown is None or question is None or not is_about(shown, turn.message.edits or ""):
            return Said(turn, [])
        if not await is_allowed(turn, Who.ASKERS):
            return Said(turn, [])
        await self._close_shown_at(turn, answered)
        return in_place_of(answered, await self._acting.ask(turn, question))

    async def _take_other_words(self, turn: Turn, place: Address, step: PendingStep, text: str) -> Said:
        """What the guard stopped was edited: that answers the step, in the place where the guard spoke up."""
        there = replace(turn, message=replace(turn.message, address=place, is_direct=True))
        await self._close_shown_at(there, step.prompt_key)
        return in_place_of(step.prompt_key, await self._acting.finish_step(there, step, text))

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
            return await self._acting.obey(turn, command, "")
        state, networks = await self._what_is_open(turn), seen_networks(turn.visitor)
        decision = self._knowledge.judge(text, networks).decision if state.step else Unknown()
        step = state.step
        is_plain = step is not None and self._table.steps[step.name].plainly(step, text)
        if step and not is_plain and self._is_beside(step, decision):
            state = replace(state, step=None)
        state = replace(state, plainly=is_plain)
        reading = read(
            text, state, lambda step: not is_plain and self._looks_like_question(turn, step, decision)
        )
        said = await self._acting.act_on(turn, reading)
        is_set_aside = step and isinstance(decision, Urgent) and isinstance(reading, Question)
        return self._acting.or_the_answer(said) if is_set_aside else said

    async def _what_is_open(self, turn: Turn) -> Open:
        message = turn.message
        lists = await turn.tx.choices.open_in(message.address, message.sender, message.text, turn.now)
        replied = await turn.tx.outbox.key_of(message.replies_to) if message.replies_to else None
        step = await self._acting.current_step(turn, replied)
        if replied is None:
            return Open(lists, step)
        replied_list = await turn.tx.choices.keyed(replied)
        if replied_list and replied_list not in lists and self._is_open_to(turn, replied_list):
            lists = [*lists, replied_list]
        return Open(lists, step, replied_list, step is not None and step.prompt_key == replied)

    def _is_open_to(self, turn: Turn, shown: ChoiceList) -> bool:
        return shown.can_be_chosen_from(turn.now) and shown.owner in (None, turn.message.sender)

    def _is_beside(self, step: PendingStep, decision: Decision) -> bool:
        """Whether a text is no answer: danger goes before everything, "hoi" is no question.

        What only resembles small talk ("we hebben gelachen") is what somebody has to tell.
        """
        if isinstance(decision, SmallTalk):
            answer = self._table.steps[step.name]
            return decision.known and (answer.takes_questions or answer.unasked)
        return isinstance(decision, Urgent)

    def _looks_like_question(self, turn: Turn, step: PendingStep, decision: Decision) -> bool:
        text, answer = turn.message.text, self._table.steps[step.name]
        is_known = isinstance(decision, Found) and not answer.topics
        if answer.takes_questions:
            rewording = self._table.held.is_rewording(turn, step, text)
            return is_known if rewording is None else not rewording
        return text.rstrip().endswith("?") or is_known


def in_place_of(key: str, said: Said) -> Said:
    """The same, but the first reply takes the place of an earlier message."""
    first, *rest = said.replies
    return replace(said, replies=[replace(first, replaces=key), *rest])


def is_about(shown: ChoiceList, message_id: str) -> bool:
    """Whether these choices go with the answer to a question, asked in this message."""
    return any(choice.value.endswith((f":{message_id}", f" {message_id}")) for choice in shown.choices)
