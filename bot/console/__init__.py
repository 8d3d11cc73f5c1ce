"""The terminal as a chat platform: for trying the bot, and for the operator."""

from bot.console.conversation import OPERATOR, PLATFORM, greeting, incoming, lines
from bot.console.messenger import ConsoleMessenger

__all__ = ["OPERATOR", "PLATFORM", "ConsoleMessenger", "greeting", "incoming", "lines"]
