"""What operators type, as values. Each raises ValueError, with the mend, for what it can't be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

from bot.cli.errors import WRONG_SETTINGS, leave
from bot.contract import Language
from handlers.people.organisations import LONGEST, tidy
from handlers.people.people import Function, Role
from handlers.texts import LANGUAGES
from scheduler.durations import parse_duration

T = TypeVar("T")

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
QUIET = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})", re.ASCII)
TELEGRAM_ID = re.compile(
    r"[1-9]\d{0,15}", re.ASCII
)  # at most 52 bits: https://core.telegram.org/bots/api#user
MATRIX_ID = re.compile(
    r"@[!-9;-~]+:[A-Za-z0-9.\[\]:-]+", re.ASCII
)  # https://spec.matrix.org/latest/appendices/
LINK = re.compile(r"https?://[^\s<>\"]+", re.ASCII)
LONGEST_LINE = 200
LONGEST_MEETING_H = 24
LONGEST_MATRIX_ID = 255
SHORTEST_NAME = 2
MOST_USES = 1000
OFF = "off"


@dataclass(frozen=True, slots=True)
class TypedDoor:
    """A door as it is typed. On Telegram a private chat has the id of the person."""

    platform: str
    address: str
    conversation: str | None = None


def valid(option: str, check: Callable[[str], T], typed: str) -> T:
    """The value of an option; leaves with a line that names the option when it can't be right."""
    try:
        return check(typed)
    except ValueError as error:
        leave(f"{option} is not right: {error}.", WRONG_SETTINGS)


def network_key(text: str) -> str:
    """A short name for commands."""
    if not KEY.fullmatch(text):
        raise ValueError("use at most 40 small letters, digits and dashes, such as noord-holland")
    return text


def name(text: str) -> str:
    """The name of a person, an organisation or a network, on one line."""
    shown = " ".join(text.split())
    if len(shown) > LONGEST:
        raise ValueError(f"a name has at most {LONGEST} characters, this has {len(shown)}")
    if "<" in shown or ">" in shown:
        raise ValueError("a name is plain text, without < and >")
    if len(tidy(shown)) < SHORTEST_NAME:
        raise ValueError(f"a name has at least {SHORTEST_NAME} characters")
    return tidy(shown)


def language(text: str) -> Language:
    """A language that the bot speaks."""
    if text not in LANGUAGES:
        raise ValueError("use nl or en")
    return text


def role(text: str) -> Role:
    """What somebody is in a network."""
    return one_of(Role, text)


def function(text: str) -> Function:
    """What somebody does."""
    return one_of(Function, text)


def one_of(known: type[T], text: str) -> T:
    """One of the values of an enumeration."""
    names = [str(value) for value in known]  # type: ignore[attr-defined] # an enumeration can be looped over
    if text not in names:
        raise ValueError(f"use {', '.join(names[:-1])} or {names[-1]}")
    return known(text)  # type: ignore[call-arg] # and its values can be found by what they are


def duration(text: str) -> str:
    """A duration, as it is kept."""
    if parse_duration(text).is_zero:
        raise ValueError("it has to be longer than nothing")
    return text


def durations(text: str) -> list[str]:
    """Durations with commas between; `off` for none."""
    return [] if text == OFF else [duration(part.strip()) for part in text.split(",")]


def meeting_length(text: str) -> str:
    """How long a meeting takes, as it is kept."""
    longest = timedelta(hours=LONGEST_MEETING_H)
    length = parse_duration(text)
    if length.is_zero or length.months or timedelta(days=length.days) + length.exact > longest:
        raise ValueError(f"it has to be longer than nothing, and {LONGEST_MEETING_H} hours at most: PT2H")
    return text


def line(text: str) -> str:
    """A theme or a place, on one line."""
    shown = " ".join(text.split())
    if not 1 <= len(shown) <= LONGEST_LINE:
        raise ValueError(f"use 1 to {LONGEST_LINE} characters, this has {len(shown)}")
    return shown


def link(text: str) -> str:
    """Where to meet online."""
    if not LINK.fullmatch(text) or len(text) > LONGEST_LINE:
        raise ValueError("use a web address, such as https://meet.example.org/room")
    return text


def moment(text: str) -> datetime:
    """A moment in ISO 8601, with its offset."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("use ISO 8601, such as 2026-12-03T14:00+01:00") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def quiet_hours(text: str) -> str | None:
    """From when to when no message comes; `off` for never."""
    if text == OFF:
        return None
    found = QUIET.fullmatch(text)
    if found is None or not all(is_time(part) for part in found.groups()) or found[1] == found[2]:
        raise ValueError("use HH:MM-HH:MM, such as 21:00-08:00, or off")
    return text


def is_time(text: str) -> bool:
    """Whether a clock can show this."""
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def uses(text: str) -> int:
    """How many people an invitation is for."""
    if not text.isdecimal() or not 1 <= int(text[:6]) <= MOST_USES:
        raise ValueError(f"use a number from 1 to {MOST_USES}")
    return int(text)


def door(text: str) -> TypedDoor:
    """A chat through which somebody comes."""
    platform, _, address = text.strip().partition(":")
    if platform == "telegram" and TELEGRAM_ID.fullmatch(address):
        return TypedDoor(platform, address, address)
    if platform == "matrix" and MATRIX_ID.fullmatch(address) and len(address) <= LONGEST_MATRIX_ID:
        return TypedDoor(platform, address)
    raise ValueError("use telegram:ID (a number) or matrix:@user:server")
