"""`leernetwerk demo`: an example network to look around in, whatever the surroundings are."""

from pathlib import Path

import pytest

from tests.journeys.processes import Outcome, killed_at_the_end, leernetwerk, start

PATIENCE_S = 500  # it plays months, and a busy disk takes its time
ASKED = (
    "/overzicht",
    "/bijeenkomst",
    "/leden",
    "/vragen",
    "/aanwezig",
    "/bezorging",
    "/oogst",
    "/tip wijzig",
    "is de autorit een goed moment om te praten",
)
SHOWN = (
    "Er wachten 2 vragen op een antwoord.",
    "De avond voor een moeilijke schooldag",
    "15 mensen",
    "Opgepakt:",
    "1 vervangen",
    "Uitnodiging",
    "3 bijeenkomsten",
    "Nieuw: ",
    "Priya Proefstuk",
)


def demo(cwd: Path, *arguments: str, given: str = "", **chosen: str) -> Outcome:
    """The demo, from the first line to the last."""
    with killed_at_the_end(start("demo", *arguments, cwd=cwd, **chosen)) as process:
        out, err = process.communicate(given.encode(), timeout=PATIENCE_S)
    return Outcome(process.returncode, out.decode(), err.decode())


@pytest.mark.timeout(1200)
def test_every_command_of_a_facilitator_shows_something_and_nothing_goes_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token is one that any server would refuse, loudly, were it used."""
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    done = demo(tmp_path, "--dir", "kijk", given="\n".join(ASKED), TELEGRAM_TOKEN="1:x")
    assert (done.code, done.err) == (0, "")
    introduction, *shown = done.out.split("\n\n\n")
    shown = [introduction.partition("\n\n")[2], *shown]
    assert "Je bent Marjolein Voorbeeld" in introduction
    assert len(shown) == len(ASKED)
    for words, reply in zip(SHOWN, shown, strict=True):
        assert words in reply
    assert not (tmp_path / "data").exists()  # the bot's own database was not even made
    again = demo(tmp_path, "--dir", "kijk", given="/leden")
    assert (again.code, again.err) == (0, "")
    assert "opnieuw" in again.out
    assert "15 mensen" in again.out


def test_what_is_no_demo_is_left_as_it_is(tmp_path: Path) -> None:
    assert leernetwerk("network", "add", "oost", "--name", "Oost", cwd=tmp_path).code == 0
    own = tmp_path / "data" / "leernetwerk.db"
    own.rename(own.with_name("demo.db"))
    before = own.with_name("demo.db").read_bytes()
    refused = leernetwerk("demo", cwd=tmp_path)
    assert refused.code == 1
    assert "data/demo.db is there already and is no demo." in refused.err
    assert own.with_name("demo.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database at all"])
def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "demo.db"
    file.write_bytes(content)
    refused = leernetwerk("demo", "--dir", ".", cwd=tmp_path)
    assert refused.code == 1
    assert "is no demo" in refused.err
    assert file.read_bytes() == content


def test_the_configured_database_is_never_the_demo(tmp_path: Path) -> None:
    refused = leernetwerk("demo", cwd=tmp_path, DATABASE_URL="sqlite:///data/../data/demo.db")
    assert refused.code == 1
    assert "the database of the bot itself" in refused.err
    assert not (tmp_path / "data" / "demo.db").exists()


def test_a_folder_that_can_not_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = leernetwerk("demo", "--dir", "file", cwd=tmp_path)
    assert refused.code == 2
    assert len(refused.err.splitlines()) == 1
