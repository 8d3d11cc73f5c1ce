"""Calendars over HTTP: fetched when they changed, and by nobody without a token."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.web import Listen, calendar_route, serving
from handlers.calendar.own_calendar import PATH


class Shelf:
    """Calendars by token."""

    def __init__(self) -> None:
        self.calendars = {"ab" * 24: b"BEGIN:VCALENDAR"}
        self.asked: list[str] = []

    async def read(self, token: str) -> bytes | None:
        self.asked.append(token)
        return self.calendars.get(token)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def address(shelf: Shelf) -> AsyncIterator[str]:
    """Where calendars are served."""
    async with serving(Listen("127.0.0.1", 0), [calendar_route(PATH, shelf.read)]) as port:
        yield f"http://127.0.0.1:{port}{PATH}"


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    """A calendar program."""
    async with aiohttp.ClientSession() as session:
        yield session


async def test_a_calendar_is_fetched_once_and_then_only_when_it_changed(
    shelf: Shelf, address: str, web: aiohttp.ClientSession
) -> None:
    link = f"{address}/{'ab' * 24}.ics"
    async with web.get(link) as first:
        assert first.status == 200
        assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert first.headers["Cache-Control"] == "private, no-cache"
        assert await first.read() == b"BEGIN:VCALENDAR"
        tag = first.headers["ETag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        async with web.get(link, headers={"If-None-Match": known}) as again:
            assert (again.status, again.headers["ETag"], await again.read()) == (304, tag, b"")
    shelf.calendars["ab" * 24] = b"BEGIN:VCALENDAR changed"
    async with web.get(link, headers={"If-None-Match": tag}) as changed:
        assert (changed.status, await changed.read()) == (200, b"BEGIN:VCALENDAR changed")


async def test_a_head_tells_the_same_without_the_calendar(address: str, web: aiohttp.ClientSession) -> None:
    async with web.head(f"{address}/{'ab' * 24}.ics") as head, web.get(f"{address}/{'ab' * 24}.ics") as got:
        assert (head.status, head.headers["ETag"]) == (200, got.headers["ETag"])
        assert await head.read() == b""


@pytest.mark.parametrize(
    "path",
    [
        "/" + "cd" * 24 + ".ics",
        "/x.ics",
        "/.ics",
        "",
        "/",
        "/" + "AB" * 24 + ".ics",
        "/" + "ab" * 24,
        "/" + "ab" * 5000 + ".ics",
        "/../calendar/%00.ics",
        "/%E2%82%AC.ics",
    ],
)
async def test_whoever_has_no_token_learns_nothing(
    address: str, web: aiohttp.ClientSession, path: str
) -> None:
    async with web.get(f"{address}{path}") as answer:
        assert answer.status in (400, 404)
        assert b"BEGIN" not in await answer.read()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
async def test_a_calendar_can_only_be_read(address: str, web: aiohttp.ClientSession, method: str) -> None:
    async with web.request(method, f"{address}/{'ab' * 24}.ics") as answer:
        assert answer.status == 405


async def test_a_database_that_is_away_is_no_empty_calendar(
    shelf: Shelf, address: str, web: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    """A program that got an empty one would take all meetings out."""
    shelf.calendars = None  # type: ignore[assignment] # so that reading fails
    async with web.get(f"{address}/{'ab' * 24}.ics") as answer:
        assert answer.status == 500
    assert "ab" * 24 not in caplog.text
