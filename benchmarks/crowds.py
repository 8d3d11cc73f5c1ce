"""A database with a crowd of members who have been talking with the bot for a while, written row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert

from bot.contract import choice_token
from bot.store import Database, open_database
from bot.store.tables import choice_list, doors, handled, memberships, outbox, people
from handlers.people.people import Role
from scheduler.outbox import OutboxKind, Status

PLATFORM = "telegram"
A_NETWORK = 1000  # members
ANSWERED = 5  # questions of each member
ROWS = 5000
FIRST_ID = 10_000_000  # of members; the askers of a measurement have lower ones
SINCE = datetime(2026, 1, 5, 9, tzinfo=UTC)
CHOICES = [["Ja", "helped:yes", None], ["Nee", "helped:no", None]]


async def filled(url: str, members: int, askers: Sequence[int] = ()) -> None:
    """Put so many members into an empty database, in networks of a thousand; the first are `askers`."""
    store = await open_database(url)
    try:
        networks = [await network(store, number) for number in range(-(-members // A_NETWORK))]
        senders = [*askers, *range(FIRST_ID, FIRST_ID + members - len(askers))]
        for table, rows in tables(senders, networks).items():
            await write(store, table, rows)
    finally:
        await store.close()


async def network(store: Database, number: int) -> int:
    """A network that anybody could be in; the id."""
    async with store.transaction() as tx:
        return await tx.networks.add(
            f"n{number}", f"Netwerk {number}", timezone="Europe/Amsterdam", language="nl"
        )


def tables(senders: Sequence[int], networks: Sequence[int]) -> Mapping[Table, Iterator[dict[str, Any]]]:
    """The rows of each table; the id of a person is their number, from 1."""
    numbered = list(enumerate(senders, 1))
    turns = [(sender, turn) for sender in senders for turn in range(ANSWERED)]
    return {
        people: (person(number) for number, _ in numbered),
        memberships: (
            {
                "person_id": number,
                "network_id": networks[(number - 1) // A_NETWORK],
                "role": Role.MEMBER,
                "since": SINCE,
            }
            for number, _ in numbered
        ),
        doors: (door(number, sender) for number, sender in numbered),
        handled: ({"digest": f"{sender}-{turn}", "at": SINCE} for sender, turn in turns),
        outbox: (answer(sender, turn) for sender, turn in turns),
        choice_list: (shown(sender, turn) for sender, turn in turns),
    }


async def write(store: Database, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows, some thousands in a transaction."""
    coming = iter(rows)
    while some := list(islice(coming, ROWS)):
        async with store.transaction() as tx:
            await tx._connection.execute(insert(table), some)


def person(number: int) -> dict[str, Any]:
    """Somebody."""
    return {
        "id": number,
        "pseudonym": f"p{number}",
        "name": f"Lid {number}",
        "language": "nl",
        "started_at": SINCE,
        "created_at": SINCE,
    }


def door(number: int, sender: int) -> dict[str, Any]:
    """Where they are reached."""
    return {
        "platform": PLATFORM,
        "sender": str(sender),
        "person_id": number,
        "conversation": str(sender),
        "preferred": True,
    }


def answer(sender: int, turn: int) -> dict[str, Any]:
    """An answer that they got."""
    at = SINCE + timedelta(days=turn)
    return {
        "key": f"telegram-{sender}/{turn}/answer-1",
        "kind": OutboxKind.ANSWER,
        "platform": PLATFORM,
        "conversation": str(sender),
        "reply": {"text": "Wat je kunt doen: bel de school. " * 10},
        "status": Status.SENT,
        "not_before": at,
        "sent_at": at,
        "attempts": 1,
        "message_id": str(turn),
        "fleeting": False,
    }


def shown(sender: int, turn: int) -> dict[str, Any]:
    """The choices below it, open still."""
    key = f"telegram-{sender}/{turn}/answer-1"
    return {
        "key": key,
        "name": choice_token(key, 0).partition(":")[0],
        "platform": PLATFORM,
        "conversation": str(sender),
        "language": "nl",
        "choices": CHOICES,
        "labels": "\nja\n\nnee\n",
        "expires_at": SINCE + timedelta(days=3650),
    }
