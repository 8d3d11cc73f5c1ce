"""What time it is, as a chat server says with which we talk anyway."""

import asyncio
import http.client
import ssl
from datetime import datetime

from bot.settings import Settings
from bot.watching.clock_watch import AskTime
from bot.watching.machine_checkup import told_time

TELEGRAM = "https://api.telegram.org"


def known_server(settings: Settings) -> str:
    """A server whose clock is surely right: the one that we talk with anyway."""
    return settings.matrix_homeserver or settings.telegram_base_url or TELEGRAM


def time_asked(settings: Settings) -> AskTime | None:
    """Asks that server; None where no chat platform is configured: in a terminal there is nobody to send to
    at a wrong moment, and the bot may well have been away for weeks. What only claims to be that server is
    not believed."""
    if not (settings.matrix_user or settings.telegram_token):
        return None
    server = known_server(settings)

    async def ask() -> datetime | None:
        try:
            return await asyncio.to_thread(told_time, server, ssl.create_default_context())
        except (OSError, http.client.HTTPException, ValueError):
            return None

    return ask
