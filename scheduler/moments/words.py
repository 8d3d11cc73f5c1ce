"""The words of moments in Dutch and English, each with its tag: what it means whatever the language.

A tag starts with a small letter when a number follows it (`wd0` Monday, `m1` January), `O` and a number is an
ordinal, and `A` is an article that may count as one. The other words are in `meanings.py`.
"""

from collections.abc import Iterator, Mapping

from bot.contract import Language
from scheduler.moments.meanings import MEANINGS

WEEKDAYS: Mapping[Language, tuple[str, ...]] = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Mapping[Language, tuple[str, ...]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        **{"wd0": "ma maa mndg", "wd1": "di din dins", "wd2": "wo woe woens", "wd3": "do don dond dondag"},
        **{"wd4": "vr vrij vrijd", "wd5": "za zat", "wd6": "zo zon"},
        **{"m1": "jan", "m2": "feb febr", "m3": "mrt mart", "m4": "apr", "m6": "jun", "m7": "jul"},
        **{"m8": "aug", "m9": "sep sept", "m10": "okt oct", "m11": "nov", "m12": "dec"},
    },
    "en": {
        **{
            "wd0": "mon",
            "wd1": "tue tues",
            "wd2": "wed weds wedsday wedsnday wensday wendsday",
            "wd3": "thu thur thurs",
            "wd4": "fri",
        },
        **{"wd5": "sat", "wd6": "sun", "m1": "jan", "m2": "feb", "m3": "mar", "m4": "apr", "m6": "jun"},
        **{"m7": "jul", "m8": "aug", "m9": "sep sept", "m10": "oct", "m11": "nov", "m12": "dec"},
    },
}
NUMBERS: Mapping[Language, str] = {
    "nl": (
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien twintig"
    ),
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ),
}
TENS: Mapping[Language, tuple[str, ...]] = {
    "nl": ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),
    "en": ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
}
ORDINALS: Mapping[Language, str] = {
    "nl": (
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende "
        "veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste"
    ),
    "en": (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ),
}
ON_THE_HOUR = "enen tweeen drieen vieren vijven zessen zevenen achten negenen tienen elven twaalven"
SHORT_WORD = 2
SAFE = ("AM", "PM", "OR", "AT")  # short words that mean the same to both
PARTS_OF_A_DAY = {
    **{"ochtend": "MORNING", "morgen": "MORNING", "middag": "AFTERNOON", "namiddag": "AFTERNOON"},
    **{"avond": "EVENING", "nacht": "NIGHT"},
}


def entries(language: Language) -> Iterator[tuple[str, str]]:
    """Every word of a language with its tag."""
    yield from ((name.lower(), f"wd{number}") for number, name in enumerate(WEEKDAYS[language]))
    yield from ((name.lower(), f"m{number}") for number, name in enumerate(MONTHS[language], 1))
    yield from numbers(language)
    for table in (SHORT[language], MEANINGS[language]):
        yield from ((word, tag) for tag, words in table.items() for word in words.split())


def numbers(language: Language) -> Iterator[tuple[str, str]]:
    """The words for numbers up to 99 and the ordinals up to the thirty-first."""
    ones, ordinals = NUMBERS[language].split(), ORDINALS[language].split()
    yield from ((word, str(number)) for number, word in enumerate(ones, 1))
    yield from ((word, f"O{number}") for number, word in enumerate(ordinals, 1))
    for ten, tens in enumerate(TENS[language], 2):
        yield tens, str(ten * 10)
        for one, word in enumerate(ones[:9], 1):
            yield (f"{word}en{tens}" if language == "nl" else f"{tens}{word}"), str(ten * 10 + one)
    yield from late_ordinals(language, ones, ordinals)
    yield from old_fashioned(language, ones)


def late_ordinals(language: Language, ones: list[str], ordinals: list[str]) -> Iterator[tuple[str, str]]:
    """The ordinals from the twenty-first on."""
    if language == "nl":
        yield from ((f"{word}entwintigste", f"O{20 + one}") for one, word in enumerate(ones[:9], 1))
        yield from (("dertigste", "O30"), ("eenendertigste", "O31"))
    else:
        yield from ((f"twenty{word}", f"O{20 + one}") for one, word in enumerate(ordinals[:9], 1))
        yield from (("thirtieth", "O30"), ("thirtyfirst", "O31"))


def old_fashioned(language: Language, ones: list[str]) -> Iterator[tuple[str, str]]:
    """ "tweeduizend", "halftwaalf" in one word, and "de klok van tienen"."""
    if language == "en":
        return
    yield "tweeduizend", "2000"
    yield from ((f"half{word}", f"HALF {one}") for one, word in enumerate(ones[:12], 1))
    yield from ((word, f"AT {one}") for one, word in enumerate(ON_THE_HOUR.split(), 1))


def lexicon(language: Language) -> dict[str, str]:
    """What each word means in a language, with the other one's words where they don't clash."""
    other: Language = "en" if language == "nl" else "nl"
    # Two letters of the other language are more often a word of this one: "do", "so", "za".
    strange = {word: tag for word, tag in entries(other) if len(word) > SHORT_WORD or tag in SAFE}
    return strange | dict(entries(language)) | with_parts()


def with_parts() -> dict[str, str]:
    """Weekdays with a part of the day: "donderdagmiddag"."""
    return {
        day + part: f"wd{number} {tag}"
        for number, day in enumerate(WEEKDAYS["nl"])
        for part, tag in PARTS_OF_A_DAY.items()
    }
