"""Puts the monthly overview of what was not known into the outbox: once, whatever happens."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.contract import Language
from handlers.learn.gaps import Gaps, Month, OpenGroup, month_in_words
from handlers.learn.group_agenda import on_agenda_of
from handlers.learn.open_questions import QuestionGroups
from handlers.learn.question_cards import is_waiting
from handlers.learn.question_planner import facilitators
from handlers.meet.free_days import free_day
from handlers.meet.meetings import Agenda, Meetings
from handlers.notices import language_of
from handlers.people.people import Network, Networks, People
from handlers.texts import Catalogue
from knowledge_base import Theme
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.reflections import Window, awake
from scheduler.rounds import at_wall

MORNING = time(10)  # an hour after the weekly digest, which may come the same day
KEPT_FOR = timedelta(days=5)
LATE = timedelta(hours=12)  # an overview that was not written by then is left out
DAY = timedelta(days=1)


class Transaction(Protocol):
    """What an overview is made of."""

    @property
    def gaps(self) -> Gaps: ...
    @property
    def question_groups(self) -> QuestionGroups: ...
    @property
    def agenda(self) -> Agenda: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def networks(self) -> Networks: ...
    @property
    def people(self) -> People: ...


class Store(Protocol):
    """Opens transactions to read."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]: ...


class GapPlanner:
    """The source of monthly overviews of what was not known."""

    def __init__(self, store: Store, texts: Catalogue, themes: Mapping[str, Theme]) -> None:
        self._store = store
        self._texts = texts
        self._themes = themes

    async def __call__(self, now: datetime) -> Sequence[Planned]:
        """An overview for each network where it is the month's first working day, if there is any need."""
        planned: list[Planned] = []
        async with self._store.reading() as tx:
            for network in await tx.networks.all():
                window = first_morning(network, now)
                if not window.not_before <= now < window.not_before + LATE:
                    continue
                month = await last_month(tx, network, now)
                if month is not None:
                    planned += [
                        self._message(person.id, language_of(person, network), network, month, window)
                        for person in await facilitators(tx, network)
                    ]
        return planned

    def _message(
        self, person_id: int, language: Language, network: Network, month: Month, window: Window
    ) -> Planned:
        subject = f"gaps-{network.id}-{month.first_day:%Y-%m}"
        return Planned(
            f"{subject}/person-{person_id}/digest",
            OutboxKind.DIGEST,
            ToPerson(person_id, language),
            month_in_words(self._texts, language, self._themes, month),
            window.not_before,
            window.not_after,
            subject=subject,
            network_id=network.id,
        )


def first_morning(network: Network, now: datetime) -> Window:
    """The morning of this month's first working day, out of quiet hours."""
    zone = ZoneInfo(network.timezone)
    day = first_working_day(now.astimezone(zone).date().replace(day=1))
    start = awake(at_wall(day, MORNING, zone), network.quiet, zone)
    return Window(start, start + KEPT_FOR)


def first_working_day(day: date) -> date:
    """This day, or the first after it on which people are at work."""
    while (free := free_day(day, "nl")).public or free.is_weekend:
        day += DAY
    return day


async def last_month(tx: Transaction, network: Network, now: datetime) -> Month | None:
    """What was not known in a network the month before; None when nothing was asked in vain."""
    zone = ZoneInfo(network.timezone)
    begins = now.astimezone(zone).date().replace(day=1)
    first_day = (begins - DAY).replace(day=1)
    gaps = await tx.gaps.of(network.id, first_day)
    waiting = [each for each in await tx.question_groups.of_network(network.id) if is_waiting(each)]
    since = at_wall(first_day, time(0), zone)
    if not gaps and not any(group.created_at >= since for group in waiting):
        return None
    free = [group.id for group in waiting if await on_agenda_of(tx, group, now) is None]
    asked = await tx.question_groups.asked_in(free)
    groups = [OpenGroup(group_id, each[0].text, len(each)) for group_id, each in asked.items()]
    return Month(network.name, first_day, gaps, sorted(groups, key=lambda group: -group.asked))
