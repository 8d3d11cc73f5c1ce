"""From wire to wire: the list after a meeting, confirmed in Telegram; a calendar fetched over HTTP."""

import csv
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import vobject

from tests.journeys.processes import leernetwerk, together
from tests.journeys.telegram_bot import Member, ServedBot, free_port, now_stands
from tests.wire.telegram import Shown, threaded_telegram_server

PATIENCE_S = 60.0
BEGIN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
BEFORE = BEGIN - timedelta(days=1)
COMING = BEGIN + timedelta(days=30)


class Place:
    """A served bot with a network, of which a meeting is just over and another is coming."""

    def __init__(self, bot: ServedBot) -> None:
        self.bot = bot
        self.public = f"http://127.0.0.1:{bot.port}"
        self.fatma, self.anna = (Member(bot.telegram, name) for name in ("Fatma", "Anna"))
        for member in (self.fatma, self.anna):
            member.person.starts()

    def set_up(self) -> None:
        """Everything that the operator does before the bot runs."""
        door = "telegram:{}".format
        network = ("--network", "oost")
        commands = [
            ("network", "add", "oost", "--name", "Netwerk Oost", "--quiet", "off"),
            (
                "member",
                "add",
                *network,
                "--name",
                "Fatma",
                "--door",
                door(self.fatma.person.id),
                "--role",
                "facilitator",
                "--organisation",
                "NJi",
            ),
            (
                "member",
                "add",
                *network,
                "--name",
                "=Anna",
                "--door",
                door(self.anna.person.id),
                "--organisation",
                "De Linde",
            ),
            (
                "meeting",
                "add",
                *network,
                "--start",
                BEGIN.isoformat(),
                "--theme",
                "School",
                "--now",
                BEFORE.isoformat(),
            ),
            (
                "meeting",
                "add",
                *network,
                "--start",
                COMING.isoformat(),
                "--theme",
                "Thuis",
                "--place",
                "Utrecht",
                "--no-announce",
            ),
        ]
        setting = f"LEERNETWERK_DATABASE_URL={self.bot.settings['DATABASE_URL']}"
        outcomes = together(self.bot.folder, *((setting, *command) for command in commands))
        assert [(one.code, one.err) for one in outcomes] == [(0, "")] * len(commands)

    def waits(self, check: Callable[[], bool]) -> None:
        """Wait patiently until this is so."""
        self.bot.telegram.wait_until(check, PATIENCE_S)

    def card(self) -> Shown:
        """The list that Fatma got, as it stands now."""
        first = next(each for each in self.fatma.person.sees if "Wie was er?" in each.text or each.edited)
        return now_stands(self.fatma.person, first)

    def taps(self, label: str, then: str) -> None:
        """Press a button of the list, and wait until this is a button or stands in it."""
        card = self.card()
        data = next(each.data for row in card.keyboard for each in row if each.label == label)
        self.fatma.person.presses_data(card, data)
        self.waits(lambda: then in self.card().text or then in self.card().buttons)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("calendar")
    with threaded_telegram_server() as telegram:
        bot = ServedBot(telegram, folder)
        bot.port = free_port()
        bot.settings |= {
            "HTTP_LISTEN": f"127.0.0.1:{bot.port}",
            "PUBLIC_URL": f"http://127.0.0.1:{bot.port}",
            "LOG_LEVEL": "DEBUG",
        }
        found = Place(bot)
        found.set_up()
        try:
            bot.start()
            yield found
            assert telegram.complaints == []
        finally:
            if bot.process is not None:
                bot.kill()


def fetched(link: str, tag: str | None = None, method: str = "GET") -> tuple[int, str, str | None]:
    """The status, the body and the ETag that an address answers with."""
    request = urllib.request.Request(link, method=method, headers={"If-None-Match": tag} if tag else {})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return answer.status, answer.read().decode(), answer.headers["ETag"]
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers["ETag"]


def test_the_list_after_a_meeting_is_put_right_and_confirmed_in_its_place(place: Place) -> None:
    place.waits(lambda: any("Wie was er?" in each.text for each in place.fatma.person.sees))
    place.waits(lambda: len(place.fatma.person.sees) == 2)  # the welcome too
    assert not any("Wie was er?" in each.text for each in place.anna.person.sees)
    place.taps("Iets klopt niet", "=Anna (De Linde): afwezig")
    place.taps("=Anna (De Linde): afwezig", "=Anna (De Linde): aanwezig")
    place.taps("Klaar", "Aanwezig (1): =Anna (De Linde)")
    place.taps("Klopt, leg vast", "Vastgelegd")
    assert len(place.fatma.person.sees) == 2
    out = place.bot.folder / "attendance.csv"
    done = leernetwerk(
        "attendance", "--network", "oost", "--format", "csv", "--out", str(out), cwd=place.bot.folder,
        DATABASE_URL=place.bot.settings["DATABASE_URL"],
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(row["person"], row["status"]) for row in rows] == [("'=Anna", "present"), ("Fatma", "absent")]


def test_a_calendar_is_fetched_by_its_link_until_there_is_a_new_one(place: Place) -> None:
    place.waits(lambda: len(place.anna.person.sees) >= 1)
    place.anna.person.says("/kalender")
    place.waits(lambda: f"{place.public}/calendar/" in place.anna.last.text)
    link = re.search(r"http\S+\.ics", place.anna.last.text)
    assert link is not None
    status, calendar, tag = fetched(link[0])
    assert status == 200
    assert [event.summary.value for event in vobject.readOne(calendar).vevent_list] == ["School"]
    assert fetched(link[0], tag) == (304, "", tag)
    assert fetched(link[0], method="HEAD") == (200, "", tag)
    place.anna.person.says("/kalender")
    place.waits(lambda: "Nieuwe link" in place.anna.last.buttons)
    place.anna.person.says("nieuwe link")
    place.waits(lambda: f"{place.public}/calendar/" in place.anna.last.text)
    assert fetched(link[0])[0] == 404
    new = re.search(r"http\S+\.ics", place.anna.last.text)
    assert new is not None
    assert fetched(new[0])[0] == 200
    for each in (link[0], new[0]):
        token = each.rpartition("/")[2].removesuffix(".ics")
        assert token not in place.bot.all_logs
        assert place.bot.rows("SELECT 1 FROM outbox WHERE reply LIKE ?", f"%{token}%") == []


def test_all_meetings_can_be_written_to_a_calendar_file(place: Place, tmp_path: Path) -> None:
    out = tmp_path / "meetings.ics"
    database = place.bot.settings["DATABASE_URL"]
    assert leernetwerk("meeting", "export", "--out", str(out), cwd=tmp_path, DATABASE_URL=database).code == 0
    events = vobject.readOne(out.read_text(encoding="utf-8")).vevent_list
    assert [(event.summary.value, event.dtstart.value) for event in events] == [
        ("School", BEGIN),
        ("Thuis", COMING),
    ]


def test_what_can_not_be_exported_is_one_line(tmp_path: Path) -> None:
    attendance = ("attendance", "--network", "oost", "--format")
    first, *outcomes = together(
        tmp_path,
        ("network", "add", "oost", "--name", "Netwerk Oost"),
        (*attendance, "csv", "--out", "empty.csv"),
        ("meeting", "export", "--out", "empty.ics"),
        (*attendance, "pdf", "--out", "x"),
        (*attendance, "csv", "--out", "no/such/folder.csv"),
        ("attendance", "--network", "west", "--format", "csv", "--out", "x.csv"),
        ("meeting", "export", "--network", "west", "--out", "x.ics"),
        ("meeting", "export", "--out", "."),
        ("LEERNETWERK_PUBLIC_URL=bot.example.org", "network", "list"),
    )
    assert first.code == 0
    assert [one.code for one in outcomes] == [0, 0, 2, 1, 1, 1, 1, 2]
    assert all(len(one.err.splitlines()) == 1 for one in outcomes[2:])
    assert (tmp_path / "empty.csv").read_text(encoding="utf-8").startswith("meeting_id,start,theme,")
    assert vobject.readOne((tmp_path / "empty.ics").read_text(encoding="utf-8")).prodid.value
    assert not (tmp_path / "x").exists()
