"""What is worked out once per wording and kept: features, vectors, sorted words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge_base.matching import meaning
from knowledge_base.matching.axes import axes_of
from knowledge_base.matching.bags import Counts, count
from knowledge_base.matching.features import Floats, Ints, letter_counts, stem_counts
from knowledge_base.matching.intents import Intent, IntentKind
from knowledge_base.matching.reading import Reading

MOST_SPELLED = 40  # wordings of a tip that are compared letter by letter; more look like one of these


@dataclass(frozen=True, slots=True)
class Spelled:
    """Wordings to compare letter by letter, their words sorted, and whose each is."""

    lines: tuple[str, ...]
    owners: Ints

    def joined(self, other: "Spelled") -> "Spelled":
        """Both together."""
        return Spelled(self.lines + other.lines, np.concatenate([self.owners, other.owners]))


@dataclass(frozen=True, slots=True)
class Material:
    """All of it, of some intents in their order: stems and letters counted, one vector a wording along
    `axes`, whose each vector is, and the wordings that are compared letter by letter."""

    stems: Counts
    letters: Counts
    vectors: Floats
    owners: Ints
    spelled: Spelled
    axes: Floats

    def first(self, intents: int) -> "Material":
        """What belongs to the first so many intents."""
        width = max(intents, int(self.owners.max(initial=0)) + 1)
        return self.keeping(np.arange(width) < intents)

    def keeping(self, kept: NDArray[np.bool_]) -> "Material":
        """What belongs to the intents that are kept, which are counted anew."""
        numbers = (np.cumsum(kept) - 1).astype(np.int32)
        there, spelled = kept[self.owners], kept[self.spelled.owners]
        lines = tuple(compress(self.spelled.lines, spelled))
        return Material(
            self.stems.keeping(kept),
            self.letters.keeping(kept),
            self.vectors[there],
            numbers[self.owners[there]],
            Spelled(lines, numbers[self.spelled.owners[spelled]]),
            self.axes,
        )

    def behind(self, intents: int) -> "Material":
        """The same, of intents that stand behind so many others."""
        further = np.int32(intents)
        return Material(
            self.stems.behind(intents),
            self.letters.behind(intents),
            self.vectors,
            self.owners + further,
            Spelled(self.spelled.lines, self.spelled.owners + further),
            self.axes,
        )

    def joined(self, other: "Material") -> "Material":
        """Both together; the other's intents must come after these, and its axes be the same."""
        return Material(
            self.stems.joined(other.stems),
            self.letters.joined(other.letters),
            np.concatenate([self.vectors, other.vectors]),
            np.concatenate([self.owners, other.owners]),
            self.spelled.joined(other.spelled),
            self.axes,
        )


def work_out(
    intents: Sequence[Intent], reading: Reading, *, first: int = 0, axes: Floats | None = None
) -> Material:
    """Work out everything about these intents; the first gets number `first`. `axes`: those to measure
    meanings along; without them, the ones that suit these intents."""
    lines = [line for intent in intents for line in intent.wordings]
    owners = np.repeat(
        np.arange(first, first + len(intents), dtype=np.int32), [len(intent.wordings) for intent in intents]
    )
    split = [reading.words(line) for line in lines]
    vectors = meaning.vectors(lines)
    axes = axes_of(vectors) if axes is None else axes
    return Material(
        count([stem_counts(known) for known in split], owners),
        count([letter_counts(known) for known in split], owners),
        as_kept(vectors @ axes),
        owners,
        spelled_of(intents, [sorted_words(known) for known in split], owners),
        axes,
    )


def as_kept(vectors: Floats) -> Floats:
    """Vectors as precise as they are kept: an index just made and one kept then say the same."""
    return vectors.astype(np.float16).astype(np.float32)


def sorted_words(known: Sequence[str]) -> str:
    """Words in the order of the alphabet: whatever order somebody put them in, the same."""
    return " ".join(sorted(known))


def spelled_of(intents: Sequence[Intent], lines: Sequence[str], owners: Ints) -> Spelled:
    """The wordings to compare letter by letter: of a tip with many, those that look least alike."""
    kept: list[NDArray[np.intp]] = [np.zeros(0, dtype=np.intp)]
    end = 0
    for intent in intents:
        start, end = end, end + len(intent.wordings)
        own = lines[start:end]
        crowded = intent.kind is IntentKind.TIP and len(own) > MOST_SPELLED
        kept.append(start + (least_alike(own, MOST_SPELLED) if crowded else np.arange(len(own))))
    places = np.concatenate(kept)
    return Spelled(tuple(lines[place] for place in places), owners[places])


def least_alike(lines: Sequence[str], wanted: int) -> NDArray[np.intp]:
    """Where the lines stand that together cover all: the most usual one, then each time the one that looks
    least like those already taken (Gonzalez, Clustering to minimize the maximum intercluster distance, 1985).
    """
    ratios = process.cdist(lines, lines, scorer=fuzz.ratio, dtype=np.float32)
    taken = [int(ratios.mean(axis=1).argmax())]
    nearest = ratios[taken[0]].copy()
    while len(taken) < wanted:
        taken.append(int(nearest.argmin()))
        np.maximum(nearest, ratios[taken[-1]], out=nearest)
    return np.sort(np.array(taken, dtype=np.intp))
