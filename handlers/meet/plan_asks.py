"""What is asked while a meeting is being planned."""

from collections.abc import Awaitable, Callable, Mapping

from bot.contract import Choice, Reply, escape
from handlers.meet.draft import Asking, Draft
from handlers.meet.lengths import LENGTHS, length_in_words
from handlers.meet.preparing import ask_preparers
from handlers.meet.preview import date_label, ready
from handlers.meet.when import day_shown, hour_choices, midnight, zone_in
from handlers.people.one_network import facilitated, last_choice_first
from handlers.people.people import Network
from handlers.turn import Turn
from scheduler.moments import shown

PLAN = "plan"

Asked = Callable[[Turn, Network, Draft], Awaitable[Reply]]


def value(draft: Draft, name: str, argument: str = "") -> str:
    """The value of a choice about a draft: whose it is, what is chosen, and what that becomes."""
    return f"{PLAN}:{draft.token} {name} {argument}".rstrip()


async def ask_network(turn: Turn, draft: Draft) -> Reply:
    """Which network it is for."""
    choices = tuple(
        Choice(network.name, value(draft, "network", str(network.id)))
        for network in last_choice_first(turn, await facilitated(turn))
    )
    return Reply(turn.say("which-network"), choices)


async def ask_theme(turn: Turn, network: Network, _: Draft) -> Reply:
    """What it is about."""
    return Reply(turn.say("plan-ask-theme", network=escape(network.name)))


async def ask_date(turn: Turn, _: Network, __: Draft) -> Reply:
    """When it is."""
    return Reply(turn.say("plan-ask-date"))


async def ask_time(turn: Turn, network: Network, draft: Draft) -> Reply:
    """At what time of the day that is known."""
    day = draft.day or turn.now.date()
    choices = hour_choices(value(draft, "when"), day, zone_in(network), turn.now)
    return Reply(turn.say("plan-ask-time", day=day_shown(turn, midnight(day, zone_in(network)))), choices)


async def ask_length(turn: Turn, network: Network, draft: Draft) -> Reply:
    """How long it takes; the moment is shown back with its weekday."""
    choices = (
        *(Choice(length_in_words(turn, length), value(draft, "length", length)) for length in LENGTHS),
        Choice(turn.say("plan-other-date"), value(draft, "ask", Asking.DATE)),
    )
    start = shown(draft.starts[0].astimezone(zone_in(network)), turn.language)
    return Reply(turn.say("plan-ask-length", start=start), choices)


async def ask_where(turn: Turn, _: Network, draft: Draft) -> Reply:
    """Where it is."""
    return Reply(turn.say("plan-ask-where"), (Choice(turn.say("plan-not-yet-known"), value(draft, "where")),))


async def ask_who_prepares(turn: Turn, network: Network, draft: Draft) -> Reply:
    """Who prepares it."""
    return await ask_preparers(turn, network, draft.preparers, value(draft, "preparer"))


async def ask_what_to_change(turn: Turn, _: Network, draft: Draft) -> Reply:
    """What should be different."""
    askings = (Asking.THEME, Asking.DATE, Asking.LENGTH, Asking.WHERE, Asking.PREPARERS)
    choices = tuple(
        Choice(turn.say(f"plan-change-{asking}"), value(draft, "ask", asking)) for asking in askings
    )
    return Reply(turn.say("what-to-change"), choices)


async def ask_rhythm(turn: Turn, network: Network, draft: Draft) -> Reply:
    """How often, and for how long."""
    start = shown(draft.starts[0].astimezone(zone_in(network)), turn.language)
    rhythms = (turn.say(f"plan-rhythm-{name}") for name in ("six-weeks", "two-months", "three-a-year"))
    choices = tuple(Choice(rhythm, value(draft, "rhythm", rhythm)) for rhythm in rhythms)
    return Reply(turn.say("plan-ask-rhythm", start=start), choices)


async def ask_which_date(turn: Turn, network: Network, draft: Draft) -> Reply:
    """Which date of a series should be another one."""
    choices = tuple(
        Choice(date_label(turn, network, start), value(draft, "other", str(position)))
        for position, start in enumerate(draft.starts)
    )
    return Reply(turn.say("plan-ask-which-date"), choices)


async def ask_other_date(turn: Turn, network: Network, draft: Draft) -> Reply:
    """Which date instead of one of a series."""
    start = draft.starts[draft.other or 0].astimezone(zone_in(network))
    choices = (Choice(turn.say("plan-drop-date"), value(draft, "drop")),) if draft.is_series else ()
    return Reply(turn.say("plan-ask-other-date", start=shown(start, turn.language)), choices)


ASKS: Mapping[Asking, Asked] = {
    Asking.THEME: ask_theme,
    Asking.DATE: ask_date,
    Asking.TIME: ask_time,
    Asking.LENGTH: ask_length,
    Asking.WHERE: ask_where,
    Asking.PREPARERS: ask_who_prepares,
    Asking.READY: ready,
    Asking.CHANGE: ask_what_to_change,
    Asking.RHYTHM: ask_rhythm,
    Asking.WHICH_DATE: ask_which_date,
    Asking.OTHER_DATE: ask_other_date,
}
