"""What an operator can set, and what is said when that is wrong."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal() -> str:
    """What is said about settings that are wrong."""
    with pytest.raises(SettingsError) as refused:
        load_settings()
    return str(refused.value)


def test_without_any_setting_there_are_defaults() -> None:
    assert load_settings() == Settings(
        database_url="sqlite:///data/leernetwerk.db", timezone="Europe/Amsterdam", log_level="INFO"
    )


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("DATABASE_URL", "sqlite:////srv/bot.db", "sqlite:////srv/bot.db"),
        ("DATABASE_URL", "postgresql://bot:pw@db/leernetwerk", "postgresql://bot:pw@db/leernetwerk"),
        ("DATABASE_URL", "postgres://bot:pw@db/leernetwerk", "postgres://bot:pw@db/leernetwerk"),
        ("TIMEZONE", "America/Paramaribo", "America/Paramaribo"),
        ("TIMEZONE", "UTC", "UTC"),
        ("LOG_LEVEL", "DEBUG", "DEBUG"),
        ("LOG_LEVEL", "warning", "WARNING"),
        ("TELEGRAM_BASE_URL", "http://127.0.0.1:8081/bot", "http://127.0.0.1:8081/bot"),
        ("TELEGRAM_WEBHOOK_URL", "https://bot.example.org/tg", "https://bot.example.org/tg"),
        ("HTTP_LISTEN", "127.0.0.1:8080", "127.0.0.1:8080"),
        ("HTTP_LISTEN", "[::1]:0", "[::1]:0"),
        ("TELEGRAM_TOKEN", "123456:ABC-def_1", SecretStr("123456:ABC-def_1")),
        ("TELEGRAM_WEBHOOK_SECRET", "a-Long_w0rd", SecretStr("a-Long_w0rd")),
    ],
)
def test_the_environment_and_the_file_are_read_alike(
    monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, value: str, read: str | SecretStr
) -> None:
    (folder / ".env").write_text(f"LEERNETWERK_{name}={value}\n")
    from_file = load_settings()
    (folder / ".env").unlink()
    monkeypatch.setenv(f"LEERNETWERK_{name}", value)
    assert getattr(load_settings(), name.lower()) == read
    assert from_file == load_settings()


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / ".env").write_text("LEERNETWERK_TIMEZONE=Europe/Paris\nLEERNETWERK_LOG_LEVEL=ERROR\n")
    monkeypatch.setenv("LEERNETWERK_TIMEZONE", "Europe/Brussels")
    assert load_settings().timezone == "Europe/Brussels"
    assert load_settings().log_level == "ERROR"


@pytest.mark.parametrize(
    "name",
    [
        "DATABASE_URL",
        "TIMEZONE",
        "LOG_LEVEL",
        "TELEGRAM_TOKEN",
        "TELEGRAM_BASE_URL",
        "TELEGRAM_WEBHOOK_URL",
        "TELEGRAM_WEBHOOK_SECRET",
        "HTTP_LISTEN",
    ],
)
def test_an_empty_setting_is_an_unset_one(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str) -> None:
    defaults = load_settings()
    (folder / ".env").write_text(f"LEERNETWERK_{name}=\n")
    assert load_settings() == defaults
    monkeypatch.setenv(f"LEERNETWERK_{name}", "")
    assert load_settings() == defaults


def test_an_empty_variable_leaves_the_file_its_say(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / ".env").write_text("LEERNETWERK_TIMEZONE=Europe/Paris\n")
    monkeypatch.setenv("LEERNETWERK_TIMEZONE", "")
    assert load_settings().timezone == "Europe/Paris"


def test_what_is_not_ours_in_the_file_is_left_alone(folder: Path) -> None:
    (folder / ".env").write_text("# a note\nOTHER_PROGRAM=x\nTIMEZONE=Mars/Crater\nLEERNETWERK_LATER=1\n")
    assert load_settings().timezone == "Europe/Amsterdam"


def test_a_variable_without_our_prefix_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///other.db")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    assert load_settings().database_url == "sqlite:///data/leernetwerk.db"


@pytest.mark.parametrize("source", ["environment", "file"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "leernetwerk.db"),
        ("DATABASE_URL", "mysql://localhost/leernetwerk"),
        ("DATABASE_URL", "sqlite:leernetwerk.db"),
        ("DATABASE_URL", " "),
        ("TIMEZONE", "Amsterdam"),
        ("TIMEZONE", "Europe"),
        ("TIMEZONE", "Europe/Amsterdam; rm"),
        ("TIMEZONE", "../etc/passwd"),
        ("TIMEZONE", "/etc/localtime"),
        ("LOG_LEVEL", "loud"),
        ("LOG_LEVEL", "10"),
        ("TELEGRAM_TOKEN", "123456"),
        ("TELEGRAM_TOKEN", "abc:DEF"),
        ("TELEGRAM_TOKEN", "123456:ABC def"),
        ("TELEGRAM_TOKEN", "123456:ABC/def"),
        ("TELEGRAM_BASE_URL", "api.telegram.org/bot"),
        ("TELEGRAM_BASE_URL", "ftp://127.0.0.1/bot"),
        ("TELEGRAM_WEBHOOK_URL", "/telegram"),
        ("TELEGRAM_WEBHOOK_URL", "https:///telegram"),
        ("TELEGRAM_WEBHOOK_URL", "http://[::1"),
        ("TELEGRAM_WEBHOOK_SECRET", "two words"),
        ("TELEGRAM_WEBHOOK_SECRET", "geheim!"),
        ("TELEGRAM_WEBHOOK_SECRET", "x" * 257),
        ("HTTP_LISTEN", "8080"),
        ("HTTP_LISTEN", ":8080"),
        ("HTTP_LISTEN", "127.0.0.1:"),
        ("HTTP_LISTEN", "127.0.0.1:http"),
        ("HTTP_LISTEN", "127.0.0.1:65536"),
        ("HTTP_LISTEN", "127.0.0.1:-1"),
    ],
)
def test_each_wrong_value_gives_one_line_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, folder: Path, source: str, name: str, value: str
) -> None:
    if source == "file":
        (folder / ".env").write_text(f'LEERNETWERK_{name}="{value}"\n')
    else:
        monkeypatch.setenv(f"LEERNETWERK_{name}", value)
    line = refusal()
    assert line.startswith(f"LEERNETWERK_{name} is not right: ")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("DATABASE_URL", "sqlite:///PATH"),
        ("TIMEZONE", "Europe/Amsterdam"),
        ("LOG_LEVEL", "'DEBUG'"),
        ("TELEGRAM_TOKEN", "as BotFather gave it"),
        ("TELEGRAM_BASE_URL", "a complete address"),
        ("TELEGRAM_WEBHOOK_URL", "a complete address"),
        ("HTTP_LISTEN", "HOST:PORT"),
    ],
)
def test_a_refusal_says_what_to_use_instead(monkeypatch: pytest.MonkeyPatch, name: str, mend: str) -> None:
    monkeypatch.setenv(f"LEERNETWERK_{name}", "wrong")
    assert mend in refusal()


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "TELEGRAM_WEBHOOK_SECRET"])
def test_neither_a_refusal_nor_the_settings_repeat_a_secret(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"LEERNETWERK_{name}", "hunter2 hunter2")
    assert "hunter2" not in refusal()
    monkeypatch.setenv(f"LEERNETWERK_{name}", "123456:hunter2" if name == "TELEGRAM_TOKEN" else "hunter2")
    assert "hunter2" not in repr(load_settings())


def test_a_refusal_does_not_repeat_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERNETWERK_DATABASE_URL", "mysql://bot:hunter2@db/leernetwerk")
    assert "hunter2" not in refusal()


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite:///:memory:"])
def test_a_database_that_would_be_forgotten_at_once_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("LEERNETWERK_DATABASE_URL", url)
    assert "LEERNETWERK_DATABASE_URL" in refusal()


def test_of_several_wrong_values_the_first_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERNETWERK_LOG_LEVEL", "loud")
    monkeypatch.setenv("LEERNETWERK_TIMEZONE", "Mars/Crater")
    assert refusal().startswith("LEERNETWERK_TIMEZONE ")


def test_a_file_in_another_encoding_gives_one_line(folder: Path) -> None:
    (folder / ".env").write_bytes("# Café\nLEERNETWERK_LOG_LEVEL=DEBUG\n".encode("latin-1"))
    assert refusal() == "The file .env is not right: save it as UTF-8"


def test_a_file_saved_by_a_windows_editor_is_read_whole(folder: Path) -> None:
    (folder / ".env").write_text("LEERNETWERK_LOG_LEVEL=DEBUG\n", encoding="utf-8-sig")
    assert load_settings().log_level == "DEBUG"


def test_a_file_with_windows_line_ends_is_read(folder: Path) -> None:
    (folder / ".env").write_bytes(b"LEERNETWERK_LOG_LEVEL=DEBUG\r\nLEERNETWERK_TIMEZONE=Europe/Paris\r\n")
    assert (load_settings().log_level, load_settings().timezone) == ("DEBUG", "Europe/Paris")


def test_a_folder_with_the_name_of_the_file_is_left_alone(folder: Path) -> None:
    (folder / ".env").mkdir()
    assert load_settings().log_level == "INFO"


@pytest.mark.parametrize(
    "address",
    ["bot.example.org", "ftp://x", "https://", "https://x/?a=1", "https://x/#a", "<b>", "https://[x"],
)
def test_where_the_bot_is_on_the_web_is_a_complete_address(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("LEERNETWERK_PUBLIC_URL", address)
    with pytest.raises(SettingsError, match="LEERNETWERK_PUBLIC_URL is not right"):
        load_settings()
