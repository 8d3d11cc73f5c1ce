"""Telegram as a chat platform, on python-telegram-bot's `Bot`."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's own switch for the type of its time spans

from bot.telegram.limits import LIMITS
from bot.telegram.serving import Telegram
from bot.telegram.settings import TelegramAccount, Webhook
from bot.telegram.translate import PLATFORM

__all__ = ["LIMITS", "PLATFORM", "Telegram", "TelegramAccount", "Webhook"]
