"""`python -m benchmarks [PART …]`: prints figures; of all parts, without a name."""

import subprocess
import sys
from collections.abc import Callable

from benchmarks import (
    ablation,
    alike,
    dates,
    guard,
    harvest,
    newtips,
    planner,
    quality,
    reminders,
    scale,
    scaling,
    shape,
    speed,
    telegram,
)
from benchmarks.machine import describe

PARTS: dict[str, Callable[[], None]] = {
    "quality": quality.main,
    "speed": speed.main,
    "scale": scale.main,
    "scaling": scaling.main,
    "newtips": newtips.main,
    "telegram": telegram.main,
    "reminders": reminders.main,
    "ablation": ablation.main,
    "alike": alike.main,
    "guard": guard.main,
    "planner": planner.main,
    "dates": dates.main,
    "harvest": harvest.main,
    "shape": shape.main,
}


def main(names: list[str]) -> None:
    """Print the parts that were asked for."""
    unknown = set(names) - set(PARTS)
    if unknown:
        sys.exit(f"There is no {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}.")
    if len(names) == 1:
        PARTS[names[0]]()
        return
    print(describe())
    for name in names or PARTS:
        print(f"\n== {name}", flush=True)
        # Each in a process of its own, so that one part's memory is not counted in the next.
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
