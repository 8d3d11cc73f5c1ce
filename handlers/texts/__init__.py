"""Every sentence the bot says of itself, in Dutch and English: one catalogue, `nl.ftl` and `en.ftl`.

The files are in Fluent, made for people who write texts and not code: https://projectfluent.org
"""

import re
from collections.abc import Mapping
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from bot.contract import Language

Value = str | int | float
LONGEST_PLACED = (
    1000  # characters: Fluent refuses values over 2,500, as a guard against attacks on its syntax
)
MARK = "\ufdd0"  # a noncharacter, that no keyboard has
LANGUAGES: tuple[Language, ...] = ("nl", "en")


class Catalogue:
    """Says things. Build it with `load_catalogue`."""

    def __init__(self, bundles: dict[Language, FluentBundle]) -> None:
        self._bundles = bundles

    def say(self, language: Language, text_id: str, **values: Value) -> str:
        """The text in this language. Raises LookupError or ValueError for a mistake in code or file."""
        bundle = self._bundles[language]
        pattern = bundle.get_message(text_id).value
        if pattern is None:
            raise LookupError(f"{text_id} has no text in {language}.ftl")
        long = [
            name for name, value in values.items() if isinstance(value, str) and len(value) > LONGEST_PLACED
        ]
        marks = {name: f"{MARK}{number}{MARK}" for number, name in enumerate(long)}
        said, errors = bundle.format_pattern(pattern, {**values, **marks})
        if errors:
            raise ValueError(f"{text_id} in {language}.ftl: {errors[0]}")
        return put_in(str(said), {mark: str(values[name]) for name, mark in marks.items()})


def put_in(text: str, long: Mapping[str, str]) -> str:
    """A text with long values in the place of their marks."""
    parts = re.split(f"({MARK}\\d+{MARK})", text) if long else [text]
    return "".join(long.get(part, part) for part in parts)


def load_catalogue() -> Catalogue:
    """The catalogue as it is in this folder."""
    return Catalogue({language: bundle(language) for language in LANGUAGES})


def bundle(language: Language) -> FluentBundle:
    """The texts of one language."""
    texts = FluentBundle([language], use_isolating=False)
    texts.add_resource(FluentResource(source(language)))
    return texts


def source(language: Language) -> str:
    """The file of one language."""
    return resources.files(__name__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
