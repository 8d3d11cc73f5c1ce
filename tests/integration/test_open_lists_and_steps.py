"""What is open in a chat, lists and steps, until it is chosen, closed or expired; on both databases."""

from datetime import datetime

from bot.contract import Address, Choice, choice_token
from bot.store import Database
from handlers.choices import ChoiceList, list_name
from handlers.steps import PendingStep
from tests.odd_texts import ODD_TEXTS
from tests.outbox_rows import ANNA, BRAM, MINUTE, NOW


def shown(key: str, *, to: Address = ANNA, expires_at: datetime = NOW + MINUTE) -> ChoiceList:
    """A list of two choices in the message with this key."""
    return ChoiceList(key, to, "nl", (Choice("Ja", "yes:1"), Choice("Nee, niet nu", "no:")), expires_at)


def step(name: str, *, expires_at: datetime = NOW + MINUTE, **data: str) -> PendingStep:
    """A step with this name."""
    return PendingStep(name, data, f"key-of-{name}", "en", expires_at)


# Lists of choices


async def test_a_shown_list_comes_back_as_it_was(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("a"))
        assert await tx.choices.keyed("a") == shown("a")
        assert await tx.choices.named(list_name("a")) == shown("a")
        assert await tx.choices.named(choice_token("a", 1).partition(":")[0]) == shown("a")
        assert list(await tx.choices.open_in(ANNA, "anna", "", NOW)) == [shown("a")]


async def test_a_list_that_nobody_showed_is_not_there(store: Database) -> None:
    async with store.reading() as tx:
        assert await tx.choices.keyed("a") is None
        assert await tx.choices.named("a") is None
        assert list(await tx.choices.open_in(ANNA, "anna", "", NOW)) == []


async def test_a_list_added_twice_stays_the_first(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("a"))
        await tx.choices.add(shown("a", to=BRAM))
        assert await tx.choices.keyed("a") == shown("a")


async def test_open_lists_are_those_of_the_chat_newest_first(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("first"))
        await tx.choices.add(shown("second"))
        await tx.choices.add(shown("of bram", to=BRAM))
        await tx.choices.add(shown("expired", expires_at=NOW))
        await tx.choices.add(shown("closed"))
        await tx.choices.close("closed", NOW)
        assert [found.key for found in await tx.choices.open_in(ANNA, "anna", "", NOW)] == ["second", "first"]


async def test_a_closed_list_is_still_known_as_closed(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.choices.add(shown("a"))
        await tx.choices.close("a", NOW)
        found = await tx.choices.keyed("a")
    assert found
    assert found.closed
    assert not found.can_be_chosen_from(NOW)


async def test_all_lists_of_one_chat_can_be_closed(store: Database) -> None:
    async with store.transaction() as tx:
        for key in ("a", "b"):
            await tx.choices.add(shown(key))
        await tx.choices.add(shown("of bram", to=BRAM))
        assert await tx.choices.close_all(ANNA, "anna", NOW) == 2
        assert await tx.choices.close_all(ANNA, "anna", NOW) == 0
        assert list(await tx.choices.open_in(ANNA, "anna", "", NOW)) == []
        assert [found.key for found in await tx.choices.open_in(BRAM, "anna", "", NOW)] == ["of bram"]


# Open steps


async def test_an_open_step_comes_back_as_it_was(store: Database) -> None:
    asked = step("question", tip="naar-huis-sturen", odd=ODD_TEXTS[3])
    async with store.transaction() as tx:
        await tx.steps.open(ANNA, "anna", asked)
        assert await tx.steps.current(ANNA, "anna", NOW) == asked


async def test_a_new_step_takes_the_place_of_the_one_before(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.steps.open(ANNA, "anna", step("first", a="1"))
        await tx.steps.open(ANNA, "anna", step("second"))
        assert await tx.steps.current(ANNA, "anna", NOW) == step("second")
        assert await tx.steps.close(ANNA, "anna")
        assert await tx.steps.current(ANNA, "anna", NOW) is None


async def test_everybody_has_a_step_of_their_own_in_each_chat(store: Database) -> None:
    group = Address("fake", "group")
    async with store.transaction() as tx:
        await tx.steps.open(group, "anna", step("of anna"))
        await tx.steps.open(group, "bram", step("of bram"))
        await tx.steps.open(ANNA, "anna", step("of anna alone"))
        assert await tx.steps.close(group, "anna")
        assert await tx.steps.current(group, "anna", NOW) is None
        assert await tx.steps.current(group, "bram", NOW) == step("of bram")
        assert await tx.steps.current(ANNA, "anna", NOW) == step("of anna alone")


async def test_an_expired_step_is_not_waited_for(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.steps.open(ANNA, "anna", step("old", expires_at=NOW))
        assert await tx.steps.current(ANNA, "anna", NOW - MINUTE)
        assert await tx.steps.current(ANNA, "anna", NOW) is None


async def test_closing_tells_whether_there_was_a_step(store: Database) -> None:
    async with store.transaction() as tx:
        assert not await tx.steps.close(ANNA, "anna")
        await tx.steps.open(ANNA, "anna", step("question"))
        assert await tx.steps.close(ANNA, "anna")
