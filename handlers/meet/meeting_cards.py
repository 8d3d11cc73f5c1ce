"""What people read about a meeting: the card with its choices, the reminders, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.contract import Choice, Language, Reply, escape
from handlers.texts import Catalogue
from scheduler.meetings import Answer, Meeting, Member, Message
from scheduler.moments import shown
from scheduler.outbox import OutboxKind

MOST_ITEMS = 3
LONGEST_ITEM = 120


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to say about a meeting, in nobody's language yet. `agenda`: the first item first."""

    meeting: Meeting
    network: str
    preparers: Sequence[str] = ()
    agenda: Sequence[str] = ()


def card(texts: Catalogue, facts: Facts, message: Message) -> Reply:
    """The words of a message that was planned."""
    member = message.member
    match message.kind:
        case OutboxKind.CANCEL:
            return Reply(cancelled(texts, facts, member))
        case OutboxKind.MOVE:
            return moved(texts, facts, member)
        case OutboxKind.REMINDER if not message.carries_link:
            return reminder(texts, without_link(facts), member)
        case OutboxKind.REMINDER:
            return reminder(texts, facts, member)
        case OutboxKind.NUDGE:
            asked = texts.say(member.language, "meeting-nudge", network=escape(facts.network))
            return asking(texts, without_link(facts), member, asked)
        case _:
            return invitation(texts, facts, member)


def invitation(texts: Catalogue, facts: Facts, member: Member) -> Reply:
    """The card of a member: the meeting, what they answered so far, and the choices."""
    intro = texts.say(member.language, "meeting-invitation", network=escape(facts.network))
    return asking(texts, facts, member, intro)


def moved(texts: Catalogue, facts: Facts, member: Member) -> Reply:
    """That a meeting has another date; whoever had answered is asked whether that still holds."""
    before = facts.meeting.moved_from or facts.meeting.start
    day = shown(before.astimezone(facts.meeting.zone), member.language)
    intro = texts.say(member.language, "meeting-moved", network=escape(facts.network), day=day)
    return asking(texts, facts, member, intro)


def reminder(texts: Catalogue, facts: Facts, member: Member) -> Reply:
    """That a meeting is near. Whoever comes is only asked to say so when they can't."""
    intro = texts.say(member.language, "meeting-reminder", network=escape(facts.network))
    if member.answer is not Answer.YES or is_to_confirm(facts.meeting, member):
        return asking(texts, facts, member, intro)
    change = Choice(texts.say(member.language, "rsvp-not-after-all"), rsvp_value(facts.meeting, Answer.NO))
    you_come = texts.say(member.language, "meeting-you-come")
    return Reply(paragraphs(intro, details(texts, facts, member), you_come), (change,))


def cancelled(texts: Catalogue, facts: Facts, member: Member) -> str:
    """That a meeting is off, and why."""
    meeting = facts.meeting
    day = shown(meeting.start.astimezone(meeting.zone), member.language)
    off = texts.say(
        member.language,
        "meeting-cancelled",
        theme=escape(meeting.theme),
        network=escape(facts.network),
        day=day,
    )
    reason = meeting.cancel_reason
    why = texts.say(member.language, "meeting-reason", reason=escape(reason)) if reason else ""
    return paragraphs(off, why)


def asking(texts: Catalogue, facts: Facts, member: Member, intro: str) -> Reply:
    """A card that asks whether somebody comes."""
    meeting = facts.meeting
    question = question_about(texts, meeting, member)
    return Reply(
        paragraphs(intro, details(texts, facts, member), question), choices(texts, meeting, member.language)
    )


def question_about(texts: Catalogue, meeting: Meeting, member: Member) -> str:
    """What is asked, given what somebody answered so far."""
    if member.answer is None:
        return texts.say(member.language, "meeting-do-you-come")
    if is_to_confirm(meeting, member):
        return texts.say(member.language, f"meeting-still-{member.answer}")
    return texts.say(member.language, f"meeting-said-{member.answer}")


def is_to_confirm(meeting: Meeting, member: Member) -> bool:
    """Whether somebody answered to an earlier date."""
    return member.answer is not None and member.answered_version < meeting.version


def choices(texts: Catalogue, meeting: Meeting, language: Language) -> tuple[Choice, ...]:
    """What can be answered."""
    return tuple(
        Choice(texts.say(language, f"rsvp-{answer}"), rsvp_value(meeting, answer)) for answer in Answer
    )


def rsvp_value(meeting: Meeting, answer: Answer) -> str:
    """The value of the choice to answer this: `rsvp:12:yes:1`, with the version of the date it is about."""
    return f"rsvp:{meeting.id}:{answer}:{meeting.version}"


def details(texts: Catalogue, facts: Facts, member: Member) -> str:
    """Theme, day and time, place or link, who prepares it, and what is on the agenda: a line each."""
    meeting, language = facts.meeting, member.language
    lines = [f"**{escape(meeting.theme)}**", times(texts, meeting, member)]
    if meeting.place:
        lines.append(texts.say(language, "meeting-place", place=escape(meeting.place)))
    if meeting.link:
        lines.append(texts.say(language, "meeting-link", link=escape(meeting.link)))
    if facts.preparers:
        names = ", ".join(escape(name) for name in facts.preparers)
        lines.append(texts.say(language, "meeting-preparers", names=names))
    if facts.agenda:
        lines.append(texts.say(language, "meeting-agenda"))
        lines += [f"- {escape(shortened(item))}" for item in facts.agenda[:MOST_ITEMS]]
    return "\n".join(lines)


def times(texts: Catalogue, meeting: Meeting, member: Member) -> str:
    """When it is; for who lives by other clocks, what those show as well."""
    here = span(texts, meeting, meeting.zone, member.language)
    there = span(texts, meeting, ZoneInfo(member.timezone), member.language)
    if there == here:
        return here
    return texts.say(member.language, "meeting-elsewhere", here=here, there=there, zone=meeting.timezone)


def span(texts: Catalogue, meeting: Meeting, zone: ZoneInfo, language: Language) -> str:
    """From when to when, as the clocks in a zone show it."""
    begin, end = meeting.start.astimezone(zone), meeting.end.astimezone(zone)
    until = clock(end, language) if end.date() == begin.date() else shown(end, language)
    return texts.say(language, "meeting-span", begin=shown(begin, language), end=until)


def clock(moment: datetime, language: Language) -> str:
    """The time of day alone."""
    return f"{moment:%H.%M} uur" if language == "nl" else f"{moment:%H:%M}"


def without_link(facts: Facts) -> Facts:
    """The same without the link: it is in the last reminder, where people look for it."""
    return replace(facts, meeting=replace(facts.meeting, link=None))


def shortened(text: str) -> str:
    """A text of at most a line or two."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_ITEM else f"{flat[: LONGEST_ITEM - 1].rstrip()}…"


def paragraphs(*parts: str) -> str:
    """Parts with an empty line between them; what is empty is left out."""
    return "\n\n".join(part for part in parts if part)
