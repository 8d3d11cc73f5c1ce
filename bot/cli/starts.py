"""When a meeting is to begin, as operators type it: understood, to be asked, or impossible."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cli.errors import Refused
from bot.contract import Language
from handlers.people.people import Network
from scheduler.moments import Ask, AskAbout, Impossible, Meaning, Understood, Why, read_moment, shown

LANGUAGE: Language = "en"  # the command line's
QUESTIONS = {
    AskAbout.TIME: "At what time?",
    AskAbout.DATE: "On which day?",
    AskAbout.WHICH: "Which moment is meant?",
    AskAbout.PAST: "That is in the past. Which moment is meant?",
    AskAbout.SKIPPED_HOUR: "The clocks go forward over that hour. Which moment is meant?",
    AskAbout.DOUBLED_HOUR: "The clocks show that hour twice. Which one is meant? Write it with its offset.",
}
REASONS = {
    Why.NO_SUCH_DAY: "There is no such day.",
    Why.NO_SUCH_TIME: "There is no such time.",
    Why.NO_DATE: "No moment is named. Use 2026-12-03T14:00, or words such as thursday 3 december 14:00.",
    Why.TOO_FAR: "That is more than ten years ahead.",
    Why.PAST: "That is long past.",
}


def read_start(text: str, now: datetime, network: Network) -> Meaning:
    """What a text says about when a meeting begins, by the clocks of its network."""
    meaning = read_moment(text, now, ZoneInfo(network.timezone), network.language)
    if isinstance(meaning, Understood) and not meaning.has_time:
        return Ask(AskAbout.TIME, (meaning.start,))
    return meaning


def understood_start(text: str, now: datetime, network: Network) -> datetime:
    """When a meeting begins. Raises Refused, with what is the matter."""
    meaning = read_start(text, now, network)
    if isinstance(meaning, Understood):
        return meaning.start
    raise Refused(f"--start is not clear: {question_about(meaning)}")


def question_about(meaning: Ask | Impossible) -> str:
    """What to ask, or what is the matter, with the moments that may be meant."""
    if isinstance(meaning, Impossible):
        return REASONS[meaning.why]
    options = " or ".join(as_option(option, meaning) for option in meaning.options)
    return f"{QUESTIONS[meaning.question]} ({options})" if options else QUESTIONS[meaning.question]


def as_option(option: datetime, meaning: Ask) -> str:
    """A moment that may be meant; in a doubled hour the offset tells which."""
    if meaning.question is AskAbout.DOUBLED_HOUR:
        return option.isoformat()
    return shown(option, LANGUAGE) if meaning.has_time else f"{option:%Y-%m-%d}"
