"""How results are printed."""

import json
from typing import Any


def one_line(text: str) -> str:
    """Somebody's words on one line, without signs that steer a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def print_json(value: Any) -> None:
    """One JSON value on one line, as UTF-8."""
    print(json.dumps(value, ensure_ascii=False), flush=True)
