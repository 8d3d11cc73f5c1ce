"""What facilitators have to do, and what went well: three lines at most, once a week and by command."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.contract import Language, Reply, escape
from handlers.learn.reviewing import up_for_review
from handlers.people.access import Who
from handlers.people.one_network import InOneNetwork, facilitated
from handlers.people.people import Network
from handlers.reflect.small_steps import Outcome
from handlers.table import ChoiceAction, Command
from handlers.texts import Catalogue
from handlers.turn import Transaction, Turn
from scheduler.meetings import Meeting

WEEK = timedelta(days=7)
SOON = timedelta(days=21)
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Week:
    """What there is to say of a network's last week and coming weeks."""

    network: str
    next_meeting: Meeting | None
    silent: int
    without_attendance: str | None
    questions: int
    looked_back: int
    steps_done: int
    tips: int = 0


def digest(texts: Catalogue, language: Language, week: Week) -> Reply:
    """What to do first, then what to celebrate; in a quiet week just that."""
    lines = [*to_do(texts, language, week)][: MOST_LINES - 1]
    lines += went_well(texts, language, week)[: MOST_LINES - len(lines)]
    if not lines:
        lines = [texts.say(language, "digest-quiet")]
    text = texts.say(language, "digest", network=escape(week.network), lines="\n".join(lines))
    return Reply(text, private=True)


def to_do(texts: Catalogue, language: Language, week: Week) -> Sequence[str]:
    """What waits for a facilitator, the most pressing first."""
    lines = []
    if week.questions:
        lines.append(texts.say(language, "digest-questions", count=week.questions))
    if week.without_attendance:
        lines.append(texts.say(language, "digest-attendance", theme=escape(week.without_attendance)))
    if week.next_meeting is None:
        lines.append(texts.say(language, "digest-no-meeting"))
    elif week.silent:
        theme = escape(week.next_meeting.theme)
        lines.append(texts.say(language, "digest-silent", count=week.silent, theme=theme))
    if week.tips:
        lines.append(texts.say(language, "digest-tips", count=week.tips))
    return lines


def went_well(texts: Catalogue, language: Language, week: Week) -> list[str]:
    """What may be celebrated."""
    lines = []
    if week.steps_done:
        lines.append(texts.say(language, "digest-steps", count=week.steps_done))
    if week.looked_back:
        lines.append(texts.say(language, "digest-looked-back", count=week.looked_back))
    return lines


async def digest_of(turn: Turn, network: Network) -> list[Reply]:
    """`/overzicht`: the last week of a network."""
    return [digest(turn.texts, turn.language, await week_of(turn.tx, network, turn.now))]


async def week_of(tx: Transaction, network: Network, now: datetime) -> Week:
    """Look up what there is to say."""
    coming = [each for each in await tx.meetings.coming([network.id], now) if each.start > now]
    nearest = min(coming, key=lambda meeting: meeting.start, default=None)
    is_soon = nearest is not None and nearest.start - now < SOON
    counts = await tx.rsvps.counts([nearest.id], now) if nearest and is_soon else {}
    over = await tx.meetings.over([network.id], now - WEEK, now)
    unnoted = [meeting for meeting in over if meeting.attendance_confirmed_at is None]
    said = await tx.reflections.in_network(network.id)
    steps = await tx.small_steps.in_network(network.id)
    questions = [
        each for each in await tx.questions.all() if each.status == "open" and each.network == network.key
    ]
    return Week(
        network.name,
        nearest,
        counts[nearest.id].silent if nearest and nearest.id in counts else 0,
        unnoted[0].theme if unnoted else None,
        len(questions),
        sum(each.answered_at > now - WEEK for each in said),
        sum(
            step.outcome in (Outcome.DONE, Outcome.PARTLY)
            and (step.closed_at or step.created_at) > now - WEEK
            for step in steps
        ),
        len(await up_for_review(tx, [network.id], now.date())),
    )


OF_NETWORK = InOneNetwork("digest-network", digest_of, facilitated)
COMMANDS = (Command("overzicht", "digest", "does-digest", OF_NETWORK.command, who=Who.FACILITATORS),)
CHOICES = {OF_NETWORK.action: ChoiceAction(OF_NETWORK.chosen, who=Who.FACILITATORS)}
