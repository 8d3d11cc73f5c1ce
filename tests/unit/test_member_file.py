"""Files of members, however a spreadsheet wrote them, and what is said of those that are broken."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli.member_file import FaultyFile, read_members
from handlers.people.enrolling import Newcomer
from handlers.people.people import Function, Role

HEADER = "name,organisation,function,language,role,door\n"
ZOE = Newcomer(
    "Zoë van Dijk",
    "Gezinshuis Één",
    Function.PRACTITIONER,
    "nl",
    Role.FACILITATOR,
    "telegram",
    "101",
    "101",
)
BRAM = Newcomer("Bram", "De Linde, Zwolle", None, None, None, "matrix", "@bram:example.org", None)
COMMAS = (
    HEADER
    + "Zoë van Dijk,Gezinshuis Één,practitioner,nl,facilitator,telegram:101\r\n"
    + "\r\n"
    + 'Bram,"De Linde, Zwolle",,,,matrix:@bram:example.org\r\n'
)
SEMICOLONS = (
    HEADER.replace(",", ";")
    + "Zoë van Dijk;Gezinshuis Één;practitioner;nl;facilitator;telegram:101\n"
    + "Bram;De Linde, Zwolle;;;;matrix:@bram:example.org\n;;;;;\n"
)
SHUFFLED = (
    "DOOR , Name,role,language,function,organisation,notes\n"
    "telegram:101, Zoë  van Dijk,facilitator,nl,practitioner,Gezinshuis Één,x\n"
    'matrix:@bram:example.org,Bram,,,,"De Linde,\nZwolle",'
)


def faults_of(path: Path, content: str | bytes) -> list[str]:
    """What is said of a broken file, without its name."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(FaultyFile) as faulty:
        read_members(path)
    return [line.removeprefix(str(path)) for line in str(faulty.value).splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "leden.csv"


@pytest.mark.parametrize(
    "content",
    [
        COMMAS.encode(),
        COMMAS.encode("utf-8-sig"),
        COMMAS.encode("cp1252"),
        COMMAS.encode("utf-16"),
        SEMICOLONS.encode(),
        SEMICOLONS.replace(";", "\t").encode(),
        SHUFFLED.encode(),
    ],
    ids=["utf-8", "with a mark", "windows-1252", "utf-16", "semicolons", "tabs", "shuffled"],
)
def test_a_file_is_read_however_a_spreadsheet_wrote_it(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert read_members(file) == [ZOE, BRAM]


def test_every_broken_row_is_named_with_its_line_and_what_it_should_be(file: Path) -> None:
    rows = (
        "Anna,,,,,telegram:1",
        "B,,,,,telegram:2",
        "",
        "Cas,,boss,,,telegram:3",
        "Daan,,,,,nergens",
        "Eva,<b>Linde</b>,,,,telegram:5",
        f"Fay,{'x' * 500},,,,telegram:6",
        "Gijs,,,de,,telegram:7",
        ",,,,,telegram:8",
        "Hans,telegram:9",
    )
    assert faults_of(file, HEADER + "\n".join(rows)) == [
        ":3: name is not right: a name has at least 2 characters.",
        ":5: function is not right: use practitioner, behavioural_scientist, policy, director, "
        "expert_by_experience, education or other.",
        ":6: door is not right: use telegram:ID (a number) or matrix:@user:server.",
        ":7: organisation is not right: a name is plain text, without < and >.",
        ":8: organisation is not right: a name has at most 80 characters, this has 500.",
        ":9: language is not right: use nl or en.",
        ":10: name is not right: a name has at least 2 characters.",
        ":11: there are 2 cells where there should be 6.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,organisation,function,language,role\nAnna,,,,\n", ":1: the column door is missing."),
        ("Beste allemaal,\nhierbij de leden.\n", ":1: the column name is missing."),
        ("", ":1: the column name is missing."),
        (HEADER, " has no members in it"),
        (HEADER + 'Anna,,,,,telegram:1\n"Bram"x,,,,,telegram:2\n', ":3: "),
        (HEADER + '"Bram,,,,,telegram:2\n' + "x" * 200_000, ":3: "),
        (HEADER.encode() + b"\x81\xff\xfe\n", " is no text that can be read"),
        (b"\xff\xfea", " is no text that can be read"),
    ],
)
def test_a_file_that_is_no_list_of_members_is_said_in_one_line(
    file: Path, content: str | bytes, said: str
) -> None:
    [fault] = faults_of(file, content)
    assert fault.startswith(said)


def test_a_file_that_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nergens.csv"):
        with pytest.raises(FaultyFile, match="can't be read"):
            read_members(path)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_or_refused(file: Path, content: bytes, headed: bool) -> None:
    file.write_bytes(HEADER.encode() + content if headed else content)
    with suppress(FaultyFile):
        assert read_members(file)
