"""One transaction and the repositories that work inside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.store.accounts import AccountRepository
from bot.store.agenda import AgendaRepository
from bot.store.attendance import AttendanceRepository
from bot.store.audit import AuditRepository
from bot.store.calendar_feeds import CalendarFeedRepository
from bot.store.choices import ChoiceListRepository
from bot.store.connection import Connection
from bot.store.conversations import ConversationRepository
from bot.store.doors import DoorRepository
from bot.store.erasures import ErasureRepository
from bot.store.expected import ExpectedRepository
from bot.store.facts import FactRepository
from bot.store.feedback import FeedbackRepository
from bot.store.gaps import GapRepository
from bot.store.guard_counts import GuardCountRepository
from bot.store.handled import HandledRepository
from bot.store.invitations import InvitationRepository
from bot.store.invitees import InviteeRepository
from bot.store.meeting_messages import MeetingMessageRepository
from bot.store.meetings import MeetingRepository
from bot.store.networks import NetworkRepository
from bot.store.organisations import OrganisationRepository
from bot.store.outbox import OutboxRepository
from bot.store.own_data import OwnDataRepository
from bot.store.people import PeopleRepository
from bot.store.prompt_answers import PromptAnswerRepository
from bot.store.question_groups import QuestionGroupRepository
from bot.store.questions import QuestionRepository
from bot.store.reflections import ReflectionRepository
from bot.store.retention import RetentionRepository
from bot.store.rsvps import RsvpRepository
from bot.store.sight import SightRepository
from bot.store.small_steps import SmallStepRepository
from bot.store.steps import StepRepository
from bot.store.surplus import SurplusRepository
from bot.store.tip_records import TipRecordRepository
from bot.store.tip_uses import TipUseRepository
from bot.store.tips import TipRepository
from bot.store.waiting import WaitingRepository


class Transaction:
    """What is done through these repositories becomes true together, or not at all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.accounts = AccountRepository(connection)
        self.agenda = AgendaRepository(connection)
        self.attendance = AttendanceRepository(connection)
        self.audit = AuditRepository(connection)
        self.calendar_feeds = CalendarFeedRepository(connection)
        self.choices = ChoiceListRepository(connection)
        self.conversations = ConversationRepository(connection)
        self.doors = DoorRepository(connection)
        self.erasures = ErasureRepository(connection)
        self.expected = ExpectedRepository(connection)
        self.facts = FactRepository(connection)
        self.feedback = FeedbackRepository(connection)
        self.gaps = GapRepository(connection)
        self.guard_counts = GuardCountRepository(connection)
        self.handled = HandledRepository(connection)
        self.invitations = InvitationRepository(connection)
        self.invitees = InviteeRepository(connection)
        self.meeting_messages = MeetingMessageRepository(connection)
        self.meetings = MeetingRepository(connection)
        self.networks = NetworkRepository(connection)
        self.organisations = OrganisationRepository(connection)
        self.outbox = OutboxRepository(connection)
        self.own_data = OwnDataRepository(connection)
        self.people = PeopleRepository(connection)
        self.prompt_answers = PromptAnswerRepository(connection)
        self.question_groups = QuestionGroupRepository(connection)
        self.questions = QuestionRepository(connection)
        self.reflections = ReflectionRepository(connection)
        self.retention = RetentionRepository(connection)
        self.sight = SightRepository(connection)
        self.small_steps = SmallStepRepository(connection)
        self.rsvps = RsvpRepository(connection)
        self.steps = StepRepository(connection)
        self.surplus = SurplusRepository(connection)
        self.tip_records = TipRecordRepository(connection)
        self.tip_uses = TipUseRepository(connection)
        self.tips = TipRepository(connection)
        self.waiting = WaitingRepository(connection)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What the block wrote is undone when it raises; what was written before stays."""
        async with self._connection.begin_nested():
            yield
