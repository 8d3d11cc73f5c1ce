"""What the figures were measured on."""

import os
import platform
import resource
from pathlib import Path

KILOBYTE = 1024


def describe() -> str:
    """The machine in one line."""
    return f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")


def memory_mb() -> float:
    """The memory that this process has in use, in MB; the most it has had, where the system tells no more."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / KILOBYTE


def percentile(times_s: list[float], share: float) -> float:
    """The time, in ms, within which this share of the measurements lies."""
    ranked = sorted(times_s)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000
