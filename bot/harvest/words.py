"""The words on charts, pages and sheets, in both languages."""

from collections.abc import Mapping

from bot.contract import Language
from handlers.reflect.small_steps import Outcome

OUTCOMES: Mapping[Language, Mapping[Outcome, str]] = {
    "nl": {
        Outcome.DONE: "gelukt",
        Outcome.PARTLY: "deels gelukt",
        Outcome.NOT_DONE: "niet gelukt, wel iets geleerd",
        Outcome.OPEN: "nog bezig",
        Outcome.DROPPED: "losgelaten",
    },
    "en": {
        Outcome.DONE: "it worked",
        Outcome.PARTLY: "partly",
        Outcome.NOT_DONE: "it didn't work, something was learned",
        Outcome.OPEN: "still going on",
        Outcome.DROPPED: "let go",
    },
}
WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "title": "Oogst van",
        "period": "Periode",
        "meeting": "Bijeenkomst",
        "date": "Datum",
        "there": "Aanwezig",
        "looked_back": "Terugblikken",
        "mark": "Gemiddeld cijfer",
        "mark_axis": "cijfer (0-10)",
        "few": "minder dan vijf",
        "meetings": "Bijeenkomsten",
        "steps": "Kleine stappen",
        "step": "Stap",
        "count": "Aantal",
        "outcome": "Wat ervan kwam",
        "learned": "Wat het leerde",
        "shared": "Gedeelde stappen",
        "quotes": "Wat mensen meenemen",
        "prompts": "Antwoorden op vragen tussendoor",
        "answer": "Antwoord",
        "prompt": "Vraag",
        "none": "Nog niets.",
        "note": "Cijfers en aantallen staan er alleen bij vijf antwoorden of meer. Zinnen staan er zonder "
        "naam, en alleen als de schrijver dat goed vond of anoniem antwoordde.",
    },
    "en": {
        "title": "Harvest of",
        "period": "Period",
        "meeting": "Meeting",
        "date": "Date",
        "there": "Present",
        "looked_back": "Looked back",
        "mark": "Average mark",
        "mark_axis": "mark (0-10)",
        "few": "fewer than five",
        "meetings": "Meetings",
        "steps": "Small steps",
        "step": "Step",
        "count": "Number",
        "outcome": "What came of it",
        "learned": "What it taught",
        "shared": "Shared steps",
        "quotes": "What people take along",
        "prompts": "Answers to prompts in between",
        "answer": "Answer",
        "prompt": "Prompt",
        "none": "Nothing yet.",
        "note": "Marks and numbers are given for five answers or more alone. Sentences bear no name, "
        "and are here only where their author agreed or answered anonymously.",
    },
}


def decimal(mark: float, language: Language) -> str:
    """A mark with one decimal, as the language writes it."""
    return f"{mark:.1f}".replace(".", "," if language == "nl" else ".")
