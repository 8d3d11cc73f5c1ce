"""Whether two ways to write an organisation mean the same one."""

import re
import unicodedata
from collections.abc import Sequence

from knowledge_base import closest

LONGEST = 80  # characters of a name, of a person or an organisation
LEGAL_FORM = re.compile(r"\b(stichting|vereniging|bv|b\.v\.|foundation)\b")


def folded(name: str) -> str:
    """A name without what people write differently: capitals, accents, signs, spaces, legal form."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    without_form = LEGAL_FORM.sub(" ", plain)
    letters = "".join(sign for sign in without_form if sign.isalnum())
    return letters or "".join(plain.split())


def meant(name: str, known: Sequence[str]) -> str | None:
    """The known organisation that is meant by a name, typing errors and all; None when it is a new one."""
    wanted = folded(name)
    by_folded = {folded(other): other for other in known}
    if wanted in by_folded:
        return by_folded[wanted]
    position = closest(wanted, list(by_folded))
    return None if position is None else list(by_folded.values())[position]


def tidy(text: str) -> str:
    """A name as it is kept: one line, without signs that steer a screen, not endlessly long."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())[:LONGEST].strip()
