"""Whether a pinned package has a known vulnerability, and whether that could be found out at all.

pip-audit ends well too when its source knows none of the packages, as behind a mirror. So it is asked for
JSON, and three things are told apart. Exit 0: all were looked up and are sound; 1: something was found; 2: it
could not be found out.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SOURCE = "pypi.org (the vulnerabilities of the Python Packaging Advisory Database)"
LOCKS = ("requirements.lock", "requirements-dev.lock")
OPTIONS = ("--disable-pip", "--progress-spinner", "off", "--format", "json", "--timeout", "15")


def audited(lock: str) -> subprocess.CompletedProcess[str]:
    """What pip-audit says about the packages in a lock file."""
    command = [str(Path(sys.executable).parent / "pip-audit"), *OPTIONS, "-r", lock]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - all of it is ours


def verdict(lock: str, code: int, out: str, err: str) -> tuple[int, Sequence[str]]:
    """The exit code and what to say, from pip-audit's exit code, output and errors."""
    try:
        packages = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = (err.strip().splitlines() or [f"exit code {code}"])[-1][:200]
        return 2, [f"audit: {SOURCE} can't be reached for {lock}: {reason}"]
    found = [
        f"audit: {each['name']} {each['version']} in {lock} has {one['id']}; mended in "
        + (", ".join(one["fix_versions"]) or "no version yet")
        for each in packages
        for one in each.get("vulns", ())
    ]
    unknown = [each["name"] for each in packages if "skip_reason" in each]
    if unknown:
        how_many, some = f"{len(unknown)} of {len(packages)}", ", ".join(unknown[:3])
        found.append(f"audit: {SOURCE} has no answer about {how_many} packages in {lock}: {some} …")
    return (1 if len(found) > bool(unknown) else 2 if unknown else 0), found


def main() -> None:
    """Look at both lock files: what is shipped, and what it is made with."""
    worst = 0
    for lock in LOCKS:
        run = audited(lock)
        code, lines = verdict(lock, run.returncode, run.stdout, run.stderr)
        print(*(lines or [f"audit: nothing known against the packages in {lock}"]), sep="\n")  # noqa: T201 - a command
        worst = 1 if 1 in (code, worst) else max(code, worst)
    sys.exit(worst)


if __name__ == "__main__":
    main()
