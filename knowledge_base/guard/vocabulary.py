"""The words around a name (vocabulary.toml says what each group is)."""

import tomllib
from dataclasses import dataclass, fields

from knowledge_base.guard.lexicon import LISTS, fold, word_group


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Groups of words in lower case without accents."""

    titles: frozenset[str]
    people: frozenset[str]
    ours: frozenset[str]
    naming: frozenset[str]
    names_of: frozenset[str]
    named_after: frozenset[str]
    talk: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    openers: frozenset[str]
    acts: frozenset[str]
    of_things: frozenset[str]
    verbs: frozenset[str]
    states: frozenset[str]
    belongings: frozenset[str]
    own: frozenset[str]
    ands: frozenset[str]
    with_ands: frozenset[str]
    prefixes: frozenset[str]
    called_things: frozenset[str]
    things_after: frozenset[str]
    named_buildings: frozenset[str]
    villages: frozenset[str]
    lands: frozenset[str]
    lands_before: frozenset[str]
    works: frozenset[str]
    living: frozenset[str]
    visiting: frozenset[str]
    meeting: frozenset[str]
    dutch: frozenset[str]
    english: frozenset[str]
    verb_names: frozenset[str]
    writes: frozenset[str]
    animals: frozenset[str]
    vehicles: frozenset[str]
    products: frozenset[str]
    papers: frozenset[str]
    celebrated: frozenset[str]
    no_streets: frozenset[str]
    addressed: frozenset[str]
    files: frozenset[str]
    calendar: frozenset[str]
    english_calendar: frozenset[str]
    handled: frozenset[str]
    does_alone: frozenset[str]
    polite: frozenset[str]
    workplaces: frozenset[str]
    kin: frozenset[str]
    spoken: frozenset[str]
    treated: frozenset[str]
    adverbs: frozenset[str]
    modals: frozenset[str]
    base_verbs: frozenset[str]
    thinkers: frozenset[str]
    count_nouns: frozenset[str]
    mass_nouns: frozenset[str]
    wild: frozenset[str]
    small_words: frozenset[str]
    media: frozenset[str]


def load_vocabulary() -> Vocabulary:
    """The vocabulary that is shipped."""
    groups = tomllib.loads((LISTS.parent / "vocabulary.toml").read_text("utf-8"))
    return Vocabulary(*(word_group(fold(groups[field.name])) for field in fields(Vocabulary)))
