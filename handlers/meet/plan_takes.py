"""What words mean that are typed while a meeting is being planned."""

from dataclasses import replace

from bot.contract import Reply, escape
from handlers.meet.draft import LONGEST_THEME, MOST_IN_SERIES, Asking, Draft
from handlers.meet.lengths import as_length, is_sensible
from handlers.meet.lines import is_too_long, one_line
from handlers.meet.places import read_where
from handlers.meet.plan_flow import ask, go_on, take_when
from handlers.meet.preparing import named
from handlers.meet.when import read_time, read_when, zone_in
from handlers.people.people import Network
from handlers.turn import Turn
from scheduler.moments import (
    Ask,
    AskAbout,
    Understood,
    occurrences,
    read_duration_words,
    read_moment,
    read_rhythm,
)

OF_A_DAY = frozenset(AskAbout) - {AskAbout.DATE}


async def take_theme(turn: Turn, draft: Draft, text: str) -> list[Reply]:
    """What it is about."""
    if is_too_long(text, LONGEST_THEME):
        return await go_on(turn, draft, turn.say("plan-theme-too-long", longest=LONGEST_THEME))
    return await go_on(turn, replace(draft, theme=one_line(text, LONGEST_THEME)))


async def take_date(turn: Turn, network: Network, draft: Draft, text: str) -> list[Reply]:
    """When it is; a length may be said along with it."""
    length = read_duration_words(text, turn.language)
    if length and is_sensible(length) and draft.duration is None:
        draft = replace(draft, duration=as_length(length))
    return await take_when(turn, network, draft, read_when(turn, text, zone_in(network)))


async def take_time(turn: Turn, network: Network, draft: Draft, text: str) -> list[Reply]:
    """At what time."""
    day = draft.day or turn.now.date()
    return await take_when(turn, network, draft, read_time(turn, text, day, zone_in(network)))


async def take_length(turn: Turn, network: Network, draft: Draft, text: str) -> list[Reply]:
    """How long it takes; or another moment, from who sees that it was misunderstood."""
    length = read_duration_words(text, turn.language)
    if length is not None and is_sensible(length):
        return await go_on(turn, replace(draft, duration=as_length(length)))
    if length is None and names_a_day(turn, network, text):
        return await take_date(turn, network, draft.reset(Asking.DATE), text)
    return await go_on(turn, draft, turn.say("plan-length-unclear"))


async def take_where(turn: Turn, _: Network, draft: Draft, text: str) -> list[Reply]:
    """Where it is."""
    where = read_where(text)
    return await go_on(turn, replace(draft, place=where.place, link=where.link, where_known=True))


async def take_preparers(turn: Turn, network: Network, draft: Draft, text: str) -> list[Reply]:
    """Who prepares it, by name."""
    found, unknown = named(text, await turn.tx.people.all(network.id))
    draft = replace(draft, preparers=tuple(dict.fromkeys((*draft.preparers, *found))))
    if unknown:
        first = turn.say("plan-preparer-unknown", names=escape(", ".join(unknown)))
        return await ask(turn, network, draft, Asking.PREPARERS, first)
    return await go_on(turn, replace(draft, preparers_known=True))


async def take_rhythm(turn: Turn, network: Network, draft: Draft, text: str) -> list[Reply]:
    """How often; every date is shown before anything counts."""
    rhythm = read_rhythm(text, turn.language)
    if rhythm is None:
        return await ask(turn, network, draft, Asking.RHYTHM, turn.say("plan-rhythm-unclear"))
    starts = occurrences(draft.starts[0], rhythm, zone_in(network))
    if not 1 < len(starts) <= MOST_IN_SERIES:
        first = turn.say("plan-series-size", number=len(starts), most=MOST_IN_SERIES)
        return await ask(turn, network, draft, Asking.RHYTHM, first)
    return await go_on(turn, replace(draft, starts=starts))


async def take_anything(turn: Turn, network: Network, draft: Draft, text: str) -> list[Reply]:
    """Words where there is something to choose: another moment, or nothing that helps."""
    if not draft.is_series and names_a_day(turn, network, text):
        return await take_date(turn, network, draft.reset(Asking.DATE), text)
    return await ask(turn, network, draft, draft.asking, turn.say("plan-choose"))


def names_a_day(turn: Turn, network: Network, text: str) -> bool:
    """Whether a text says on which day, perhaps one of a few."""
    meaning = read_moment(text, turn.now, zone_in(network), turn.language)
    return isinstance(meaning, Understood) or (isinstance(meaning, Ask) and meaning.question in OF_A_DAY)
