"""Where a meeting is, as people type it: a place, a link to meet online, or both. Pure."""

import re
from dataclasses import dataclass

from handlers.meet.lines import one_line

LINK = re.compile(r"https?://\S+|(?<![@\w./:])(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
AROUND_LINK = re.compile(
    r"^(?:online|link|via|of|or|en|and|:|,|\s)+$|(?:\s(?:of|or|en|and|via|online))+$", re.IGNORECASE
)
LONGEST_PLACE = 200
LONGEST_LINK = 500
AROUND = " \t\n|,;<>"
IN_DUTCH = ("", "-", "nog niet bekend", "weet ik nog niet", "weet nog niet", "onbekend", "volgt", "geen")
IN_ENGLISH = ("not known yet", "i don't know yet", "don't know yet", "unknown", "none", "tba", "tbd")
UNKNOWN = frozenset((*IN_DUTCH, *IN_ENGLISH))


@dataclass(frozen=True, slots=True)
class Where:
    """A place, a link, both or neither."""

    place: str | None = None
    link: str | None = None


def read_where(text: str) -> Where:
    """Where it is; what is only said to be unknown is nothing."""
    found = LINK.search(text)
    if found is None:
        return Where(place_or_none(text))
    link = found[0].rstrip(".,;)>")
    if "://" not in link:
        link = f"https://{link}"
    place = place_or_none(AROUND_LINK.sub("", f"{text[: found.start()]} {text[found.end() :]}".strip(AROUND)))
    return Where(place, link if len(link) <= LONGEST_LINK else None)


def place_or_none(text: str) -> str | None:
    """A place on one line."""
    place = one_line(text, LONGEST_PLACE).strip(AROUND)
    return None if place.casefold().rstrip(".") in UNKNOWN else place
