"""Every error of the library is one of ours, and what Telegram says decides which."""

import inspect
from datetime import timedelta

import pytest
import telegram.error
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
from bot.telegram.errors import delivery_error, translated

WORDS = "words of a member"
EXAMPLES: dict[type[TelegramError], tuple[TelegramError, type[DeliveryError]]] = {
    TelegramError: (TelegramError("Invalid server response"), TemporaryDeliveryError),
    Forbidden: (Forbidden("Forbidden: bot was blocked by the user"), PermanentDeliveryError),
    InvalidToken: (InvalidToken("Unauthorized"), TemporaryDeliveryError),
    EndPointNotFound: (EndPointNotFound("Not Found"), PermanentDeliveryError),
    NetworkError: (NetworkError("Bad Gateway"), TemporaryDeliveryError),
    BadRequest: (BadRequest("Bad Request: BUTTON_DATA_INVALID"), PermanentDeliveryError),
    TimedOut: (TimedOut(), TemporaryDeliveryError),
    ChatMigrated: (ChatMigrated(-1_002_000_000_001), ConversationMoved),
    RetryAfter: (RetryAfter(timedelta(seconds=7)), TemporaryDeliveryError),
    Conflict: (Conflict("Conflict: terminated by other getUpdates request"), TemporaryDeliveryError),
    PassportDecryptionError: (PassportDecryptionError("x"), PermanentDeliveryError),
}


def every_class() -> set[type[TelegramError]]:
    """All errors that this version of the library has."""
    found = inspect.getmembers(telegram.error, inspect.isclass)
    return {error for _, error in found if issubclass(error, TelegramError)}


def test_no_error_of_the_library_is_forgotten() -> None:
    assert every_class() == set(EXAMPLES)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: str(error.__name__))
def test_each_error_of_the_library_is_one_of_ours(error: type[TelegramError]) -> None:
    example, ours = EXAMPLES[error]
    assert type(delivery_error(example)) is ours


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: str(error.__name__))
def test_a_block_raises_ours_and_keeps_the_librarys_as_its_cause(error: type[TelegramError]) -> None:
    example, ours = EXAMPLES[error]
    with pytest.raises(ours) as raised, translated():
        raise example
    assert raised.value.__cause__ is example


def test_what_is_no_error_of_the_library_passes() -> None:
    with pytest.raises(ZeroDivisionError), translated():
        raise ZeroDivisionError


def test_a_new_error_of_the_library_is_tried_again() -> None:
    class Unheard(TelegramError):
        """From a later version."""

    assert isinstance(delivery_error(Unheard("x")), TemporaryDeliveryError)


# What Telegram says


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        ("Forbidden: bot was blocked by the user", "blocked"),
        ("Forbidden: user is deactivated", "account deleted"),
        ("Forbidden: bot can't initiate conversation with a user", "never started the bot"),
        ("Forbidden: bot was kicked from the group chat", "removed from the group"),
        ("Forbidden: bot was kicked from the supergroup chat", "removed from the group"),
        ("Forbidden: bot is not a member of the supergroup chat", "removed from the group"),
        ("Forbidden: something new", "forbidden"),
    ],
)
def test_who_may_not_be_written_to_can_not_be_reached(description: str, reason: str) -> None:
    error = delivery_error(Forbidden(description))
    assert isinstance(error, PermanentDeliveryError)
    assert (error.reason, error.gone) == (reason, True)


@pytest.mark.parametrize(
    ("description", "reason", "gone"),
    [
        ("Bad Request: chat not found", "chat not found", True),
        ("Bad Request: PEER_ID_INVALID", "chat not found", True),
        ("Bad Request: user not found", "account deleted", True),
        ("Bad Request: INPUT_USER_DEACTIVATED", "account deleted", True),
        ("Bad Request: group chat was deleted", "group deleted", True),
        ("Bad Request: chat was deactivated", "group deleted", True),
        (
            "Bad Request: not enough rights to send text messages to the chat",
            "may not write in the group",
            True,
        ),
        ("Bad Request: have no rights to send a message", "may not write in the group", True),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", "may not write in the group", True),
        ("Bad Request: BUTTON_DATA_INVALID", "refused by Telegram", False),
        ("Bad Request: message is too long", "refused by Telegram", False),
        (f"Bad Request: can't parse entities: {WORDS}", "refused by Telegram", False),
    ],
)
def test_a_bad_request_is_never_tried_again(description: str, reason: str, *, gone: bool) -> None:
    """The library makes it a kind of network error, which is."""
    error = delivery_error(BadRequest(description))
    assert isinstance(error, PermanentDeliveryError)
    assert (error.reason, error.gone) == (reason, gone)


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message can't be edited",
        "Bad Request: message can't be deleted",
        "Bad Request: message can't be deleted for everyone",
        "Bad Request: message to edit not found",
        "Bad Request: message to delete not found",
        "Bad Request: there is no text in the message to edit",
        "Bad Request: MESSAGE_ID_INVALID",
    ],
)
def test_a_message_that_can_not_be_changed_is_not_allowed(description: str) -> None:
    assert isinstance(delivery_error(BadRequest(description)), NotAllowed)


def test_a_flood_says_how_long_to_wait() -> None:
    error = delivery_error(RetryAfter(timedelta(seconds=7)))
    assert isinstance(error, TemporaryDeliveryError)
    assert error.retry_after == timedelta(seconds=7)


def test_a_group_that_moved_says_where_it_is() -> None:
    error = delivery_error(ChatMigrated(-1_002_000_000_001))
    assert isinstance(error, ConversationMoved)
    assert error.new_address == Address("telegram", "-1002000000001")


def test_a_file_that_is_too_large_is_not_tried_again() -> None:
    assert isinstance(delivery_error(NetworkError("Request Entity Too Large")), PermanentDeliveryError)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: str(error.__name__))
def test_no_reason_repeats_what_the_server_said(error: type[TelegramError]) -> None:
    """A description may quote a message."""
    example, _ = EXAMPLES[error]
    example.message = f"{example.message}: {WORDS}"
    assert WORDS not in str(delivery_error(example))
