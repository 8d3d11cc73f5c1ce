"""Whatever Telegram brings: nothing odd stops what comes after it, and every press is acknowledged."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import BadRequest

from bot.contract import IncomingMessage
from bot.incoming.allowance import USUAL
from bot.incoming.inbox import Inbox
from bot.telegram.intake import Intake
from tests.fakes import FakeKept, FakeMessenger
from tests.telegram_json import ANNA, GROUP, ME, PRIVATE, Json, membership, message, press
from tests.waiting import until
from tests.wire.telegram.media import MEDIA


class Answering:
    """The part of the library's bot that acknowledges presses."""

    def __init__(self, error: Exception | None = None) -> None:
        self.acknowledged: list[str] = []
        self._error = error

    async def answer_callback_query(self, query_id: str) -> None:
        self.acknowledged.append(query_id)
        if self._error:
            raise self._error


def intake(bot: Answering, received: list[IncomingMessage]) -> Intake:
    """An intake that notes what it hands on."""

    async def receive(message: IncomingMessage, committed: Callable[[], None]) -> None:
        received.append(message)
        committed()

    return Intake(cast(Bot, bot), ME, Inbox(receive, FakeMessenger(), FakeKept()))


def taken(*updates: Json) -> list[IncomingMessage]:
    """What is handed on when these come in."""
    received: list[IncomingMessage] = []

    async def take_all() -> None:
        at_the_door = intake(Answering(), received)
        waiting = [done for raw in updates if (done := at_the_door.take(raw))]
        async with asyncio.timeout(10):
            await asyncio.gather(*waiting)

    asyncio.run(take_all())
    return received


anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
known: list[Json] = [
    {"message": message(text="/start CODE")},
    {"message": message(GROUP, text="hoi", reply_to_message=message(GROUP, text="dag"))},
    {"message": message(**MEDIA["photo"])},
    {"message": message(GROUP, migrate_to_chat_id=-100)},
    {"edited_message": message(text="hoi")},
    {"callback_query": press(message(text="x"), data="abc:0")},
    {"my_chat_member": membership(PRIVATE, "kicked")},
]


@st.composite
def wild_updates(draw: st.DrawFn) -> Json:
    """Updates as they might be sent, in which something is missing, added, or something else."""
    (kind, payload), *_ = draw(st.sampled_from(known)).items()
    return {"update_id": draw(st.integers(0, 2**52)), kind: draw(spoilt(payload))}


@st.composite
def spoilt(draw: st.DrawFn, sound: Json) -> Any:
    """A JSON object of which a part, at whatever depth, is missing or something else."""
    spoilt_name = draw(st.sampled_from(sorted(sound)))
    inner = sound[spoilt_name]
    ways = [st.just("gone"), st.just("other"), st.just("added")]
    if isinstance(inner, dict):
        ways.append(st.just("inside"))
    match draw(st.one_of(ways)):
        case "gone":
            return {name: value for name, value in sound.items() if name != spoilt_name}
        case "other":
            return {**sound, spoilt_name: draw(anything)}
        case "inside":
            return {**sound, spoilt_name: draw(spoilt(inner))}
        case _:
            return {**sound, draw(st.text(max_size=8)): draw(anything)}


@settings(max_examples=150, deadline=None)
@given(st.lists(wild_updates(), min_size=1, max_size=3))
def test_an_update_that_is_odd_does_not_stop_the_next_one(odd: list[Json]) -> None:
    assert "daarna" in [
        heard.text for heard in taken(*odd, {"update_id": 1, "message": message(text="daarna")})
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["message", "poll", "callback_query", "business_message", "x"]), anything)
)
def test_anything_at_all_is_taken(payloads: Json) -> None:
    assert len(taken({"update_id": 1, **payloads}, {"update_id": 2, "message": message(text="daarna")})) <= 2


async def test_what_is_not_for_us_is_nothing_to_wait_for() -> None:
    door = intake(Answering(), [])
    assert door.take({"update_id": 1, "message_reaction": {}}) is None
    assert door.take({"update_id": 2, "message": message(GROUP, sender=None, text="hoi")}) is None


@pytest.mark.parametrize("error", [None, BadRequest("Query is too old and response timeout expired")])
async def test_every_press_is_acknowledged_and_handled_even_when_it_is_too_late_for_that(
    error: Exception | None,
) -> None:
    bot, received = Answering(error), list[IncomingMessage]()
    committed = intake(bot, received).take({"update_id": 1, "callback_query": press(None)})
    assert committed
    await committed
    await until(lambda: bot.acknowledged == ["4382"])
    assert [heard.sender for heard in received] == [str(ANNA["id"])]


async def test_presses_beyond_what_one_may_do_are_not_acknowledged_one_by_one() -> None:
    """Else a flood of them would use up what Telegram lets us call."""
    bot, received = Answering(), list[IncomingMessage]()
    at_the_door = intake(bot, received)
    for number in range(10 * USUAL.at_once):
        done = at_the_door.take({"update_id": number, "callback_query": press(None) | {"id": str(number)}})
        assert done
    await until(lambda: bool(received) and received[-1].text == "too-many")
    assert len(bot.acknowledged) == USUAL.at_once + 1


async def test_a_press_of_a_bot_is_acknowledged_and_that_is_all() -> None:
    bot = Answering()
    other = {**ANNA, "is_bot": True}
    assert intake(bot, []).take({"update_id": 1, "callback_query": press(None) | {"from": other}}) is None
    await until(lambda: bot.acknowledged == ["4382"])
