"""What a handler gets: the message, the moment, the language, and a transaction to work in."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.contract import Address, IncomingMessage, Language, MessageRef, Reply
from handlers.choices import ChoiceList
from handlers.expected import Expected
from handlers.feedback import Feedback
from handlers.guard.counts import GuardCounts
from handlers.learn.gaps import Gaps
from handlers.learn.open_questions import QuestionGroups
from handlers.learn.questions import Questions
from handlers.learn.reviewing import TipRecords
from handlers.learn.tip_uses import TipUses
from handlers.learn.tips import Tips
from handlers.meet.accounts import Accounts
from handlers.meet.meeting_planner import MeetingMessages
from handlers.meet.meetings import Agenda, Attendance, CalendarFeeds, Invitees, Meetings, Rsvps
from handlers.people.invitations import Invitations
from handlers.people.own_data import OwnData
from handlers.people.people import STRANGER, Doors, Networks, Organisations, People, Visitor
from handlers.reflect.prompt_answers import PromptAnswers
from handlers.reflect.reflections import Reflections
from handlers.reflect.small_steps import SmallSteps
from handlers.steps import STEP_OPEN_FOR, PendingStep, Steps
from handlers.texts import Catalogue, Value
from scheduler.outbox import Claimed, OutboxKind, Planned, answer_key


class Handled(Protocol):
    """The messages that were handled."""

    async def add(self, platform: str, message_id: str, at: datetime) -> bool: ...


class Outbox(Protocol):
    """What answering needs of the outbox."""

    async def plan(self, messages: Iterable[Planned]) -> int: ...
    async def plan_claimed(self, message: Planned, lease: str, now: datetime) -> Claimed: ...
    async def key_of(self, ref: MessageRef) -> str | None: ...
    async def ref_of(self, key: str) -> MessageRef | None: ...
    async def fail_all(self, to: Address, reason: str) -> int: ...
    async def cancel_open(
        self, subject: str, kinds: Collection[OutboxKind] | None = None, *, person_id: int | None = None
    ) -> int: ...
    async def cancel_due_between(self, subject: str, start: datetime, end: datetime) -> int: ...
    async def cancel_for_leaver(self, person_id: int, network_id: int) -> int: ...
    async def hand_over(self, old_person_id: int, new_person_id: int) -> None: ...


class Choices(Protocol):
    """The lists that were shown."""

    async def add(self, shown: ChoiceList) -> None: ...
    async def open_in(
        self, address: Address, sender: str, text: str, now: datetime
    ) -> Sequence[ChoiceList]: ...
    async def keyed(self, key: str) -> ChoiceList | None: ...
    async def named(self, name: str) -> ChoiceList | None: ...
    async def close(self, key: str, now: datetime) -> None: ...
    async def close_all(self, address: Address, sender: str, now: datetime) -> int: ...


class Conversations(Protocol):
    """Everything that goes on somewhere."""

    async def move(self, old: Address, new: Address) -> None: ...


class Facts(Protocol):
    """What the bot found out about itself."""

    async def get(self, name: str) -> str | None: ...
    async def keep(self, name: str, value: str) -> None: ...


class Audit(Protocol):
    """Who changed what."""

    async def note(
        self,
        actor: str,
        action: str,
        at: datetime,
        *,
        network_id: int | None = None,
        subject: str | None = None,
        detail: str | None = None,
    ) -> None: ...


class Transaction(Protocol):
    """Everything a turn may read and write; it becomes true together or not at all."""

    @property
    def handled(self) -> Handled: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def doors(self) -> Doors: ...
    @property
    def steps(self) -> Steps: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def question_groups(self) -> QuestionGroups: ...
    @property
    def feedback(self) -> Feedback: ...
    @property
    def people(self) -> People: ...
    @property
    def networks(self) -> Networks: ...
    @property
    def organisations(self) -> Organisations: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def gaps(self) -> Gaps: ...
    @property
    def guard_counts(self) -> GuardCounts: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def own_data(self) -> OwnData: ...
    @property
    def expected(self) -> Expected: ...
    @property
    def reflections(self) -> Reflections: ...
    @property
    def small_steps(self) -> SmallSteps: ...
    @property
    def prompt_answers(self) -> PromptAnswers: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def invitees(self) -> Invitees: ...
    @property
    def meeting_messages(self) -> MeetingMessages: ...
    @property
    def rsvps(self) -> Rsvps: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def attendance(self) -> Attendance: ...
    @property
    def calendar_feeds(self) -> CalendarFeeds: ...
    @property
    def tips(self) -> Tips: ...
    @property
    def tip_uses(self) -> TipUses: ...
    @property
    def tip_records(self) -> TipRecords: ...

    def savepoint(self) -> AbstractAsyncContextManager[None]: ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and what is needed to answer it; `answered` is the data of the step that it answers.

    `original`: the earlier message of the sender in which the words stand that this is about, if it is one.
    """

    message: IncomingMessage
    now: datetime
    language: Language
    tx: Transaction
    texts: Catalogue
    visitor: Visitor = STRANGER
    answered: Mapping[str, str] = field(default_factory=dict)
    original: MessageRef | None = None

    @property
    def words_in(self) -> MessageRef | None:
        """The message in which the words stand that this is about, where it may be taken away."""
        return self.original or self.message.ref

    def say(self, text_id: str, **values: Value) -> str:
        """A text of the catalogue in the language of this turn."""
        return self.texts.say(self.language, text_id, **values)

    def speaking(self, language: Language) -> "Turn":
        """The same turn in another language."""
        return replace(self, language=language)

    def key(self, number: int) -> str:
        """The outbox key that the reply number `number` (from 1) of this turn gets."""
        return answer_key(self.message.address.platform, self.message.id, number)

    async def wait_for(
        self,
        step: str,
        data: Mapping[str, str],
        *,
        where: Address | None = None,
        how_long: timedelta = STEP_OPEN_FOR,
    ) -> None:
        """Take the next text of this person, here or `where`, as the answer to the first reply."""
        pending = PendingStep(step, dict(data), self.key(1), self.language, self.now + how_long)
        await self.tx.steps.open(where or self.message.address, self.message.sender, pending)


Handler = Callable[[Turn, str], Awaitable[list[Reply]]]
"""Answers a turn, given the argument of the command, the choice or the words of the text."""
