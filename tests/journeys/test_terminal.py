"""`leernetwerk chat` as a member of staff has it: a real process, in a pipe and in a terminal."""

import signal
import sqlite3
import termios
from contextlib import closing
from pathlib import Path

from tests.journeys.processes import (
    PROMPT,
    leernetwerk,
    outcome,
    piped_chat,
    terminal_chat,
)

GREETED = "fijn dat je er bent"  # what "hoi" gets
DUTCH_REPLIES = ("Helpt dit?", "Is het een van deze?", "Dat weet ik niet")


def replies(printed: str) -> list[str]:
    """The replies in what a pipe got: each stands between empty lines."""
    return printed.removeprefix("\n").removesuffix("\n\n").split("\n\n\n")


def test_a_piped_conversation_in_dutch_and_english(tmp_path: Path) -> None:
    said = (
        "hoi",
        "/help",
        "/themas",
        "1",
        "/taal en",
        "/help",
        "/topics",
        "999",
        "1",
        "Hoe vaak komt een lerend netwerk eigenlijk bij elkaar, en wie bepaalt dat?",
    )
    done = leernetwerk("chat", cwd=tmp_path, given="\n".join(said))
    hoi, hulp, themas, theme, english, help_, topics, no_such, topic, dutch_again = replies(done.out)
    assert (done.code, done.err) == (0, "")
    assert GREETED in hoi
    assert "Stel je vraag" in hulp
    assert "/taal" in hulp
    assert "  1. " in themas
    assert "Welke tip wil je lezen?" in theme
    assert english.startswith("Fine, we speak English")
    assert "Ask your question" in help_
    assert "/language" in help_
    assert "Which one would you like to see?" in topics
    assert no_such.startswith("Choose a number from 1 to ")
    assert "Which tip would you like to read?" in topic
    assert any(words in dutch_again for words in DUTCH_REPLIES)


def test_whatever_comes_through_a_pipe_each_line_gets_its_reply(tmp_path: Path) -> None:
    """Broken UTF-8, control characters, escape sequences, a line of 100,000 characters, no last line end."""
    lines = (
        b"kapot \xff\xfe\xc3( en \xed\xa0\x80",
        b"\x00\x01\x02\x07\x08\x7f",
        b"\x1b[31mrood\x1b[0m \x1b]0;titel\x07 \x1b[2J",
        b"a\x85b\x0cc\xe2\x80\xa8d\xe2\x80\xaee\xe2\x81\xa6",
        b"",
        b"   \t ",
        b"/",
        b"//",
        b"/ 2",
        b"/bestaatniet \x00",
        b"\xef\xbb\xbfhoi",
        b"waarom " * 14_286,
        b"\xf0\x9f\x8e\x92",
        b"/help",
    )
    done = leernetwerk("chat", cwd=tmp_path, given=b"\r\n".join(lines))
    shown = replies(done.out)
    assert (done.code, done.err) == (0, "")
    assert len(shown) == len(lines)
    assert not any("Er ging bij mij iets mis" in reply for reply in shown)
    assert shown[-1].startswith("Stel je vraag")
    assert "\x1b" not in done.out


def test_ctrl_c_ends_a_piped_chat_without_a_traceback(tmp_path: Path) -> None:
    with piped_chat(tmp_path) as chat:
        chat.asks("hoi", GREETED)
        chat.process.send_signal(signal.SIGINT)
        assert chat.ends() in (0, 128 + signal.SIGINT)
        assert chat.process.stderr
        assert chat.process.stderr.read() == b""


def test_a_terminal_greets_remembers_the_last_line_and_is_left_with_ctrl_d(tmp_path: Path) -> None:
    arrow_up, ctrl_d = "\x1b[A", "\x04"
    with terminal_chat(tmp_path) as chat:
        greeting = chat.sees(PROMPT)
        assert "Typ je vraag, of /help" in greeting
        assert "Ask in English" in greeting
        chat.types("hoi\r")
        chat.sees(GREETED)
        chat.sees(PROMPT)
        chat.types(arrow_up)
        chat.sees("hoi")
        chat.types("\r")
        chat.sees(GREETED)
        chat.sees(PROMPT)
        chat.types("/themas\r")
        chat.sees("  1. ")
        chat.sees(PROMPT)
        chat.types("1\r")
        assert "\x1b[1m" in chat.sees("Welke tip wil je lezen?")  # the theme's name is bold here
        chat.sees(PROMPT)
        chat.types(ctrl_d)
        assert chat.ends() == 0
    assert not list(tmp_path.rglob("*history*"))


def test_ctrl_c_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with terminal_chat(tmp_path) as chat:
        chat.sees(PROMPT)
        assert not echoes(chat.screen)
        chat.types("een halve vra\x03")
        assert chat.ends() == 0
        assert echoes(chat.screen)


def test_being_told_to_stop_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    """Otherwise the shell that comes back shows nothing of what is typed in it."""
    with terminal_chat(tmp_path) as chat:
        chat.sees(PROMPT)
        chat.process.terminate()
        assert chat.ends() == 0
        assert echoes(chat.screen)


def echoes(terminal: int) -> bool:
    """Whether a terminal shows what is typed, as a shell wants it."""
    local_modes: int = termios.tcgetattr(terminal)[3]
    return bool(local_modes & termios.ECHO)


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    """As in `leernetwerk chat | head -1`."""
    with piped_chat(tmp_path) as chat:
        chat.asks("hoi", GREETED)
        assert chat.process.stdout
        assert chat.process.stderr
        chat.process.stdout.close()
        chat.types("hoi\nhoi\n")
        assert chat.process.stdin
        chat.process.stdin.close()
        assert chat.process.stderr.read() == b""
        assert chat.ends() == 0


def test_two_chats_at_the_same_time_on_one_database(tmp_path: Path) -> None:
    with piped_chat(tmp_path) as first, piped_chat(tmp_path) as second:
        for chat in (first, second, first, second):
            chat.asks("hoi", GREETED)
        for chat in (first, second):
            chat.asks("/themas", "  1. ")
            chat.asks("1", "Welke tip wil je lezen?")
        errors = [outcome(chat.process) for chat in (first, second)]
        assert [(ended.code, ended.err) for ended in errors] == [(0, ""), (0, "")]


def test_a_half_finished_dialogue_survives_a_kill(tmp_path: Path) -> None:
    words = "Mijn vraag over zwerkbal op de woongroep"
    with piped_chat(tmp_path) as chat:
        for line, reply in (
            ("/themas", "  1. "),
            ("1", "Welke tip wil je lezen?"),
            ("1", "Helpt dit?"),
            ("Nee, niet echt", "Zal ik je vraag doorgeven"),
            ("ja", "Stuur /stop"),
        ):
            chat.asks(line, reply)
        chat.process.kill()
        assert chat.ends() == -signal.SIGKILL
    done = leernetwerk("chat", cwd=tmp_path, given=words)
    assert (done.code, done.err) == (0, "")
    *again, passed_on = replies(done.out)
    assert len(again) <= 1  # the last answer, when it was shown but not yet recorded as shown
    assert passed_on.startswith("Je vraag staat nu bij de begeleiders.")
    with closing(sqlite3.connect(tmp_path / "data" / "leernetwerk.db")) as database:
        assert database.execute("SELECT text FROM questions").fetchall() == [(words,)]
