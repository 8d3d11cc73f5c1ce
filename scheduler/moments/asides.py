"""What stands beside the point of a text or a row of tags: rooms, addresses, offsets, counts. Pure."""

import re

NTH = r"(?:\d{1,2}(?:e|de|ste|st|nd|rd|th)|eerste|tweede|derde|vierde|vijfde|zesde|first|second|third|fourth)"
NUMBERED = (
    r"(?:verdieping|etage|bijeenkomst|sessie|overleg|ronde|lijn|kamer|deel|keer|intervisie|groep|training|"
    r"floor|session|meeting|round|time|part|group|edition|editie)\b"
)
HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
ANSWER = (
    "rsvp|confirm|reply|respond|aanmelden|afmelden|opgeven|reageren|reactie|deadline|laat weten|"
    "laat het weten|let me know"
)
# In words: each would otherwise look like a time or a date. Lower case, digits of ours.
WORDY = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\b(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.[^\s@.]+", " "),
        (r"\b(20[2-4]\d)(\d\d)(\d\d)t(\d\d)(\d\d)(?:\d\d)?(?=z?\b)", r"\1-\2-\3 \4:\5 "),
        (r"\b(20[2-4]\d)([01]\d)([0-3]\d)\b", r"\1-\2-\3"),
        (r"(?<=\d[.:])o{1,2}(?![^\W\d_])|(?<=\d[.:]\d)o(?![^\W\d_])", lambda found: "0" * len(found[0])),
        (r"\b(\d\d?)\.(\d\d?)\.(?=\s)", r"\1/\2 "),
        (r"\b(\d\d?) (\d\d?) (20\d\d)\b", r"\1-\2-\3"),
        (r"(?<!\w)@\s?(?=\d)", " om "),
        # Beside a time, a few hours between brackets are how long it lasts.
        (
            r"(\d(?:[:.]\d\d|\s?(?:uur|u|h|am|pm))\b.*?)\((?=\s?[1-4](?:[.,]\d)?\s?(?:uur|uren|u|h|hrs?|hours?)\s?\))",
            r"\1 zzlang ",
        ),
        (
            r"\b(?:verplaatst|verzet|verschoven|verschuift|moved|rescheduled|postponed|pushed)\b(.*?)\b(?:naar|to)\b",
            r"\1 sorry ",
        ),
        (r"(?<!dag )\b(?:daarna|erna|afterwards|followed by) (?=[^\W\d_]{4,})(?!\w*dag)", " "),
        (r"\btweeduizend(?=\w)", "tweeduizend "),
        (r"\btot uiterlijk\b|\buntil (?:at )?the latest\b", "tot"),
        # A calendar adds the offset of its zone in winter, whatever the season.
        (r"\((?:utc|gmt)\s*[+-]\d\d?(?::?\d\d)?\)", " "),
        (
            r"\b(\w*(?:zaal|lokaal|kamer|ruimte)|room|hall|floor|verdieping|etage)\s?(?:nr\.?|no\.?)?\s?[a-z]?"
            r"\d{1,2}\.(?!00|30)\d\d?\b(?!\s?(?:uur|u|h|am|pm|tot|till?|-)\b)",
            r"\1",
        ),
        (r"[€$£]\s?\d+(?:[.,]\d+)?|\b\d+\s?(?:%|euro\b|eur\b)", " "),
        # Between an hour and a number that is no minutes: "14 uur, 12 deelnemers".
        (
            r"(?<=\d)\s?(?:uur|u|h|hrs?|hours?)(?:\s?[,;(]|\s(?:met|voor|en|with|for|and)\b)\s?(?=\d\d\b"
            r"(?!\s?(?:uur|u|h|min\w*|[:./-])))",
            r"\g<0> zz ",
        ),
        (r"\b(?:wordt|maak er|maak ervan|becomes)\s(?:toch\s|maar\s)?(?=\d)", " sorry "),
        (r"(?<=\d)\s?z\b", " utc"),
        (r"(?<=\d[-/.])'(?=\d\d\b)", ""),
        (r"\+\d{2}[\s\d-]{8,}|\b0\d{1,3}[-\s]?\d{3,4}[-\s]?\d{3,4}\b", " zz "),  # telephone
        (r"\b(?:z'?n|zijn|ons|hun)\s(?:tweeen|drieen|vieren|vijven|zessen|zevenen|achten|negenen)\b", " "),
        (r"\b(?:zat te|wacht op|wait for)\b", " "),
        (r"\b(?:utc|gmt)\s?[+-]\d\d?:?(?:\d\d)?(?=\s?\((?:central europe|midden-europe))", " "),
        (rf"\b({HOURS})-(?=(?:fifteen|twenty|thirty|forty|fifty)\b)", r"\1 "),
        (r"\b(noon|midday|lunchtime)ish\b", r"\1"),
        # By when people answer is not when they meet.
        (rf"(\d.*?)\b(?:{ANSWER})\b.*$", r"\1"),
        (r"\b2(?=mor|day\b|nite\b|night\b|mrw\b)", "to"),
        (rf"\b{NTH}\s{NUMBERED}", " zz "),
        (r"(?<=\d)(\s?[ap]m)?[\s-]?ish\b", r"\1 ish"),
    )
)
ANY_DAY = r"(?:wd\d|m\d|D\d|D\?|TODAY|TOMORROW|OVERMORROW)"
FEAST = r"(?:SINT|XMAS|XMASEVE|NEWYEAR|OLDYEAR|KINGSDAY|SEASON)"
TIME = r"(?:T\d|\d HOUR|[AP]M\b|TILL \d)"
MEAL = r"(?:(?:SINCE|AT|FROM|SOFT) )*(?:T[\d:]+|\d{1,2})(?: HOUR)?(?! (?:TILL|DASH|UNTO|HOUR))(?![\w:.])"
PART = r"(?:MORNING|AFTERNOON|EVENING)"
NUMBER = r"(?<![\w.:-])\d{1,2}(?![\w.:])"
# Not part of "half drie" and the like.
WITHIN = ("HALF", "HALFEN", "PAST", "OVER", "TO", "UNTO", "AFTER", "TILL", "DASH")
PLAIN = "".join(f"(?<!{word} )" for word in WITHIN)
# In tags, from top to bottom.
TAGGED = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\b2000 (\d\d)\b|\b2 THOUSAND(?: A)? (\d\d)\b", r"20\1\2"),
        (r"(?<=m\d )20 (2[4-9]|3\d)\b|(?<=m1\d )20 (2[4-9]|3\d)\b", r"20\1\2"),
        (r"(?<![\w:.])(?:AT )?([01]\d|2[0-4]|[89]) HUNDRED(?: HOUR)?\b", r"T\1:00"),
        (r"^HOUR\b|(?<![\dAFRN]) HOUR\b", ""),  # "u" is also "you"
        (r"\bA HOUR OR (?:AT )?(\d\d?)\b(?! HOUR)", r"AT \1"),  # "een uur of drie": around three
        (r"\bAT (?=AT\b)", ""),
        (rf"\bINSTEAD (?:AT )?(?:(?:{NUMBER}|T[\d:]+)(?: HOUR| AM| PM)|T[\d:]+|wd\d|O?\d+ m\d+)", ""),
        (r"\b(O?\d{1,2}) DASH (?=m\d)", r"\1 "),
        (r"\b(m\d+) DASH (?=20\d\d\b)", r"\1 "),
        (rf"(?<=HOUR )((?:IN )?{PART}) TILL (?={NUMBER})", r"\1 END AT "),
        (r"\bOR (?=NO\b|FIX\b)", ""),
        (rf"\bNOT (?:AT )?(?:{NUMBER}|T[\d:]+)(?: HOUR| AM| PM)? BUT\b", ""),
        (rf"(?<=\w )(.*)\b(?:LUNCH|DOORS) {MEAL}(?=.*{TIME})", r"\1LUNCH"),
        (rf"\b({TIME}.*) LUNCH {MEAL}", r"\1 LUNCH"),
        (rf"\b({TIME}(?:(?! BUT\b).)*) SOFT (?:A|[1-4]) HOUR\b(?! \d)", r"\1"),
        (r"\bLASTS TILL\b", "END"),
        (
            rf"\bSOFT ({NUMBER})(?=$| (?:wd\d|D|O?\d+ m\d|TODAY|TOMORROW|TILL|UNTO|DASH|THUS|FIX|NO|END))",
            r"SOFT AT \1",
        ),
        (rf"(?<!m\d )(?<!m1\d )(?<!wd\d )(?<!AT ){PLAIN}({NUMBER}) IN (?={PART})", r"AT \1 "),
        (r"\bAFTER (?=AFTERNOON)", ""),
        (r"\bBUT NOT (?=x)", ""),
        (rf"{PLAIN}({NUMBER}) (?:DASH )?ISH\b", r"AT \1"),
        (r"\b(AM|PM|HOUR|T[\d:]+) (?:DASH )?ISH\b", r"\1"),
        (rf"\b(wd\d|{ANY_DAY}) x D\?-7-24\b|\bD\?-7-24 (?=x )(?=.*\b{ANY_DAY})", r"\1 "),
        (rf"\b(?:TO|AFTER) {FEAST}\b(?=.*\bm\d)", "x"),
        (rf"(?<=\bm\d\b)(.*) (?:TO|AFTER) {FEAST}\b|(?<=\bm1\d\b)(.*) (?:TO|AFTER) {FEAST}\b", r"\1\2"),
        (rf"^((?:x )*)NOT (?:AT )?(?:wd\d|TODAY|TOMORROW|OVERMORROW) (?:BUT )?(?=(?:x )?{ANY_DAY})", r"\1"),
        (r"\bNOT (?:wd\d )?(?:O\d+|O?\d+ m\d+|D\S+) BUT\b", ""),
        (r"^((?:x )*)wd\d NOT (?=(?:wd\d )?(?:O?\d+ m\d|D))", r"\1"),
        (r"\b(?:AFTER|TO|AT|FOR|SINCE|NOT) LUNCH\b", "LUNCH"),
        (r"\b(?:EVERY|PER) x\b", "x"),  # "per persoon"
    )
)
PLANNED = re.compile(
    r"\b(is|was|staat|gepland|ingepland|geprikt|vastgezet|afspraak|uitnodiging|geboekt|gereserveerd|"
    r"bijeenkomst|vergadering|overleg|intervisie|voorstel|agenda|noteer|gekozen|kies|ga|stem) voor\b"
)


def without_noise(text: str) -> str:
    """A tidied text without what looks like a moment and is none; compact dates spelled out."""
    for pattern, instead in WORDY:
        text = pattern.sub(instead, text)
    # "Gepland voor vrijdag" is on Friday; "voor vrijdag" alone is before it.
    return PLANNED.sub(r"\1", text)


def without_asides(row: str) -> str:
    """A row of tags without what is beside the point."""
    for pattern, instead in TAGGED:
        row = " ".join(pattern.sub(instead, row).split())
    return row
