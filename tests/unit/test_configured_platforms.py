"""Which platforms are served, and what is said when half of what one needs is missing."""

import pytest

from bot.cli.platforms import chosen_platforms, webhook
from bot.settings import Settings, SettingsError
from bot.telegram import Webhook

TOKEN = "123456:ABC"
COMPLETE = {
    "telegram_token": TOKEN,
    "telegram_webhook_url": "https://bot.example.org/tg",
    "telegram_webhook_secret": "geheim",
    "http_listen": "127.0.0.1:8080",
}


def set_up(**values: str) -> Settings:
    """Settings with these values, as they come from the environment."""
    return Settings.model_validate(values)


def refusal(settings: Settings, chosen: str | None = None) -> str:
    """What is said about settings that don't go together: one line."""
    with pytest.raises(SettingsError) as refused:
        chosen_platforms(settings, chosen)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_with_nothing_configured_the_way_to_the_terminal_is_shown() -> None:
    assert "leernetwerk chat" in refusal(set_up())


@pytest.mark.parametrize("chosen", [None, "telegram", " telegram ", "telegram,none", "telegram,telegram"])
def test_what_is_configured_is_served_once(chosen: str | None) -> None:
    served = chosen_platforms(set_up(telegram_token=TOKEN), chosen)
    assert [platform.name for platform in served] == ["telegram"]


@pytest.mark.parametrize("values", [{}, {"telegram_token": TOKEN}])
def test_none_is_no_platform_whatever_is_configured(values: dict[str, str]) -> None:
    assert chosen_platforms(set_up(**values), "none") == []


@pytest.mark.parametrize("chosen", ["telegram", "matrix", "telegram,matrix"])
def test_what_is_chosen_but_not_configured_is_named(chosen: str) -> None:
    assert "is not configured" in refusal(set_up(), chosen)


def test_a_place_on_the_web_needs_something_that_is_served_there() -> None:
    said = refusal(set_up(telegram_token=TOKEN, public_url="https://bot.example.org"))
    assert "LEERNETWERK_HTTP_LISTEN is missing, which LEERNETWERK_PUBLIC_URL needs" in said


@pytest.mark.parametrize("chosen", ["signal", "", "telegram,,none", "Telegram"])
def test_an_unknown_platform_is_refused_with_those_that_there_are(chosen: str) -> None:
    assert "telegram, matrix or none" in refusal(set_up(telegram_token=TOKEN), chosen)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (
            "telegram_token",
            "LEERNETWERK_TELEGRAM_TOKEN is missing, which LEERNETWERK_TELEGRAM_WEBHOOK_URL needs",
        ),
        (
            "telegram_webhook_secret",
            "LEERNETWERK_TELEGRAM_WEBHOOK_SECRET is missing, which LEERNETWERK_TELEGRAM_WEBHOOK_URL needs",
        ),
        (
            "telegram_webhook_url",
            "LEERNETWERK_TELEGRAM_WEBHOOK_URL is missing, which LEERNETWERK_TELEGRAM_WEBHOOK_SECRET needs",
        ),
        ("http_listen", "LEERNETWERK_HTTP_LISTEN is missing, which LEERNETWERK_TELEGRAM_WEBHOOK_URL needs"),
    ],
)
@pytest.mark.parametrize("chosen", [None, "none", "telegram"])
def test_half_of_a_pair_names_the_other_half_and_the_mend(
    missing: str, said: str, chosen: str | None
) -> None:
    half = {name: value for name, value in COMPLETE.items() if name != missing}
    line = refusal(set_up(**half), chosen)
    assert line.startswith(f"{said}: ")
    assert len(line) > len(said) + 10


def test_an_address_to_fetch_from_needs_a_token() -> None:
    said = refusal(set_up(telegram_base_url="http://127.0.0.1:8081/bot"))
    assert said.startswith(
        "LEERNETWERK_TELEGRAM_TOKEN is missing, which LEERNETWERK_TELEGRAM_BASE_URL needs: "
    )


def test_all_of_it_goes_together() -> None:
    settings = set_up(**COMPLETE)
    assert [platform.name for platform in chosen_platforms(settings, None)] == ["telegram"]
    assert webhook(settings) == Webhook("https://bot.example.org/tg", "geheim")


def test_http_alone_is_no_mistake() -> None:
    assert chosen_platforms(set_up(telegram_token=TOKEN, http_listen="127.0.0.1:0"), None)
    assert webhook(set_up(telegram_token=TOKEN, http_listen="127.0.0.1:0")) is None


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://bot.example.org/tg", "/tg"),
        ("https://bot.example.org/a/b/", "/a/b/"),
        ("https://bot.example.org", "/"),
        ("https://bot.example.org:8443/tg?x=1", "/tg"),
    ],
)
def test_the_path_of_the_webhook_is_served(url: str, path: str) -> None:
    assert Webhook(url, "geheim").path == path


def test_a_webhook_does_not_show_its_secret() -> None:
    assert "geheim" not in repr(Webhook("https://bot.example.org", "geheim"))
