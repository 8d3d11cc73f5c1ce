"""Codes that let somebody in: easy to type, impossible to guess, kept only as a digest."""

import hashlib
import re
import secrets

# Nothing that looks like something else.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # pragma: allowlist secret
LENGTH = 10  # with 32 signs: 50 bits
GROUP = 5
SHAPE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    """A code as it is shown: two groups of five."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def bare(typed: str) -> str:
    """A code as it is compared: however it was typed."""
    return re.sub(r"[\W_]", "", typed).upper()


def looks_like_code(text: str) -> bool:
    """Whether a text is nothing but a code."""
    return SHAPE.fullmatch(bare(text)) is not None and len(text) <= LENGTH * 2


def digest(typed: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(f"leernetwerk code {bare(typed)}".encode()).hexdigest()
