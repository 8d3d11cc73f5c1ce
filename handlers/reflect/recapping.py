"""A meeting in short, for who was not there: what others take along, something to try, and one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.contract import Language, Reply, escape
from handlers.asking_back import closed
from handlers.reflect.reflecting import meeting_to_reflect, note
from handlers.reflect.reflections import Reflection, shortened
from handlers.table import Step
from handlers.texts import Catalogue
from handlers.turn import Turn
from knowledge_base import Prompt
from scheduler.meetings import Meeting
from scheduler.moments import shown

ASKED = "recap-question"
MOST_QUOTES = 2
LONGEST_QUOTE = 160  # characters


@dataclass(frozen=True, slots=True)
class Missed:
    """What there is to tell of a meeting. `to_try` is a prompt about a tip."""

    meeting: Meeting
    network: str
    reflections: Sequence[Reflection]
    next_start: datetime | None
    to_try: Prompt


def recap(texts: Catalogue, language: Language, missed: Missed) -> Reply:
    """The whole of it, in a few lines."""
    text = texts.say(
        language,
        "recap",
        theme=escape(missed.meeting.theme),
        network=escape(missed.network),
        lines="\n".join(lines(texts, language, missed)),
        tip=missed.to_try.text[language],
    )
    return Reply(text, private=True)


def lines(texts: Catalogue, language: Language, missed: Missed) -> list[str]:
    """How many looked back, what some take along who let that be said, and when the next one is."""
    found = missed.reflections
    quotes = [each.takeaway for each in found if each.quotable and each.takeaway][:MOST_QUOTES]
    said = [texts.say(language, "recap-there", count=len(found))] if found else []
    said += [texts.say(language, "recap-quote", text=escape(quote[:LONGEST_QUOTE])) for quote in quotes]
    if not said:
        said = [texts.say(language, "recap-nothing-yet")]
    if missed.next_start is not None:
        day = shown(missed.next_start.astimezone(missed.meeting.zone), language)
        said.append(texts.say(language, "recap-next", day=day))
    return said


async def asked(turn: Turn, text: str) -> list[Reply]:
    """The question that they would have asked, for the facilitators."""
    meeting = await meeting_to_reflect(turn, turn.answered["meeting"])
    if meeting is None:
        return closed(turn)
    await note(turn, meeting, takeaway=shortened(text))
    return [Reply(turn.say("recap-thanks"), private=True)]


STEPS = {ASKED: Step(asked, guarded=True, unasked=True, takes_questions=True)}
