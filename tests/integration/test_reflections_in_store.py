"""Reflections, steps, prompts and answers, on both databases."""

from datetime import date, timedelta

import pytest

from bot.store import Database, Transaction
from handlers.people.people import Function, Role
from handlers.reflect.prompt_answers import AskedPrompt
from handlers.reflect.small_steps import Outcome
from scheduler.meetings import NewMeeting
from scheduler.reflections import When
from scheduler.rounds import AskedState, LastAsked
from tests.outbox_rows import NOW

TODAY = date(2026, 12, 1)
WEEK = timedelta(weeks=1)


async def add_people(tx: Transaction, *names: str) -> tuple[int, list[int]]:
    """A network with these people in it; the ids of both."""
    network_id = await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")
    ids = [await tx.people.add(name, None, Function.OTHER, "nl", NOW, started=True) for name in names]
    for person_id in ids:
        await tx.people.place(person_id, network_id, Role.MEMBER, NOW)
    return network_id, ids


async def add_meeting(tx: Transaction, network_id: int) -> int:
    """A meeting; the id."""
    return await tx.meetings.add(NewMeeting(network_id, "School", NOW, "PT2H", "Europe/Amsterdam"), NOW)


async def test_a_reflection_grows_part_by_part(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, [anna, bram] = await add_people(tx, "Anna", "Bram")
        first, second = await add_meeting(tx, network_id), await add_meeting(tx, network_id)
        await tx.reflections.note(anna, network_id, first, NOW, mark=8)
        await tx.reflections.note(anna, network_id, first, NOW + WEEK, takeaway="eerder bellen")
        await tx.reflections.note(bram, network_id, second, NOW, mark=5)
    async with store.reading() as tx:
        [found] = await tx.reflections.on([first])
        assert found == await tx.reflections.of(anna, first)
        assert (found.mark, found.takeaway, found.quotable) == (8, "eerder bellen", False)
        assert found.answered_at == NOW + WEEK
        assert await tx.reflections.of(anna, second) is None
        assert [each.mark for each in await tx.reflections.in_network(network_id)] == [8, 5]


async def test_a_part_can_be_changed_and_taken_back(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, [anna] = await add_people(tx, "Anna")
        meeting = await add_meeting(tx, network_id)
        await tx.reflections.note(anna, network_id, meeting, NOW, mark=8, quotable=True)
        await tx.reflections.note(anna, network_id, meeting, NOW, mark=None, quotable=False)
        found = await tx.reflections.of(anna, meeting)
        assert found
        assert (found.mark, found.quotable) == (None, False)


async def test_a_step_is_asked_after_when_its_moment_comes(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, [anna] = await add_people(tx, "Anna")
        soon = await tx.small_steps.add(
            anna, network_id, "bellen", NOW, ask_when=When.WEEK, ask_at=NOW + WEEK
        )
        waiting = await tx.small_steps.add(anna, network_id, "vieren", NOW, ask_when=When.BEFORE_NEXT)
        await tx.small_steps.add(anna, network_id, "niets", NOW)
        assert [step.id for step in await tx.small_steps.to_ask(NOW + WEEK)] == [soon]
        assert await tx.small_steps.to_ask(NOW) == []
        assert [step.id for step in await tx.small_steps.waiting_for_meeting(network_id)] == [waiting]
        await tx.small_steps.change(soon, outcome=Outcome.DONE, learned="het werkt", closed_at=NOW)
        assert await tx.small_steps.to_ask(NOW + WEEK) == []
        step = await tx.small_steps.get(soon)
        assert step
        assert (step.outcome, step.learned, step.asked, step.shared) == (Outcome.DONE, "het werkt", 0, False)
        assert [step.text for step in await tx.small_steps.open_of(anna)] == ["vieren", "niets"]
        assert len(await tx.small_steps.in_network(network_id)) == 3
        assert await tx.small_steps.get(10_000) is None


async def test_the_first_prompt_of_a_round_is_that_of_the_round(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, _ = await add_people(tx)
        assert await tx.prompt_answers.open_round(network_id, TODAY, "surprise") == "surprise"
        assert await tx.prompt_answers.open_round(network_id, TODAY, "wish") == "surprise"
        await tx.prompt_answers.open_round(network_id, TODAY + 52 * WEEK, "surprise")
        assert await tx.prompt_answers.rounds_of(network_id) == {"surprise": TODAY + 52 * WEEK}


async def test_what_somebody_was_asked_is_known_with_what_became_of_it(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, [anna, bram] = await add_people(tx, "Anna", "Bram")
        first = AskedPrompt(anna, network_id, TODAY, "wish", TODAY, AskedState.ASKED)
        later = AskedPrompt(anna, network_id, TODAY + WEEK, "surprise", TODAY + WEEK, AskedState.ASKED)
        await tx.prompt_answers.asked([first, later])
        await tx.prompt_answers.asked([first])
        assert await tx.prompt_answers.asked_in(network_id, TODAY) == [first]
        assert await tx.prompt_answers.had_by(anna) == {"wish": TODAY, "surprise": TODAY + WEEK}
        assert await tx.prompt_answers.had_by(bram) == {}
        assert await tx.prompt_answers.change_state(later, AskedState.ANSWERED)
        assert not await tx.prompt_answers.change_state(later, AskedState.ANSWERED)
        last = await tx.prompt_answers.last_asked(network_id)
        assert last == {anna: LastAsked(TODAY + WEEK, AskedState.ANSWERED)}


async def test_of_a_prompt_that_was_swapped_the_one_that_is_left_counts(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, [anna] = await add_people(tx, "Anna")
        swapped = AskedPrompt(anna, network_id, TODAY, "wish", TODAY, AskedState.PUT_ASIDE)
        instead = AskedPrompt(anna, network_id, TODAY, "surprise", TODAY, AskedState.ASKED)
        await tx.prompt_answers.asked([swapped, instead])
        assert (await tx.prompt_answers.last_asked(network_id))[anna].state is AskedState.ASKED


async def test_an_answer_with_a_name_can_be_changed(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, [anna] = await add_people(tx, "Anna")
        asked = AskedPrompt(anna, network_id, TODAY, "wish", TODAY, AskedState.ASKED)
        await tx.prompt_answers.answer(asked, "group", "eerst", NOW)
        await tx.prompt_answers.may_quote(asked, quotable=True)
        await tx.prompt_answers.answer(asked, "group", "toch anders", NOW)
        [answer] = await tx.prompt_answers.shown(network_id)
    assert (answer.text, answer.person_id, answer.quotable) == ("toch anders", anna, True)
    assert (answer.prompt, answer.day, answer.anonymity) == ("wish", TODAY, "group")


@pytest.mark.parametrize("number", [0, 1, 4])
async def test_fewer_than_five_anonymous_answers_are_not_shown(store: Database, number: int) -> None:
    async with store.transaction() as tx:
        network_id, _ = await add_people(tx)
        for each in range(number):
            await tx.prompt_answers.answer_anonymously(network_id, TODAY, "wish", f"antwoord {each}")
        assert await tx.prompt_answers.shown(network_id) == []


async def test_what_two_said_who_turn_out_to_be_one_is_kept_once(store: Database) -> None:
    async with store.transaction() as tx:
        network_id, [anna, annie] = await add_people(tx, "Anna", "Annie")
        first, second = await add_meeting(tx, network_id), await add_meeting(tx, network_id)
        await tx.reflections.note(anna, network_id, first, NOW, mark=8)
        await tx.reflections.note(annie, network_id, first, NOW, mark=3)
        await tx.reflections.note(annie, network_id, second, NOW, mark=6)
        await tx.small_steps.add(annie, network_id, "bellen", NOW)
        for person_id in (anna, annie):
            asked = AskedPrompt(person_id, network_id, TODAY, "wish", TODAY, AskedState.ASKED)
            await tx.prompt_answers.asked([asked])
            await tx.prompt_answers.answer(asked, "group", f"van {person_id}", NOW)
        await tx.reflections.hand_over(annie, anna)
        await tx.people.erase(annie)
        said = await tx.reflections.in_network(network_id)
        assert sorted((each.person_id, each.mark) for each in said) == [(anna, 6), (anna, 8)]
        assert [step.person_id for step in await tx.small_steps.in_network(network_id)] == [anna]
        assert [answer.text for answer in await tx.prompt_answers.shown(network_id)] == [f"van {anna}"]
