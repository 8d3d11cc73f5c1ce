"""What members write never reaches the logs: not at the most talkative level, not when a handler fails."""

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import open_database
from tests.journeys.processes import leernetwerk

WORDS = ("Xylofrats", "Zonderling", "brolpot", "Pietertje")


async def make(url: str) -> None:
    """A database that is up to date, and empty."""
    await (await open_database(url)).close()


def test_no_word_of_a_member_is_in_the_logs(tmp_path: Path) -> None:
    """Handlers fail here too: one meets a step that this version does not know, one can't store a question.

    The database's own error for the second quotes the question whole.
    """
    file = tmp_path / "data" / "leernetwerk.db"
    asyncio.run(make(f"sqlite:///{file}"))
    with closing(sqlite3.connect(file)) as database:
        database.execute(
            "INSERT INTO pending_step VALUES"
            " ('console', 'terminal', 'operator', 'unknown', '{}', 'key', 'nl', '2999-01-01 00:00:00')"
        )
        database.execute("DROP TABLE questions")
        database.commit()
    said = (
        "Xylofrats van Pietertje Zonderling deugt niet",  # the answer to the unknown step
        "/stop",
        "Heeft Pietertje Zonderling een brolpot nodig?",
        "/vraag Wat doet een Xylofrats?",
        "/xylofrats Zonderling",
        "/taal Xylofrats",
        "Pietertje \x00 \x1b[1mbrolpot",
        "/themas",
        "1",
        "1",
        "2",
        "1",  # pass on: the bot asks for the words
        "welke brolpot past bij een xylofrats",  # can't be stored
        "/help",
    )
    done = leernetwerk("chat", cwd=tmp_path, given="\n".join(said), LOG_LEVEL="DEBUG")
    codes = re.findall(r"code aan de beheerder: (\w+)", done.out)
    assert done.code == 0
    assert codes
    assert "DEBUG" in done.err
    assert "Stel je vraag" in done.out
    for code in codes:
        assert f"code={code}" in done.err  # an operator finds the failure that a member speaks of
    assert not [word for word in WORDS if word.casefold() in done.err.casefold()]
