"""The guard that recognises what may identify a child, a parent or another person in a case.

Nothing it sees is stored or logged. What was chosen and what it misses: docs/privacy.md.
"""

from knowledge_base.guard.guard import Guard, load_guard
from knowledge_base.guard.spans import Checked, Kind, Level, Span
from knowledge_base.guard.wordings import is_readable

__all__ = ["Checked", "Guard", "Kind", "Level", "Span", "is_readable", "load_guard"]
