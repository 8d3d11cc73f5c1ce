"""A pause: for a while the bot says nothing of its own accord."""

import re

from bot.contract import Choice, Reply
from handlers.dates import day_in_words, period_in_words, zone_of
from handlers.table import ChoiceAction
from handlers.turn import Turn
from scheduler.durations import Duration, parse_duration

OFFERED = ("P1W", "P2W", "P1M")
LONGEST_MONTHS = 12
BACK_ON = ("uit", "weer aan", "off", "back on")
WORDS = re.compile(
    r"(?P<number>\d{1,3})\s*(?:(?P<day>d|dag|dagen|days?)|(?P<week>w|week|weken|weeks)|(?P<month>m|maand|maanden|months?))",
    re.ASCII | re.IGNORECASE,
)


async def pause(turn: Turn, argument: str) -> list[Reply]:
    """`/pauze 2w`; without a period, which there are to choose from."""
    if turn.visitor.person is None:
        return [Reply(turn.say("not-for-operator"))]
    if argument.strip().casefold() in BACK_ON:
        return await resume(turn, "")
    period = named_period(argument)
    if period is None:
        return [Reply(offer(turn, argument), choices(turn), private=True)]
    until = period.after(turn.now, zone_of(turn.visitor.person))
    await turn.tx.people.change(turn.visitor.person.id, paused_until=until)
    back_on = (Choice(turn.say("pause-off"), "pause-off:"),)
    return [Reply(turn.say("paused", until=day_in_words(turn, until)), back_on, private=True)]


async def resume(turn: Turn, _: str) -> list[Reply]:
    """End the pause."""
    if turn.visitor.person is None:
        return [Reply(turn.say("not-for-operator"))]
    await turn.tx.people.change(turn.visitor.person.id, paused_until=None)
    return [Reply(turn.say("resumed"), private=True)]


def offer(turn: Turn, argument: str) -> str:
    """What to ask somebody who named no period that we know."""
    if argument:
        return turn.say("pause-unknown")
    if is_paused(turn) and turn.visitor.person and turn.visitor.person.paused_until:
        return turn.say("pause-longer", until=day_in_words(turn, turn.visitor.person.paused_until))
    return turn.say("pause")


def choices(turn: Turn) -> tuple[Choice, ...]:
    """The periods on offer, and the end of a pause that is on."""
    periods = tuple(
        Choice(period_in_words(turn, parse_duration(period)), f"pause:{period}") for period in OFFERED
    )
    end = (Choice(turn.say("pause-off"), "pause-off:"),) if is_paused(turn) else ()
    return (*periods, *end)


def is_paused(turn: Turn) -> bool:
    """Whether whoever speaks is in a pause."""
    person = turn.visitor.person
    return bool(person and person.paused_until and person.paused_until > turn.now)


def named_period(text: str) -> Duration | None:
    """The period in "2w", "10 dagen" or "P1M"; None for no period, none at all, and more than a year."""
    try:
        period = parse_duration(text.strip())
    except ValueError:
        period = spoken_period(text)
    is_short = period.months <= LONGEST_MONTHS and period.days <= LONGEST_MONTHS * 31
    return period if is_short and not period.is_zero and not period.exact else None


def spoken_period(text: str) -> Duration:
    """A period as people type it; none at all for what isn't one."""
    found = WORDS.fullmatch(text.strip())
    if found is None:
        return Duration()
    number = int(found["number"])
    if found["month"]:
        return Duration(months=number)
    return Duration(days=number * 7 if found["week"] else number)


CHOICES = {"pause": ChoiceAction(pause), "pause-off": ChoiceAction(resume)}
