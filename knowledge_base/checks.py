"""`leernetwerk tips check`: faults in the tip files, each with file, line and mend."""

from pathlib import Path

from knowledge_base.base import HERE
from knowledge_base.tip_files import TipFileError, read_tip


def faults(folder: Path | None = None) -> list[str]:
    """The faults in a knowledge base, in the order of the files."""
    return [
        fault for path in sorted(((folder or HERE) / "tips").rglob("*.md")) for fault in file_faults(path)
    ]


def file_faults(path: Path) -> list[str]:
    """The faults in one file."""
    try:
        read_tip(path)
    except TipFileError as error:
        return [str(error)]
    return []
