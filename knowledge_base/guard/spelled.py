"""Patterns for numbers in words, Dutch and English: "tweeëntwintig", "twenty-first", "tweeduizend twaalf"."""

ONES = "(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
TEENS = "(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien)"
TENS = "(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
DUTCH = rf"(?:{ONES}\s?[eë]n\s?{TENS}|{TENS}|{TEENS}|{ONES})"
DUTCH_ORDINAL = rf"(?:eerste|derde|{DUTCH}(?:de|ste))"

ONES_EN = "(?:one|two|three|four|five|six|seven|eight|nine)"
TEENS_EN = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
TENS_EN = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
ENGLISH = rf"(?:{TENS_EN}[\s-]?{ONES_EN}|{TENS_EN}|{TEENS_EN}|{ONES_EN})"
ENGLISH_ORDINAL = (
    r"(?:(?:twenty|thirty)[\s-]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|"
    r"twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"thirtieth)"
)

DAY = rf"(?:{DUTCH_ORDINAL}|{ENGLISH_ORDINAL}|{DUTCH}|{ENGLISH})"
YEAR = (
    rf"(?:(?:tweeduizend|twintig|negentienhonderd|negentien)(?:\s?(?:en\s)?{DUTCH})?|"
    rf"(?:two thousand|twenty|nineteen)(?:[\s-](?:and\s)?{ENGLISH})?)"
)

DIGIT = rf"(?:nul|zero|oh|{ONES}|{ONES_EN})"
DIGITS = rf"(?:dubbel\s|double\s)?(?:{DUTCH}|{ENGLISH}|{DIGIT}|\d{{1,3}})"
