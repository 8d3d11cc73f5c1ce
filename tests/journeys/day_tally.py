"""Counts what became of a simulated day: what was lost, what came twice, how memory grew."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from bot.store import open_database
from bot.store.tables import outbox
from scheduler.meetings import Answer
from scheduler.outbox import Status, answer_key
from tests.journeys.day_life import Files
from tests.journeys.day_plan import HOUR, PLATFORM, Shown

STAYS_AWAY = (Answer.NO, Answer.REPLACED)


@dataclass(frozen=True, slots=True)
class Tally:
    """What members saw, beside what they should have seen.

    `expected` are the reminders that members should get; `doubled` and `answers_doubled` came twice in one
    life, which nothing excuses; `doubled_by_kills` were on their way when the bot was killed. `unsent` is
    what was due and stands in the delivery account as anything but sent, by status.
    """

    asked: int
    answers_lost: int
    answers_doubled: int
    sent: int
    expected: int
    lost: int
    doubled: int
    doubled_by_kills: int
    most_by_one_kill: int
    unsent: dict[str, int]
    growth: float

    def __str__(self) -> str:
        return (
            f"asked={self.asked} answers_lost={self.answers_lost} answers_doubled={self.answers_doubled} "
            f"sent={self.sent} reminders={self.expected} lost={self.lost} doubled={self.doubled} "
            f"doubled_by_kills={self.doubled_by_kills} most_by_one_kill={self.most_by_one_kill} "
            f"unsent={self.unsent} memory={self.growth:+.1%}"
        )


async def tally(url: str, files: Files, meetings: dict[int, str]) -> Tally:
    """Count. `meetings` are those of which a reminder came due, by id, with the name of the reminder."""
    seen = list(files.seen())
    asked = files.asked.read_text().split()
    keys = {shown.key for shown in seen}
    expected = await reminders(url, meetings)
    twice, by_kill = doubles([shown for shown in seen if not shown.is_edit])
    return Tally(
        asked=len(asked),
        answers_lost=sum(answer_key(PLATFORM, name, 1) not in keys for name in asked),
        answers_doubled=sum(key.startswith(PLATFORM) for key in twice),
        sent=len(seen),
        expected=len(expected),
        lost=len(expected - keys),
        doubled=sum(not key.startswith(PLATFORM) for key in twice),
        doubled_by_kills=by_kill.total(),
        most_by_one_kill=max(by_kill.values(), default=0),
        unsent=await unsent(url),
        growth=growth(files),
    )


def doubles(seen: list[Shown]) -> tuple[list[str], Counter[int]]:
    """The keys that came twice in one life; and by life how much was repeated that it had shown before."""
    lives: defaultdict[str, list[int]] = defaultdict(list)
    for shown in seen:
        lives[shown.key].append(shown.life)
    twice = [key for key, where in lives.items() if len(set(where)) < len(where)]
    by_kill = Counter(life for where in lives.values() for life in sorted(set(where))[:-1])
    return twice, by_kill


async def reminders(url: str, meetings: dict[int, str]) -> set[str]:
    """The keys of the reminders that members should have got: all but those who said that they stay away."""
    store, keys = await open_database(url), set[str]()
    async with store.reading() as tx:
        for meeting_id, name in meetings.items():
            away = {each.person_id for each in await tx.rsvps.all(meeting_id) if each.answer in STAYS_AWAY}
            invited = set(await tx.invitees.ids(meeting_id)) - away
            keys |= {f"meeting-{meeting_id}/v1/person-{one}/reminder-{name}" for one in invited}
    await store.close()
    return keys


async def unsent(url: str) -> dict[str, int]:
    """What is in the delivery account and not sent, by status; what is for later days left out."""
    store = await open_database(url)
    async with store.reading() as tx:
        rows = await tx._connection.execute(select(outbox.c.status, outbox.c.not_before))
        found = [(row.status, row.not_before) for row in rows]
        last = max(sent for status, sent in found if status == Status.SENT)
    await store.close()
    return dict(Counter(str(status) for status, due in found if status != Status.SENT and due <= last))


def growth(files: Files) -> float:
    """The share by which memory grew after the first hour of a life, in the worst of lives."""
    lives: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in files.memory.read_text().splitlines():
        life, moment, megabytes = line.split()
        lives[int(life)].append((float(moment), float(megabytes)))
    return max((grown(weighed) for weighed in lives.values() if len(weighed) > 2), default=0.0)


def grown(weighed: list[tuple[float, float]]) -> float:
    """The growth in one life."""
    begin = weighed[0][0]
    after_an_hour = next(weight for moment, weight in weighed if moment >= begin + HOUR)
    return weighed[-1][1] / after_an_hour - 1
