"""The words of moments in Dutch and English, each with its tag: what it means whatever the language.

A tag starts with a small letter when a number follows it (`wd0` Monday, `m1` January), `O` and a number is an
ordinal, and `A` is an article that may count as one. A word with an empty tag says nothing about when.
"""

from collections.abc import Iterator, Mapping

from bot.contract import Language

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
        **{"wd0": "mon", "wd1": "tue tues", "wd2": "wed weds", "wd3": "thu thur thurs", "wd4": "fri"},
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
    "nl": ("twintig", "dertig", "veertig", "vijftig"),
    "en": ("twenty", "thirty", "forty", "fifty"),
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
MEANINGS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "TODAY": "vandaag",
        "TODAY MORNING": "vanochtend vanmorgen",
        "TODAY AFTERNOON": "vanmiddag",
        "TODAY EVENING": "vanavond",
        "TODAY NIGHT": "vannacht",
        "TOMORROW": "morgen mrgn",
        "TOMORROW MORNING": "morgenochtend morgenvroeg",
        "TOMORROW AFTERNOON": "morgenmiddag",
        "TOMORROW EVENING": "morgenavond",
        "OVERMORROW": "overmorgen",
        "OVERMORROW MORNING": "overmorgenochtend",
        "OVERMORROW AFTERNOON": "overmorgenmiddag",
        "OVERMORROW EVENING": "overmorgenavond",
        "YESTERDAY": "gisteren eergisteren gister",
        "MORNING": "ochtend ochtends morgens voormiddag vm",
        "AFTERNOON": "middag middags namiddag smiddags nm",
        "EVENING": "avond avonds savonds",
        "NIGHT": "nacht nachts",
        "NEXT": "volgende volgend",
        "COMING": "aanstaande aanstaand komende komend aankomende eerstvolgende eerstkomende as",
        "THIS": "deze dit",
        "LAST": "laatste",
        "PREVIOUS": "vorige vorig afgelopen",
        "OVER": "over",
        "IN": "in binnen",
        "TO": "voor",
        "AFTER": "na sinds",
        "TILL": "tot tm",
        "AT": "om",
        "SINCE": "vanaf va",
        "HALF": "half halve",
        "QUARTER": "kwart",
        "HOUR": "uur u uren uurtje uurtjes h",
        "umin": "minuut minuten min",
        "uquarter": "kwartier kwartiertje",
        "uday": "dag dagen",
        "uweek": "week weken wk wkn weekje weekjes",
        "umonth": "maand maanden maandje mnd",
        "ukwartaal": "kwartaal kwartalen",
        "uyear": "jaar jaren jr",
        "1.5": "anderhalf anderhalve",
        "EVERY": "elke elk iedere ieder",
        "TIMES": "keer maal x bijeenkomsten sessies",
        "ONCE": "eens eenmaal",
        "TWICE": "tweemaal",
        "PER": "per",
        "LONG": "lang gedurende",
        "LASTS": "duurt duur",
        "OR": "of a",
        "NOT": "niet behalve geen",
        "BUT": "maar",
        "DOORS": "inloop ontvangst",
        "NOW": "nu",
        "NOON": "middaguur",
        "MIDNIGHT": "middernacht",
        "VAGUE": (
            "eind einde begin medio ergens rond omstreeks ongeveer circa ca zomer winter herfst lente "
            "voorjaar najaar zomervakantie herfstvakantie kerstvakantie voorjaarsvakantie meivakantie "
            "vakantie paar binnenkort zsm snel later ooit pasen paas paasdag pinksteren pinksterdag "
            "hemelvaart hemelvaartsdag tussen halverwege weekend eerder vroeg laat enkele werkdag "
            "werkdagen ander andere tegen daarna daarop erna ervoor daarvoor zelfde dezelfde straks "
            "zometeen dadelijk lunch lunchtijd utc gmt"
        ),
        "KINGSDAY": "koningsdag",
        "XMAS": "kerst kerstdag kerstmis",
        "XMASEVE": "kerstavond",
        "NEWYEAR": "nieuwjaarsdag nieuwjaar",
        "OLDYEAR": "oudjaarsdag oudejaarsdag oudjaar oudejaarsavond",
        "SINT": "sinterklaas sinterklaasavond pakjesavond",
        "LIBERATION": "bevrijdingsdag",
        "WEEKLY": "wekelijks wekelijkse",
        "FORTNIGHTLY": "tweewekelijks tweewekelijkse",
        "MONTHLY": "maandelijks maandelijkse",
        "BIMONTHLY": "tweemaandelijks tweemaandelijkse",
        "QUARTERLY": "driemaandelijks",
        "YEARLY": "jaarlijks jaarlijkse",
        "A": "een",
        "": (
            "de het die dan op t s d van vd ter te den ook wel nog graag kan kunnen we wij ik jullie "
            "je is zullen zou zouden laten doen zeggen prima goed oke en jaarlijkse precies stipt "
            "exact klokslag bij met wordt word plannen plan bijeenkomst overleg vergadering datum "
            "tijd tijdstip hoi hallo hi waarschijnlijk liefst alsjeblieft aub svp bedankt dank sorry "
            "beginnen starten start beginnend daarvan er naar aan onze ons mijn hun"
        ),
    },
    "en": {
        "TODAY": "today",
        "TODAY EVENING": "tonight",
        "TOMORROW": "tomorrow tmrw tomorow tommorow tmr",
        "OVERMORROW": "overmorrow",
        "YESTERDAY": "yesterday",
        "MORNING": "morning mornings",
        "AFTERNOON": "afternoon",
        "EVENING": "evening",
        "NIGHT": "night",
        "NEXT": "next following",
        "COMING": "coming upcoming",
        "THIS": "this",
        "LAST": "last",
        "PREVIOUS": "previous",
        "IN": "in within",
        "UNTO": "to",
        "TO": "before",
        "PAST": "past",
        "AFTER": "after",
        "TILL": "till until til",
        "AT": "at",
        "SINCE": "since",
        "FROM": "from",
        "FOR": "for",
        "HALFEN": "half",
        "QUARTER": "quarter quarters",
        "HOUR": "hour hours hr hrs h o'clock oclock",
        "AM": "am",
        "PM": "pm",
        "NOW": "now",
        "umin": "minute minutes min mins",
        "uday": "day days",
        "uweek": "week weeks wk",
        "ufortnight": "fortnight fortnights",
        "umonth": "month months",
        "uyear": "year years",
        "EVERY": "every each",
        "TIMES": "times x sessions meetings",
        "ONCE": "once",
        "TWICE": "twice",
        "PER": "per",
        "LONG": "long",
        "LASTS": "lasting lasts",
        "OTHER": "other",
        "OR": "or",
        "NOT": "not except no",
        "BUT": "but",
        "DOORS": "doors",
        "NOON": "noon midday",
        "MIDNIGHT": "midnight",
        "VAGUE": (
            "end beginning early late mid middle around about roughly approximately somewhere "
            "sometime summer winter autumn spring holiday holidays vacation few couple soon later "
            "asap easter pentecost between weekend earlier several working another by same lunch "
            "lunchtime ish afterwards thereafter utc gmt est edt pst uk bst london"
        ),
        "XMAS": "christmas xmas",
        "XMASEVE": "christmaseve",
        "O2 XMAS": "boxingday",
        "KINGSDAY": "kingsday",
        "NEWYEAR": "newyearsday",
        "OLDYEAR": "newyearseve",
        "WEEKLY": "weekly",
        "FORTNIGHTLY": "fortnightly",
        "MONTHLY": "monthly",
        "QUARTERLY": "quarterly",
        "YEARLY": "yearly annually",
        "A": "a an",
        "": (
            "howabout whatabout the on of is it we let's lets do can could i you let us meet meeting "
            "say please would like that start starting starts sharp exactly and so if possible be "
            "will shall us with s t how maybe ok okay good works work fine date time hi hello thanks "
            "sorry our my"
        ),
    },
}
# Words that mean something together only; spaces and apostrophes apart they are one word of the tables above.
TOGETHER = (
    *("new years day", "new years eve", "christmas eve", "boxing day", "kings day"),
    *("how about", "what about"),
)
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
    """The words for numbers up to 59 and the ordinals up to the thirty-first."""
    ones, ordinals = NUMBERS[language].split(), ORDINALS[language].split()
    yield from ((word, str(number)) for number, word in enumerate(ones, 1))
    yield from ((word, f"O{number}") for number, word in enumerate(ordinals, 1))
    for ten, tens in enumerate(TENS[language], 2):
        yield tens, str(ten * 10)
        for one, word in enumerate(ones[:9], 1):
            yield (f"{word}en{tens}" if language == "nl" else f"{tens}{word}"), str(ten * 10 + one)
    yield from late_ordinals(language, ones, ordinals)


def late_ordinals(language: Language, ones: list[str], ordinals: list[str]) -> Iterator[tuple[str, str]]:
    """The ordinals from the twenty-first on."""
    if language == "nl":
        yield from ((f"{word}entwintigste", f"O{20 + one}") for one, word in enumerate(ones[:9], 1))
        yield from (("dertigste", "O30"), ("eenendertigste", "O31"))
    else:
        yield from ((f"twenty{word}", f"O{20 + one}") for one, word in enumerate(ordinals[:9], 1))
        yield from (("thirtieth", "O30"), ("thirtyfirst", "O31"))


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
