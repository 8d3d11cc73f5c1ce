"""From what is known of a meeting that is being planned to what is asked next."""

from dataclasses import replace
from datetime import timedelta

from bot.contract import Reply
from handlers.meet.alone import wait_alone
from handlers.meet.draft import Asking, Draft, next_asking
from handlers.meet.lengths import as_length, is_sensible
from handlers.meet.one_line import read_line
from handlers.meet.plan_asks import ASKS, PLAN, ask_network, value
from handlers.meet.when import At, Doubt, OnDay, When, interpreted, zone_in
from handlers.people.one_network import facilitated, with_id
from handlers.people.people import Network
from handlers.turn import Turn

PLAN_THEME = "plan-theme"
USUAL = timedelta(hours=2)


async def go_on(turn: Turn, draft: Draft, first: str = "") -> list[Reply]:
    """Ask what is to be asked next, below a first line."""
    network = with_id(await facilitated(turn), str(draft.network_id))
    if network is None:
        return await ask(turn, None, replace(draft, network_id=None), Asking.NETWORK, first)
    if draft.line:
        return await read_one_line(turn, network, draft)
    return await ask(turn, network, draft, next_asking(draft), first)


async def ask(
    turn: Turn, network: Network | None, draft: Draft, asking: Asking, first: str = ""
) -> list[Reply]:
    """Ask this, and wait for the answer."""
    draft = replace(draft, asking=asking)
    reply = await ask_network(turn, draft) if network is None else await ASKS[asking](turn, network, draft)
    await wait_alone(turn, PLAN_THEME if asking is Asking.THEME else PLAN, draft.kept())
    return [replace(reply, text=f"{first}\n\n{reply.text}".strip(), private=True)]


async def read_one_line(turn: Turn, network: Network, draft: Draft) -> list[Reply]:
    """Take what one line says. What it leaves out is as usual: two hours, and nobody who prepares it."""
    line = read_line(draft.line, turn.now, zone_in(network), turn.language)
    draft = replace(draft, line="")
    if line.where:
        draft = replace(draft, place=line.where.place, link=line.where.link, where_known=True)
    if line.duration and is_sensible(line.duration):
        draft = replace(draft, duration=as_length(line.duration))
    if line.meaning is None:
        return await go_on(turn, draft)
    usual = draft.duration or as_length(USUAL)
    draft = replace(draft, duration=usual, where_known=True, preparers_known=True)
    return await take_when(turn, network, draft, interpreted(turn, line.meaning))


async def take_when(turn: Turn, network: Network, draft: Draft, when: When) -> list[Reply]:
    """A moment, a day without its time, or what has to be asked about it."""
    match when:
        case At(start):
            return await go_on(turn, draft.timed(start))
        case OnDay(day):
            return await go_on(turn, replace(draft, day=day))
        case Doubt(text):
            asking = next_asking(draft)
            stays = asking if asking in (Asking.TIME, Asking.OTHER_DATE) else Asking.DATE
            await wait_alone(turn, PLAN, replace(draft, asking=stays).kept())
            return [Reply(text, when.choices(value(draft, "when")), private=True)]
