"""What people say around a date of birth, before it and behind it, as patterns."""

import re

from knowledge_base.guard import spelled

BETWEEN = r"(?:[^.!?;\n\d]|\.(?!\s?[A-Z])){0,30}"  # what may stand between a word for birth and the date
BORN = (
    r"geboren|geb\.?|gebd(?:at|t)\w*|geb\.?\s?(?:datum|dat\b|dd\b)|geboorte\s?(?:dat|dag|dt|dd)\w*|bj|"
    r"g\.?d\.?|"
    r"gb|gbd|"
    r"gebd|"
    r"d\.?o\.?b\.?|birth\s?dat[ea]|date of birth|born|birth"
)
FEAST = r"verjaardag|verjaard|verjaart|jarig|birthday|b-?day|bdate"
BORN_BEFORE = re.compile(rf"(?:\b(?:{BORN})(?!\w)|°|(?<!\w)\*){BETWEEN}$", re.IGNORECASE)
WORD_APART = re.compile(  # what is said of a date of birth may come before the date itself
    r"\b(?:geboortedat(?:um|a)|geb\.?\s?dat(?:um|\.)|geboortedat\b|gebdat\w*|birth\s?dates?|"
    r"dates? of birth|dob|"
    r"geboortejaar|"
    r"geboortedag)\b[^!?\n\d]{0,60}$",
    re.IGNORECASE,
)
WHO = r"(?:hij|ie|zij|ze|he|she|they)"
PERSON = (  # a kin or a child, made small or with what sort of one it is before it
    r"(?:(?:pleeg|stief|groot|klein|half|schoon|adoptie|buur|foster|step|co-?)?-?(?:tweeling|twins?|iemand|somebody|someone|jongen|jongetje|meisje|meid|kind|kindje|client|cliënt|"
    r"pupil|bewoner|bewoonster|leerling|jongere|"
    r"zoon|zoontje|"
    r"dochter|dochtertje|broer|broertje|zus|zusje|jongste|oudste|middelste|baby|peuter|kleuter|tiener|"
    r"moeder|vader|mama|papa|"
    r"man|vrouw|knul|vent|neef|nicht|guy|woman|oma|opa|tante|oom|collega|begeleider|begeleidster|mentor|"
    r"voogd|stagiair|stagiaire|invaller|"
    r"invalster|invalkracht|"
    r"vrijwilliger|vrijwilligster|uitzendkracht|teamleider|coach|pleegmoeder|pleegvader|stiefmoeder|"
    r"stiefvader|"
    r"colleague|guardian|carer|grandma|grandpa|gran|aunt|uncle|trainee|volunteer|"
    r"boy|girl|child|resident|client|son|daughter|kid|student|mother|father|mum|dad|brother|sister|youngest|"
    r"oldest|eldest|worker|neighbou?r)(?:p?je|tje|ke)?|m|v)"
)
OF_A_PERSON = re.compile(  # "hij is van 03/2011", "een meisje van maart 2011"
    rf"(?:(?:\b{PERSON}(?:\s(?:is|was))?|\b{WHO}\s(?:is|was)|^\s?(?:is|was))\s(?:ook\s)?(?:van|vd|from|uit)|"
    rf"(?:\b{WHO}|{PERSON}|\bnieuwe)\s(?:komt|stamt)\s(?:ook\s)?uit)\s(?:eind\s|begin\s|half\s|"
    rf"the end of\s)?$",
    re.IGNORECASE,
)
IS_OF = re.compile(  # "de begeleider van de nacht is van …": who it is may stand some words ahead
    r"\b(?:is|was|ben|am)\s(?:(?:ook|zelf|er|een|eentje|pas|al|nog|toch|also|himself|"
    r"herself)\s){0,3}(?:van|vd|uit|from)\s"
    r"(?:de\s|the\s)?$",
    re.IGNORECASE,
)
I_MYSELF = re.compile(r"\b(?:ik ben|i am|i'm)\s(?:\w+\s){0,2}(?:van|uit|from)\s$", re.IGNORECASE)
A_PERSON = re.compile(rf"(?:{PERSON}|{WHO})$")
A_PERSONS_ENDING = re.compile(
    r"(?:moeder|vader|ouder|leid(?:er|ster)|werk(?:er|ster)|kracht|kind|jongen|agoog|loog|coach)$"
)
CLAUSE_ENDS = r"(?=\s*(?:[,.?!)]|$)|\s(?:en|maar|dus|want|of|omdat|volgens|and|but|so)\b)"
IS_OF_BEHIND = re.compile(rf",?\s(?:is|was)\s(?:{WHO}|{PERSON})\s(?:van|from){CLAUSE_ENDS}", re.IGNORECASE)
WHO_BEFORE = re.compile(rf"\b{WHO}\s(?:(?:pas|al|nog|ook|zelf|echt|eigenlijk|van|uit)\s)?$", re.IGNORECASE)
IS_BEHIND = re.compile(rf"\s(?:is|was|komt){CLAUSE_ENDS}", re.IGNORECASE)
MOST_BETWEEN = 6  # words between who it is and "is van"
FEAST_BEFORE = re.compile(rf"\b(?:{FEAST})\b{BETWEEN}$", re.IGNORECASE)
JUST_FEAST = re.compile(rf"\b(?:{FEAST})\s?(?:(?:is|valt|was|op|on|:|=|the|de)\s?){{0,3}}$", re.IGNORECASE)
FEAST_BEHIND = re.compile(rf"\s(?:is\s)?(?:{WHO}\s)?(?:(?:zijn|haar|his|her)\s)?(?:{FEAST})\b", re.IGNORECASE)
AGES_BEFORE = re.compile(
    r"\b(?:(?:wordt|werd|is|turns|turned|turning|becomes|will be|(?:he|she|they)'ll be)\s(?:(?:hij|ze|zij|"
    r"ie|pas|dan|al|net|she|he|"
    r"just)\s){0,2})"
    r"(?:\d{1,2}|achttien|eighteen)(?:\s(?:jaar|jr))?(?:\sgeworden)?\s?,?\s?(?:op|on)\s(?:de\s|the\s)?$|"
    r"\b(?:\d{1,2}|achttien)(?:\s(?:jaar|jr))?\s(?:geworden|wordt|werd)\s(?:hij\s|ze\s|"
    r"zij\s)?(?:op\s)?(?:de\s)?$",
    re.IGNORECASE,
)
TURNS_BEFORE = re.compile(
    r"\b(?:wordt|werd|is|turns|turned)\s(?:(?:hij|ze|zij|ie|she|he)\s)?"
    r"(?:(?:aanstaande\s|komende\s|volgende\s|next\s)?(?:\w{2,5}dag|\w{3,6}day),?\s)?(?:op\s|"
    r"on\s)?(?:de\s|the\s)?$",
    re.IGNORECASE,
)
AN_AGE_BEHIND = re.compile(
    r",?\s(?:pas\s|al\s)?(?:1\d|[1-9]|20|21|zestien|zeventien|achttien|sixteen|eighteen)(?!\d|[:.]\d|"
    r"\s?(?:uur|u|h|pm|am|kinderen|"
    r"jongeren|keer|x|plekken|mensen|deelnemers|collega's|leden|plaatsen)\b)",
    re.IGNORECASE,
)
AGE_AS_YEAR = re.compile(
    r"[a-z],?\s1[0-8]$", re.IGNORECASE
)  # "9 september 18" has the form of a date with a year
BECOMES = re.compile(r"\s(?:jaar\s|jr\s)?(?:worden|wordt|geworden|werd)\b", re.IGNORECASE)
A_TIME_BEHIND = re.compile(
    r"\s?(?:uur|u|h|:|\.\d|mensen|kinderen|jongeren|collega|leden|plekken|deelnemers|keer)"
)
BIRTH_BEHIND = re.compile(
    rf"[\s,)]{{0,3}}(?:(?:is|was|staat|valt)\s)?(?:{WHO}\s)?(?:(?:zijn|haar|z'n|zn|d'r|dr|his|her|de|the|"
    rf"onze|our|ook|al)\s)?"
    rf"(?:(?:\w{{2,15}}\s){{0,2}}?(?:jarig|verjaardag|geboren|geboortedatum|birthday|date of birth|born)|"
    rf"verjaart|als geb\w*|geb(?:\.?\s?(?:dat(?:um)?|dt|dd))?|geboorte\s?(?:dat|dag|dt|dd)\w*|d\.?o\.?b|"
    rf"birth\s?dat[ea]|"
    rf"(?:op|ter) de wereld|ter wereld|(?:in|op|on)\s\w{{2,4}}\s(?:id|paspoort|legitimatie|passport|"
    rf"identiteits\w+)|"
    rf"(?:(?:is|was)\s)?{WHO}\s(?:is|was)?\s?(?:born|geboren))\b",
    re.IGNORECASE,
)
AGES_BEHIND = re.compile(
    rf"[\s,]{{1,2}}(?:(?:wordt|werd|is)\s{WHO}|{WHO}\s(?:turns|will be|turned|is|wordt))\s"
    r"(?:(?:al|pas|dan|eindelijk|only|just|finally)\s)?(?:\d{1,2}|achttien|eighteen)(?!\d|\s?(?:uur|u|keer|"
    r"x|h|pm|am)\b)|\s(?:pas\s)?(?:1\d|[1-9]|achttien)\s(?:jaar\s|jr\s)?(?:worden|wordt|geworden)\b",
    re.IGNORECASE,
)
# Years in which a parent or a child in care may be born. Later ones are as likely meetings, so those pass
# without a word for birth; to be raised as the years go by.
A_BIRTH_YEAR = re.compile(
    r"^(?:(?:19[3-9]|20[01])\d|202[01]|'\d\d)\b|(?:19[3-9]\d|20[01]\d|202[01]|(?:[-/.\\\s]|')(?:0\d|1\d|"
    r"2[01]|[6-9]\d)|"
    r"(?:tweeduizend|twintig|negentien|two thousand|twenty|nineteen)[\w\s-]*)$",
    re.IGNORECASE,
)
A_CHILDS_YEAR = re.compile(
    r"(?:[-/.\\]\s?|[a-z]{3}\.?,?\s)(?:200[4-9]|201[0-8])$|[-/.\\]\s?'?(?:0[4-9]|1[0-6])$|[a-z]\.?\s?'(?:0[4-9]|1[0-8])$|"
    r"^(?:200[4-9]|201[0-8])[-/.](?:0\d|1[0-2])[-/.]\d\d$"  # as computers write it
)
A_PARENTS_YEAR = re.compile(r"[-/.\\]\s?(?:19[4-9]\d|200[0-3])$|^(?:19[4-9]\d|200[0-3])[-/.]\d\d?[-/.]\d\d?$")
A_RULE_BEHIND = re.compile(r"[\s-](?:rule|regel|methode|methodiek|method|model|schema|aanpak|principe)")
A_STOP = re.compile(r"[.!?;\n]")
OF = ("van ", "vd ", "from ", "uit ")
CLAUSE = 45  # characters
LENGTH_OF_WHOLE = 8  # digits, of a date with all of its year
NEW_YEAR = re.compile(r"0?1\s?[-/.\\]\s?0?1\s?[-/.\\]|0?1\s?jan|31\s?[-/.\\]\s?12|31\s?dec", re.IGNORECASE)
PERSON_BEFORE = re.compile(
    rf"(?:\b{PERSON}(?:\s(?:is|was))?|\b(?P<name>[A-Z]\w{{1,20}})|\b{WHO}\s(?:is|was)|\b\d{{1,2}}\s?(?:jaar|"
    rf"jr|jarige?|j|yo|y/o|years old)|"
    r"\b[A-Z]\.(?:[A-Z]\.)*)\s?(?:,|\(|:|-|/|\s)?\s?(?:bouwjaar\s|jaargang\s)?(?:(?:ook\s)?(?:van|vd|"
    r"v\.?d\.?|of|from|uit|"
    r"op)\s(?:de\s|the\s)?)?$"
)
PERSON_BEHIND = re.compile(
    rf"\)?\s?[,/(-]?\s?(?:(?:een|a|oud|aged?)\s)?(?:\d{{1,2}}\s?(?:jaar|jr|jarige?|j|yo|y/o|years?)\b|"
    rf"{PERSON}\b)",
    re.IGNORECASE,
)
BABY_BEFORE = re.compile(  # so young that the year may be any
    r"\b(?:baby|baby'tje|zuigeling|pasgeboren\w*|newborn|infant|toddler|peuter|dreumes|kleuter)(?:tje)?\b[\s,(:]{1,3}(?:(?:is|was|"
    r"van|from)\s){0,2}$",
    re.IGNORECASE,
)
GROUP_BEFORE = re.compile(
    r"\b(?:kinderen|jongeren|iedereen|wie|leerlingen|children|anyone|kids|those|people|"
    r"jeugdigen)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
LIMIT_BEFORE = re.compile(
    r"\b(?:voor|vóór|na|vanaf|tot|tussen|before|after|since|until|between)\s(?:of op\s)?$", re.IGNORECASE
)
SAID_BEHIND = re.compile(  # "… als dag dat ie geboren is", "… is when he was born"
    r"[\s,)]{1,3}(?:(?:is|was|als|as|staat|dus|dat is|that's|that is)\s){0,3}"
    r"(?:(?:de|het|the|haar|zijn|zn|his|her)\s)?"
    r"(?:dag|datum|day|date|moment|when|toen|waarop)\b(?:\s[\w']{1,14}){0,4}?\s"
    r"(?:geboren|born|ter wereld|op de wereld|jarig|verjaart|verjaardag|birthday)\b",
    re.IGNORECASE,
)
SIGNS = ("(", ",", ":", "-")
AN_AGE = rf"(?:\d{{1,2}}|{spelled.DUTCH}|{spelled.ENGLISH})"
TURNS = r"(?:wordt|worden|werd|geworden|turns?|turning|turned|becomes|hits|will be)"
AGE_SAID = re.compile(  # "turns 60 this year (", "die 60 wordt,": the year is of the birth, not of the feast
    rf"\b(?:{TURNS}\s(?!(?:het|dit|it)\b)(?:\w+\s){{0,2}}{AN_AGE}|{AN_AGE}\s(?:jaar\s|jr\s)?{TURNS})\b(?:\s\w+){{0,3}}\s?[,(:-]{{1,2}}\s?$",
    re.IGNORECASE,
)
ONE_OF = re.compile(  # somebody who isn't named: "die van 13 okt 10", "the one from 3 May 12"
    r"\b(?:die|deze|degene|eentje|(?:de|the) (?:nieuwe|andere|ene|kleine|other|new)(?: one)?|"
    r"(?:the|this|that) one)\s(?:van|uit|from|of)\s$",
    re.IGNORECASE,
)
A_SHORT_CHILDS_YEAR = re.compile(r"[a-z]\.?\s'?(?:0[4-9]|1[0-8])$", re.IGNORECASE)
