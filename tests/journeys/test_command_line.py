"""The one-shot commands and `run`, as an operator or a script meets them: output, exit codes, way out."""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import knowledge_base
from bot.contract import Address
from bot.store import open_database
from tests.journeys.processes import killed_at_the_end, outcome, start, together

SHIPPED = Path(knowledge_base.__file__).parent
KINDS = {
    "question": str,
    "outcome": str,
    "urgent": bool,
    "tip": str | None,
    "suggestions": list,
    "ranking": list,
    "language": str,
    "confidence": float,
    "elapsed_ms": float,
}


def one_line(text: str) -> str:
    """The only line of a text."""
    (line,) = text.splitlines()
    return line


# --- ask


def check_form(report: dict[str, Any]) -> None:
    """Whether one object has what scripts rely on."""
    for key, kind in KINDS.items():
        assert isinstance(report[key], kind), f"{key} is {report[key]!r}"
    assert report["outcome"] in ("answer", "suggest", "unknown", "smalltalk")
    assert report["language"] in ("nl", "en")
    assert (report["tip"] is not None) == (report["outcome"] == "answer")
    fewest, most = {"answer": (0, 2), "suggest": (1, 3)}.get(report["outcome"], (0, 0))
    assert fewest <= len(report["suggestions"]) <= most
    assert all(isinstance(tip, str) for tip in report["suggestions"])
    scores = [score for _, score in report["ranking"]]
    assert len(scores) >= 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in [*scores, report["confidence"]])
    assert len({tip for tip, _ in report["ranking"]}) == len(scores)
    assert report["elapsed_ms"] >= 0


def test_a_batch_gives_one_object_per_line_in_order_and_leaves_nothing_behind(tmp_path: Path) -> None:
    read_to_here = "hoe vaak komt het netwerk bijeen? ".ljust(2000, "é").encode()
    lines = (
        b"Hoe vaak komt een lerend netwerk bijeen?",
        b"",
        read_to_here,
        read_to_here + b"naar huis gestuurd " * 5000,
        b"How often should a learning network meet?",
        b"hoi",
        b"   ",
        "één\u2028twee\x85drie\x0cvier \x1b[31m\x00".encode(),
        b"2",
        b"\xffkapot \xc3",
        b"\xed\xa0\x80 ook kapot",
        b"",
        b"en de laatste zonder einde",
    )
    batch = tmp_path / "vragen.txt"
    batch.write_bytes(b"\n".join(lines).replace(b"hoi\n", b"hoi\r\n"))
    cwd = tmp_path / "elsewhere"
    cwd.mkdir()
    started = [start("ask", "--batch", name, cwd=cwd) for name in (str(batch), "-")]
    from_file, from_pipe = (outcome(process, batch.read_bytes()) for process in started)
    assert (from_file.code, from_file.err) == (from_pipe.code, from_pipe.err) == (0, "")
    reports = [json.loads(line) for line in from_file.out.split("\n")[:-1]]
    for report in reports:
        check_form(report)
    assert [report["question"] for report in reports] == [line.decode(errors="replace") for line in lines]
    assert untimed(reports) == untimed([json.loads(line) for line in from_pipe.out.split("\n")[:-1]])
    assert reports[1]["outcome"] == "unknown"
    shorter, longer = reports[2:4]
    assert {**shorter, "question": "", "elapsed_ms": 0} == {**longer, "question": "", "elapsed_ms": 0}
    assert "één" in from_file.out  # as itself, not as \\u00e9
    assert list(cwd.iterdir()) == []


def untimed(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reports without what differs from run to run."""
    return [{**report, "elapsed_ms": 0} for report in reports]


def test_the_time_of_the_first_question_is_without_start_up(tmp_path: Path) -> None:
    batch = tmp_path / "vragen.txt"
    batch.write_text("Hoe vaak komt een lerend netwerk bijeen?\n" * 5)
    done = outcome(start("ask", "--batch", batch.name, cwd=tmp_path))
    first, *others = (json.loads(line)["elapsed_ms"] for line in done.out.splitlines())
    assert first < 20 * max(others)


def test_one_question_for_a_script_and_for_eyes(tmp_path: Path) -> None:
    for_script, for_eyes, broken = together(
        tmp_path,
        ("ask", "--json", "How often should a learning network meet?"),
        ("ask", "hoi"),
        ("ask", "--json", "--", os.fsdecode(b"--help kapot \xff\xfe einde")),
    )
    for done in (for_script, for_eyes, broken):
        assert (done.code, done.err) == (0, "")
    report = json.loads(one_line(for_script.out))
    check_form(report)
    assert (report["question"], report["language"]) == ("How often should a learning network meet?", "en")
    assert "fijn dat je er bent" in for_eyes.out
    assert "{" not in for_eyes.out
    report = json.loads(one_line(broken.out))
    check_form(report)
    assert report["question"].startswith("--help kapot ")
    assert report["question"].endswith(" einde")
    assert list(tmp_path.iterdir()) == []


def test_a_script_that_reads_only_the_first_answer_is_no_error(tmp_path: Path) -> None:
    """As in `leernetwerk ask --batch - | head -1`."""
    with killed_at_the_end(start("ask", "--batch", "-", cwd=tmp_path)) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"hoi\n" * 200)
        process.stdin.close()
        assert json.loads(process.stdout.readline())["question"] == "hoi"
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(30)


# --- usage


def test_what_can_not_be_done_is_one_line_and_an_exit_code(tmp_path: Path) -> None:
    """1: refused or not found; 2: usage. Nothing is started or made."""
    expected: tuple[tuple[tuple[str, ...], int, str], ...] = (
        (("ask",), 2, "--batch"),
        (("ask", "hoi", "--batch", "-"), 2, "--batch"),
        (("ask", "--batch", "missing.txt"), 1, "missing.txt"),
        (("ask", "--batch", "."), 1, "directory"),
        (("run",), 2, "leernetwerk chat"),
        (("run", "--platforms", "telegram"), 2, "telegram"),
        (("run", "--platforms", "irc"), 2, "irc"),
        (("run", "--platforms", "none,irc"), 2, "irc"),
        (("chat", "--as", "7"), 1, "7"),
    )
    for done, (command, code, named) in zip(
        together(tmp_path, *(command for command, _, _ in expected)), expected, strict=True
    ):
        assert (done.code, done.out) == (code, ""), command
        assert named in one_line(done.err), command
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_setting_is_named_before_anything_starts(tmp_path: Path) -> None:
    wrong = ("TIMEZONE=Mars/Olympus", "DATABASE_URL=mysql://localhost/x", "LOG_LEVEL=LOUD")
    commands = (("run", "--platforms", "none"), ("chat",))
    tried = [(f"LEERNETWERK_{setting}", *command) for setting in wrong for command in commands]
    for words, done in zip(tried, together(tmp_path, *tried), strict=True):
        assert (done.code, done.out) == (2, ""), words
        assert one_line(done.err).startswith(words[0].partition("=")[0]), words
    assert list(tmp_path.iterdir()) == []


def test_help_lists_the_commands_and_both_names_do_the_same(tmp_path: Path) -> None:
    script = (str(Path(sys.executable).with_name("leernetwerk")),)
    started = [start("--help", cwd=tmp_path), start("--help", cwd=tmp_path, command=script)]
    by_module, by_script = (outcome(process) for process in started)
    assert by_module.code == by_script.code == 0
    for command in ("chat", "ask", "run", "tips", "questions"):
        assert re.search(rf"^\W*{command}\b", by_module.out, re.MULTILINE)
    assert "Usage: leernetwerk" in by_script.out
    assert by_module.out.split("Usage")[1].split("\n")[1:] == by_script.out.split("Usage")[1].split("\n")[1:]


# --- run


def test_run_serves_until_it_is_told_to_stop_and_only_once_per_database(tmp_path: Path) -> None:
    database = tmp_path / "data" / "leernetwerk.db"
    other = tmp_path / "other"
    other.mkdir()
    with (
        killed_at_the_end(start("run", "--platforms", "none", cwd=tmp_path)) as running,
        killed_at_the_end(start("run", "--platforms", "none", "--no-delivery", cwd=other)) as silent,
    ):
        wait_for(database)
        second, listed = together(
            tmp_path,
            (f"LEERNETWERK_DATABASE_URL=sqlite:///{database}", "run", "--platforms", "none"),
            ("questions", "list", "--json"),
        )
        assert (second.code, second.out) == (2, "")
        assert "PostgreSQL" in one_line(second.err)
        assert (listed.code, listed.out) == (0, "[]\n")
        wait_for(other / "data" / "leernetwerk.db")
        for process, told in ((running, signal.SIGTERM), (silent, signal.SIGINT)):
            process.send_signal(told)
            assert process.wait(30) == 0
            assert process.stderr
            assert b"Traceback" not in process.stderr.read()


def wait_for(database: Path) -> None:
    """Wait until a process has opened its database: it has its signals in hand then."""
    deadline = time.monotonic() + 90
    while not database.exists():
        assert time.monotonic() < deadline, "the process does not come up"
        time.sleep(0.05)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "brief.db"
    file.write_text("Beste collega, dit is een brief en geen database. " * 100)
    before = file.read_bytes()
    setting = f"LEERNETWERK_DATABASE_URL=sqlite:///{file}"
    commands = (("run", "--platforms", "none"), ("chat",), ("questions", "list"))
    for done in together(tmp_path, *((setting, *command) for command in commands)):
        assert (done.code, done.out) == (2, "")
        assert "brief.db is not a database" in one_line(done.err)
    assert file.read_bytes() == before


def test_an_address_where_no_database_can_be_is_explained(tmp_path: Path) -> None:
    (tmp_path / "afile").touch()
    bad = ("sqlite:///afile/x.db", "sqlite:///:memory:", "sqlite:///", "postgresql://localhost:notaport/x")
    tried = [(f"LEERNETWERK_DATABASE_URL={address}", "chat") for address in bad]
    for words, done in zip(tried, together(tmp_path, *tried), strict=True):
        assert "LEERNETWERK_DATABASE_URL" in one_line(done.err), words
        assert (done.code, done.out) == (2, ""), words


# --- tips and questions


def a_copy(folder: Path) -> tuple[Path, list[Path]]:
    """A knowledge base to break, and its tip files."""
    copy = folder / "our-tips"
    shutil.copytree(SHIPPED, copy)
    return copy, sorted((copy / "tips").rglob("*.md"))


def replace_line(path: Path, beginning: str, line: str) -> int:
    """Put another line in the place of the first that begins like this; its number."""
    lines = path.read_text("utf-8").splitlines()
    number = next(number for number, old in enumerate(lines, 1) if old.startswith(beginning))
    lines[number - 1] = line
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return number


def test_the_shipped_tips_have_no_faults_and_broken_ones_are_pointed_out(tmp_path: Path) -> None:
    copy, (first, second, third, *_) = a_copy(tmp_path)
    undated = replace_line(first, "review:", "review: soon")
    in_german = replace_line(second, "## nl", "## de")
    third.write_bytes(third.read_bytes() + b"\xff")
    good, bad = together(tmp_path, ("tips", "check"), ("tips", "check", copy.name))
    assert (good.code, good.out) == (0, "")
    assert bad.code == 1
    expected = ((first, undated), (second, in_german), (third, 1))
    for fault, (path, line) in zip(bad.out.splitlines(), expected, strict=True):
        where, _, what = fault.partition(": ")
        assert where == f"{path.relative_to(tmp_path)}:{line}"
        assert re.fullmatch(r"[^.]+\. .+\.", what), fault  # the fault, then the mend


def test_a_tip_that_refers_to_nothing_is_a_fault(tmp_path: Path) -> None:
    """A source or theme that isn't there, an id that another tip has: members would meet these."""
    copy, (first, second, third, fourth, *_) = a_copy(tmp_path)
    replace_line(first, "  - id:", "  - id: nergens")
    replace_line(second, "theme:", "theme: nergens")
    replace_line(third, "id:", f"id: {fourth.stem}")
    (done,) = together(tmp_path, ("tips", "check", copy.name))
    assert all(path.name in done.out for path in (first, second, third))
    assert done.code == 1


def test_checking_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (done,) = together(tmp_path, ("tips", "check", "nergens"))
    assert "nergens" in done.out + done.err
    assert done.code in (1, 2)


async def ask_facilitators(url: str, *texts: str) -> None:
    """Pass questions on, as members do in a chat."""
    store = await open_database(url)
    async with store.transaction() as tx:
        for text in texts:
            asked_at = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
            await tx.questions.add(Address("fake", "chat"), "anna", text, "nl", asked_at)
    await store.close()


def test_passed_on_questions_are_listed_for_scripts_and_for_eyes(tmp_path: Path) -> None:
    texts = ["Wie belt de mentor?", "En één?"]
    asyncio.run(ask_facilitators(f"sqlite:///{tmp_path}/data/leernetwerk.db", *texts))
    for_script, for_eyes = together(tmp_path, ("questions", "list", "--json"), ("questions", "list"))
    for done in (for_script, for_eyes):
        assert (done.code, done.err) == (0, "")
    first, second = json.loads(for_script.out)
    assert [first["text"], second["text"]] == texts
    assert (first["network"], first["group"]) == (None, None)
    assert (first["language"], first["status"]) == ("nl", "open")
    assert isinstance(first["id"], int)
    assert first["id"] < second["id"]
    assert datetime.fromisoformat(first["asked_at"]) == datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
    assert "En één?" in for_script.out
    assert [line.rpartition("  ")[2] for line in for_eyes.out.splitlines()] == [
        "Wie belt de mentor?",
        "En één?",
    ]


def test_a_members_words_do_not_steer_the_operators_terminal(tmp_path: Path) -> None:
    """Escape sequences would colour, clear or retitle it, and line ends would look like more questions."""
    words = "Wie belt?\x1b[2J\x1b]0;titel\x07\n7  2026-12-03  open  Verzonnen"
    asyncio.run(ask_facilitators(f"sqlite:///{tmp_path}/data/leernetwerk.db", words))
    (done,) = together(tmp_path, ("questions", "list"))
    assert "\x1b" not in done.out
    assert len(done.out.splitlines()) == 1
