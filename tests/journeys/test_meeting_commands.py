"""Meetings by command, as an operator or a script meets them."""

import json
from pathlib import Path
from typing import Any

from tests.journeys.processes import leernetwerk, together
from tests.journeys.test_people_commands import ANNA, NETWORK, check_refusals, ok, stored

NOW = ("--now", "2026-11-10T10:00+01:00")
SCHOOL = ("meeting", "add", "--network", "noord", "--duration", "PT2H", "--theme", "School")
LIST = ("meeting", "list", "--network", "noord", "--json", *NOW)


def add(start: str, *more: str) -> tuple[str, ...]:
    """The command that adds a meeting."""
    return (*SCHOOL, "--start", start, *NOW, *more)


def dry(start: str, *more: str) -> tuple[str, ...]:
    """The command that only says what would be."""
    return (*add(start), "--dry-run", "--json", *more)


def messages(folder: Path) -> dict[str, str]:
    """The status of every message, by key."""
    return {row["key"]: row["status"] for row in stored(folder)["outbox"]}


def test_a_meeting_is_planned_listed_moved_and_called_off(tmp_path: Path) -> None:
    _, _, first, second, listed, moved, off, after = ok(
        together(
            tmp_path,
            NETWORK,
            ANNA,
            add("2026-12-03 14:00", "--place", "Utrecht"),
            add("donderdag 10 december 14.00", "--link", "https://meet.example.org/a", "--reminders", "P3D"),
            LIST,
            ("meeting", "move", "1", "--start", "4 december 15.30", *NOW),
            ("meeting", "cancel", "2", "--reason", "te weinig mensen", *NOW),
            LIST,
        )
    )
    assert (first, second) == ("1\n", "2\n")
    assert json.loads(listed)[0] == {
        "id": 1,
        "network": "noord",
        "theme": "School",
        "start": "2026-12-03T14:00:00+01:00",
        "end": "2026-12-03T16:00:00+01:00",
        "timezone": "Europe/Amsterdam",
        "place": "Utrecht",
        "link": None,
        "status": "planned",
        "moves": 0,
        "rsvp": {"yes": 0, "no": 0, "maybe": 0, "replaced": 0, "silent": 1},
    }
    assert moved == "Friday 4 December 2026, 15:30\n"
    assert off == ""
    assert [(one["id"], one["start"], one["status"], one["moves"]) for one in json.loads(after)] == [
        (1, "2026-12-04T15:30:00+01:00", "planned", 1),
        (2, "2026-12-10T14:00:00+01:00", "cancelled", 0),
    ]
    assert messages(tmp_path) == {
        "meeting-1/v1/person-1/invitation": "cancelled",
        "meeting-1/v2/person-1/invitation": "pending",
        "meeting-2/v1/person-1/invitation": "cancelled",
    }


def test_a_meeting_without_announcement_or_without_members_tells_nobody(tmp_path: Path) -> None:
    ok(together(tmp_path, NETWORK, add("2026-12-03T14:00"), ANNA, add("2026-12-04T14:00", "--no-announce")))
    assert messages(tmp_path) == {}  # Anna came after the first; a running bot invites her within a minute


def test_seconds_and_offsets_are_read(tmp_path: Path) -> None:
    starts = ("2026-12-03T14:00:30+01:00", "2026-12-03T13:00:30Z", "2026-12-03 14:00:30")
    *_, listed = ok(together(tmp_path, NETWORK, *(add(start) for start in starts), LIST))
    assert [one["start"] for one in json.loads(listed)] == ["2026-12-03T14:00:30+01:00"] * 3


def test_a_dry_run_says_what_is_understood_and_keeps_nothing(tmp_path: Path) -> None:
    done = together(
        tmp_path,
        NETWORK,
        dry("2026-12-03 14:00"),
        dry("donderdag 3 december"),
        dry("31 februari 14.00"),
        dry("3 december 25:00"),
        dry("2026-11-09 14:00"),
        dry("2027-03-28T02:30"),
        dry("2027-10-31T02:30"),
        dry("2026-12-03 14:00", "--duration", "PT0S"),
        dry("2026-12-03 14:00", "--duration", "P1W"),
        dry("2026-12-03 14:00", "--theme", "x" * 5000),
        LIST,
    )
    outcomes: list[tuple[int, Any]] = [(one.code, json.loads(one.out)) for one in done[1:-1]]
    assert [(code, told["outcome"]) for code, told in outcomes] == [
        (0, "understood"),
        (0, "ask"),
        (1, "impossible"),
        (1, "impossible"),
        (0, "ask"),
        (0, "ask"),
        (0, "ask"),
        (1, "impossible"),
        (1, "impossible"),
        (1, "impossible"),
    ]
    assert outcomes[0][1] == {
        "outcome": "understood",
        "start": "2026-12-03T14:00:00+01:00",
        "duration": "PT2H",
        "theme": "School",
        "question": None,
    }
    assert outcomes[1][1]["question"] == "At what time? (2026-12-03)"
    assert all(told["question"] for _, told in outcomes[1:])
    assert done[-1].out == "[]\n"


def test_what_can_not_be_is_refused_with_the_way_out(tmp_path: Path) -> None:
    ok(together(tmp_path, NETWORK, ANNA, add("2026-12-03 14:00")))
    ok([leernetwerk("meeting", "cancel", "1", *NOW, cwd=tmp_path)])
    check_refusals(
        tmp_path,
        [
            (add("31 februari 14.00"), 1, "no such day"),
            (add("2026-11-09 14:00"), 1, "in the past"),
            (add("2026-12-03"), 1, "At what time?"),
            (add("2026-12-03 14:00", "--duration", "PT0S"), 2, "--duration"),
            (add("2026-12-03 14:00", "--duration", "P1W"), 2, "24 hours"),
            (add("2026-12-03 14:00", "--duration", "two hours"), 2, "--duration"),
            (add("2026-12-03 14:00", "--theme", "x" * 5000), 2, "200 characters"),
            (add("2026-12-03 14:00", "--theme", " "), 2, "--theme"),
            (add("2026-12-03 14:00", "--link", "javascript:alert(1)"), 2, "--link"),
            (add("2026-12-03 14:00", "--reminders", "tomorrow"), 2, "--reminders"),
            ((*SCHOOL, "--start", "2026-12-03 14:00", "--now", "soon"), 2, "--now"),
            (("meeting", "move", "1", "--start", "2026-12-05 14:00", *NOW), 1, "is cancelled"),
            (("meeting", "cancel", "1", *NOW), 1, "is cancelled"),
            (("meeting", "move", "9", "--start", "2026-12-05 14:00", *NOW), 1, "no meeting 9"),
            (("meeting", "list", "--network", "zuid", "--json"), 1, "no network 'zuid'"),
        ],
    )


def test_a_theme_with_html_reaches_members_as_it_was_typed(tmp_path: Path) -> None:
    theme = "<b>School</b> & *thuis*_zitten_"
    ok(together(tmp_path, NETWORK, ANNA, (*add("2026-12-03 14:00"), "--theme", theme)))
    [row] = stored(tmp_path)["outbox"]
    assert "**<b>School</b> & \\*thuis\\*\\_zitten\\_**" in row["reply"]["text"]
