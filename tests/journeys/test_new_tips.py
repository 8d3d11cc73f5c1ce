"""A tip that is published in one process answers in another, and goes out and in as files."""

import json
import time
from pathlib import Path

import pytest

from tests.journeys.processes import leernetwerk, piped_chat
from tests.tips import LAMP, LAMP_QUESTION

TIP_FILE = f"""---
id: lamp-kiezen
theme: inspraak
sources:
  - id: praktijkervaring
    section: De Linde
review: 2027-12-01
title:
  nl: Laat ze een lamp kiezen
phrasings:
  nl:
    - {LAMP_QUESTION}
---

## nl

{LAMP}
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_tip_published_in_one_process_is_answered_in_another_without_a_restart(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "lamp-kiezen.md").write_text(TIP_FILE, encoding="utf-8")
    with piped_chat(tmp_path, DATABASE_URL=url) as chat:
        before = chat.asks(LAMP_QUESTION, "2.")
        assert "lamp kiezen" not in before
        taken = leernetwerk("tips", "import", "in", cwd=tmp_path, DATABASE_URL=url)
        assert (taken.code, taken.out) == (0, "")
        time.sleep(2)
        chat.asks(LAMP_QUESTION, "Zo is er iets van henzelf")
        beside = leernetwerk("ask", "--json", LAMP_QUESTION, cwd=tmp_path, DATABASE_URL=url)
        assert json.loads(beside.out)["tip"] == "lamp-kiezen"


def test_tips_go_out_as_files_that_have_no_faults_and_come_in_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "lamp-kiezen.md").write_text(TIP_FILE, encoding="utf-8")
    leernetwerk("network", "add", "oost", "--name", "Oost", cwd=tmp_path)
    assert leernetwerk("tips", "import", "in", "--network", "oost", cwd=tmp_path).code == 0
    assert leernetwerk("tips", "export", "--out", "uit", cwd=tmp_path).code == 0
    assert leernetwerk("tips", "check", "uit", cwd=tmp_path).code == 0
    listed = json.loads(leernetwerk("tips", "list", "--json", cwd=tmp_path).out)
    [ours] = [tip for tip in listed if tip["origin"] == "database"]
    assert ours == {
        "id": "lamp-kiezen",
        "theme": "inspraak",
        "origin": "database",
        "status": "published",
        "network": "oost",
        "review": "2027-12-01",
        "offered": False,
    }
    assert leernetwerk("tips", "retire", "lamp-kiezen", cwd=tmp_path).code == 0
    assert leernetwerk("tips", "import", "uit", cwd=tmp_path).code == 0
    again = json.loads(leernetwerk("tips", "list", "--json", cwd=tmp_path).out)
    assert ours in again


def test_nothing_is_taken_in_when_a_file_is_broken_and_each_is_named_with_its_mend(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "lamp-kiezen.md").write_text(TIP_FILE, encoding="utf-8")
    (folder / "leeg.md").write_text("", encoding="utf-8")
    (folder / "latijn.md").write_bytes(b"\xe9\xff")
    (folder / "fout.md").write_text(TIP_FILE.replace("theme: inspraak", "theme: nergens"), encoding="utf-8")
    (folder / "wie.md").write_text(
        TIP_FILE.replace("lamp-kiezen", "wie").replace(LAMP, f"{LAMP} Bel 06-12345678."), encoding="utf-8"
    )
    refused = leernetwerk("tips", "import", "in", cwd=tmp_path)
    assert refused.code == 1
    for said in ("no front matter", "UTF-8", "unknown theme", "is about 'lamp-kiezen'", "06-12345678"):
        assert said in refused.out
    listed = json.loads(leernetwerk("tips", "list", "--json", cwd=tmp_path).out)
    assert [tip for tip in listed if tip["origin"] == "database"] == []
