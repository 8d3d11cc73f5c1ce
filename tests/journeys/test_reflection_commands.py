"""What people reflected, on the command line, as an operator or a script meets it."""

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.store import open_database
from handlers.people.people import Role
from scheduler.meetings import NewMeeting
from tests.journeys.processes import together

START = datetime.now(UTC) - timedelta(days=3)


def lived_through(folder: Path) -> None:
    """Six looked back on a meeting and answered anonymously; four answered another prompt."""

    async def live() -> None:
        store = await open_database(f"sqlite:///{folder}/data/leernetwerk.db")
        async with store.transaction() as tx:
            network_id = await tx.networks.add("oost", "Oost", timezone="Europe/Amsterdam", language="nl")
            await tx.networks.add("west", "West", timezone="Europe/Amsterdam", language="nl")
            meeting_id = await tx.meetings.add(
                NewMeeting(network_id, "School & wij", START, "PT2H", "Europe/Amsterdam"), START
            )
            for number in range(6):
                person_id = await tx.people.add(f"Lid {number}", None, None, "nl", START, started=True)
                await tx.people.place(person_id, network_id, Role.MEMBER, START)
                await tx.reflections.note(
                    person_id, network_id, meeting_id, START, mark=5 + number % 5, takeaway=f"zin {number}",
                    quotable=number == 0,
                )  # fmt: skip
                await tx.small_steps.add(
                    person_id, network_id, f"stap {number}", START, meeting_id=meeting_id
                )
                await tx.prompt_answers.answer_anonymously(network_id, START.date(), "wish", f"wens {number}")
            for number in range(4):
                await tx.prompt_answers.answer_anonymously(
                    network_id, START.date(), "other-way", f"geheim {number}"
                )
        await store.close()

    asyncio.run(live())


def test_reflections_are_listed_and_harvested_without_what_is_not_to_be_shown(tmp_path: Path) -> None:
    lived_through(tmp_path)
    page, book = tmp_path / "oogst.html", tmp_path / "oogst.xlsx"
    listed, empty, drawn, written, of_meeting, elsewhere, unknown, wrong_form, backwards = together(
        tmp_path,
        ("reflection", "list", "--network", "oost", "--json"),
        ("reflection", "list", "--network", "west", "--json"),
        ("harvest", "--network", "oost", "--out", str(page)),
        ("harvest", "--network", "oost", "--from", "2020-01-01", "--out", str(book)),
        ("harvest", "--network", "oost", "--meeting", "1", "--out", str(tmp_path / "een.html")),
        ("harvest", "--network", "west", "--meeting", "1", "--out", str(tmp_path / "west.html")),
        ("harvest", "--network", "noord", "--out", str(page)),
        ("harvest", "--network", "oost", "--out", str(tmp_path / "oogst.pdf")),
        ("harvest", "--network", "oost", "--from", "2026-02-01", "--to", "2026-01-01", "--out", str(page)),
    )
    rows = json.loads(listed.out)
    assert {frozenset(row) for row in rows} == {
        frozenset({"network", "meeting", "prompt", "anonymity", "mark", "takeaway", "step", "person", "date"})
    }
    nameless = [row for row in rows if row["anonymity"] == "anonymous"]
    assert sorted(row["takeaway"] for row in nameless) == [f"wens {number}" for number in range(6)]
    assert {(row["person"], row["mark"], row["prompt"]) for row in nameless} == {(None, None, "wish")}
    named = [row for row in rows if row["anonymity"] == "facilitators"]
    assert [row["mark"] for row in named] == [5, 6, 7, 8, 9, 5]
    assert {row["step"] for row in named} == {None}
    assert date.fromisoformat(named[0]["date"])
    assert json.loads(empty.out) == []
    shown = page.read_text(encoding="utf-8")
    assert "School &amp; wij" in shown
    assert "zin 0" in shown
    assert not any(word in shown for word in ("zin 1", "geheim", "Lid 1", "stap 1"))
    assert "wens 3" in shown
    assert book.read_bytes().startswith(b"PK")
    assert [done.code for done in (drawn, written, of_meeting)] == [0, 0, 0]
    assert (elsewhere.code, unknown.code, wrong_form.code, backwards.code) == (1, 1, 2, 2)
    assert "no past meeting 1" in elsewhere.err
