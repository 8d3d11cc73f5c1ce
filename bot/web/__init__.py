"""What is served over HTTP."""

from bot.web.calendars import calendar_route
from bot.web.health import Readiness, health_routes
from bot.web.metrics import Figures, Metrics, metrics_route
from bot.web.server import CannotListen, Listen, serving
from bot.web.webhook import webhook_route

__all__ = [
    "CannotListen",
    "Figures",
    "Listen",
    "Metrics",
    "Readiness",
    "calendar_route",
    "health_routes",
    "metrics_route",
    "serving",
    "webhook_route",
]
