"""What the example network went through, read from `story.toml`. Days are counted from today."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.contract import Language
from handlers.people.people import Function, Role
from handlers.reflect.small_steps import Outcome
from scheduler.meetings import Answer

LANGUAGE: Language = "nl"
ZONE = ZoneInfo("Europe/Amsterdam")
NOON = time(12, 30)
BEGINS = time(14, 0)
THURSDAY = 3


@dataclass(frozen=True, slots=True)
class PlayedNetwork:
    """A network."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody. `away`: between which days they hear nothing; `blocked`: since when they can't be reached."""

    key: str
    name: str
    organisation: str
    function: Function
    networks: Mapping[str, Role]
    language: Language = LANGUAGE
    started: bool = True
    away: tuple[int, int] | None = None
    blocked: int | None = None


@dataclass(frozen=True, slots=True)
class PlayedMeeting:
    """A meeting, on the Thursday of the week of `day`; one that is over says who was there."""

    key: str
    network: str
    theme: str
    day: int
    announced: int
    place: str | None = None
    link: str | None = None
    preparers: tuple[str, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LookBack:
    """What somebody said of a meeting."""

    meeting: str
    person: str
    mark: int
    takeaway: str | None = None
    quotable: bool = False


@dataclass(frozen=True, slots=True)
class TriedStep:
    """A small step, and what came of it."""

    person: str
    meeting: str
    day: int
    text: str
    closed: int | None = None
    outcome: Outcome = Outcome.OPEN
    learned: str | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class PromptRound:
    """A prompt of some weeks ago, with what people answered; `quotable`: whose answer may be shown."""

    network: str
    prompt: str
    weeks: int
    answers: Mapping[str, str]
    quotable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A question for the facilitators, and how far it is."""

    person: str
    day: int
    text: str
    language: Language = LANGUAGE
    claimed: int | None = None
    answered: int | None = None
    by: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class MembersTip:
    """A tip of a member: a draft, or published by a facilitator."""

    key: str
    network: str
    person: str
    theme: str
    day: int
    text: str
    phrasings: tuple[str, ...]
    published: int | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """Something for the agenda of a meeting, and who wants to talk about it too."""

    meeting: str
    person: str
    day: int
    text: str
    votes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """All of it. The first of the people is who a visitor speaks as."""

    begins: int
    networks: tuple[PlayedNetwork, ...]
    people: tuple[Character, ...]
    meetings: tuple[PlayedMeeting, ...]
    reflections: tuple[LookBack, ...]
    steps: tuple[TriedStep, ...]
    prompts: tuple[PromptRound, ...]
    questions: tuple[PassedOn, ...]
    tips: tuple[MembersTip, ...]
    agenda: tuple[Brought, ...]

    @property
    def visitor(self) -> str:
        """The name of who a visitor speaks as."""
        return self.people[0].name


PARTS = {
    "networks": PlayedNetwork,
    "people": Character,
    "meetings": PlayedMeeting,
    "reflections": LookBack,
    "steps": TriedStep,
    "prompts": PromptRound,
    "questions": PassedOn,
    "tips": MembersTip,
    "agenda": Brought,
}


def read_story() -> Story:
    """The story as it is shipped."""
    told = tomllib.loads(Path(__file__).with_name("story.toml").read_text(encoding="utf-8"))
    parts: dict[str, Any] = {name: tuple(kind(**row) for row in told[name]) for name, kind in PARTS.items()}
    return Story(told["begins"], **parts)


def noon(today: date, day: int) -> datetime:
    """Half past twelve, by the clocks of the network, some days from today."""
    return datetime.combine(today + timedelta(days=day), NOON, ZONE)


def begins(today: date, day: int) -> datetime:
    """When a meeting begins: two o'clock, on the Thursday of that week."""
    near = today + timedelta(days=day)
    return datetime.combine(near + timedelta(days=THURSDAY - near.weekday()), BEGINS, ZONE)
