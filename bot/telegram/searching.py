"""Spares Python a search that it would do several times a message."""

import sys
from importlib.util import find_spec


def stop_searching(module: str) -> None:
    """Let Python know that a module isn't installed, for as long as this process lives.

    What is missing it looks for in all folders, each time it is asked. httpcore, under python-telegram-bot,
    asks for sniffio with every lock it makes (`httpcore/_synchronization.py`, 1.0.9): eight times an
    answered question, a twentieth of all it costs.
    """
    if module not in sys.modules and find_spec(module) is None:
        sys.modules[module] = None  # type: ignore[assignment]  # how Python itself notes it
