"""A first installation: a few questions, a file of its owner alone, and a way in for the facilitator."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.errors import Refused
from bot.cli.setup import quoted, setup
from bot.settings import load_settings
from handlers.setting_up import key_from, language_of_machine
from tests.wire.telegram import TelegramServer, threaded_telegram_server

TOKEN = "123456:ABC-def_1"
ENTER = ""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return tmp_path


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramServer]:
    with threaded_telegram_server() as server:
        monkeypatch.setenv("LEERNETWERK_TELEGRAM_BASE_URL", server.base_url)
        yield server


class Typist:
    """Somebody who answers in this order, and what they see."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def types(self, *lines: str, offline: bool = True) -> str:
        """Run it with these lines; what was shown."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        setup(offline=offline)
        return self._capsys.readouterr().out

    def gives_up(self, *lines: str, offline: bool = True) -> str:
        """Run it and see it end without a file; the last that was said."""
        with pytest.raises((SystemExit, Refused)) as ended:
            self.types(*lines, offline=offline)
        if isinstance(ended.value, SystemExit):
            assert ended.value.code == 1
        shown = self._capsys.readouterr()
        return shown.out + shown.err + str(ended.value)


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typist:
    return Typist(monkeypatch, capsys)


def test_five_answers_make_an_installation(typist: Typist) -> None:
    shown = typist.types(TOKEN, ENTER, ENTER, "Netwerk Oost", "telegram:77")
    env = Path(".env")
    assert env.read_text().splitlines() == [
        "LEERNETWERK_TIMEZONE=Europe/Amsterdam",
        f"LEERNETWERK_TELEGRAM_TOKEN={TOKEN}",
        "LEERNETWERK_OPERATOR=telegram:77",
    ]
    assert env.stat().st_mode & 0o777 == 0o600
    assert "Het netwerk Netwerk Oost is er." in shown
    assert re.search(r"/start [A-Z0-9]{5}-[A-Z0-9]{5}", shown)
    assert "leernetwerk run" in shown
    assert "netwerk-oost" in shown
    assert TOKEN not in shown


def test_in_another_language_than_dutch_it_is_english(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "The network East is there." in typist.types(TOKEN, ENTER, ENTER, "East", ENTER)


def test_matrix_takes_a_server_and_a_password_whatever_is_in_it(typist: Typist) -> None:
    password = "a 'b' \\ \"c\" $d #e é"
    shown = typist.types(
        ENTER, "@bot:lab.test", ENTER, password, "Europe/Brussels", "Oost", "matrix:@ik:lab.test"
    )
    settings = load_settings()
    assert settings.matrix_password is not None
    assert settings.matrix_password.get_secret_value() == password
    assert (settings.matrix_homeserver, settings.timezone) == ("https://lab.test", "Europe/Brussels")
    assert settings.operator == "matrix:@ik:lab.test"
    assert password not in shown


def test_with_neither_it_points_to_the_terminal(typist: Typist) -> None:
    assert "leernetwerk chat" in typist.types(ENTER, ENTER, ENTER, ENTER, ENTER)
    assert load_settings().telegram_token is None


def test_what_can_not_be_read_is_asked_again(typist: Typist) -> None:
    shown = typist.types(
        "geen token", TOKEN, "bot", "@bot", ENTER, "Amsterdam", ENTER, "x", "Oost", "ik", "telegram:77"
    )
    assert shown.count("Dat lijkt geen token") == 1
    assert shown.count("Dat lijkt geen Matrix-naam") == 2
    assert "Die tijdzone ken ik niet" in shown
    assert load_settings().operator == "telegram:77"


@pytest.mark.parametrize(
    "lines",
    [
        ("x", "y", "z"),
        (ENTER, "x", "y", "z"),
        (ENTER, "@bot:lab.test", ENTER, "", "", ""),
        (),
        (TOKEN,),
        (TOKEN, ENTER),
    ],
    ids=["token", "matrix", "password", "nothing", "end", "end later"],
)
def test_three_wrong_answers_or_the_end_change_nothing(typist: Typist, lines: tuple[str, ...]) -> None:
    assert "Er is niets veranderd." in typist.gives_up(*lines)
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("answer", ["nee", ENTER, "n", "misschien"])
def test_another_file_is_never_replaced_without_a_yes(typist: Typist, answer: str) -> None:
    Path(".env").write_text("LEERNETWERK_TIMEZONE=Europe/Paris\n")
    assert "ik verander niets" in typist.gives_up(answer)
    assert Path(".env").read_text() == "LEERNETWERK_TIMEZONE=Europe/Paris\n"


@pytest.mark.parametrize("answer", ["ja", "J", "yes"])
def test_what_is_replaced_is_kept_beside_it(typist: Typist, answer: str) -> None:
    Path(".env").write_text("LEERNETWERK_TIMEZONE=Europe/Paris\n")
    typist.types(answer, ENTER, ENTER, ENTER, ENTER, ENTER)
    assert Path(".env.old").read_text() == "LEERNETWERK_TIMEZONE=Europe/Paris\n"
    assert Path(".env.old").stat().st_mode & 0o777 == 0o600
    assert load_settings().timezone == "Europe/Amsterdam"


def test_twice_is_no_trouble(typist: Typist) -> None:
    typist.types(ENTER, ENTER, ENTER, "Oost", ENTER)
    assert "Het netwerk Oost is er." in typist.types("ja", ENTER, ENTER, ENTER, "Oost", ENTER)


# With Telegram at hand


def test_telegram_is_asked_whether_it_knows_the_token(typist: Typist, telegram: TelegramServer) -> None:
    shown = typist.types(TOKEN, telegram.token, ENTER, ENTER, ENTER, "-", offline=False)
    assert "Telegram kent dit token niet." in shown
    assert "Gevonden: @leernetwerk_bot." in shown
    assert telegram.complaints == []


def test_a_telegram_that_is_away_takes_the_token_as_it_is(typist: Typist, telegram: TelegramServer) -> None:
    telegram.down()
    assert "Ik kan Telegram nu niet bereiken" in typist.types(
        TOKEN, ENTER, ENTER, ENTER, ENTER, offline=False
    )
    assert load_settings().telegram_token is not None


def test_the_operator_is_found_by_their_message_which_stays_unread(
    typist: Typist, telegram: TelegramServer
) -> None:
    anna = telegram.person("Anna", "nl")
    anna.starts()
    shown = typist.types(telegram.token, ENTER, ENTER, ENTER, ENTER, "ja", offline=False)
    assert "Ben jij Anna?" in shown
    assert load_settings().operator == f"telegram:{anna.user.id}"
    assert telegram.waiting == 1


def test_a_message_of_somebody_else_is_no_door(typist: Typist, telegram: TelegramServer) -> None:
    telegram.person("Bram").starts()
    typist.types(telegram.token, ENTER, ENTER, ENTER, ENTER, "nee", "-", offline=False)
    assert load_settings().operator is None


# Parts


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1))
def test_every_value_is_read_as_it_was_written(value: str) -> None:
    from dotenv import dotenv_values

    read = dotenv_values(stream=io.StringIO(f"A={quoted(value)}\nB=1\n"), interpolate=True)
    assert read == {"A": value, "B": "1"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Netwerk Oost", "netwerk-oost"),
        ("  Één & twee!", "n-twee"),
        ("日本", "netwerk"),
        ("x" * 99, "x" * 40),
    ],
)
def test_a_name_makes_a_key(name: str, key: str) -> None:
    assert key_from(name) == key


@pytest.mark.parametrize(
    ("lang", "language"), [("nl_BE", "nl"), ("NL", "nl"), ("en_GB", "en"), ("", "en"), ("C", "en")]
)
def test_the_language_is_that_of_the_machine(lang: str, language: str) -> None:
    assert language_of_machine(lang) == language
