"""Puts the weekly digest for facilitators into the outbox, on Monday morning: once, whatever happens."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.notices import language_of
from handlers.people.people import Network, Role
from handlers.reflect.digest import digest, week_of
from handlers.reflect.reflection_planner import Store
from handlers.texts import Catalogue
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.reflections import Window, awake
from scheduler.rounds import at_wall

MORNING = time(9)
KEPT_FOR = timedelta(hours=36)
LATE = timedelta(hours=12)  # a digest that was not written by then is left out


class DigestPlanner:
    """The source of digests."""

    def __init__(self, store: Store, texts: Catalogue) -> None:
        self._store = store
        self._texts = texts

    async def __call__(self, now: datetime) -> Sequence[Planned]:
        """The digests of networks where it is Monday morning; what is in them is looked up only then."""
        planned: list[Planned] = []
        async with self._store.reading() as tx:
            for network in await tx.networks.all():
                window = monday_morning(network, now)
                day = f"{window.not_before.astimezone(ZoneInfo(network.timezone)):%Y-%m-%d}"
                if not window.not_before <= now < window.not_before + LATE:
                    continue
                week = await week_of(tx, network, now)
                planned += [
                    Planned(
                        f"digest-{network.id}-{day}/person-{person.id}/digest",
                        OutboxKind.DIGEST,
                        ToPerson(person.id, language_of(person, network)),
                        digest(self._texts, language_of(person, network), week),
                        window.not_before,
                        window.not_after,
                        subject=f"digest-{network.id}-{day}",
                        network_id=network.id,
                    )
                    for person in await tx.people.all(network.id)
                    if person.role_in(network.id) is Role.FACILITATOR
                ]
        return planned


def monday_morning(network: Network, now: datetime) -> Window:
    """The last Monday morning, out of quiet hours."""
    zone = ZoneInfo(network.timezone)
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    start = awake(at_wall(monday, MORNING, zone), network.quiet, zone)
    return Window(start, start + KEPT_FOR)
