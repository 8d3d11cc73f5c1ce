"""`leernetwerk guard`, as a script meets it."""

import json
from pathlib import Path

from tests.journeys.processes import outcome, start


def test_a_batch_gives_one_object_per_line_in_order_and_leaves_nothing_behind(tmp_path: Path) -> None:
    lines = (
        "jayden van 14 is weg",
        "",
        "goedemorgen \u2028 allemaal \x1b[31m",
        "één: bel 06-12345678",
        "x" * 10_000 + " bsn 111222333",
    )
    batch = tmp_path / "texts.txt"
    batch.write_bytes("\n".join(lines).encode() + b"\n\xff noor belde")
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    started = [start("guard", "--json", "--batch", name, cwd=cwd) for name in (str(batch), "-")]
    from_file, from_pipe = (outcome(process, batch.read_bytes()) for process in started)
    assert (from_file.code, from_file.err, from_file.out) == (0, "", from_pipe.out)
    reports = [json.loads(line) for line in from_file.out.split("\n")[:-1]]
    assert [report["text"] for report in reports] == [*lines, "\ufffd noor belde"]
    assert [report["personal"] for report in reports] == [True, False, False, True, True, True]
    assert reports[0] == {
        "text": "jayden van 14 is weg",
        "personal": True,
        "spans": [{"start": 0, "end": 6, "kind": "name", "level": "certain"}],
        "neutral": "een jongere is weg",
    }
    assert reports[2]["neutral"] == lines[2]
    (span,) = reports[3]["spans"]
    assert lines[3][span["start"] : span["end"]] == "06-12345678"
    assert list(cwd.iterdir()) == []


def test_for_human_eyes_each_text_is_one_line_without_signs_that_steer_a_terminal(tmp_path: Path) -> None:
    done = outcome(start("guard", "--batch", "-", cwd=tmp_path), b"noor belde \x1b[31m\nhoi\n")
    assert done.out.splitlines() == ["noor (name, certain)  ->  een jongere belde [31m", "-  hoi"]


def test_a_batch_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    done = outcome(start("guard", "--batch", "nothing.txt", cwd=tmp_path))
    assert (done.code, done.out) == (1, "")
    assert done.err == "nothing.txt can't be read: No such file or directory.\n"
