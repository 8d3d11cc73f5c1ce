"""Replies, questions, opinions, languages and moments come back as they were kept; on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.contract import Attachment, Choice, Reply, well_formed
from bot.store import Database
from bot.store.tables import feedback
from tests.odd_texts import ODD_TEXTS
from tests.outbox_rows import ANNA, BRAM, MINUTE, NOW, claim, claim_if_any, plan, planned, statuses

# Replies as they are kept

texts = st.text(st.characters(exclude_categories=())) | st.sampled_from(ODD_TEXTS)
replies = st.builds(
    Reply,
    text=texts,
    choices=st.lists(st.builds(Choice, texts, texts), max_size=3).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, texts, st.just("text/calendar"), st.binary(max_size=200)), max_size=2
    ).map(tuple),
    sensitive=st.booleans(),
    private=st.booleans(),
    replaces=st.none() | texts,
)


async def test_a_reply_comes_back_as_it_was(store: Database) -> None:
    loop = asyncio.get_running_loop()

    async def kept(reply: Reply) -> Reply:
        await plan(store, planned(uuid4().hex, reply=reply))
        return (await claim(store)).reply

    @settings(max_examples=60, deadline=None)
    @given(replies)
    def comes_back(reply: Reply) -> None:
        assert asyncio.run_coroutine_threadsafe(kept(reply), loop).result() == reply

    await asyncio.to_thread(comes_back)


async def test_a_reply_of_a_claim_of_ones_own_is_kept_too(store: Database) -> None:
    reply = Reply("tekst", (Choice("Ja", "yes:"),), (Attachment("a.ics", "text/calendar", b"\0\xff"),))
    async with store.transaction() as tx:
        assert (await tx.outbox.plan_claimed(planned("a", reply=reply), "me", NOW)).reply == reply
        await tx.outbox.release(["fake"])
    assert (await claim(store)).reply == reply


# Questions, opinions, preferences


async def test_questions_come_back_oldest_first_with_their_ids(store: Database) -> None:
    async with store.transaction() as tx:
        first = await tx.questions.add(ANNA, "anna", "Waarom?", "nl", NOW)
        second = await tx.questions.add(BRAM, "bram", "Why 👩🏽‍🏫?", "en", NOW - MINUTE)
    async with store.reading() as tx:
        found = [(q.id, q.text, q.language, q.status, q.asked_at) for q in await tx.questions.all()]
    assert found == [
        (first, "Waarom?", "nl", "open", NOW),
        (second, "Why 👩🏽‍🏫?", "en", "open", NOW - MINUTE),
    ]
    assert first < second


async def test_the_same_question_twice_is_two_questions(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.questions.add(ANNA, "anna", "Waarom?", "nl", NOW) != await tx.questions.add(
            ANNA, "anna", "Waarom?", "nl", NOW
        )


async def test_every_text_can_be_kept_once_it_is_well_formed(store: Database) -> None:
    texts = [well_formed(text) for text in ODD_TEXTS]
    async with store.transaction() as tx:
        for text in texts:
            await tx.questions.add(ANNA, "anna", text, "nl", NOW)
    async with store.reading() as tx:
        assert [question.text for question in await tx.questions.all()] == texts


async def test_the_last_opinion_counts_and_others_keep_theirs(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.feedback.give("fake", "anna", "rust", helped=True, at=NOW)
        await tx.feedback.give("fake", "bram", "rust", helped=True, at=NOW)
        await tx.feedback.give("fake", "anna", "rust", helped=False, at=NOW + MINUTE)
        rows = await tx._connection.execute(select(feedback).order_by(feedback.c.sender))
        given = [(found.sender, found.tip, found.helped, found.at) for found in rows]
    assert given == [("anna", "rust", False, NOW + MINUTE), ("bram", "rust", True, NOW)]


async def test_a_chosen_language_is_remembered_per_person(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.doors.speak("fake", "anna", "en")
        assert (await tx.people.at_door("fake", "anna")).language == "en"
        assert (await tx.people.at_door("fake", "bram")).language is None
        assert (await tx.people.at_door("other", "anna")).language is None
        await tx.doors.speak("fake", "anna", "nl")
        assert (await tx.people.at_door("fake", "anna")).language == "nl"


# Moments


async def test_moments_come_back_the_same_and_in_utc(store: Database) -> None:
    moments = [
        datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 10, 25, 2, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1))),
        datetime(2026, 7, 1, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
        datetime(1970, 1, 1, tzinfo=UTC),
    ]
    async with store.transaction() as tx:
        for moment in moments:
            await tx.questions.add(ANNA, "anna", "Waarom?", "nl", moment)
    async with store.reading() as tx:
        kept = [question.asked_at for question in await tx.questions.all()]
    assert kept == moments
    assert {moment.tzinfo for moment in kept} == {UTC}


async def test_moments_of_different_zones_are_compared_as_moments(store: Database) -> None:
    in_new_york = (NOW + MINUTE).astimezone(timezone(timedelta(hours=-5)))
    await plan(store, planned("a", not_before=in_new_york))
    assert await claim_if_any(store, NOW) is None
    assert await claim_if_any(store, NOW + MINUTE)


async def test_a_moment_without_zone_is_refused(store: Database) -> None:
    with pytest.raises(StatementError, match="without time zone"):
        await plan(store, planned("a", not_before=NOW.replace(tzinfo=None)))
    assert await statuses(store) == {}
