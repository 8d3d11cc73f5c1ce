"""Everything that is compared with a question, ready to be compared. Never changed: added to by a copy."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge_base.matching import meaning
from knowledge_base.matching.bags import Counts, LetterSignal, WordSignal, count
from knowledge_base.matching.combination import Kinds
from knowledge_base.matching.features import Floats, Ints, letter_counts, stem_counts
from knowledge_base.matching.intents import Intent, IntentKind
from knowledge_base.matching.nearest import Owners
from knowledge_base.matching.reading import Reading

log = logging.getLogger(__name__)

BESIDE = (IntentKind.TOPIC, IntentKind.SMALL_TALK)
FORMAT = "1"  # raise it when what is stored means something else
NEAREST_MEANINGS = 5
NEAREST_WORDINGS = 3
ENOUGH = 40  # wordings; a tip with fewer was put in the words of few people yet
READABLE_BY_ALL = 0o644


@dataclass(frozen=True, slots=True)
class Material:
    """What is worked out once per wording and kept: features, vectors, sorted words."""

    stems: Counts
    letters: Counts
    vectors: Floats
    sorted_words: tuple[str, ...]
    owners: Ints

    def first(self, intents: int) -> "Material":
        """What belongs to the first so many intents."""
        wordings = int(np.searchsorted(self.owners, intents))
        return Material(
            self.stems.first(intents),
            self.letters.first(intents),
            self.vectors[:wordings],
            self.sorted_words[:wordings],
            self.owners[:wordings],
        )

    def keeping(self, kept: NDArray[np.bool_]) -> "Material":
        """What belongs to the intents that are kept, which are counted anew."""
        there = kept[self.owners]
        numbers = (np.cumsum(kept) - 1).astype(np.int32)
        return Material(
            self.stems.keeping(kept),
            self.letters.keeping(kept),
            self.vectors[there],
            tuple(compress(self.sorted_words, there)),
            numbers[self.owners[there]],
        )

    def behind(self, intents: int) -> "Material":
        """The same, of intents that stand behind so many others."""
        return Material(
            self.stems.behind(intents),
            self.letters.behind(intents),
            self.vectors,
            self.sorted_words,
            self.owners + np.int32(intents),
        )

    def joined(self, other: "Material") -> "Material":
        """Both together; the other's intents must come after these."""
        return Material(
            self.stems.joined(other.stems),
            self.letters.joined(other.letters),
            np.concatenate([self.vectors, other.vectors]),
            self.sorted_words + other.sorted_words,
            np.concatenate([self.owners, other.owners]),
        )


class Index:
    """Intents that can be compared with a text, by four signals.

    `like`: an index whose measure of how rare words are and how long texts are is taken over, so that
    scores of both can stand side by side.
    """

    def __init__(
        self, intents: Sequence[Intent], material: Material, reading: Reading, like: "Index | None" = None
    ) -> None:
        self.intents = tuple(intents)
        self.kinds = kinds_of(intents)
        self._material = material
        self._like = like
        self.reading = reading
        self._owners = Owners(material.owners, len(intents))
        self.few = self.kinds.tip & (self._owners.counts < ENOUGH)
        self._words: WordSignal = WordSignal(
            material.stems, len(intents), like._words.measure if like else None
        )
        self._letters: LetterSignal = LetterSignal(
            material.letters, len(intents), like._letters.rarity if like else None
        )

    def places(self, kind: IntentKind) -> NDArray[np.intp]:
        """Where the intents of a kind stand."""
        return np.flatnonzero([intent.kind is kind for intent in self.intents])

    def without(self, tips: Collection[str]) -> "Index":
        """A new index without these tips."""
        gone = [intent.kind is IntentKind.TIP and intent.id in tips for intent in self.intents]
        kept = ~np.array(gone)
        material = self._material.keeping(kept)
        return Index(tuple(compress(self.intents, kept)), material, self.reading, self._like)

    def with_intents(self, new: Sequence[Intent]) -> "Index":
        """A new index with these intents too."""
        material = self._material.joined(work_out(new, self.reading, first=len(self.intents)))
        return Index((*self.intents, *new), material, self.reading, self._like)

    def joined(self, other: "Index") -> "Index":
        """A new index of what is in both."""
        material = self._material.joined(other._material.behind(len(self.intents)))
        return Index((*self.intents, *other.intents), material, self.reading, self._like)

    def beside(self, new: Sequence[Intent]) -> "Index":
        """An index of these intents alone, measured as this one is."""
        return Index(new, work_out(new, self.reading), self.reading, self)

    def first(self, intents: int) -> "Index":
        """A new index of the first so many intents."""
        return Index(self.intents[:intents], self._material.first(intents), self.reading)

    def signals(self, text: str, known: list[str]) -> dict[str, Floats]:
        """How well each intent fits a text and its words, by signal; the scales differ."""
        [asked] = meaning.vectors([text])
        return self.signals_with(asked, known)

    def signals_with(self, asked: Floats, known: list[str]) -> dict[str, Floats]:
        """The same, of a text with this vector."""
        stems, _ = stem_counts(known)
        meanings, wordings = self._material.vectors @ asked, self._ratios(known)
        return {
            "words": self._words.scores(stems),
            "letters": self._letters.scores(*letter_counts(known)),
            "meaning": self._owners.mean_of_best(meanings, NEAREST_MEANINGS),
            "wording": self._owners.mean_of_best(wordings, NEAREST_WORDINGS),
            "nearest meaning": self._owners.best(meanings),
            "nearest wording": self._owners.best(wordings),
        }

    def _ratios(self, known: list[str]) -> Floats:
        """Rapidfuzz: letter by letter, whatever the order of the words; sees short questions and typos."""
        asked = " ".join(sorted(known))
        ratios = process.cdist([asked], self._material.sorted_words, scorer=fuzz.ratio, dtype=np.float32)
        return cast("Floats", ratios[0] / 100)


def kinds_of(intents: Sequence[Intent]) -> Kinds:
    """Of which kind each intent is."""
    return Kinds(
        tip=np.array([intent.kind is IntentKind.TIP for intent in intents]),
        urgent=np.array([intent.kind is IntentKind.URGENT for intent in intents]),
        harmless=np.array([intent.kind is IntentKind.HARMLESS for intent in intents]),
        beside=np.array([intent.kind in BESIDE for intent in intents]),
    )


def work_out(intents: Sequence[Intent], reading: Reading, *, first: int = 0) -> Material:
    """Work out everything about these intents; the first gets number `first`."""
    lines = [line for intent in intents for line in intent.wordings]
    owners = np.repeat(
        np.arange(first, first + len(intents), dtype=np.int32), [len(intent.wordings) for intent in intents]
    )
    split = [reading.words(line) for line in lines]
    return Material(
        count([stem_counts(known) for known in split], owners),
        count([letter_counts(known) for known in split], owners),
        as_kept(meaning.vectors(lines)),
        tuple(" ".join(sorted(known)) for known in split),
        owners,
    )


def as_kept(vectors: Floats) -> Floats:
    """Vectors as precise as they are kept: an index just made and one kept then say the same."""
    return vectors.astype(np.float16).astype(np.float32)


def build_index(intents: Sequence[Intent], reading: Reading, kept_at: Path | None = None) -> Index:
    """The index of these intents, from the file it was kept in when that fits, else worked out (and kept)."""
    name = digest(intents, reading)
    material = read(kept_at, name) if kept_at else None
    if material is None:
        material = work_out(intents, reading)
        if kept_at:
            keep(material, kept_at, name)
    return Index(intents, material, reading)


def digest(intents: Sequence[Intent], reading: Reading) -> str:
    """A name for exactly these intents, read in this way, in this format."""
    content = hashlib.sha256(FORMAT.encode() + repr(sorted(reading.synonyms.items())).encode())
    for intent in intents:
        content.update(repr((intent.kind, intent.id, intent.wordings)).encode())
    return content.hexdigest()


def read(path: Path, name: str) -> Material | None:
    """What was kept; None when it is missing, damaged, or about something else."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return from_arrays(kept) if str(kept["name"]) == name else None
    except FileNotFoundError:
        return None
    except Exception:
        # Whatever is wrong with the file, the cure is the same: work it out again.
        log.warning("the index could not be read and is made again")
        return None


def keep(material: Material, path: Path, name: str) -> None:
    """Keep what was worked out, whole or not at all. Where nothing may be written, each start makes it."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".npz")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **to_arrays(material), name=np.array(name))
        Path(temporary).chmod(READABLE_BY_ALL)  # in an image it is made by root and read by another
        Path(temporary).replace(path)
    except OSError:
        log.warning("the index could not be kept; every start will make it again")


def to_arrays(material: Material) -> dict[str, np.ndarray]:
    """Material as plain arrays."""
    arrays = {
        f"{name}_{column}": getattr(counts, column)
        for name, counts in (("stems", material.stems), ("letters", material.letters))
        for column in ("features", "intents", "counts")
    }
    text = "\n".join(material.sorted_words).encode()
    return {
        **arrays,
        "vectors": material.vectors.astype(np.float16),
        "sorted_words": np.frombuffer(text, dtype=np.uint8),
        "owners": material.owners,
    }


def from_arrays(arrays: Mapping[str, np.ndarray]) -> Material:
    """The material that `to_arrays` was given."""
    stems, letters = (
        Counts(*(arrays[f"{name}_{column}"] for column in ("features", "intents", "counts")))
        for name in ("stems", "letters")
    )
    lines = arrays["sorted_words"].tobytes().decode().split("\n")
    vectors = arrays["vectors"].astype(np.float32)
    if not len(lines) == len(vectors) == len(arrays["owners"]):
        raise ValueError("the parts of the index don't belong together")
    return Material(stems, letters, vectors, tuple(lines), arrays["owners"])
