"""What every platform promises the delivery loop, and the ways in which sending fails."""

from datetime import timedelta
from typing import Protocol

from bot.contract.messages import Address, MessageRef, Reply


class DeliveryError(Exception):
    """A message did not go out. Adapters turn every error of their library into one of the four below."""


class TemporaryDeliveryError(DeliveryError):
    """It may work later; `retry_after` says when, if the platform told."""

    def __init__(self, reason: str, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class PermanentDeliveryError(DeliveryError):
    """It will never work; `reason` is read by facilitators.

    `gone`: nothing at all can reach this conversation until somebody in it writes again.
    """

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone


class ConversationMoved(DeliveryError):
    """The conversation goes on at another address: send there, from now on."""

    def __init__(self, new_address: Address) -> None:
        super().__init__(f"moved to {new_address.platform}")
        self.new_address = new_address


class NotAllowed(DeliveryError):
    """The platform does not let us change or remove this message (any more)."""


class Messenger(Protocol):
    """Puts messages into chats. Every method may raise a `DeliveryError`, and nothing else."""

    async def send(self, to: Address, reply: Reply, *, key: str) -> MessageRef:
        """Show `reply` and say which message it became.

        `key` is the outbox key: where the platform can recognise a repeat by it, sending the same key twice
        shows one message; elsewhere it is at least once.
        """
        ...

    async def edit(self, ref: MessageRef, reply: Reply, *, key: str) -> None:
        """Put `reply` in the place of a message sent earlier. Raises NotAllowed when that can't be done."""
        ...

    async def delete(self, ref: MessageRef) -> None:
        """Take a message away, the bot's or a member's. Raises NotAllowed when that can't be done."""
        ...

    async def retire(self, ref: MessageRef) -> None:
        """Take the choices away from a message whose list is closed, where they are buttons; else nothing."""
        ...

    async def typing(self, address: Address) -> None:
        """Show that an answer is being made. Harmless when the platform has no such thing."""
        ...
