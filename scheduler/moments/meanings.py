"""What the words of moments mean, in Dutch and English: a tag, and the words that it stands for.

A word with an empty tag says nothing about when. `VAGUE` makes a question of any moment; `SOFT` only tells
how exact a moment is, or what else there is at that time. `FIX`, `NO` and `THUS` start a
correction (`turns.py`).
"""

from collections.abc import Mapping

from bot.contract import Language

MEANINGS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "TODAY": "vandaag vdaag",
        "TODAY MORNING": "vanochtend vanmorgen",
        "TODAY AFTERNOON": "vanmiddag",
        "TODAY EVENING": "vanavond vanavnd",
        "TODAY NIGHT": "vannacht",
        "TOMORROW": "morgen mrgn mrge",
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
        "NEXT": "volgende volgend volg vlgnd vlgnde vlgd",
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
        "LASTS": "duurt duur duren kost zzlang",
        "OR": "of a ofwel danwel hetzij anders kanook magook desnoods alternatief",
        "NOT": (
            "niet behalve geen uitgezonderd nooit tenzij geannuleerd annuleer annuleren "
            "vervalt afgezegd verplaatst verzet verschoven bezet verhinderd"
        ),
        "INSTEAD": "inplaatsvan ipv",
        "BUT": "maar",
        "DOORS": "inloop ontvangst",
        "NOW": "nu",
        "NOON": "middaguur",
        "MIDNIGHT": "middernacht",
        "VAGUE": (
            "paar later ooit pasen paas paasdag pinksteren pinksterdag hemelvaart "
            "hemelvaartsdag tussen halverwege weekend eerder enkele werkdag "
            "werkdagen ander andere daarna daarop erna ervoor daarvoor zelfde dezelfde uiterlijk "
            "vroegst utc gmt"
        ),
        "SEASON": (
            "zomer winter herfst lente voorjaar najaar zomervakantie herfstvakantie kerstvakantie "
            "voorjaarsvakantie meivakantie vakantie"
        ),
        "SOFT": (
            "begin medio ergens rond omstreeks ongeveer circa ca binnenkort zsm snel vroeg laat tegen "
            "straks zometeen dadelijk plusminus ofzo"
        ),
        "LUNCH": "lunch lunchtijd lunchen koffietijd koffie diner",
        "END": (
            "eind einde eindtijd eindigt eindigen eindigend ronden afronden afronding afsluiten stoppen "
            "stopt klaar eindtijdstip"
        ),
        "NO": "nee neen nou nope",
        "FIX": "sorry sry wacht correctie bedoel bedoelde oeps oh ach excuus verbetering",
        "THUS": "dus zeg oftewel namelijk",
        "UNSURE": (
            "weet bekend bepalen ntb idee geprikt geenidee overleggen afstemmen navragen uitzoeken checken"
        ),
        "THOUSAND": "duizend",
        "HUNDRED": "honderd",
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
            "tijd tijdstip hoi hallo hi waarschijnlijk liefst alsjeblieft aub svp bedankt dank "
            "beginnen starten start beginnend daarvan er naar aan onze ons mijn hun geenprobleem"
        ),
    },
    "en": {
        "TODAY": "today 2day",
        "TODAY EVENING": "tonight tonite 2nite 2night",
        "TOMORROW": "tomorrow tmrw tomorow tommorow tmr tmw tmrrw tomoz tomo tomoro tomrw",
        "OVERMORROW": "overmorrow",
        "YESTERDAY": "yesterday",
        "MORNING": "morning mornings morn",
        "AFTERNOON": "afternoon aft arvo",
        "EVENING": "evening eve",
        "NIGHT": "night",
        "NEXT": "next nxt following",
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
        "HOUR": "hour hours hr hrs h u o'clock oclock",
        "AM": "am",
        "PM": "pm",
        "NOW": "now",
        "umin": "minute minutes min mins",
        "uday": "day days",
        "uweek": "week weeks wk wks",
        "ufortnight": "fortnight fortnights",
        "umonth": "month months",
        "uyear": "year years",
        "EVERY": "every each",
        "TIMES": "times x sessions meetings",
        "ONCE": "once",
        "TWICE": "twice",
        "PER": "per",
        "LONG": "long",
        "LASTS": "lasting lasts take takes duration zzlang",
        "OTHER": "other",
        "OR": "or alternatively otherwise else",
        "NOT": (
            "not except excluding cannot can't cant don't dont won't wont isn't isnt "
            "doesn't doesnt never unless cancel cancelled canceled moved rescheduled postponed busy "
            "unavailable"
        ),
        "INSTEAD": "insteadof ratherthan",
        "BUT": "but",
        "DOORS": "doors",
        "NOON": "noon midday",
        "MIDNIGHT": "midnight",
        "VAGUE": (
            "few couple later easter pentecost "
            "between weekend earliest earlier several working another by same afterwards thereafter latest "
            "utc gmt est edt pst uk bst london newyork eastern pacific"
        ),
        "SEASON": "summer winter autumn spring holiday holidays vacation",
        "SOFT": (
            "beginning early late mid middle around about roughly approximately approx somewhere "
            "sometime soon asap orso"
        ),
        "LUNCH": "lunch lunchtime dinner breakfast coffee",
        "ISH": "ish",
        "END": "end ends ending finish finishes finishing finished",
        "NO": "no nope nah",
        "FIX": "sorry sry wait oops correction actually rather instead oh imean makeit apologies",
        "THUS": "so say thatis",
        "UNSURE": "tbc tbd tba know unsure unknown decided confirmed announced idea notsure",
        "THOUSAND": "thousand",
        "HUNDRED": "hundred",
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
            "please would like that start starting starts sharp exactly and if possible be "
            "will shall us with s t how maybe ok okay good works work fine date time hi hello thanks "
            "our my noproblem noworries"
        ),
    },
}
# Words that mean something together only; spaces and apostrophes apart they are one word of the tables above.
TOGETHER = (
    *("new years day", "new years eve", "christmas eve", "boxing day", "kings day"),
    *("how about", "what about", "o clock", "no problem", "geen probleem", "no worries", "make it", "i mean"),
    *("kan ook", "mag ook", "geen idee", "not sure", "that is", "instead of", "rather than", "or so"),
    *("of zo", "new york", "in plaats van"),
)
