"""What whoever watches the bot from outside is shown: that it lives, that it can work, and its figures."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
import sqlalchemy as sa

from bot.contract import Address, PermanentDeliveryError, Reply, TemporaryDeliveryError
from bot.platforms import Serving
from bot.store import Database
from bot.watching.seeing import Seeing
from bot.watching.tally import CountedMessenger
from bot.watching.watch import Watch
from bot.web import Listen, Metrics, health_routes, metrics_route, serving
from scheduler.outbox import ANSWER_KEPT_FOR, OutboxKind
from tests.fakes import FakeClock, FakeMessenger
from tests.outbox_rows import plan, planned

MINUTE = timedelta(minutes=1)
CHAT = Address("telegram", "7")


class Outside:
    """Somebody who looks from outside."""

    def __init__(self, address: str, web: aiohttp.ClientSession) -> None:
        self._address = address
        self._web = web

    async def gets(self, path: str) -> tuple[int, str]:
        async with self._web.get(self._address + path) as answer:
            return answer.status, await answer.text()

    async def figure(self, name: str) -> float | None:
        """The value of one figure; None when it is not there."""
        status, text = await self.gets("/metrics")
        assert status == 200
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
        return float(found[1]) if found else None


@pytest.fixture
def watch(clock: FakeClock) -> Watch:
    return Watch(clock)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def outside(
    store: Database, watch: Watch, clock: FakeClock, metrics: Metrics
) -> AsyncIterator[Outside]:
    seeing = Seeing(store, watch, clock)
    routes = [*health_routes(seeing.readiness), metrics_route(metrics, seeing.figures)]
    async with serving(Listen("127.0.0.1", 0), routes) as port, aiohttp.ClientSession() as web:
        yield Outside(f"http://127.0.0.1:{port}", web)


async def test_a_process_that_answers_is_alive_whatever_else(outside: Outside, store: Database) -> None:
    await store.close()
    assert await outside.gets("/healthz") == (200, '{"status": "alive"}')


async def test_it_is_ready_when_one_platform_serves(outside: Outside, watch: Watch) -> None:
    watch.changed("matrix", Serving.BACKING_OFF, "no connection")
    watch.changed("telegram", Serving.SERVING)
    status, text = await outside.gets("/readyz")
    assert status == 200
    assert '"reasons": []' in text
    assert '"matrix": {"state": "backing off", "why": "no connection"}' in text


async def test_it_is_ready_to_take_over_too_and_when_it_serves_no_platform(
    outside: Outside, watch: Watch
) -> None:
    assert (await outside.gets("/readyz"))[0] == 200
    watch.changed("matrix", Serving.STANDBY)
    assert (await outside.gets("/readyz"))[0] == 200


@pytest.mark.parametrize("how", [Serving.STARTING, Serving.BACKING_OFF, Serving.REFUSED])
async def test_it_is_not_ready_while_no_platform_serves(outside: Outside, watch: Watch, how: Serving) -> None:
    watch.changed("telegram", how, "no connection")
    status, text = await outside.gets("/readyz")
    assert (status, f"telegram is {how}: no connection" in text) == (503, True)


async def test_it_is_not_ready_while_the_database_is_of_another_version(
    outside: Outside, store: Database
) -> None:
    async with store.transaction() as tx:
        await tx.sight._connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    status, text = await outside.gets("/readyz")
    assert (status, "the database is of another version" in text) == (503, True)


async def test_it_is_not_ready_while_the_database_does_not_answer(
    outside: Outside, store: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object) -> None:
        raise ConnectionError("postgresql://bot:hunter2@db")

    monkeypatch.setattr("bot.store.sight.SightRepository.__init__", away)
    status, text = await outside.gets("/readyz")
    assert (status, "the database does not answer" in text) == (503, True)
    assert await outside.figure("leernetwerk_database_up") == 0
    assert "hunter2" not in text + caplog.text


async def test_what_waits_is_shown_by_kind_and_age(
    outside: Outside, store: Database, clock: FakeClock
) -> None:
    now = clock.now()
    await plan(
        store,
        planned("a", kind=OutboxKind.ANSWER, not_before=now, not_after=now + ANSWER_KEPT_FOR),
        planned("r1", not_before=now - MINUTE),
        planned("r2", not_before=now + timedelta(days=3)),
    )
    clock.advance(MINUTE)
    assert await outside.figure('leernetwerk_outbox_messages{kind="reminder",status="pending"}') == 2
    assert await outside.figure('leernetwerk_outbox_messages{kind="answer",status="pending"}') == 1
    assert await outside.figure('leernetwerk_outbox_oldest_due_seconds{kind="answer"}') == 60
    assert await outside.figure('leernetwerk_outbox_oldest_due_seconds{kind="other"}') == 120
    assert await outside.figure("leernetwerk_database_up") == 1


async def test_what_is_gone_is_shown_no_more(outside: Outside, store: Database, clock: FakeClock) -> None:
    await plan(store, planned("r1", subject="meeting-1"))
    assert await outside.figure('leernetwerk_outbox_messages{kind="reminder",status="pending"}') == 1
    async with store.transaction() as tx:
        await tx.outbox.cancel_open("meeting-1")
    clock.advance(MINUTE)
    assert await outside.figure('leernetwerk_outbox_messages{kind="reminder",status="pending"}') is None


async def test_asking_often_does_not_burden_the_database(
    outside: Outside, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await outside.figure("leernetwerk_database_up")
    monkeypatch.delattr("bot.store.sight.SightRepository.outbox")
    assert await outside.figure("leernetwerk_database_up") == 1
    clock.advance(MINUTE)
    assert await outside.figure("leernetwerk_database_up") == 0


async def test_platforms_and_ticks_are_shown(outside: Outside, watch: Watch, clock: FakeClock) -> None:
    watch.changed("telegram", Serving.SERVING)
    watch.expects("plan", MINUTE)
    watch.did("plan")
    clock.advance(timedelta(minutes=12))
    assert await outside.figure('leernetwerk_platform_serving{platform="telegram"}') == 1
    assert await outside.figure('leernetwerk_platform_silent_seconds{platform="telegram"}') == 720
    assert await outside.figure('leernetwerk_tick_late_seconds{tick="plan"}') == 660
    assert await outside.figure('leernetwerk_trouble{subject="telegram",what="platform"}') == 1
    assert await outside.figure('leernetwerk_trouble{subject="",what="tick"}') == 1


async def test_sendings_are_counted_by_what_became_of_them(outside: Outside, metrics: Metrics) -> None:
    inner = FakeMessenger()
    messenger = CountedMessenger("telegram", inner, metrics)
    await messenger.send(CHAT, Reply("hoi"), key="a")
    inner.fail_next(TemporaryDeliveryError("later"), PermanentDeliveryError("blocked"), ValueError("x"))
    for error in (TemporaryDeliveryError, PermanentDeliveryError, ValueError):
        with pytest.raises(error):
            await messenger.send(CHAT, Reply("hoi"), key="b")
    for result in ("sent", "later", "refused", "failed"):
        name = f'leernetwerk_delivery_seconds_count{{platform="telegram",result="{result}"}}'
        assert await outside.figure(name) == 1


async def test_two_apps_in_one_process_count_apart(outside: Outside) -> None:
    Metrics().asked("answer")
    assert await outside.figure('leernetwerk_questions_total{outcome="answer"}') is None
    assert await outside.figure("process_resident_memory_bytes")
