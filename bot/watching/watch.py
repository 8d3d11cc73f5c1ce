"""What this process sees of itself while it serves: which platforms are there, and what was done in time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.contract import Clock
from bot.platforms import Serving
from scheduler.alarms import Done
from scheduler.clock_jumps import is_believable


@dataclass(frozen=True, slots=True)
class Standing:
    """How a platform is getting on; `why` is for the operator, without secrets."""

    serving: Serving
    contact: datetime
    why: str | None = None


class Watch:
    """The platforms that this process serves and the ticks that it does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = clock.now()
        self._platforms: dict[str, Standing] = {}
        self._ticks: dict[str, Done] = {}
        self._believed: datetime | None = None

    @property
    def platforms(self) -> Mapping[str, Standing]:
        """How each platform is getting on."""
        return self._platforms

    @property
    def ticks(self) -> Mapping[str, Done]:
        """When each tick was done last; from the beginning of this process, when never."""
        return self._ticks

    def changed(self, platform: str, serving: Serving, why: str | None = None) -> None:
        """A platform gets on in another way."""
        self._platforms[platform] = Standing(serving, self._contact(platform), why)
        if serving is Serving.SERVING:
            self.heard(platform)

    def heard(self, platform: str) -> None:
        """A platform is there: it said something to us."""
        standing = self._platforms.get(platform) or Standing(Serving.STARTING, self._began)
        self._platforms[platform] = replace(standing, contact=self._clock.now())

    @property
    def clock_doubted_since(self) -> datetime | None:
        """When the clock was believed last, if it can't be now: then only answers go by it."""
        return None if is_believable(self._clock.now(), self._believed) else self._believed

    def believes(self, moment: datetime) -> None:
        """This was the time when the clock was believed last."""
        self._believed = moment

    def expects(self, tick: str, every: timedelta) -> None:
        """This is to be done at this pace."""
        self._ticks[tick] = Done(self._clock.now() - every, every)

    def did(self, tick: str) -> None:
        """It was done, and well."""
        self._ticks[tick] = replace(self._ticks[tick], at=self._clock.now())

    def contacts(self) -> dict[str, datetime]:
        """When each platform that this process is to serve was last there."""
        return {
            name: standing.contact
            for name, standing in self._platforms.items()
            if standing.serving is not Serving.STANDBY
        }

    def _contact(self, platform: str) -> datetime:
        standing = self._platforms.get(platform)
        return standing.contact if standing else self._began
