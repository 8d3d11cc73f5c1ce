"""Lists of choices as they were shown, and which choice a person means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.contract import Address, Choice, Language, choice_token, shows_positions, sign_of
from knowledge_base import closest

LIST_OPEN_FOR = timedelta(days=30)
BEGINNING = re.compile(r",| \(")
VARIATIONS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
FIGURE = re.compile(r"\d+")
TOKEN = re.compile(r"(?P<name>[\w-]+):(?P<index>\d{1,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """The choices of one message; `key` is that message's outbox key, `owner` the only one who may choose."""

    key: str
    address: Address
    language: Language
    choices: tuple[Choice, ...]
    expires_at: datetime
    owner: str | None = None
    closed: bool = False

    def can_be_chosen_from(self, now: datetime) -> bool:
        """Whether a choice from this list still counts."""
        return not self.closed and self.expires_at > now

    def labelled(self, text: str) -> Choice | None:
        """The choice with exactly this label, however it is capitalised."""
        wanted = plain(text)
        return next((choice for choice in self.choices if plain(choice.label) == wanted), None)

    def begun_with(self, text: str) -> Choice | None:
        """The only choice whose label begins, up to a comma or bracket, with exactly this: "ja" for "Ja,
        geef door", "vervoer" for "Vervoer (6)"."""
        wanted = plain(text)
        fitting = [choice for choice in self.choices if plain(BEGINNING.split(choice.label)[0]) == wanted]
        return fitting[0] if len(fitting) == 1 else None

    def signed(self, emoji: str) -> Choice | None:
        """The choice that a reaction means, in whatever colour it was given."""
        wanted = bare_sign(emoji)
        for position, choice in enumerate(self.choices):
            sign = sign_of(self.choices, position)
            if sign and bare_sign(sign) == wanted:
                return choice
        return None

    def likened(self, text: str) -> Choice | None:
        """The choice whose label this is with a typing error in it."""
        figures = FIGURE.findall(text)  # another number is another choice, and no typing error
        alike = [choice for choice in self.choices if FIGURE.findall(choice.label) == figures]
        position = closest(plain(text), [plain(choice.label) for choice in alike])
        return None if position is None else alike[position]

    def numbered(self, number: int) -> Choice | None:
        """The choice that a typed number means: of marks the mark itself, else the position."""
        if shows_positions(self.choices):
            return self.at(number)
        return next((choice for choice in self.choices if int(choice.label) == number), None)

    def numbers(self) -> tuple[int, int]:
        """The first and the last number that can be typed."""
        if shows_positions(self.choices):
            return 1, len(self.choices)
        marks = [int(choice.label) for choice in self.choices]
        return min(marks), max(marks)

    def at(self, position: int) -> Choice | None:
        """The choice at this position, counted from 1."""
        return self.choices[position - 1] if 1 <= position <= len(self.choices) else None


def plain(text: str) -> str:
    """A label without what people leave out when they type it."""
    return " ".join(text.casefold().split()).rstrip(".! ")


def bare_sign(emoji: str) -> str:
    """An emoji without what says how it is drawn: skin colours and variation selectors."""
    return VARIATIONS.sub("", emoji)


def list_name(key: str) -> str:
    """The part of a choice's token that names the list."""
    return choice_token(key, 0).partition(":")[0]


def parse_token(token: str) -> tuple[str, int] | None:
    """The list's name and the choice's position, from 1; None for what can't be a token of ours."""
    found = TOKEN.fullmatch(token)
    return (found["name"], int(found["index"]) + 1) if found else None


def first_labelled(
    lists: Sequence[ChoiceList], text: str, *, exactly: bool = False
) -> tuple[ChoiceList, Choice] | None:
    """The newest choice with this label; `lists` are newest first.

    In the newest list a short form of a label means it too, and a label with a typing error in it; but
    not where it has to be one `exactly`.
    """
    for shown in lists:
        if choice := shown.labelled(text):
            return shown, choice
    newest = None if exactly else next(iter(lists), None)
    choice = newest.begun_with(text) or newest.likened(text) if newest else None
    return (newest, choice) if newest and choice else None
