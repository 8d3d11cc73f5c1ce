"""What is served over HTTP."""

from bot.web.server import CannotListen, Listen, serving
from bot.web.webhook import webhook_route

__all__ = ["CannotListen", "Listen", "serving", "webhook_route"]
