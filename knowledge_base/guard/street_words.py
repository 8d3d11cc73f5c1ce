"""What streets end in and how house numbers are typed, as patterns."""

STREETS = (
    "straat|str|laan|ln|plein|gracht|kade|singel|steeg|plantsoen|dreef|straatje|laantje|weggetje|pleintje|"
    "boulevard|straatweg|hofje|wetering|"
    "strt|plnts|plntsn|plts|pln|grcht|sngl|drf|blvd"  # the same without vowels
)
ROADS = (
    "weg|dijk|pad|hof|park|veld|akker|hoek|kamp|wal|markt|ring|burg|oord|erf|horst|berg|land|brink|poort|"
    "donk|drift|"
    "meent|haven|es|kamp|baan|dam|sluis|brug|vaart|zijde|eind|einde|hout|bos|wijk|tuin|gaard|gaarde|terp|"
    "rijk|steen|duin|beek|sloot|"
    "hul|heide|veen|ven|polder|werf|kamer|schans|bolwerk|toren|molen|kamp|stede|loo|lo|rak|water|pas|pol|"
    "kroft|stuk|zoom|rand|gang|diep|laagte|hoogte|hoeve|kolk|vliet"
)
TYPES = rf"(?:{STREETS}|weg|dijk|pad|hof|park|wal|markt|ring|erf|brink|haven|baan|dam|veld)"
HOUSE = (
    r"\d{1,5}(?:\s?-\s?\d{1,3}(?!\d|-))?"
    r"(?:\s?[-/]?\s?(?:[a-h]|zw|bis|hs|huis|rd|rood|[IVX]{1,4}|boven|beneden)\b(?:\s[a-d]\b)?)?"
)
COMPASS = r"(?:\s(?:(?-i:N\.?[OWZ]\.?|Z\.?[OWZ]\.?)|(?:noord|zuid|oost|west)(?:zijde)?)(?=[\s,]))?"
NUMBER = (
    rf"{COMPASS}\s?,?\s?(?:nr\.?\s?|nummer\s|huisnummer\s|no\.?\s)?{HOUSE}"
    r"(?<!\b(?:19|20)\d\d)(?![\d:]|[.,]\d(?!\d{3}\s?[A-Za-z]{2}\b)|-\d\d|\s?(?:uur|%|euro|km|meter|m2|jaar|"
    r"jongeren|kinderen|keer|minuten|leerlingen|bedden|plekken|x|dagen|weken|nachten|maanden|mnd|jongens|"
    r"meisjes|meiden|mensen|personen|ouders|kids|deelnemers|plaatsen|plus|procent|graden|stuks|boys|girls|"
    r"people|children|years|weeks|months|days|times|hoog|kamers|straten|huizen)\b)"
)
