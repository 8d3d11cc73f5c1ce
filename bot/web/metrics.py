"""Figures in the form that Prometheus reads. What each means is in docs/operating.md."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is looked up when somebody asks; seconds, and numbers by their labels.

    `oldest`: how long the oldest message that is due waits, by "answer" and "other".
    """

    outbox: Mapping[tuple[str, str], int] = field(default_factory=dict)
    oldest: Mapping[str, float] = field(default_factory=dict)
    surplus: Mapping[str, int] = field(default_factory=dict)
    guard: Mapping[tuple[str, str], int] = field(default_factory=dict)
    serving: Mapping[str, bool] = field(default_factory=dict)
    silent: Mapping[str, float] = field(default_factory=dict)
    late: Mapping[str, float] = field(default_factory=dict)
    troubles: Mapping[tuple[str, str], int] = field(default_factory=dict)
    database: bool = True


class Metrics:
    """Counts what is reported to it, and shows that with what is looked up."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        self._questions = self._counter("questions", "Questions by outcome.", "outcome")
        self._messages = Histogram(
            "leernetwerk_message_seconds",
            "From taking a message in to its last answer sent.",
            ("platform", "kind", "result"),
            buckets=QUICK,
            registry=self._registry,
        )
        self._deliveries = Histogram(
            "leernetwerk_delivery_seconds",
            "Sendings and edits by what became of them.",
            ("platform", "result"),
            buckets=QUICK,
            registry=self._registry,
        )
        self._gauges = {
            "outbox": self._gauge("outbox_messages", "Messages that wait or are sent.", "kind", "status"),
            "oldest": self._gauge("outbox_oldest_due_seconds", "How long the oldest due waits.", "kind"),
            "surplus": self._gauge("surplus_messages", "Messages that wait to be read.", "platform"),
            "guard": self._gauge("guard_findings", "Kept counts of the guard.", "kind", "outcome"),
            "serving": self._gauge("platform_serving", "1 while members are answered.", "platform"),
            "silent": self._gauge("platform_silent_seconds", "Since the platform last spoke.", "platform"),
            "late": self._gauge("tick_late_seconds", "How much too late a tick is.", "tick"),
            "troubles": self._gauge("trouble", "1 while this goes wrong.", "what", "subject"),
        }
        self._database = self._gauge("database_up", "1 while the database answers.")

    def asked(self, outcome: str) -> None:
        """A question had this outcome."""
        self._questions.labels(outcome).inc()

    def handled(self, platform: str, kind: str, result: str, seconds: float) -> None:
        """A message was handled, up to its last answer."""
        self._messages.labels(platform, kind, result).observe(seconds)

    def delivered(self, platform: str, result: str, seconds: float) -> None:
        """A platform was asked to show something."""
        self._deliveries.labels(platform, result).observe(seconds)

    def shown(self, figures: Figures) -> bytes:
        """Everything, as text."""
        self._database.set(figures.database)
        for name, gauge in self._gauges.items():
            gauge.clear()
            for labels, value in getattr(figures, name).items():
                gauge.labels(*((labels,) if isinstance(labels, str) else labels)).set(value)
        return generate_latest(self._registry)

    def _counter(self, name: str, does: str, *labels: str) -> Counter:
        return Counter(f"leernetwerk_{name}", does, labels, registry=self._registry)

    def _gauge(self, name: str, does: str, *labels: str) -> Gauge:
        return Gauge(f"leernetwerk_{name}", does, labels, registry=self._registry)


def metrics_route(metrics: Metrics, look: Callable[[], Awaitable[Figures]]) -> web.RouteDef:
    """`/metrics`. `look` never raises."""

    async def show(_: web.Request) -> web.Response:
        shown = metrics.shown(await look())
        return web.Response(body=shown, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    return web.get("/metrics", show)
