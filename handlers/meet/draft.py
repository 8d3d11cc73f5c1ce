"""A meeting, or a series of them, while it is being planned step by step. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

DEFAULT_DURATION = "PT2H"
LONGEST_THEME = 150  # characters: it has to fit a card and a calendar
LONGEST_LINE = 1000  # characters of what is planned in one line
MOST_IN_SERIES = 40


class Asking(StrEnum):
    """What the planner is asked."""

    NETWORK = "network"
    THEME = "theme"
    DATE = "date"
    TIME = "time"
    LENGTH = "length"
    WHERE = "where"
    PREPARERS = "preparers"
    READY = "ready"
    CHANGE = "change"
    RHYTHM = "rhythm"
    WHICH_DATE = "which-date"
    OTHER_DATE = "other-date"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known so far. `token` tells it from other drafts of the same person; `line` is what is still to
    be read of a meeting given in one line.

    `starts` are in UTC, more than one for a series; `day` is a date of which the time is still to be asked.
    `other` is the position of the date of a series that is given another date.
    """

    token: str
    network_id: int | None = None
    line: str = ""
    theme: str = ""
    day: date | None = None
    starts: tuple[datetime, ...] = ()
    duration: str | None = None
    place: str | None = None
    link: str | None = None
    where_known: bool = False
    preparers: tuple[int, ...] = ()
    preparers_known: bool = False
    asking: Asking = Asking.THEME
    other: int | None = None

    @property
    def is_series(self) -> bool:
        """Whether it is more than one meeting."""
        return len(self.starts) > 1

    def kept(self) -> dict[str, str]:
        """The draft as the data of a step."""
        return {
            "token": self.token,
            "network": "" if self.network_id is None else str(self.network_id),
            "line": self.line,
            "theme": self.theme,
            "day": self.day.isoformat() if self.day else "",
            "starts": json.dumps([start.isoformat() for start in self.starts]),
            "duration": self.duration or "",
            "place": self.place or "",
            "link": self.link or "",
            "where_known": "yes" if self.where_known else "",
            "preparers": json.dumps(self.preparers),
            "preparers_known": "yes" if self.preparers_known else "",
            "asking": self.asking,
            "other": "" if self.other is None else str(self.other),
        }

    def timed(self, start: datetime) -> "Draft":
        """The same with this moment: the only one, or the one of the series that gets another date."""
        moment = start.astimezone(UTC)
        if self.other is None:
            return replace(self, starts=(moment,), day=None)
        kept = [each for position, each in enumerate(self.starts) if position != self.other]
        return replace(self, starts=tuple(sorted({*kept, moment})), day=None, other=None)

    def without(self, position: int) -> "Draft":
        """The same without one of its dates."""
        starts = tuple(each for number, each in enumerate(self.starts) if number != position)
        return replace(self, starts=starts, other=None, day=None)

    def reset(self, asking: Asking) -> "Draft":
        """The same with something to be asked again."""
        match asking:
            case Asking.THEME:
                return replace(self, theme="")
            case Asking.DATE:
                return replace(self, starts=(), day=None, other=None)
            case Asking.LENGTH:
                return replace(self, duration=None)
            case Asking.WHERE:
                return replace(self, place=None, link=None, where_known=False)
            case Asking.PREPARERS:
                return replace(self, preparers_known=False)
            case _:
                return self


def draft_from(data: Mapping[str, str]) -> Draft | None:
    """The draft in the data of a step; None when there is none in it."""
    if not data.get("token"):
        return None
    return Draft(
        token=data["token"],
        network_id=int(data["network"]) if data["network"] else None,
        line=data["line"],
        theme=data["theme"],
        day=date.fromisoformat(data["day"]) if data["day"] else None,
        starts=tuple(datetime.fromisoformat(start) for start in json.loads(data["starts"])),
        duration=data["duration"] or None,
        place=data["place"] or None,
        link=data["link"] or None,
        where_known=bool(data["where_known"]),
        preparers=tuple(json.loads(data["preparers"])),
        preparers_known=bool(data["preparers_known"]),
        asking=Asking(data["asking"]),
        other=int(data["other"]) if data["other"] else None,
    )


def next_asking(draft: Draft) -> Asking:
    """What is to be asked next: the first thing that is not known."""
    missing = (
        (Asking.NETWORK, draft.network_id is None),
        (Asking.THEME, not draft.theme),
        (Asking.TIME, draft.day is not None),
        (Asking.OTHER_DATE, draft.other is not None),
        (Asking.DATE, not draft.starts),
        (Asking.LENGTH, draft.duration is None),
        (Asking.WHERE, not draft.where_known),
        (Asking.PREPARERS, not draft.preparers_known),
    )
    return next((asking for asking, is_missing in missing if is_missing), Asking.READY)
