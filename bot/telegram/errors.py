"""Turns every error of python-telegram-bot into one of ours, here and nowhere else.

Telegram's descriptions are compared without case, since the library changes their capitals. A description
may quote a message, so the reasons that we keep are our own words.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.contract import (
    Address,
    ConversationMoved,
    DeliveryError,
    NotAllowed,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)

PLATFORM = "telegram"
UNCHANGED = "message is not modified"
UNPARSED = "can't parse entities"
NO_THREAD = "message thread not found"
NO_TEXT = "no text in the message to edit"
TOO_LARGE = "too large"
NOT_ALLOWED = (
    "can't be edited",
    "can't be deleted",
    "to edit not found",
    "to delete not found",
    NO_TEXT,
    "message_id_invalid",
)
FORBIDDEN = {
    "blocked": "blocked",
    "deactivated": "account deleted",
    "initiate conversation": "never started the bot",
    "kicked": "removed from the group",
    "not a member": "removed from the group",
}
GONE = {
    "chat not found": "chat not found",
    "peer_id_invalid": "chat not found",
    "user not found": "account deleted",
    "input_user_deactivated": "account deleted",
    "chat was deleted": "group deleted",
    "chat was deactivated": "group deleted",
    "have no rights to send a message": "may not write in the group",
    "not enough rights to send text": "may not write in the group",
    "chat_write_forbidden": "may not write in the group",
}


@contextmanager
def translated() -> Iterator[None]:
    """Raise one of our errors for whatever the library raises in the block."""
    try:
        yield
    except TelegramError as error:
        raise delivery_error(error) from error


def delivery_error(error: TelegramError) -> DeliveryError:
    """Our error for one of the library's. The order matters: some are subclasses of others."""
    match error:
        case RetryAfter():
            return TemporaryDeliveryError("too many messages", error._retry_after)
        case ChatMigrated():
            return ConversationMoved(Address(PLATFORM, str(error.new_chat_id)))
        case Forbidden():
            return PermanentDeliveryError(first_in(FORBIDDEN, error) or "forbidden", gone=True)
        case BadRequest():
            return refused(error)
        case EndPointNotFound() | PassportDecryptionError():
            return PermanentDeliveryError("not supported by the server")
        case InvalidToken():
            return TemporaryDeliveryError("token refused")  # the operator mends that; nothing is lost
        case Conflict():
            return TemporaryDeliveryError("another program uses the token")
        case TimedOut():
            return TemporaryDeliveryError("no answer in time")
        case NetworkError() if TOO_LARGE in error.message.lower():
            return PermanentDeliveryError("too large")
        case NetworkError():
            return TemporaryDeliveryError("no connection")
        case _:
            return TemporaryDeliveryError("not understood")


def refused(error: BadRequest) -> DeliveryError:
    """What a 400 amounts to."""
    if says(error, *NOT_ALLOWED):
        return NotAllowed("Telegram does not change this message")
    if gone := first_in(GONE, error):
        return PermanentDeliveryError(gone, gone=True)
    return PermanentDeliveryError("refused by Telegram")


def says(error: TelegramError, *words: str) -> bool:
    """Whether the server said one of these."""
    return any(part in error.message.lower() for part in words)


def first_in(reasons: dict[str, str], error: TelegramError) -> str | None:
    """The reason that goes with what the server said."""
    return next((reason for words, reason in reasons.items() if says(error, words)), None)
