"""Meetings in the chat: planned, found, answered, moved, and what is brought to them."""

from handlers.meet import (
    announcing,
    answers,
    bringing,
    cancelling,
    editing,
    moving,
    next_meeting,
    own_reminders,
    plan,
    who,
)
from handlers.meet.guarded import Guarded
from handlers.meet.next_meeting import answering_first
from handlers.people.access import Who
from handlers.table import ChoiceAction, Command, Step

__all__ = ["CHOICES", "STEPS", "answering_first", "commands"]

CHOICES: dict[str, ChoiceAction] = {
    **plan.CHOICES,
    **next_meeting.CHOICES,
    **who.CHOICES,
    **answers.CHOICES,
    **moving.CHOICES,
    **cancelling.CHOICES,
    **announcing.CHOICES,
    **bringing.CHOICES,
    **editing.CHOICES,
    **own_reminders.CHOICES,
}
STEPS: dict[str, Step] = {
    **plan.STEPS,
    **answers.STEPS,
    **moving.STEPS,
    **cancelling.STEPS,
    **announcing.STEPS,
    **bringing.STEPS,
    **editing.STEPS,
}


def commands(guarded: Guarded) -> tuple[Command, ...]:
    """The commands about meetings; what is typed behind them goes past the guard where it is stored."""
    bring, announce = bringing.bring_with(guarded), announcing.announce_with(guarded)
    return (
        Command("bijeenkomst", "meeting", "does-meeting", next_meeting.NEXT.command),
        Command("bijeenkomsten", "meetings", "does-meetings", next_meeting.ALL.command),
        Command("inbreng", "bring", "does-bring", bring),
        Command("plan", "plan", "does-plan", plan.plan_with(guarded), who=Who.FACILITATORS),
        Command("verzetten", "move", "does-move", moving.PICK.command, who=Who.FACILITATORS),
        Command("afzeggen", "cancel", "does-cancel", cancelling.PICK.command, who=Who.FACILITATORS),
        Command("bericht", "announce", "does-announce", announce, who=Who.FACILITATORS),
    )
