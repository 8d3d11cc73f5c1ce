"""A meeting that was planned goes out: to who planned it alone, or to everybody."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.contract import Reply, escape
from handlers.meet.draft import DEFAULT_DURATION, Draft
from handlers.meet.meeting_cards import invitation
from handlers.meet.meeting_changes import add
from handlers.meet.preview import facts_of, onlooker
from handlers.meet.when import zone_in
from handlers.notices import language_of
from handlers.people.membership import actor
from handlers.people.people import Network
from handlers.turn import Turn
from scheduler.meetings import NewMeeting
from scheduler.moments import shown
from scheduler.outbox import OutboxKind, Planned, ToPerson

INVITED_BEFORE = timedelta(weeks=6)  # to the later meetings of a series: not all cards at once
DATES_KEPT_FOR = timedelta(days=7)
REHEARSED = "plan-rehearsed"


async def rehearse(turn: Turn, network: Network, draft: Draft) -> str:
    """Send the invitation to who planned it alone; what is said about that."""
    person = turn.visitor.person
    if person is None:
        return turn.say("plan-rehearse-member")
    facts = await facts_of(turn, network, draft, draft.starts[0])
    card = invitation(turn.texts, facts, onlooker(turn, network))
    choices = tuple(replace(choice, value=f"{REHEARSED}:") for choice in card.choices)
    key = f"rehearsal/{turn.key(1)}/person-{person.id}"
    reply = replace(card, text=f"{turn.say('plan-rehearsal')}\n\n{card.text}", choices=choices)
    to = ToPerson(person.id, turn.language)
    until = turn.now + timedelta(hours=1)
    await turn.tx.outbox.plan([Planned(key, OutboxKind.NOTICE, to, reply, turn.now, until)])
    return turn.say("plan-rehearsal-sent")


async def rehearsed(turn: Turn, _: str) -> list[Reply]:
    """Somebody answered a rehearsal."""
    return [Reply(turn.say("plan-only-rehearsal"), private=True)]


async def send_all(turn: Turn, network: Network, draft: Draft) -> Reply:
    """Keep what was planned and invite everybody; what is said about that.

    Of a series everybody hears all dates now, and gets the cards one by one.
    """
    starts = [start for start in draft.starts if start > turn.now]
    if not starts:
        return Reply(turn.say("plan-too-late"), private=True)
    for start in starts:
        announced = turn.now if start == starts[0] else max(turn.now, start - INVITED_BEFORE)
        fresh = new_meeting(turn, network, draft, start, announced)
        await add(turn.tx, fresh, turn.now, actor(turn), draft.preparers)
    people = len(await turn.tx.people.all(network.id))
    if not draft.is_series:
        return Reply(turn.say("plan-sent", people=people), private=True)
    await tell_dates(turn, network, draft, starts)
    return Reply(turn.say("plan-series-sent", people=people, count=len(starts)), private=True)


def new_meeting(
    turn: Turn, network: Network, draft: Draft, start: datetime, announced: datetime
) -> NewMeeting:
    """One meeting of what was planned."""
    return NewMeeting(
        network.id,
        draft.theme,
        start,
        draft.duration or DEFAULT_DURATION,
        network.timezone,
        actor(turn),
        draft.place,
        draft.link,
        series=f"{turn.message.address.platform}-{draft.token}" if draft.is_series else None,
        announced_at=announced,
    )


async def tell_dates(turn: Turn, network: Network, draft: Draft, starts: list[datetime]) -> None:
    """Tell everybody all dates of a series, in one message."""
    messages = []
    for person in await turn.tx.people.all(network.id):
        says = turn.speaking(language_of(person, network))
        dates = "\n".join(f"- {shown(start.astimezone(zone_in(network)), says.language)}" for start in starts)
        text = says.say("series-dates", network=escape(network.name), theme=escape(draft.theme), dates=dates)
        key = f"series/{turn.key(1)}/person-{person.id}"
        messages.append(
            Planned(
                key,
                OutboxKind.NOTICE,
                ToPerson(person.id, says.language),
                Reply(text),
                turn.now,
                turn.now + DATES_KEPT_FOR,
                network_id=network.id,
            )
        )
    await turn.tx.outbox.plan(messages)
