"""What `make audit` makes of pip-audit's answer: sound, vulnerable, or not known."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

PATH = Path(__file__).parents[2] / ".ci" / "audit.py"


@pytest.fixture(scope="module")
def audit() -> Any:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("audit", PATH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


SOUND = {"name": "yarl", "version": "1.0", "vulns": []}
BAD = {"name": "x", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
UNKNOWN = {"name": "y", "skip_reason": "Dependency not found on PyPI and could not be audited: y (1)"}


def test_sound_packages_are_sound(audit: Any) -> None:
    assert audit.verdict("a.lock", 0, answer(SOUND), "No known vulnerabilities found") == (0, [])


def test_a_vulnerability_is_named_with_the_version_that_mends_it(audit: Any) -> None:
    code, [line] = audit.verdict("a.lock", 1, answer(SOUND, BAD), "Found 1 known vulnerability")
    assert (code, line) == (1, "audit: x 1 in a.lock has PYSEC-1; mended in 2")


@pytest.mark.parametrize("out", ["", "{", "null", "[]", "{}"])
def test_a_source_that_can_not_be_reached_is_named(audit: Any, out: str) -> None:
    code, [line] = audit.verdict("a.lock", 1, out, "Traceback\nrequests.exceptions.ConnectionError: refused")
    assert code == 2
    assert line.startswith("audit: pypi.org")
    assert line.endswith("can't be reached for a.lock: requests.exceptions.ConnectionError: refused")


def test_a_source_that_knows_none_of_the_packages_is_no_good_news(audit: Any) -> None:
    """pip-audit itself ends well then."""
    code, [line] = audit.verdict("a.lock", 0, answer(SOUND, UNKNOWN), "No known vulnerabilities found")
    assert code == 2
    assert "has no answer about 1 of 2 packages in a.lock: y" in line


def test_what_was_found_counts_also_when_not_all_could_be_looked_up(audit: Any) -> None:
    code, lines = audit.verdict("a.lock", 1, answer(BAD, UNKNOWN), "")
    assert (code, len(lines)) == (1, 2)
