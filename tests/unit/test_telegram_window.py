"""Which updates Telegram may forget: those before the first that is not done."""

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.polling import Window, has_id

Json = dict[str, Any]


def update(number: int) -> Json:
    return {"update_id": number, "message": {}}


def test_before_the_first_update_there_is_no_offset() -> None:
    assert Window().offset() is None


async def test_the_offset_stays_at_the_first_that_is_not_done() -> None:
    window, slow, fast = Window(), asyncio.Future[None](), asyncio.Future[None]()
    window.add(update(5), slow)
    window.add(update(6), fast)
    fast.set_result(None)
    assert (window.offset(), window.waiting()) == (5, [slow])
    slow.set_result(None)
    assert (window.offset(), window.waiting()) == (7, [])


async def test_what_comes_again_while_it_is_being_handled_is_not_new() -> None:
    window = Window()
    window.add(update(5), asyncio.Future())
    assert window.new([update(5), update(6)]) == [update(6)]


async def test_what_was_given_up_before_it_was_done_comes_again() -> None:
    """A job that is dropped at the stop was not handled: Telegram has to keep it."""
    window, dropped = Window(), asyncio.Future[None]()
    window.add(update(5), dropped)
    dropped.cancel()
    assert window.offset() == 5


def test_an_update_with_nothing_to_do_is_done() -> None:
    window = Window()
    window.add(update(5), None)
    assert window.offset() == 6


def test_after_a_quiet_time_telegram_may_count_from_anywhere() -> None:
    window = Window()
    window.add(update(900), None)
    assert window.offset() == 901
    window.restart()
    assert window.offset() is None
    window.add(update(3), None)
    assert window.offset() == 4


async def test_a_quiet_answer_forgets_nothing_that_is_still_being_handled() -> None:
    window = Window()
    window.add(update(900), asyncio.Future())
    window.restart()
    assert window.offset() == 900


class Telegram:
    """A queue of updates, as Telegram keeps it for a bot that asks from an offset."""

    def __init__(self, length: int) -> None:
        self.queue = list(range(100, 100 + length))
        self.handled: dict[int, asyncio.Future[None]] = {}

    def fetch(self, window: Window, most: int, *, answer_arrives: bool) -> None:
        """A call of the bot: what is before its offset goes, what comes back is handled."""
        offset = window.offset() or 0
        assert all(self.handled[number].done() for number in self.queue if number < offset)
        self.queue = [number for number in self.queue if number >= offset]
        if answer_arrives:
            for raw in window.new([update(number) for number in self.queue[:most]]):
                self.handle(window, raw)

    def handle(self, window: Window, raw: Json) -> None:
        assert raw["update_id"] not in self.handled, "handled twice"
        done = self.handled[raw["update_id"]] = asyncio.Future()
        window.add(raw, done)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 12), st.lists(st.tuples(st.booleans(), st.integers(1, 4), st.integers(0, 20)), max_size=40)
)
def test_the_offset_never_passes_what_is_not_done_and_nothing_is_handled_twice(
    length: int, calls: list[tuple[bool, int, int]]
) -> None:
    """Answers get lost, and updates are done in any order."""

    async def play() -> None:
        telegram, window = Telegram(length), Window()
        for answer_arrives, most, which in calls:
            telegram.fetch(window, most, answer_arrives=answer_arrives)
            if waiting := window.waiting():
                waiting[which % len(waiting)].set_result(None)
        while telegram.queue:
            telegram.fetch(window, 4, answer_arrives=True)
            for done in window.waiting():
                done.set_result(None)
        assert len(telegram.handled) == length

    asyncio.run(play())


def test_only_what_has_a_number_is_an_update() -> None:
    assert has_id(update(5))
    odd: tuple[Any, ...] = (None, 5, [], {}, {"update_id": "5"}, {"update_id": None})
    assert not any(map(has_id, odd))
