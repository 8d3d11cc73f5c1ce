"""Whose an anonymous answer is, nobody finds out: not by looking twice, nor in the export or the tables."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from bot.store import Database, Transaction, open_database
from bot.store.reflection_tables import anonymous_answers
from handlers.people.people import Function, Role
from handlers.reflect.prompt_answers import FEWEST_SHOWN, AskedPrompt
from scheduler.rounds import AskedState
from tests.outbox_rows import NOW

TODAY = date(2026, 12, 1)
PROMPT = "good-mistake"
MEMBERS = 12


@pytest.fixture
async def network_id(store: Database) -> int:
    """A network whose members were all asked the same."""
    async with store.transaction() as tx:
        network_id = await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")
        for number in range(MEMBERS):
            person_id = await tx.people.add(f"Lid {number}", None, Function.OTHER, "nl", NOW, started=True)
            await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
        people = await tx.people.all(network_id)
        await tx.prompt_answers.asked(
            [AskedPrompt(person.id, network_id, TODAY, PROMPT, TODAY, AskedState.ASKED) for person in people]
        )
    return network_id


async def answers(store: Database, network_id: int, first: int, last: int) -> None:
    """Members answer one after the other, each in a transaction of their own."""
    async with store.reading() as tx:
        asked = sorted(
            await tx.prompt_answers.asked_in(network_id, TODAY), key=lambda prompt: prompt.person_id
        )
    for number, prompt in list(enumerate(asked))[first:last]:
        async with store.transaction() as tx:
            assert await tx.prompt_answers.change_state(prompt, AskedState.ANSWERED)
            await tx.prompt_answers.answer_anonymously(network_id, TODAY, PROMPT, f"antwoord {number:02}")


async def shown(tx: Transaction, network_id: int) -> set[str]:
    """What can be read."""
    return {answer.text for answer in await tx.prompt_answers.shown(network_id)}


async def test_looking_after_every_answer_never_sets_apart_fewer_than_five(
    store: Database, network_id: int
) -> None:
    before: set[str] = set()
    for number in range(MEMBERS):
        await answers(store, network_id, number, number + 1)
        async with store.transaction() as tx:
            now = await shown(tx, network_id)
        assert before <= now
        assert len(now - before) == 0 or len(now - before) >= FEWEST_SHOWN
        before = now
    assert len(before) == 10


async def test_who_looks_once_sees_all_there_are(store: Database, network_id: int) -> None:
    await answers(store, network_id, 0, 7)
    async with store.transaction() as tx:
        assert len(await shown(tx, network_id)) == 7


async def test_a_filter_can_only_tell_rounds_apart(store: Database, network_id: int) -> None:
    """What is shown has nothing to filter by but prompt and day, and of each there are five or none."""
    await answers(store, network_id, 0, 6)
    async with store.transaction() as tx:
        for day in (TODAY, TODAY + timedelta(days=14)):
            for number in range(3):
                await tx.prompt_answers.answer_anonymously(network_id, day, "wish", f"{day} {number}")
        found = await tx.prompt_answers.shown(network_id)
    assert {(answer.prompt, answer.day) for answer in found} == {(PROMPT, TODAY)}
    assert {answer.person_id for answer in found} == {None}


async def test_the_table_holds_nothing_but_the_words_and_their_round(
    store: Database, network_id: int
) -> None:
    await answers(store, network_id, 0, MEMBERS)
    assert {column.name for column in anonymous_answers.columns} == {
        "key",
        "network_id",
        "day",
        "prompt",
        "text",
        "shown",
    }
    async with store.reading() as tx:
        rows = (await tx._connection.execute(select(anonymous_answers))).mappings().all()
    assert {row["day"] for row in rows} == {TODAY.isoformat()}


async def test_the_order_of_rows_says_nothing_about_who_came_when(store: Database, network_id: int) -> None:
    """As they lie in the table, without sorting: chance puts twelve in order once in 479 million times."""
    await answers(store, network_id, 0, MEMBERS)
    async with store.reading() as tx:
        lie = (await tx._connection.execute(text("SELECT text FROM anonymous_answers"))).scalars().all()
    assert list(lie) not in (sorted(lie), sorted(lie, reverse=True))


async def test_no_row_stays_where_it_was_when_another_comes(store: Database, network_id: int) -> None:
    await answers(store, network_id, 0, 6)
    async with store.reading() as tx:
        before = set((await tx._connection.execute(select(anonymous_answers.c.key))).scalars())
    await answers(store, network_id, 6, 7)
    async with store.reading() as tx:
        after = set((await tx._connection.execute(select(anonymous_answers.c.key))).scalars())
    assert not before & after


async def test_in_postgresql_all_answers_of_a_round_have_the_same_transaction(
    postgresql_url: str,
) -> None:
    store = await open_database(postgresql_url)
    async with store.transaction() as tx:
        network_id = await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")
    for number in range(6):
        async with store.transaction() as tx:
            await tx.prompt_answers.answer_anonymously(network_id, TODAY, PROMPT, f"antwoord {number}")
    async with store.reading() as tx:
        found = await tx._connection.execute(text("SELECT DISTINCT xmin::text FROM anonymous_answers"))
        assert len(found.all()) == 1
    await store.close()


async def test_in_sqlite_rows_have_no_number(sqlite_url: str) -> None:
    store = await open_database(sqlite_url)
    async with store.reading() as tx:
        for table in ("anonymous_answers", "prompts_asked"):
            made = await tx._connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{table}'"))
            assert "WITHOUT ROWID" in made
    await store.close()


async def test_the_table_of_who_was_asked_has_no_moment_and_no_words(
    store: Database, network_id: int
) -> None:
    await answers(store, network_id, 0, 5)
    async with store.reading() as tx:
        asked = await tx.prompt_answers.asked_in(network_id, TODAY)
    assert {prompt.asked_on for prompt in asked} == {TODAY}
    assert sum(prompt.state is AskedState.ANSWERED for prompt in asked) == 5


async def test_a_copy_of_own_data_and_erasure_do_not_touch_what_is_nobodys(
    store: Database, network_id: int
) -> None:
    await answers(store, network_id, 0, 6)
    async with store.transaction() as tx:
        person = random.choice(await tx.people.all(network_id))
        subject = await tx.own_data.subject(person.id)
        assert "antwoord" not in repr(await tx.own_data.collect(subject))
        await tx.own_data.erase(subject, NOW)
        assert len(await shown(tx, network_id)) == 6


async def test_a_second_answer_of_the_same_person_is_known_to_be_one(
    store: Database, network_id: int
) -> None:
    await answers(store, network_id, 0, 1)
    async with store.transaction() as tx:
        [first, *_] = sorted(
            await tx.prompt_answers.asked_in(network_id, TODAY), key=lambda prompt: prompt.person_id
        )
        assert first.state is AskedState.ANSWERED
        assert not await tx.prompt_answers.change_state(first, AskedState.ANSWERED)
