"""The file in which an index is kept between starts: read when it fits, made again when it doesn't."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge_base.matching.bags import Counts
from knowledge_base.matching.intents import Intent
from knowledge_base.matching.material import Material, Spelled
from knowledge_base.matching.reading import Reading

log = logging.getLogger(__name__)

FORMAT = "2"  # raise it when what is stored means something else
READABLE_BY_ALL = 0o644


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
    text = "\n".join(material.spelled.lines).encode()
    return {
        **arrays,
        "vectors": material.vectors.astype(np.float16),
        "owners": material.owners,
        "spelled": np.frombuffer(text, dtype=np.uint8),
        "spelled_owners": material.spelled.owners,
        "axes": material.axes,
    }


def from_arrays(arrays: Mapping[str, np.ndarray]) -> Material:
    """The material that `to_arrays` was given. Raises ValueError when its parts don't belong together."""
    stems, letters = (
        Counts(*(arrays[f"{name}_{column}"] for column in ("features", "intents", "counts")))
        for name in ("stems", "letters")
    )
    lines = tuple(arrays["spelled"].tobytes().decode().split("\n"))
    spelled = Spelled(lines, arrays["spelled_owners"])
    vectors, owners, axes = arrays["vectors"].astype(np.float32), arrays["owners"], arrays["axes"]
    if len(lines) != len(spelled.owners) or len(vectors) != len(owners) or vectors.shape[1] != axes.shape[1]:
        raise ValueError("the parts of the index don't belong together")
    return Material(stems, letters, vectors, owners, spelled, axes)
