"""Reminders to people, planned in the database of a bot that is running, and a count of what they saw."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import SystemClock
from bot.contract import Reply
from bot.store import open_database
from scheduler.outbox import OutboxKind, Planned, ToPerson

BATCH = 500


def words(number: int) -> str:
    """What reminder number so many says."""
    return f"Herinnering {number}."


async def add_people(url: str, platform: str, senders: Iterable[str]) -> list[int]:
    """Somebody behind each of these doors, which the bot knows already or reaches by that name; the ids."""
    store, people = await open_database(url), []
    now = SystemClock().now()
    async with store.transaction() as tx:
        for sender in senders:
            person_id = await tx.people.add(f"Lid {sender}", None, None, "nl", now, started=True)
            if await tx.doors.private_chat(platform, sender) is None:
                await tx.doors.opened(platform, sender, sender)
            await tx.doors.belongs_to(platform, sender, person_id)
            people.append(person_id)
    await store.close()
    return people


async def plan_reminders(
    url: str, people: Sequence[int], *, begin: int = 0, after_s: Sequence[float] = ()
) -> datetime:
    """A reminder for each of these people, numbered from `begin`, due at once or after so many seconds.

    Says from when that counts.
    """
    store, now = await open_database(url), SystemClock().now()
    moments = [now + timedelta(seconds=seconds) for seconds in after_s] or [now] * len(people)
    reminders = [
        reminder(number, person, due)
        for number, (person, due) in enumerate(zip(people, moments, strict=True), begin)
    ]
    for start in range(0, len(reminders), BATCH):
        async with store.transaction() as tx:
            await tx.outbox.plan(reminders[start : start + BATCH])
    await store.close()
    return now


def reminder(number: int, person_id: int, due: datetime) -> Planned:
    """One reminder."""
    key = f"meeting-1/v1/person-{person_id}/reminder-{number}"
    until = due + timedelta(days=1)
    reply = Reply(words(number))
    return Planned(key, OutboxKind.REMINDER, ToPerson(person_id), reply, due, until, subject="meeting-1")


@dataclass(slots=True)
class Seen:
    """Texts in the order in which they were seen, with the life of the bot in which that was."""

    texts: list[tuple[int, str]] = field(default_factory=list)

    def doubles_by_life(self) -> Counter[int]:
        """How many were repeats, in each life that repeated something."""
        known: set[str] = set()
        doubles: Counter[int] = Counter()
        for life, text in self.texts:
            doubles[life] += text in known
            known.add(text)
        return doubles

    def lost(self, number: int) -> int:
        """How many of so many reminders nobody saw."""
        return len({words(count) for count in range(number)} - {text for _, text in self.texts})
