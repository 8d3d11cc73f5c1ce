"""The harvest as a workbook: a sheet for each part."""

from collections.abc import Sequence

from bot.contract import Language
from bot.harvest.words import OUTCOMES, WORDS
from handlers import spreadsheets
from handlers.reflect.harvest import Harvest
from handlers.spreadsheets import Row, Sheet


def workbook(harvest: Harvest, language: Language) -> bytes:
    """The whole workbook."""
    words, outcomes = WORDS[language], OUTCOMES[language]
    meetings = [
        (f"{each.start:%Y-%m-%d}", each.theme, each.there, each.looked_back, rounded(each.average))
        for each in harvest.meetings
    ]
    counts = [(outcomes[outcome], count) for outcome, count in harvest.steps.items()]
    shared = [(each.text, outcomes[each.outcome], each.learned) for each in harvest.shared]
    quotes = [(meeting.theme, quote) for meeting in harvest.meetings for quote in meeting.quotes]
    answers = [(f"{each.day}", each.prompt, text) for each in harvest.prompts for text in each.answers]
    heads = {
        "meetings": ("date", "meeting", "there", "looked_back", "mark"),
        "steps": ("outcome", "count"),
        "shared": ("step", "outcome", "learned"),
        "quotes": ("meeting", "answer"),
        "prompts": ("date", "prompt", "answer"),
    }
    tables: tuple[Sequence[Row], ...] = (meetings, counts, shared, quotes, answers)
    return spreadsheets.workbook(
        [
            Sheet(words[title], [words[name] for name in head], rows)
            for (title, head), rows in zip(heads.items(), tables, strict=True)
        ]
    )


def rounded(average: float | None) -> float | None:
    """A mark with one decimal."""
    return None if average is None else round(average, 1)
