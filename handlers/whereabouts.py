"""Where people and groups are to be found, as far as a message tells."""

from datetime import datetime

from bot.contract import Address, IncomingMessage, Kind
from handlers.people.people import Visitor
from handlers.turn import Transaction

LEFT = "left"  # the reason that facilitators read when somebody closed the chat with the bot


async def note_whereabouts(
    tx: Transaction, message: IncomingMessage, at_door: Visitor, now: datetime
) -> None:
    """Remember where somebody is reached privately, that they can't be, or that a chat moved."""
    here = message.address
    if message.kind is Kind.MOVED:
        await tx.conversations.move(Address(here.platform, message.text), here)
    elif not message.is_direct or message.kind is Kind.TROUBLE:
        return
    elif message.kind is Kind.LEFT:
        await tx.doors.closed(here, LEFT, now)
        await tx.outbox.fail_all(here, LEFT)
    elif at_door.private_chat != here.conversation:  # nearly always it is the same, and nothing to write
        await tx.doors.opened(here.platform, message.sender, here.conversation)


async def private_place(tx: Transaction, message: IncomingMessage) -> Address | None:
    """Where the sender is alone with the bot; None when no such place is known."""
    if message.is_direct:
        return message.address
    return await tx.doors.private_chat(message.address.platform, message.sender) or message.private


async def note_started(tx: Transaction, visitor: Visitor, now: datetime) -> None:
    """Remember that somebody who was added by others has found the bot."""
    if visitor.person and visitor.person.started_at is None:
        await tx.people.change(visitor.person.id, started_at=now)
