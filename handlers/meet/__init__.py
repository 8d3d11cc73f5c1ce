"""Meetings in the chat: planned, found, answered, moved, and what is brought to them."""

from handlers.access import Who
from handlers.guarding import Guarded
from handlers.meet import plan
from handlers.table import Command

CHOICES = {**plan.CHOICES}
STEPS = {**plan.STEPS}


def commands(guarded: Guarded) -> tuple[Command, ...]:
    """The commands about meetings; what is typed behind them goes past the guard where it is stored."""
    return (Command("plan", "plan", "does-plan", plan.plan_with(guarded), who=Who.FACILITATORS),)
