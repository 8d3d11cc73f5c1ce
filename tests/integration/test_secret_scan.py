"""The scan of `make lint` finds tokens, keys and passwords, and lets pass what says that it is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCAN = Path(__file__).parents[2] / ".ci" / "secrets"
SCANNER = Path(sys.executable).parent / "detect-secrets-hook"
# Put together here, so that this file holds none.
BEARERS = {
    "telegram": "token = '" + "110201543" + ":" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDs" + "aw0'",
    "key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "password": "matrix_pass" + "word = 'kaas-met-mosterd'",
}


def scanned(file: Path) -> int:
    """The exit code."""
    environment = os.environ | {"SCANNER": str(SCANNER)}
    return subprocess.run(
        [str(SCAN), str(file)], env=environment, capture_output=True, check=False
    ).returncode


@pytest.mark.parametrize("line", BEARERS.values(), ids=BEARERS)
def test_a_secret_is_found_unless_its_line_says_that_it_is_none(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.py"
    file.write_text(f"{line}\n")
    assert scanned(file) == 1
    file.write_text(f"{line}  # pragma: allowlist secret\n")
    assert scanned(file) == 0
