"""Networks, members and their data by command, as an operator or a script meets it."""

import asyncio
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.contract import Address
from bot.store import open_database
from handlers.people.people import Role
from tests.journeys.processes import Outcome, leernetwerk, together
from tests.lives import everything

NETWORK = ("network", "add", "noord", "--name", "Leernetwerk Noord")
ANNA = ("member", "add", "--network", "noord", "--name", "Anna de Vries", "--door", "telegram:6000000001")
LIST = ("member", "list", "--json")
HEADER = "name,organisation,function,language,role,door\n"


def database(folder: Path) -> str:
    """The address of the database that commands in this folder use."""
    return f"sqlite:///{folder}/data/leernetwerk.db"


def stored(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""

    async def read() -> dict[str, list[dict[str, Any]]]:
        store = await open_database(database(folder))
        try:
            return await everything(store)
        finally:
            await store.close()

    return asyncio.run(read())


def check_refusals(
    folder: Path,
    expected: Sequence[tuple[tuple[str, ...], int, str]],
    *,
    first: Sequence[tuple[str, ...]] = (),
) -> None:
    """Each of these commands ends with this code and one line that has these words in it."""
    outcomes = together(folder, *first, *(command for command, _, _ in expected))[len(first) :]
    for done, (command, code, named) in zip(outcomes, expected, strict=True):
        assert (done.code, done.out) == (code, ""), (command, done)
        assert named in done.err, command
        assert len(done.err.splitlines()) == 1, (command, done.err)


def ok(outcomes: Sequence[Outcome]) -> list[str]:
    """What commands that all went well printed."""
    assert [(done.code, done.err) for done in outcomes] == [(0, "")] * len(outcomes)
    return [done.out for done in outcomes]


# --- networks


def test_a_network_is_added_changed_and_listed(tmp_path: Path) -> None:
    added, listed, changed, changed_back, again, for_eyes = ok(
        together(
            tmp_path,
            NETWORK,
            ("network", "list", "--json"),
            (
                *("network", "set", "noord", "--name", "Noord", "--timezone", "America/Paramaribo"),
                *("--language", "en", "--reminders", "P7D,PT30M", "--quiet", "22:00-07:30"),
                *("--reflect-after", "PT2H", "--prompts-every", "P1M", "--open-ask"),
            ),
            ("network", "set", "noord", "--quiet", "off", "--no-open-ask", "--reminders", "off"),
            ("network", "list", "--json"),
            ("network", "list"),
        )
    )
    assert added == "noord\n"
    assert json.loads(listed) == [
        {
            "key": "noord",
            "name": "Leernetwerk Noord",
            "timezone": "Europe/Amsterdam",
            "language": "nl",
            "reminders": ["P14D", "P2D", "PT2H"],
            "quiet": "21:00-08:00",
            "open_ask": False,
            "reflect_after": "PT1H",
            "prompts_every": "P2W",
        }
    ]
    assert changed == changed_back == ""
    assert json.loads(again) == [
        {
            "key": "noord",
            "name": "Noord",
            "timezone": "America/Paramaribo",
            "language": "en",
            "reminders": [],
            "quiet": None,
            "open_ask": False,
            "reflect_after": "PT2H",
            "prompts_every": "P1M",
        }
    ]
    assert for_eyes.startswith("noord  Noord")
    assert [note["action"] for note in stored(tmp_path)["audit"]] == [
        "network-add",
        "network-set",
        "network-set",
    ]


def test_a_network_without_a_zone_of_its_own_has_that_of_the_settings(tmp_path: Path) -> None:
    _, listed = ok(
        together(tmp_path, ("LEERNETWERK_TIMEZONE=Europe/Brussels", *NETWORK), ("network", "list", "--json"))
    )
    assert json.loads(listed)[0]["timezone"] == "Europe/Brussels"


def test_what_a_network_can_not_be_is_said_in_one_line(tmp_path: Path) -> None:
    change = ("network", "set", "noord")
    expected = (
        (NETWORK, 1, "already"),
        (("network", "add", "Noord Holland", "--name", "N"), 2, "KEY"),
        (("network", "add", "zuid"), 2, "--name"),
        (("network", "add", "zuid", "--name", "x" * 500), 2, "80"),
        (("network", "add", "zuid", "--name", "<b>Zuid</b>"), 2, "--name"),
        (("network", "set", "zuid", "--quiet", "off"), 1, "'zuid'"),
        (change, 2, "--quiet"),
        ((*change, "--timezone", "Mars/Olympus"), 2, "--timezone"),
        ((*change, "--language", "de"), 2, "nl or en"),
        ((*change, "--reminders", "P14D,2 dagen"), 2, "--reminders"),
        ((*change, "--reminders", ""), 2, "--reminders"),
        ((*change, "--quiet", "21-8"), 2, "21:00-08:00"),
        ((*change, "--quiet", "25:00-08:00"), 2, "--quiet"),
        ((*change, "--quiet", "08:00-08:00"), 2, "--quiet"),
        ((*change, "--reflect-after", "1h"), 2, "--reflect-after"),
        ((*change, "--reflect-after", "PT0S"), 2, "--reflect-after"),
        ((*change, "--prompts-every", "P99Y"), 2, "ten years"),
        ((*change, "--colour", "red"), 2, "--colour"),
    )
    check_refusals(tmp_path, expected, first=[NETWORK])


# --- invitations


def test_an_invitation_is_a_code_a_link_and_a_text_and_only_a_digest_is_stored(tmp_path: Path) -> None:
    async def on_telegram() -> None:
        store = await open_database(database(tmp_path))
        async with store.transaction() as tx:
            await tx.facts.keep("bot-name-telegram", "leernetwerk_bot")
        await store.close()

    _, without = together(
        tmp_path, NETWORK, ("invite", "--network", "noord", "--role", "member", "--uses", "12")
    )
    asyncio.run(on_telegram())
    [with_link] = together(
        tmp_path, ("invite", "--network", "noord", "--role", "facilitator", "--expires", "P1W")
    )
    assert (without.code, with_link.code, with_link.err) == (0, 0, "")
    code, text = without.out.splitlines()
    assert re.fullmatch(r"[A-Z2-9]{5}-[A-Z2-9]{5}", code)
    assert text.startswith(
        "Je bent uitgenodigd voor Leernetwerk Noord. Open een gesprek met de Leernetwerkbot"
    )
    assert text.endswith(f"stuur deze code: {code}")
    assert "No Telegram link yet" in without.err
    code, link, text = with_link.out.splitlines()
    assert link == f"https://t.me/leernetwerk_bot?start={code}"
    assert link in text
    rows = stored(tmp_path)["invitations"]
    assert [(row["uses_left"], row["role"]) for row in rows] == [(12, "member"), (1, "facilitator")]
    assert code not in repr(rows)
    left = rows[1]["expires_at"] - datetime.now(UTC)
    assert timedelta(days=6, hours=22) < left < timedelta(days=7, hours=2)


def test_an_invitation_that_can_not_be_is_said_in_one_line(tmp_path: Path) -> None:
    invite = ("invite", "--network", "noord", "--role", "member")
    expected = (
        (("invite", "--role", "member"), 2, "--network"),
        (("invite", "--network", "noord"), 2, "--role"),
        (("invite", "--network", "zuid", "--role", "member"), 1, "noord"),
        (("invite", "--network", "noord", "--role", "boss"), 2, "member or facilitator"),
        ((*invite, "--uses", "0"), 2, "--uses"),
        ((*invite, "--uses", "many"), 2, "--uses"),
        ((*invite, "--uses", "9" * 5000), 2, "--uses"),
        ((*invite, "--expires", "30 dagen"), 2, "--expires"),
        ((*invite, "--expires", "P0D"), 2, "--expires"),
    )
    check_refusals(tmp_path, expected, first=[NETWORK])


# --- members


def test_a_member_is_added_once_by_their_door_and_listed(tmp_path: Path) -> None:
    outcomes = ok(
        together(
            tmp_path,
            NETWORK,
            ("network", "add", "zuid", "--name", "Zuid"),
            (*ANNA, "--organisation", "'s Heeren Loo", "--function", "practitioner", "--role", "facilitator"),
            (*ANNA[:3], "zuid", *ANNA[4:]),
            ANNA,
            (
                *("member", "add", "--network", "zuid", "--name", "Bob", "--language", "en"),
                *("--door", "matrix:@bob:example.org", "--organisation", "s heeren loo"),
            ),
            LIST,
            (*LIST, "--network", "noord"),
            ("member", "list"),
        )
    )
    first, second, third, other = outcomes[2:6]
    assert first == second == third
    assert first.strip().isdecimal()
    anna, bob = json.loads(outcomes[6])
    assert anna == {
        "id": int(first),
        "name": "Anna de Vries",
        "organisation": "'s Heeren Loo",
        "function": "practitioner",
        "language": None,
        "networks": [{"key": "noord", "role": "facilitator"}, {"key": "zuid", "role": "member"}],
        "doors": [{"platform": "telegram", "address": "6000000001", "preferred": True, "reachable": True}],
        "started": False,
        "paused_until": None,
    }
    assert (bob["id"], bob["organisation"], bob["language"]) == (int(other), "'s Heeren Loo", "en")
    assert [member["name"] for member in json.loads(outcomes[7])] == ["Anna de Vries"]
    assert "noord (facilitator), zuid (member)" in outcomes[8].splitlines()[0]
    assert [note["action"] for note in stored(tmp_path)["audit"][2:]] == ["member-add"] * 3


def test_a_member_can_be_made_a_facilitator_afterwards_but_not_the_other_way_round(tmp_path: Path) -> None:
    _, _, _, listed, _, again = ok(
        together(
            tmp_path,
            NETWORK,
            ANNA,
            (*ANNA, "--role", "facilitator"),
            LIST,
            (*ANNA, "--role", "member"),
            LIST,
        )
    )
    assert json.loads(listed)[0]["networks"] == [{"key": "noord", "role": "facilitator"}]
    assert json.loads(again) == json.loads(listed)


def test_a_member_who_can_not_be_is_said_in_one_line(tmp_path: Path) -> None:
    add = ("member", "add", "--network", "noord", "--name", "Anna", "--door")
    expected = (
        (("member", "add", "--network", "noord", "--name", "Anna"), 2, "--door"),
        (("member", "add", "--network", "zuid", "--name", "Anna", "--door", "telegram:1"), 1, "noord"),
        ((*add, "telegram:anna"), 2, "telegram:ID"),
        ((*add, "telegram:-100123"), 2, "--door"),
        ((*add, "telegram:" + "9" * 30), 2, "--door"),
        ((*add, "matrix:anna"), 2, "matrix:@user:server"),
        ((*add, "console:operator"), 2, "--door"),
        ((*add, "anna"), 2, "--door"),
        ((*add, "telegram:1", "--function", "boss"), 2, "practitioner"),
        ((*add, "telegram:1", "--role", "boss"), 2, "--role"),
        ((*add, "telegram:1", "--language", "Dutch"), 2, "--language"),
        ((*add, "telegram:1", "--organisation", "x" * 500), 2, "500"),
        ((*add, "telegram:1", "--organisation", "<script>alert(1)</script>"), 2, "--organisation"),
        (("member", "list", "--network", "zuid"), 1, "noord"),
        (("member", "export", "7", "--out", "x.json"), 1, "7"),
        (("member", "erase", "7"), 1, "7"),
        (("member", "erase", "anna"), 2, "integer"),
        (("retention", "--dry"), 2, "--dry"),
        (("LEERNETWERK_RETENTION=questions=1M", "retention"), 2, "LEERNETWERK_RETENTION"),
    )
    check_refusals(tmp_path, expected, first=[NETWORK])
    assert stored(tmp_path)["people"] == []


# --- a file of members


def test_a_file_is_taken_in_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "leden.csv").write_text(HEADER + "Anna,,,,,telegram:1\nBram,,,,facilitator,telegram:2\n")
    (tmp_path / "stuk.csv").write_text(
        HEADER + "Cas,,,,,telegram:3\nD,,,,,telegram:4\nEva,,boss,,,telegram:5\n"
    )
    _, broken, missing, taken_in, listed = together(
        tmp_path,
        NETWORK,
        ("member", "import", "stuk.csv"),
        ("member", "import", "nergens.csv"),
        ("member", "import", "leden.csv"),
        LIST,
    )
    assert (broken.code, broken.out, missing.code) == (1, "", 1)
    assert [line.partition(": ")[0] for line in broken.err.splitlines()] == ["stuk.csv:3", "stuk.csv:4"]
    assert "nergens.csv" in missing.err
    assert [str(member["id"]) for member in json.loads(listed.out)] == taken_in.out.split()
    assert [member["networks"][0]["role"] for member in json.loads(listed.out)] == ["member", "facilitator"]


def test_which_network_a_file_is_for_has_to_be_said_when_there_are_more(tmp_path: Path) -> None:
    (tmp_path / "leden.csv").write_text(HEADER + "Anna,,,,,telegram:1\nAnna,,,,,telegram:1\n")
    none, _, _, many, unknown, chosen = together(
        tmp_path,
        ("member", "import", "leden.csv"),
        NETWORK,
        ("network", "add", "zuid", "--name", "Zuid"),
        ("member", "import", "leden.csv"),
        ("member", "import", "leden.csv", "--network", "west"),
        ("member", "import", "leden.csv", "--network", "zuid"),
    )
    assert (none.code, many.code, unknown.code, chosen.code) == (1, 2, 1, 0)
    assert "--network" in many.err
    first, second = chosen.out.split()
    assert first == second


# --- somebody's data


async def lives(url: str) -> None:
    """Questions and opinions of the member with the Telegram id 6000000001."""
    store = await open_database(url)
    async with store.transaction() as tx:
        here = Address("telegram", "6000000001")
        await tx.questions.add(here, "6000000001", "Wie belt de mentor?", "nl", datetime.now(UTC))
        await tx.feedback.give("telegram", "6000000001", "rust", helped=True, at=datetime.now(UTC))
    await store.close()


def test_a_members_data_is_copied_out_and_erased_and_both_are_noted(tmp_path: Path) -> None:
    ok(together(tmp_path, NETWORK, (*ANNA, "--organisation", "Linde")))
    asyncio.run(lives(database(tmp_path)))
    _, unwritable, _, listed = together(
        tmp_path,
        ("member", "export", "1", "--out", "anna.json"),
        ("member", "export", "1", "--out", "nergens/anna.json"),
        ("member", "erase", "1"),
        LIST,
    )
    copy = json.loads((tmp_path / "anna.json").read_text())
    assert copy["people"][0]["name"] == "Anna de Vries"
    assert copy["questions"][0]["text"] == "Wie belt de mentor?"
    assert (unwritable.code, "nergens/anna.json" in unwritable.err) == (1, True)
    assert json.loads(listed.out) == []
    left = stored(tmp_path)
    for word in ("Anna", "6000000001", "Linde", "mentor"):
        assert word not in repr(left)
    assert [note["action"] for note in left["audit"]][-2:] == ["export", "erase"]


def test_the_last_facilitator_of_members_is_not_erased_before_there_is_another(tmp_path: Path) -> None:
    bob = (*ANNA[:5], "Bob", "--door", "telegram:202")
    _, _, _, refused, _, done = together(
        tmp_path,
        NETWORK,
        (*ANNA, "--role", "facilitator"),
        bob,
        ("member", "erase", "1"),
        (*bob, "--role", "facilitator"),
        ("member", "erase", "1"),
    )
    assert (refused.code, done.code) == (1, 0)
    assert "only facilitator of noord" in refused.err
    assert len(refused.err.splitlines()) == 1


# --- what is kept


async def old_question(url: str) -> None:
    """A question from two years ago, and one from today."""
    store = await open_database(url)
    async with store.transaction() as tx:
        for asked_at in (datetime.now(UTC) - timedelta(days=730), datetime.now(UTC)):
            await tx.questions.add(Address("fake", "chat"), "anna", "Waarom?", "nl", asked_at)
    await store.close()


def test_what_is_past_its_time_is_shown_first_and_then_taken_away(tmp_path: Path) -> None:
    asyncio.run(old_question(database(tmp_path)))
    longer = "LEERNETWERK_RETENTION=questions=P36M"
    shown, for_eyes, kept, done, again = ok(
        together(
            tmp_path,
            ("retention", "--dry-run", "--json"),
            ("retention", "--dry-run"),
            (longer, "retention", "--dry-run", "--json"),
            ("retention", "--json"),
            ("retention", "--json"),
        )
    )
    [questions] = [rule for rule in json.loads(shown) if rule["kind"] == "questions"]
    assert (questions["keep"], questions["then"], questions["past"]) == ("P12M", "erased", 1)
    assert re.search(r"^questions\s+P12M\s+erased\s+1\b", for_eyes, re.MULTILINE)
    past = [
        {rule["kind"]: rule["past"] for rule in json.loads(out)}["questions"] for out in (kept, done, again)
    ]
    assert past == [0, 1, 0]
    assert len(stored(tmp_path)["questions"]) == 1


# --- in a conversation


async def as_facilitator(url: str) -> int:
    """A facilitator, to talk as; the id."""
    store = await open_database(url)
    async with store.transaction() as tx:
        network_id = await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")
        person_id = await tx.people.add("Anna", None, None, "nl", datetime.now(UTC), started=True)
        await tx.people.place(person_id, network_id, Role.FACILITATOR, datetime.now(UTC))
    await store.close()
    return person_id


def test_somebody_can_be_forgotten_in_the_terminal_too(tmp_path: Path) -> None:
    person_id = asyncio.run(as_facilitator(database(tmp_path)))
    said = "/mijngegevens\n/vergeetmij\n1\n/vergeetmij\n"
    done = leernetwerk("chat", "--as", str(person_id), cwd=tmp_path, given=said)
    assert done.code == 0
    assert "[mijngegevens.txt, " in done.out
    assert "Ik heb alles van je gewist." in done.out
    left = stored(tmp_path)
    assert (left["people"], "Anna" in repr(left)) == ([], False)
