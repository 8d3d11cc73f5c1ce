"""The terminal as a chat platform: for trying the bot, and for the operator."""

from bot.console.conversation import PLATFORM, greeting, incoming, lines
from bot.console.messenger import ConsoleMessenger

__all__ = ["PLATFORM", "ConsoleMessenger", "greeting", "incoming", "lines"]
