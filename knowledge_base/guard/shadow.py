"""A text as it reads: composed, without invisible signs, with plain quotes; and the way back to the original.

A name with a zero-width space in it, a number in full-width digits or an accent typed as a sign of its own
look the same to a reader, so they must look the same to the guard.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u00b4\u0060\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00b7\u2219\u22c5\u2027\u30fb", "-"),  # dots in the middle join as dashes do
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
MOST_MARKS = 2  # on one letter; more compose to no letter that anybody writes, and take quadratic time
MOST_SIGNS = 4  # that one sign stands for; one that stands for a whole sentence is kept as it is
GLUED = re.compile(  # to the word that announces it: "IBANNL20…", "bsn123456782", "tel0612…"
    r"\b(?:(?:iban|rek(?:ening|nr)?(?:nummer)?)(?=[a-z]{2}\d\d)|(?:iban|bsn|tel(?:efoon|nr|nummer)?|mob(?:iel)?|gsm|rek(?:ening|nr)?(?:nummer)?|"
    r"geb(?:oren|dat)?|dob)(?=\+?\d[\d .-]{5})|(?:kenteken|plaat)(?=\w{1,3}-\w{1,3}-\w{1,3}\b)|"
    r"postcode(?=\d{4}\s?[a-z]{2}\b))",
    re.IGNORECASE,
)
INVISIBLE = {"Cf", "Mn", "Me"}


@dataclass(frozen=True, slots=True)
class Shadow:
    """What a text reads like, and for each sign in it where that starts and ends in the original."""

    text: str
    starts: list[int] | range
    ends: list[int] | range

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of at least one sign is in the original."""
        return self.starts[start], self.ends[end - 1]


def read(text: str) -> Shadow:
    """The shadow of a text, in time that grows with its length."""
    return unglued(as_read(text))


def unglued(shadow: Shadow) -> Shadow:
    """A shadow with a space between an item and the word that announces it."""
    cuts = [match.end() for match in GLUED.finditer(shadow.text)]
    if not cuts:
        return shadow
    signs, starts, ends = list(shadow.text), list(shadow.starts), list(shadow.ends)
    for cut in reversed(cuts):
        signs.insert(cut, " ")
        starts.insert(cut, starts[cut])
        ends.insert(cut, starts[cut])
    return Shadow("".join(signs), starts, ends)


def as_read(text: str) -> Shadow:
    """A text sign by sign as it reads."""
    if text.isascii():
        return Shadow(text.replace("`", "'"), range(len(text)), range(1, len(text) + 1))
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    seen: dict[str, str] = {}
    for start, end in clusters(text):
        cluster = text[start:end]
        if cluster not in seen:
            seen[cluster] = composed(cluster)
        for sign in seen[cluster]:
            signs.append(sign)
            starts.append(start)
            ends.append(end)
    return Shadow("".join(signs), starts, ends)


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where each sign starts and ends, with the marks that stand on it."""
    start = 0
    for at in range(1, len(text)):
        if not unicodedata.combining(text[at]):
            yield start, at
            start = at
    yield start, len(text)


def composed(cluster: str) -> str:
    """A sign with its marks as it reads; nothing for what can't be seen."""
    if cluster.isascii():
        return cluster.replace("`", "'")
    whole = unicodedata.normalize("NFKC", cluster[: 1 + MOST_MARKS].translate(PLAIN_SIGNS))
    seen = "".join(sign for sign in whole if unicodedata.category(sign) not in INVISIBLE)
    return seen if len(seen) <= MOST_SIGNS else cluster[0]
