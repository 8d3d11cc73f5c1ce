"""Which prompt comes next. Pure: the past and the dice are passed in."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from knowledge_base.prompt_files import Prompt

NEVER_AGAIN_WITHIN = timedelta(days=366)
LONG_AGO = date.min


def next_prompt(prompts: Iterable[Prompt], had: Mapping[str, date], today: date, seed: str) -> Prompt | None:
    """A prompt that was not had within a year, of the kind that was had longest ago; None when all were.

    `had` says of prompts when they were had last. The same past and seed give the same prompt.
    """
    known = list(prompts)
    fresh = [prompt for prompt in known if is_fresh(had.get(prompt.id), today)]
    last_of_kind = {
        kind: max(
            (had[prompt.id] for prompt in known if prompt.kind is kind and prompt.id in had), default=LONG_AGO
        )
        for kind in {prompt.kind for prompt in known}
    }
    return min(
        fresh,
        key=lambda prompt: (last_of_kind[prompt.kind], lot(seed, prompt.kind), lot(seed, prompt.id)),
        default=None,
    )


def is_fresh(had: date | None, today: date) -> bool:
    """Whether a prompt may come (again)."""
    return had is None or today - had >= NEVER_AGAIN_WITHIN


def lot(seed: str, name: str) -> bytes:
    """A number drawn for a name: the same each time for the same seed."""
    return hashlib.sha256(f"{seed}/{name}".encode()).digest()
