"""A message for a person, on both databases: which door it goes through, and what when that one is closed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from bot.contract import Address, Choice, NotAllowed, PermanentDeliveryError, Reply, TemporaryDeliveryError
from bot.store import Database
from scheduler.delivery import Delivery
from scheduler.housekeeping import tidy_outbox
from scheduler.outbox import ATTEMPTS_BEFORE_OTHER_DOOR, OTHER_DOOR_AFTER, OutboxKind, ToPerson
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import NOW, claim_if_any, plan, planned, row, statuses

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
BLOCKED = PermanentDeliveryError("blocked", gone=True)
DOWN = TemporaryDeliveryError("the server is down")


@pytest.fixture
def other() -> FakeMessenger:
    """The other platform."""
    return FakeMessenger()


@pytest.fixture
def delivery(store: Database, messenger: FakeMessenger, other: FakeMessenger, clock: FakeClock) -> Delivery:
    """Delivery of this process, on both platforms."""
    return Delivery(store, {"fake": messenger, "other": other}, clock, "me")


async def add_person(store: Database, name: str = "anna", *platforms: str) -> int:
    """Somebody with a door on each of these platforms, the first one preferred; the id."""
    async with store.transaction() as tx:
        person_id = await tx.people.add(name, None, None, None, NOW, started=True)
        for platform in platforms or ("fake", "other"):
            await tx.doors.opened(platform, name, f"chat-{name}")
            await tx.doors.belongs_to(platform, name, person_id)
    return person_id


async def change(store: Database, person_id: int, **news: object) -> None:
    """Change something about somebody."""
    async with store.transaction() as tx:
        await tx.people.change(person_id, **news)


async def close(store: Database, platform: str, name: str = "anna") -> None:
    """Somebody blocks the bot."""
    async with store.transaction() as tx:
        await tx.doors.closed(Address(platform, f"chat-{name}"), "blocked", NOW)


def keys(messenger: FakeMessenger) -> list[str]:
    """What stands in the chats of a platform."""
    return [shown.key for shown in messenger.shown]


async def test_it_goes_through_the_door_that_they_prefer(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger
) -> None:
    person_id = await add_person(store, "anna", "other", "fake")
    await plan(store, planned("a", to=ToPerson(person_id)))
    assert (await row(store, "a")).platform is None
    assert await delivery.send_all_due() == 1
    assert (keys(messenger), keys(other)) == ([], ["a"])
    noted = await row(store, "a")
    assert (noted.status, noted.platform, noted.conversation) == ("sent", "other", "chat-anna")


async def test_a_change_of_mind_counts_until_the_moment_of_sending(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)))
    async with store.transaction() as tx:
        await tx.doors.prefer(person_id, "other", "anna")
    await delivery.send_all_due()
    assert (keys(messenger), keys(other)) == ([], ["a"])


async def test_a_closed_door_is_passed_by(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger
) -> None:
    person_id = await add_person(store)
    await close(store, "fake")
    await plan(store, planned("a", to=ToPerson(person_id)))
    await delivery.send_all_due()
    assert (keys(messenger), keys(other)) == ([], ["a"])


@pytest.mark.parametrize("error", [BLOCKED, PermanentDeliveryError("refused")])
async def test_when_the_preferred_door_fails_for_good_the_other_one_is_tried(
    store: Database,
    delivery: Delivery,
    messenger: FakeMessenger,
    other: FakeMessenger,
    error: PermanentDeliveryError,
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)))
    messenger.fail_next(error)
    assert await delivery.send_all_due() == 2
    assert (keys(messenger), keys(other)) == ([], ["a"])
    noted = await row(store, "a")
    assert (noted.status, noted.platform, noted.attempts, noted.reason) == ("sent", "other", 2, None)


async def test_only_when_every_door_failed_has_it_failed(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)))
    messenger.fail_next(BLOCKED)
    other.fail_next(PermanentDeliveryError("account deleted", gone=True))
    await delivery.send_all_due()
    noted = await row(store, "a")
    assert (noted.status, noted.reason, noted.attempts) == ("failed", "account deleted", 2)


async def test_a_door_that_keeps_failing_for_a_while_gives_way_to_the_other(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger, clock: FakeClock
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)))
    messenger.fail_next(*[DOWN] * ATTEMPTS_BEFORE_OTHER_DOOR)
    for _ in range(ATTEMPTS_BEFORE_OTHER_DOOR):
        assert keys(other) == []
        await delivery.send_all_due()
        clock.advance(2 * MINUTE)
    await delivery.send_all_due()
    assert (keys(messenger), keys(other)) == ([], ["a"])


async def test_what_was_tried_once_is_tried_again_at_the_same_door(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger, clock: FakeClock
) -> None:
    """There its platform may recognise the repeat."""
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)))
    messenger.fail_next(DOWN)
    await delivery.send_all_due()
    async with store.transaction() as tx:
        await tx.doors.prefer(person_id, "other", "anna")
    clock.advance(MINUTE)
    await delivery.send_all_due()
    assert (keys(messenger), keys(other)) == (["a"], [])


async def test_what_waits_for_a_door_that_closes_looks_for_another(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger, clock: FakeClock
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("waits", to=ToPerson(person_id)), planned("b", to=ToPerson(person_id)))
    messenger.fail_next(DOWN, BLOCKED)
    await delivery.send_all_due()
    clock.advance(MINUTE)
    await delivery.send_all_due()
    assert (keys(messenger), sorted(keys(other))) == ([], ["b", "waits"])


async def test_another_process_has_a_minute_to_send_through_the_preferred_door(store: Database) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)))
    assert await claim_if_any(store, NOW, platforms=("other",)) is None
    claimed = await claim_if_any(store, NOW + OTHER_DOOR_AFTER, platforms=("other",))
    assert claimed is not None
    assert claimed.to == Address("other", "chat-anna")


async def test_while_the_preferred_platform_must_not_be_hurried_the_other_is_not_used(
    store: Database,
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)))
    async with store.transaction() as tx:
        later, both = NOW + DAY, ("fake", "other")
        assert await tx.outbox.next_due(both, later, broadcasts_to=["other"]) is None
        assert await tx.outbox.claim(both, "me", later, broadcasts_to=["other"]) is None


async def test_an_answer_to_a_person_waits_for_no_broadcasts_and_no_pause(store: Database) -> None:
    person_id = await add_person(store)
    await change(store, person_id, paused_until=NOW + DAY)
    await plan(store, planned("a", to=ToPerson(person_id), kind=OutboxKind.ANSWER))
    async with store.transaction() as tx:
        claimed = await tx.outbox.claim(["fake"], "me", NOW, broadcasts_to=[])
    assert claimed is not None


# Nobody there


@pytest.mark.parametrize(
    ("doors", "reason"), [(("fake",), "blocked"), (("fake", "other"), "blocked"), ((), "no door")]
)
async def test_whoever_can_be_reached_nowhere_is_seen_as_such(
    store: Database, delivery: Delivery, clock: FakeClock, doors: tuple[str, ...], reason: str
) -> None:
    person_id = await add_person(store, "anna", *doors)
    for platform in doors:
        await close(store, platform)
    if not doors:
        async with store.transaction() as tx:
            await tx.doors.release(person_id, "fake", "anna")
            await tx.doors.release(person_id, "other", "anna")
    await plan(
        store,
        planned("a", to=ToPerson(person_id)),
        planned("b", to=ToPerson(person_id), not_before=NOW + DAY),
    )
    assert await delivery.send_all_due() == 0
    await tidy_outbox(store, clock.now())
    assert await statuses(store) == {"a": "failed", "b": "pending"}
    assert (await row(store, "a")).reason == reason


async def test_erasing_somebody_takes_along_what_is_planned_for_them(store: Database) -> None:
    anna, bram = await add_person(store, "anna"), await add_person(store, "bram")
    await plan(store, planned("a", to=ToPerson(anna)), planned("b", to=ToPerson(bram)))
    async with store.transaction() as tx:
        await tx.own_data.erase(await tx.own_data.subject(anna))
    assert await statuses(store) == {"b": "pending"}


async def test_for_whom_was_erased_nothing_is_planned_and_the_others_get_theirs(store: Database) -> None:
    anna = await add_person(store, "anna")
    assert await plan(store, planned("a", to=ToPerson(anna)), planned("x", to=ToPerson(anna + 1000))) == 1
    assert await statuses(store) == {"a": "pending"}


# Pauses


async def test_in_a_pause_a_message_waits_and_goes_when_it_ends_early_too(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    person_id = await add_person(store)
    await change(store, person_id, paused_until=NOW + 14 * DAY)
    await plan(store, planned("a", to=ToPerson(person_id), kind=OutboxKind.INVITATION))
    assert await delivery.send_all_due() == 0
    await tidy_outbox(store, clock.now())
    await change(store, person_id, paused_until=None)
    assert await delivery.send_all_due() == 1
    await plan(store, planned("b", to=ToPerson(person_id), kind=OutboxKind.INVITATION))
    await change(store, person_id, paused_until=NOW + 14 * DAY)
    clock.advance(14 * DAY)
    await delivery.send_all_due()
    assert keys(messenger) == ["a", "b"]


async def test_a_message_that_the_pause_outlasts_expires(store: Database, clock: FakeClock) -> None:
    person_id = await add_person(store)
    await change(store, person_id, paused_until=NOW + 14 * DAY)
    await plan(store, planned("a", to=ToPerson(person_id), not_after=NOW + DAY))
    await tidy_outbox(store, NOW + DAY)
    assert await statuses(store) == {"a": "pending"}
    await tidy_outbox(store, NOW + DAY + SECOND)
    noted = await row(store, "a")
    assert (noted.status, noted.reason) == ("expired", "paused")


async def test_prompts_and_the_like_do_not_pile_up_in_a_pause(store: Database) -> None:
    person_id, awake = await add_person(store), await add_person(store, "bram")
    await change(store, person_id, paused_until=NOW + 14 * DAY)
    for kind in (OutboxKind.PROMPT, OutboxKind.NUDGE, OutboxKind.DIGEST, OutboxKind.MOVE):
        await plan(store, planned(kind.value, to=ToPerson(person_id), kind=kind))
        await plan(store, planned(f"awake-{kind}", to=ToPerson(awake), kind=kind))
    await plan(
        store,
        planned("after", to=ToPerson(person_id), kind=OutboxKind.PROMPT, not_before=NOW + 15 * DAY),
    )
    await tidy_outbox(store, NOW)
    over = {key for key, status in (await statuses(store)).items() if status == "expired"}
    assert over == {"prompt", "nudge", "digest"}


# Choices and cards


async def test_its_choices_can_be_made_where_it_was_shown(store: Database, delivery: Delivery) -> None:
    person_id = await add_person(store, "anna", "other")
    reply = Reply("Kom je?", (Choice("Ja", "rsvp:yes"), Choice("Nee", "rsvp:no")))
    await plan(store, planned("a", to=ToPerson(person_id, "en"), reply=reply))
    await delivery.send_all_due()
    async with store.transaction() as tx:
        [shown] = await tx.choices.open_in(Address("other", "chat-anna"), "anna", "ja", NOW)
    assert (shown.key, shown.choices, shown.language) == ("a", reply.choices, "en")


async def test_its_choices_go_along_to_the_other_door(
    store: Database, delivery: Delivery, messenger: FakeMessenger
) -> None:
    person_id = await add_person(store)
    reply = Reply("Kom je?", (Choice("Ja", "rsvp:yes"),))
    await plan(store, planned("a", to=ToPerson(person_id), reply=reply))
    messenger.fail_next(BLOCKED)
    await delivery.send_all_due()
    async with store.transaction() as tx:
        assert await tx.choices.open_in(Address("fake", "chat-anna"), "anna", "ja", NOW) == []
        assert len(await tx.choices.open_in(Address("other", "chat-anna"), "anna", "ja", NOW)) == 1


async def test_a_card_is_changed_where_it_stands_whatever_they_prefer_now(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("card", to=ToPerson(person_id)))
    await delivery.send_all_due()
    async with store.transaction() as tx:
        await tx.doors.prefer(person_id, "other", "anna")
    await plan(store, planned("b", to=ToPerson(person_id), reply=Reply("nieuw", replaces="card")))
    await delivery.send_all_due()
    assert [shown.reply.text for shown in messenger.shown] == ["nieuw"]
    assert keys(other) == []
    assert (await row(store, "b")).platform == "fake"


async def test_a_card_that_can_not_be_changed_is_sent_anew(
    store: Database, delivery: Delivery, messenger: FakeMessenger, other: FakeMessenger
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("card", to=ToPerson(person_id)))
    await delivery.send_all_due()
    async with store.transaction() as tx:
        await tx.doors.prefer(person_id, "other", "anna")
    messenger.fail_next(NotAllowed())
    await plan(store, planned("b", to=ToPerson(person_id), reply=Reply("nieuw", replaces="card")))
    await delivery.send_all_due()
    assert (keys(messenger), keys(other)) == (["card"], ["b"])


# About what it is


async def test_what_is_about_something_can_be_cancelled_together(store: Database) -> None:
    anna, bram = await add_person(store, "anna"), await add_person(store, "bram")
    for key, fields in {
        "a": {"to": ToPerson(anna), "subject": "meeting-1"},
        "b": {"to": ToPerson(bram), "subject": "meeting-1"},
        "c": {"to": ToPerson(anna), "subject": "meeting-1", "kind": OutboxKind.NUDGE},
        "d": {"to": ToPerson(anna), "subject": "meeting-11"},
        "e": {"to": ToPerson(anna)},
    }.items():
        await plan(store, planned(key, **fields))  # type: ignore[arg-type]
    async with store.transaction() as tx:
        assert await tx.outbox.cancel_open("meeting-1", [OutboxKind.NUDGE]) == 1
        assert await tx.outbox.cancel_open("meeting-1", person_id=bram) == 1
        assert await tx.outbox.cancel_open("meeting-1") == 1
        assert await tx.outbox.cancel_open("meeting-1") == 0
    assert await statuses(store) == {
        "a": "cancelled",
        "b": "cancelled",
        "c": "cancelled",
        "d": "pending",
        "e": "pending",
    }


async def test_what_is_cancelled_while_it_is_sent_is_not_tried_again(
    store: Database, messenger: FakeMessenger
) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id), subject="meeting-1"))
    claimed = await claim_if_any(store)
    assert claimed
    async with store.transaction() as tx:
        await tx.outbox.cancel_open("meeting-1")
        await tx.outbox.record_retry(claimed, NOW, "down", claimed.to)
    assert await statuses(store) == {"a": "cancelled"}
    async with store.transaction() as tx:
        await tx.outbox.record_sent(claimed, await messenger.send(claimed.to, claimed.reply, key="a"), NOW)
    assert await statuses(store) == {"a": "sent"}


async def test_of_two_who_are_one_what_both_would_get_comes_once(store: Database) -> None:
    old, new = await add_person(store, "anna"), await add_person(store, "anneke")
    await plan(
        store,
        planned(f"meeting-1/v1/person-{old}/reminder-P2D", to=ToPerson(old)),
        planned(f"meeting-1/v1/person-{new}/reminder-P2D", to=ToPerson(new)),
        planned(f"meeting-2/v1/person-{old}/reminder-P2D", to=ToPerson(old)),
    )
    async with store.transaction() as tx:
        await tx.outbox.hand_over(old, new)
        await tx.people.erase(old)
    assert await statuses(store) == {
        f"meeting-1/v1/person-{old}/reminder-P2D": "cancelled",
        f"meeting-1/v1/person-{new}/reminder-P2D": "pending",
        f"meeting-2/v1/person-{new}/reminder-P2D": "pending",
    }


# Quiet hours


async def add_network(store: Database, **settings: object) -> int:
    """A network; its id."""
    async with store.transaction() as tx:
        return await tx.networks.add("oost", "Oost", timezone="Europe/Amsterdam", language="nl", **settings)


async def test_after_downtime_nobody_is_woken_up(
    store: Database, delivery: Delivery, messenger: FakeMessenger, clock: FakeClock
) -> None:
    network_id, person_id = await add_network(store), await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id), network_id=network_id))
    clock.advance(timedelta(hours=9))  # 23:00
    await delivery.send_all_due()
    assert keys(messenger) == []
    clock.advance(timedelta(hours=9))
    await delivery.send_all_due()
    assert keys(messenger) == ["a"]


@pytest.mark.parametrize(
    ("settings", "fields"),
    [
        ({"quiet": None}, {}),
        ({}, {"not_after": NOW + timedelta(hours=12)}),
        ({}, {"not_before": NOW + timedelta(hours=9)}),
        ({}, {"kind": OutboxKind.ANSWER}),
    ],
)
async def test_what_is_meant_for_the_night_or_of_no_use_after_it_goes_at_night(
    store: Database,
    messenger: FakeMessenger,
    clock: FakeClock,
    settings: Mapping[str, object],
    fields: Mapping[str, datetime],
) -> None:
    network_id, person_id = await add_network(store, **settings), await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id), network_id=network_id, **fields))  # type: ignore[arg-type]
    clock.advance(timedelta(hours=9))
    await Delivery(store, {"fake": messenger}, clock, "me").send_all_due()
    assert keys(messenger) == ["a"]


# Claims that lapse


async def test_a_message_that_stops_its_process_each_time_is_given_up(store: Database) -> None:
    person_id = await add_person(store)
    await plan(store, planned("deadly", to=ToPerson(person_id)), planned("harmless", to=ToPerson(person_id)))
    lives = 0
    while (claimed := await claim_if_any(store)) and claimed.key == "deadly":
        lives += 1
        async with store.transaction() as tx:
            await tx.outbox.release(["fake"])
    noted = await row(store, "deadly")
    assert (noted.status, noted.lapsed, noted.attempts) == ("failed", lives, lives)
    assert noted.reason == "the bot stopped each time that it sent this"
    assert lives == 10


async def test_what_may_have_been_sent_twice_says_so(store: Database, delivery: Delivery) -> None:
    person_id = await add_person(store)
    await plan(store, planned("a", to=ToPerson(person_id)), planned("b", to=ToPerson(person_id)))
    await claim_if_any(store)
    async with store.transaction() as tx:
        await tx.outbox.release_lapsed(NOW + 3 * MINUTE)
    await delivery.send_all_due()
    assert {key: (await row(store, key)).lapsed for key in "ab"} == {"a": 1, "b": 0}
