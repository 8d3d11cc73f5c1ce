"""What the guard leaves in the store, on both databases: counts, old questions, removals on their way."""

import logging
from datetime import timedelta

import alembic.command
import pytest
from sqlalchemy import text as sql

from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    MessageRef,
    NotAllowed,
    PermanentDeliveryError,
    Removal,
    Reply,
    TemporaryDeliveryError,
)
from bot.store import Database, open_database
from handlers.guard.counts import Counted, Event, Outcome, events_of
from handlers.learn.old_questions import BATCH, guard_old_questions
from handlers.people.people import Function, Role
from knowledge_base.guard import Guard, Kind, Level
from scheduler.delivery import Delivery
from scheduler.housekeeping import forget_old
from scheduler.retention import RULES
from tests.fakes import FakeClock, FakeMessenger
from tests.integration.test_opening import migrating
from tests.outbox_rows import ANNA, NOW, plan, planned, row

DAY = timedelta(days=1)
NAME = Event(Kind.NAME, Level.CERTAIN, Outcome.HELD)
PHONE = Event(Kind.PHONE, Level.CERTAIN, Outcome.HELD)
GROUP = Address("fake", "group", "topic")
THEIRS = MessageRef(GROUP, "theirs-1")
REMOVING = Reply("Weg.", removes=Removal(THEIRS, "Doe het zelf."))


# Counts


async def test_counts_grow_by_day_network_kind_level_and_outcome(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.guard_counts.note(NOW.date(), 7, [NAME, PHONE, NAME])
        await tx.guard_counts.note(NOW.date(), 7, [NAME])
        await tx.guard_counts.note(NOW.date() + DAY, 7, [NAME])
        await tx.guard_counts.note(NOW.date(), None, [PHONE])
        await tx.guard_counts.note(NOW.date(), 7, [])
    async with store.reading() as tx:
        assert await tx.guard_counts.of(7) == [
            Counted(NOW.date(), NAME, 2),
            Counted(NOW.date(), PHONE, 1),
            Counted(NOW.date() + DAY, NAME, 1),
        ]
        assert await tx.guard_counts.of(None) == [Counted(NOW.date(), PHONE, 1)]


def test_of_a_text_each_kind_is_counted_once(guard: Guard) -> None:
    spans = guard.check("bel 06-12345678 of 06-87654321").spans
    assert events_of(spans, Outcome.HELD) == {PHONE}


async def test_counts_are_kept_for_24_months_of_whole_days(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.guard_counts.note(NOW.date(), 7, [NAME])
    [rule] = [rule for rule in RULES if rule.kind == "guard-counts"]
    two_years_on = NOW.replace(year=NOW.year + 2)
    assert await forget_old(store, [rule], two_years_on) == {"guard-counts": 0}
    assert await forget_old(store, [rule], two_years_on + DAY) == {"guard-counts": 1}


# Questions from before the guard


async def keep(store: Database, *texts: str) -> None:
    """Questions that somebody passed on before there was a guard."""
    async with store.transaction() as tx:
        for text in texts:
            await tx.questions.add(ANNA, "anna", text, "nl", NOW)


async def stored(store: Database) -> list[str]:
    """What stands in the store now."""
    async with store.reading() as tx:
        return [question.text for question in await tx.questions.all()]


async def test_old_questions_are_reworded_where_that_is_certain_and_left_alone_elsewhere(
    store: Database, guard: Guard, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    unreadable = " en ".join(f"06-123456{number}" for number in range(10, 40))
    await keep(store, "Waarom?", "bel 06-12345678", "kunnen we met Floor praten", unreadable)
    await guard_old_questions(store, guard, NOW)
    assert await stored(store) == ["Waarom?", "bel een telefoonnummer", "kunnen we met Floor praten"]
    assert "12345678" not in caplog.text
    async with store.reading() as tx:
        assert [(counted.event.outcome, counted.times) for counted in await tx.guard_counts.of(None)] == [
            (Outcome.ERASED_LATER, 1),
            (Outcome.REWORDED_LATER, 1),
        ]


async def test_that_is_done_once(store: Database, guard: Guard) -> None:
    await guard_old_questions(store, guard, NOW)
    await keep(store, "bel 06-12345678")
    await guard_old_questions(store, guard, NOW)
    assert await stored(store) == ["bel 06-12345678"]


class Stumbling:
    """A guard that fails at a certain word, once."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self.fails = True

    def check(self, text: str, language: object = None) -> object:
        if text.startswith("stop") and self.fails:
            self.fails = False
            raise RuntimeError("stopped halfway")
        return self._guard.check(text)


async def test_what_was_stopped_halfway_goes_on_where_it_was(store: Database, guard: Guard) -> None:
    await keep(store, *["bel 06-12345678"] * BATCH, "stop bij 06-12345678")
    stumbling = Stumbling(guard)
    with pytest.raises(RuntimeError):
        await guard_old_questions(store, stumbling, NOW)  # type: ignore[arg-type] # half a guard
    assert (await stored(store)).count("bel een telefoonnummer") == BATCH
    await guard_old_questions(store, stumbling, NOW)  # type: ignore[arg-type] # half a guard
    assert (await stored(store))[-1] == "stop bij een telefoonnummer"


async def test_an_upgrade_gives_old_questions_the_only_network_of_their_asker(database_url: str) -> None:
    database = await open_database(database_url)
    async with database.transaction() as tx:
        networks = [
            await tx.networks.add(key, key, timezone="Europe/Amsterdam", language="nl")
            for key in ("oost", "west")
        ]
        for sender, places in (("anna", networks[1:]), ("bram", networks), ("carla", [])):
            person_id = await tx.people.add(sender, None, Function.OTHER, "nl", NOW, started=True)
            await tx.doors.belongs_to("fake", sender, person_id)
            for network_id in places:
                await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
    await database.close()
    with migrating(database_url) as settings:
        alembic.command.downgrade(settings, "0004")
        for sender in ("anna", "bram", "carla", "dirk"):
            settings.attributes["connection"].execute(
                sql(
                    "INSERT INTO questions (platform, conversation, sender, text, language, status, asked_at)"
                    f" VALUES ('fake', 'chat', '{sender}', '{sender}', 'nl', 'open', '2026-12-03 13:00:00')"
                )
            )
    database = await open_database(database_url)
    async with database.reading() as tx:
        found = {question.text: question.network for question in await tx.questions.all()}
    await database.close()
    assert found == {"anna": "west", "bram": None, "carla": None, "dirk": None}


# Removals on their way


@pytest.fixture
def delivery(store: Database, messenger: FakeMessenger, clock: FakeClock) -> Delivery:
    """Delivery of this process."""
    messenger.theirs.append(THEIRS)
    return Delivery(store, {"fake": messenger}, clock, "me")


async def test_a_message_is_removed_before_that_is_said(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    await plan(store, planned("a", reply=REMOVING))
    await delivery.send_all_due()
    assert messenger.theirs == []
    assert [shown.reply.text for shown in messenger.shown] == ["Weg."]


@pytest.mark.parametrize(
    "error",
    [NotAllowed("too old"), PermanentDeliveryError("forbidden", gone=True), ConversationMoved(ANNA)],
    ids=lambda error: type(error).__name__,
)
async def test_where_a_removal_is_refused_something_else_is_said_in_an_open_chat(
    store: Database, delivery: Delivery, messenger: FakeMessenger, error: DeliveryError
) -> None:
    messenger.fail_next(error)
    await plan(store, planned("a", reply=REMOVING))
    await delivery.send_all_due()
    assert messenger.theirs == [THEIRS]
    assert [(shown.ref.address, shown.reply.text) for shown in messenger.shown] == [(ANNA, "Doe het zelf.")]


async def test_a_removal_that_may_work_later_is_tried_later(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await plan(store, planned("a", reply=REMOVING))
    await delivery.send_all_due()
    assert (messenger.shown, messenger.theirs) == ([], [THEIRS])
    clock.advance(timedelta(minutes=1))
    await delivery.send_all_due()
    assert (len(messenger.shown), messenger.theirs) == (1, [])


async def test_words_that_may_not_be_stored_are_not_stored_with_a_removal_either(store: Database) -> None:
    removal = Removal(THEIRS, "Haal Jayden zelf weg.")
    await plan(store, planned("a", reply=Reply("Jayden is weg.", removes=removal, instead="Nog eens.")))
    kept = (await row(store, "a")).reply
    assert "Jayden" not in str(kept)
    assert kept["removes"] == ["fake", "group", "topic", "theirs-1", "Nog eens."]
