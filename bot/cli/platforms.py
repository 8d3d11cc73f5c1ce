"""Which chat platforms are configured, and whether what each needs is there."""

from collections.abc import Sequence

from bot.platforms import Platform
from bot.settings import PREFIX, Settings, SettingsError
from bot.telegram import Telegram, TelegramAccount, Webhook

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
    if settings.telegram_token is None:
        return []
    account = TelegramAccount(settings.telegram_token.get_secret_value(), webhook=webhook(settings))
    if settings.telegram_base_url:
        account = TelegramAccount(account.token, settings.telegram_base_url, account.webhook)
    return [Telegram(account)]


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
    ):
        if getattr(settings, name) is not None and getattr(settings, needed) is None:
            raise SettingsError(
                f"{PREFIX}{needed.upper()} is missing, which {PREFIX}{name.upper()} needs: {mend}"
            )
