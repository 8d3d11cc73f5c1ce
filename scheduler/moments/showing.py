"""A moment as people write it, with its weekday, so that a misunderstanding is seen."""

from datetime import datetime

from bot.contract import Language
from scheduler.moments.words import MONTHS, WEEKDAYS


def shown(moment: datetime, language: Language) -> str:
    """ "donderdag 3 december 2026, 14.00 uur", "Thursday 3 December 2026, 14:00", by its own clock."""
    weekday = WEEKDAYS[language][moment.weekday()]
    day = f"{weekday} {moment.day} {MONTHS[language][moment.month - 1]} {moment.year}"
    return f"{day}, {moment:%H.%M} uur" if language == "nl" else f"{day}, {moment:%H:%M}"
