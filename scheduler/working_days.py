"""Working days: Monday to Friday, on the calendar of a place. Public holidays count as working days. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5


def working_days_later(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same time of day so many working days on."""
    local = moment.astimezone(zone)
    while days:
        local += timedelta(days=1)
        days -= local.weekday() < SATURDAY
    return local.astimezone(moment.tzinfo)
