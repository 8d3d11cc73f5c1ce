"""What is said to whoever installs the bot, in the language of their machine."""

from bot.contract import Language
from handlers.texts import Catalogue, Value


class SetupWords:
    """The sentences of the first installation."""

    def __init__(self, texts: Catalogue, language: Language) -> None:
        self._texts = texts
        self._language = language

    def say(self, sentence: str, /, **values: Value) -> str:
        """The sentence with this id, without `setup-`."""
        return self._texts.say(self._language, f"setup-{sentence}", **values)


def language_of_machine(lang: str) -> Language:
    """The language for a locale such as `nl_NL.UTF-8`: Dutch where it is Dutch, else English."""
    return "nl" if lang.lower().startswith("nl") else "en"


def is_yes(answer: str) -> bool:
    """Whether this means yes, in either language."""
    return answer.strip().lower() in ("ja", "j", "yes", "y")


def key_from(name: str) -> str:
    """A short name for commands, made from the name of a network."""
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    return "-".join(part for part in kept.split("-") if part)[:40].strip("-") or "netwerk"
