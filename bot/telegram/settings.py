"""What is needed to be on Telegram."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

TELEGRAM = "https://api.telegram.org/bot"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates, and the secret by which we know that it is Telegram."""

    url: str
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The path of the address, which we serve."""
        return urlsplit(self.url).path or "/"


@dataclass(frozen=True, slots=True)
class TelegramAccount:
    """The bot's account; without `webhook`, updates are fetched."""

    token: str = field(repr=False)
    base_url: str = TELEGRAM
    webhook: Webhook | None = None
