"""In which language the bot speaks to somebody."""

from typing import get_args

from bot.contract import Choice, Language, Reply
from handlers.turn import Turn

NAMES: dict[Language, tuple[str, ...]] = {
    "nl": ("Nederlands", "nl", "dutch"),
    "en": ("English", "en", "engels"),
}
LANGUAGE_CHOICES = tuple(Choice(names[0], f"language:{language}") for language, names in NAMES.items())


async def speak(turn: Turn, argument: str) -> list[Reply]:
    """`/taal`: choose a language, or see which there are."""
    if not argument:
        return [Reply(turn.say("language-choose"), LANGUAGE_CHOICES, private=True)]
    language = named_language(argument)
    if language is None:
        return [Reply(turn.say("language-unknown"), LANGUAGE_CHOICES, private=True)]
    if turn.visitor.person:
        await turn.tx.people.change(turn.visitor.person.id, language=language)
    else:
        await turn.tx.doors.speak(turn.message.address.platform, turn.message.sender, language)
    return [Reply(turn.speaking(language).say("language-chosen"), private=True)]


def named_language(text: str) -> Language | None:
    """The language that somebody means by a word."""
    wanted = text.strip().casefold()
    for language, names in NAMES.items():
        if wanted in {name.casefold() for name in names}:
            return language
    return None


def from_code(code: str | None) -> Language:
    """The nearest language we speak to a code such as `en-GB`; Dutch when there is none."""
    short = (code or "").partition("-")[0].lower()
    return next((language for language in get_args(Language) if language == short), "nl")
