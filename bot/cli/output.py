"""How results are printed."""

import json
from pathlib import Path
from typing import Any

from bot.cli.errors import REFUSED, leave


def one_line(text: str) -> str:
    """Somebody's words on one line, without signs that steer a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def print_json(value: Any) -> None:
    """One JSON value on one line, as UTF-8."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file; leaves with one line when that can't be done."""
    try:
        path.write_bytes(content)
    except (OSError, ValueError) as error:  # a ValueError for a name with a NUL in it
        leave(f"{path} can't be written: {getattr(error, 'strerror', None) or error}.", REFUSED)
