"""Client data typed in a terminal: a real process, in both languages."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.processes import leernetwerk

SAID = {
    "nl": (
        "/taal nl",
        "welke kleur verf past er bij de voordeur van Jayden, bel me op 06-12345678",
        "ja",
        "ja",
    ),
    "en": (
        "/language en",
        "which colour of paint would suit the front door of Jayden, call me on 06-12345678",
        "yes",
        "yes",
    ),
}
HEARD = {
    "nl": (
        "Noem hier liever geen naam",
        "Dit heb ik niet bewaard",
        "alleen op jouw scherm",
        "Je vraag staat nu",
    ),
    "en": (
        "Please don't mention a name",
        "I have not kept this",
        "on your own screen",
        "Your question is with",
    ),
}


@pytest.mark.parametrize("language", SAID)
def test_a_question_with_a_name_is_passed_on_without_it(tmp_path: Path, language: str) -> None:
    done = leernetwerk("chat", cwd=tmp_path, given="\n".join(SAID[language]), LOG_LEVEL="DEBUG")
    assert done.code == 0
    places = [done.out.index(words) for words in HEARD[language]]
    assert places == sorted(places)
    with closing(sqlite3.connect(tmp_path / "data" / "leernetwerk.db")) as database:
        [(text,)] = database.execute("SELECT text FROM questions").fetchall()
        rows = "\n".join(database.iterdump())
    assert text in done.out
    for words in ("Jayden", "12345678"):
        assert words in done.out
        assert words not in text
        assert words not in rows
        assert words not in done.err
