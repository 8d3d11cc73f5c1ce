"""How results are printed."""

import json
from typing import Any


def print_json(value: Any) -> None:
    """One JSON value on one line, as UTF-8."""
    print(json.dumps(value, ensure_ascii=False), flush=True)
