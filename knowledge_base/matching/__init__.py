"""Which intent a text is about: four signals and one learned combination of them."""

from knowledge_base.matching.combination import Combination, read_combination
from knowledge_base.matching.index import Index, build_index
from knowledge_base.matching.intents import Intent, IntentKind, intents, tip_intent
from knowledge_base.matching.reading import Reading, read_synonyms

__all__ = [
    "Combination",
    "Index",
    "Intent",
    "IntentKind",
    "Reading",
    "build_index",
    "intents",
    "read_combination",
    "read_synonyms",
    "tip_intent",
]
