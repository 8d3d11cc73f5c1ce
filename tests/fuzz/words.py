"""What people may type, and what nobody would."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from bot.contract import choice_token
from tests.stubs import FOUND, FOUND_IN_ENGLISH, SMALL_TALK, SUGGESTED, UNKNOWN, URGENT

ANSWERS = (
    "ja", "nee", "misschien", "later", "1", "2", "0", "10", "7,5", "-1", "99999999999999999999", "stop",
    "Klaar", "overslaan", "niemand", "iedereen", "elke 6 weken", "2 uur", "90 minuten", "PT2H", "P14D,P2D",
    "21:00-08:00", "Anna", "Bram, Fatma", "De Linde", "English", "https://meet.jit.si/x",
    "Utrecht | https://x.nl", "+2", "½",
)  # fmt: skip
QUESTIONS = (FOUND, FOUND_IN_ENGLISH, SUGGESTED, UNKNOWN, SMALL_TALK, URGENT)
ABOUT_SOMEBODY = ("jayden is weer weg", "bel 06-12345678", "is roos een persoon", "mevrouw de Vries zegt nee")
MOMENTS = [
    "donderdag",
    "3",
    "december",
    "14.00",
    "-",
    "14-16",
    "half",
    "3",
    "morgen",
    "om",
    "van",
    "tot",
    "uur",
    "volgende",
    "week",
    "over",
    "twee",
    "31",
    "februari",
    "2026",
    "2114",
    "elke",
    "6",
    "weken",
    "Vervoer",
    "naar",
    "school",
    "|",
    "Utrecht",
    "https://x.nl",
    "25:99",
    "niet",
    "maar",
    "of",
    "12/3",
    "next",
    "Monday",
    "noon",
    "29-02-2028",
    "02:30",
    "zondag",
    "28",
    "maart",
    "25",
    "oktober",
    "0",
    "9999",
    ";",
    ",",
    "٣",
    "²",
]
ODD = (
    "", " ", "\n\n", "\x00", "\ud800", "\u202e\u200b", "é" * 500, "x" * 5000, "**_\\", "[a](http://b)",
    "<b>&lt;", "{$x} {", "' OR 1=1 --", "../../etc/passwd", "🏳️‍🌈" * 50, "=1+1", "/", "!", "/stop", "!help",
    "a\tb", "\u2028",
)  # fmt: skip

moments = st.lists(st.sampled_from(MOMENTS), max_size=12).map(" ".join)
words: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(ANSWERS),
    st.sampled_from((*QUESTIONS, *ABOUT_SOMEBODY)),
    moments,
    st.sampled_from(ODD),
    st.text(max_size=60),
    st.builds("{} {}".format, st.sampled_from((*ANSWERS, *ABOUT_SOMEBODY)), st.sampled_from(ODD)),
)
tokens = st.one_of(
    st.builds(choice_token, st.text(max_size=20), st.integers(-1, 10**6)),
    st.text(max_size=64),
    st.sampled_from(["", ":", ":0", "x:", "x:-1", "x:²", "x:1e3", f"{'x' * 22}:0"]),
)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def thorough(share: int = 1) -> settings:
    """As many examples as the profile says, or one in so many: of what takes long."""
    examples = max(10, settings.default.max_examples // share) if settings.default else 10
    return settings(max_examples=examples, deadline=None)


@st.composite
def spoilt(draw: st.DrawFn, sound: dict[str, Any]) -> dict[str, Any]:
    """A JSON object of which a part, at whatever depth, is missing or something else; or that is sound."""
    name = draw(st.sampled_from(sorted(sound)))
    ways = ["sound", "gone", "other", "added"] + ["inside"] * 3 * isinstance(sound[name], dict)
    match draw(st.sampled_from(ways)):
        case "gone":
            return {key: value for key, value in sound.items() if key != name}
        case "other":
            return {**sound, name: draw(json_values)}
        case "inside":
            return {**sound, name: draw(spoilt(sound[name]))} if sound[name] else sound
        case "added":
            return {**sound, draw(st.text(max_size=8)): draw(json_values)}
        case _:
            return sound
