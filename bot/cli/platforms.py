"""Which chat platforms are configured, and whether what each needs is there."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.platforms import Platform
from bot.settings import PREFIX, Settings, SettingsError
from bot.store import sqlite_file
from bot.telegram import Telegram, TelegramAccount, Webhook

if TYPE_CHECKING:
    from bot.matrix import Account

NOTHING_CONFIGURED = (
    "No chat platform is configured, so there is nothing to serve. "
    "Try the bot in the terminal: leernetwerk chat"
)
NAMES = ("telegram", "matrix")
NONE = "none"


def chosen_platforms(settings: Settings, chosen: str | None) -> list[Platform]:
    """The platforms to serve: the chosen ones, else all that are configured. Raises SettingsError."""
    check_halves(settings)
    configured = configured_platforms(settings)
    if chosen is None:
        if not configured:
            raise SettingsError(NOTHING_CONFIGURED)
        return configured
    return [named(configured, name) for name in names(chosen)]


def names(chosen: str) -> Sequence[str]:
    """The names in a list with commas; `none` is no platform."""
    listed = [name.strip() for name in chosen.split(",")]
    for name in listed:
        if name not in (*NAMES, NONE):
            raise SettingsError(f"--platforms {name} is unknown: use telegram, matrix or none.")
    return [name for name in dict.fromkeys(listed) if name != NONE]


def named(configured: Sequence[Platform], name: str) -> Platform:
    """The configured platform with this name."""
    for platform in configured:
        if platform.name == name:
            return platform
    raise SettingsError(f"{name} is not configured. Try the bot in the terminal: leernetwerk chat")


def configured_platforms(settings: Settings) -> list[Platform]:
    """What the settings have all it takes for."""
    return [platform for platform in (telegram(settings), matrix(settings)) if platform is not None]


def telegram(settings: Settings) -> Platform | None:
    """Telegram, if it is configured."""
    account = telegram_account(settings)
    return None if account is None else Telegram(account)


def telegram_account(settings: Settings) -> TelegramAccount | None:
    """The bot's account on Telegram, if it is configured."""
    if settings.telegram_token is None:
        return None
    account = TelegramAccount(settings.telegram_token.get_secret_value(), webhook=webhook(settings))
    if settings.telegram_base_url:
        account = TelegramAccount(account.token, settings.telegram_base_url, account.webhook)
    return account


def matrix(settings: Settings) -> Platform | None:
    """Matrix, if it is configured. Its keys without the database would answer old messages once more."""
    account = matrix_account(settings)
    if account is None:
        return None
    # Takes a second, which other commands need not wait for.
    from bot.matrix import Matrix, Policy, has_keys  # noqa: PLC0415

    store, database = Path(settings.matrix_store), sqlite_file(settings.database_url)
    if database and not database.exists() and has_keys(store):
        raise SettingsError(
            f"The database {database} is missing, but {store} holds keys that go with it: "
            f"put both back from a backup, or move {store} away to begin anew."
        )
    policy = Policy(allowed_servers(settings, account.user_id), settings.matrix_allow_plain)
    return Matrix(account, store, policy)


def matrix_account(settings: Settings) -> "Account | None":
    """The bot's account on Matrix, if it is configured."""
    if settings.matrix_homeserver is None or settings.matrix_user is None:
        return None
    from bot.matrix import Account  # noqa: PLC0415

    return Account(
        settings.matrix_homeserver,
        settings.matrix_user,
        secret(settings.matrix_password),
        secret(settings.matrix_access_token),
        settings.matrix_device_id,
    )


def allowed_servers(settings: Settings, user: str) -> frozenset[str] | None:
    """The servers whose people may open a private chat: those listed, else the bot's own; None for any."""
    if settings.matrix_allowed_servers is None:
        return frozenset({user.partition(":")[2]})
    listed = {name.strip() for name in settings.matrix_allowed_servers.split(",")}
    return None if "*" in listed else frozenset(listed - {""})


def secret(value: SecretStr | None) -> str | None:
    """A secret, to be used."""
    return None if value is None else value.get_secret_value()


def webhook(settings: Settings) -> Webhook | None:
    """Where Telegram brings updates, if it does."""
    if settings.telegram_webhook_url is None or settings.telegram_webhook_secret is None:
        return None
    return Webhook(settings.telegram_webhook_url, settings.telegram_webhook_secret.get_secret_value())


def check_halves(settings: Settings) -> None:
    """Settings that need each other have to be there together. Raises SettingsError."""
    for name, needed, mend in (
        ("telegram_base_url", "telegram_token", "set the token that BotFather gave"),
        ("telegram_webhook_url", "telegram_token", "set the token that BotFather gave"),
        ("telegram_webhook_url", "telegram_webhook_secret", "choose a long random word"),
        ("telegram_webhook_url", "http_listen", "set HOST:PORT, where the webhook is served"),
        ("telegram_webhook_secret", "telegram_webhook_url", "set the address, or leave the secret out"),
        ("public_url", "http_listen", "set HOST:PORT, where calendars are served"),
        ("matrix_homeserver", "matrix_user", "set the bot's account, such as @bot:example.org"),
        ("matrix_user", "matrix_homeserver", "set the address of its server, such as https://example.org"),
        ("matrix_password", "matrix_user", "set the bot's account, such as @bot:example.org"),
        ("matrix_access_token", "matrix_user", "set the bot's account, such as @bot:example.org"),
        ("matrix_access_token", "matrix_device_id", "set the device that the token was made for"),
        ("matrix_device_id", "matrix_access_token", "set the token of that device, or leave the device out"),
    ):
        if getattr(settings, name) is not None and getattr(settings, needed) is None:
            raise SettingsError(
                f"{PREFIX}{needed.upper()} is missing, which {PREFIX}{name.upper()} needs: {mend}"
            )
    if (
        settings.matrix_homeserver
        and settings.matrix_password is None
        and settings.matrix_access_token is None
    ):
        raise SettingsError(
            f"{PREFIX}MATRIX_PASSWORD is missing, which {PREFIX}MATRIX_HOMESERVER needs: set it, "
            f"or {PREFIX}MATRIX_ACCESS_TOKEN with {PREFIX}MATRIX_DEVICE_ID"
        )
