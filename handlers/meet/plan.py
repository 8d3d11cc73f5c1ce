"""`/plan`: a meeting or a series, step by step or in one line. Nothing counts before it was shown."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.contract import Reply
from handlers.meet.alone import wait_alone
from handlers.meet.draft import LONGEST_LINE, Asking, Draft, draft_from
from handlers.meet.guarded import Guarded
from handlers.meet.lines import one_line
from handlers.meet.one_line import read_line
from handlers.meet.plan_asks import PLAN
from handlers.meet.plan_flow import PLAN_THEME, ask, go_on, take_when
from handlers.meet.plan_takes import (
    take_anything,
    take_date,
    take_length,
    take_preparers,
    take_rhythm,
    take_theme,
    take_time,
    take_where,
)
from handlers.meet.preparing import toggled
from handlers.meet.sending import REHEARSED, rehearse, rehearsed, send_all
from handlers.meet.when import from_written, zone_in
from handlers.people.access import Who
from handlers.people.one_network import facilitated, remember_choice, with_id
from handlers.people.people import Network
from handlers.steps import PendingStep
from handlers.table import ChoiceAction, Step
from handlers.turn import Handler, Turn
from scheduler.moments import is_only_about_when

Take = Callable[[Turn, Network, Draft, str], Awaitable[list[Reply]]]


def plan_with(guarded: Guarded) -> Handler:
    """`/plan`, alone or with the whole meeting behind it, of which the theme goes past the guard."""

    async def plan(turn: Turn, argument: str) -> list[Reply]:
        networks = await facilitated(turn)
        if not networks:
            return [Reply(turn.say("no-network"), private=True)]
        draft = Draft(turn.message.id, networks[0].id if len(networks) == 1 else None)
        line = read_line(one_line(argument, LONGEST_LINE), turn.now, zone_in(networks[0]), turn.language)
        draft = replace(draft, line=line.rest)
        if not line.theme:
            return await go_on(turn, draft)
        return await guarded(replace(turn, answered=draft.kept()), line.theme, then=PLAN_THEME)

    return plan


async def typed(turn: Turn, text: str) -> list[Reply]:
    """Words, as the answer to what was asked last."""
    draft = draft_from(turn.answered)
    if draft is None:
        return [Reply(turn.say("closed"), private=True)]
    if draft.asking is Asking.THEME:
        return await take_theme(turn, draft, text)
    network = with_id(await facilitated(turn), str(draft.network_id))
    if network is None:
        return await go_on(turn, draft)
    return await TAKES.get(draft.asking, take_anything)(turn, network, draft, text)


async def chosen(turn: Turn, argument: str) -> list[Reply]:
    """A choice: it names the draft that it is about, what is chosen, and the value."""
    token, name, value = (*argument.split(" ", 2), "", "")[:3]
    draft = draft_from(turn.answered)
    if draft is None or draft.token != token:
        if draft:
            await wait_alone(turn, PLAN, turn.answered)
        return [Reply(turn.say("closed"), private=True)]
    networks = await facilitated(turn)
    if name == "network":
        if chosen_now := with_id(networks, value):
            await remember_choice(turn, chosen_now)
        return await go_on(turn, replace(draft, network_id=int(value)))
    network = with_id(networks, str(draft.network_id))
    pick = PICKS.get(name)
    if network is None or pick is None:
        return await go_on(turn, draft)
    return await pick(turn, network, draft, value)


# What is picked


async def pick_when(turn: Turn, network: Network, draft: Draft, written: str) -> list[Reply]:
    """A moment or a day that was offered."""
    when = from_written(written, turn.now)
    if when is None:
        return await go_on(turn, draft.reset(Asking.DATE), turn.say("when-tell-past"))
    return await take_when(turn, network, draft, when)


async def pick_length(turn: Turn, _: Network, draft: Draft, length: str) -> list[Reply]:
    """A length that was offered."""
    return await go_on(turn, replace(draft, duration=length))


async def pick_ask(turn: Turn, network: Network, draft: Draft, asking: str) -> list[Reply]:
    """Something is to be asked, once more or for the first time."""
    return await ask(turn, network, draft.reset(Asking(asking)), Asking(asking))


async def pick_no_place(turn: Turn, _: Network, draft: Draft, __: str) -> list[Reply]:
    """It is not known yet where it is."""
    return await go_on(turn, replace(draft, place=None, link=None, where_known=True))


async def pick_preparer(turn: Turn, network: Network, draft: Draft, person_id: str) -> list[Reply]:
    """Somebody prepares it, or does not after all; nobody else, when none is named."""
    if not person_id:
        return await go_on(turn, replace(draft, preparers_known=True))
    if not person_id.isdecimal():  # another page of the list
        return await ask(turn, network, draft, Asking.PREPARERS)
    preparers = toggled(draft.preparers, int(person_id))
    return await ask(turn, network, replace(draft, preparers=preparers), Asking.PREPARERS)


async def pick_other(turn: Turn, network: Network, draft: Draft, position: str) -> list[Reply]:
    """A date of a series is to be another one."""
    return await ask(turn, network, replace(draft, other=int(position)), Asking.OTHER_DATE)


async def pick_drop(turn: Turn, _: Network, draft: Draft, __: str) -> list[Reply]:
    """A date of a series is left out."""
    return await go_on(turn, draft if draft.other is None else draft.without(draft.other))


async def pick_once(turn: Turn, _: Network, draft: Draft, __: str) -> list[Reply]:
    """One meeting after all, and no series."""
    return await go_on(turn, replace(draft, starts=draft.starts[:1]))


async def pick_rehearse(turn: Turn, network: Network, draft: Draft, _: str) -> list[Reply]:
    """It goes to the planner alone, as members would see it."""
    return await go_on(turn, draft, await rehearse(turn, network, draft))


async def pick_send(turn: Turn, network: Network, draft: Draft, _: str) -> list[Reply]:
    """It goes to everybody."""
    return [await send_all(turn, network, draft)]


async def pick_away(turn: Turn, _: Network, __: Draft, ___: str) -> list[Reply]:
    """It is thrown away."""
    return [Reply(turn.say("plan-thrown-away"), private=True)]


def is_plain(step: PendingStep, text: str) -> bool:
    """Whether a text is plainly about when, how long or how often."""
    return is_only_about_when(text, step.language)


TAKES: Mapping[Asking, Take] = {
    Asking.DATE: take_date,
    Asking.TIME: take_time,
    Asking.LENGTH: take_length,
    Asking.WHERE: take_where,
    Asking.PREPARERS: take_preparers,
    Asking.RHYTHM: take_rhythm,
    Asking.OTHER_DATE: take_date,
}
PICKS: Mapping[str, Take] = {
    "when": pick_when,
    "length": pick_length,
    "ask": pick_ask,
    "where": pick_no_place,
    "preparer": pick_preparer,
    "rhythm": take_rhythm,
    "other": pick_other,
    "drop": pick_drop,
    "once": pick_once,
    "rehearse": pick_rehearse,
    "send": pick_send,
    "away": pick_away,
}
CHOICES = {
    PLAN: ChoiceAction(chosen, answers=PLAN, who=Who.FACILITATORS),
    REHEARSED: ChoiceAction(rehearsed, leaves_open=True),
}
STEPS = {
    PLAN: Step(typed, who=Who.FACILITATORS, plainly=is_plain),
    PLAN_THEME: Step(typed, takes_questions=True, who=Who.FACILITATORS, guarded=True, topics=True),
}
