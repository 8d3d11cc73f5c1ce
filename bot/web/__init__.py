"""What is served over HTTP."""

from bot.web.calendars import calendar_route
from bot.web.server import CannotListen, Listen, serving
from bot.web.webhook import webhook_route

__all__ = ["CannotListen", "Listen", "calendar_route", "serving", "webhook_route"]
