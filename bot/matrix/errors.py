"""How Matrix says no, in our words: every error that nio returns or raises is translated here.

Codes and their meaning: Matrix specification 1.16, client-server API, "Standard error response".
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import vodozemac
from aiohttp import ClientError
from nio import exceptions as nio_exceptions
from nio.responses import ErrorResponse
from peewee import DoesNotExist, PeeweeException

from bot.contract import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError


class MatrixError(Exception):
    """The account, the server or the key store can't be used. The message is for the operator."""


class LoggedOut(MatrixError):
    """The server no longer knows our session; going on is no use."""


class CredentialsRefused(MatrixError):
    """The server does not accept the user, the password or the token."""


class NotAMatrixServer(MatrixError):
    """What answers at the address is no Matrix server, or one without encryption."""


class StoreError(MatrixError):
    """The folder with the keys can't be used."""


class StoreOfAnother(StoreError):
    """The folder holds the keys of another user."""


class StoreBehind(StoreError):
    """The keys in the folder are not (or no longer) those that the server knows our device by."""


LOGGED_OUT = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"})
WAIT = frozenset({"M_LIMIT_EXCEEDED", "M_RESOURCE_LIMIT_EXCEEDED", "M_USER_LIMIT_EXCEEDED"})
HOPELESS: Mapping[str, str] = {
    "M_FORBIDDEN": "the bot is not in that room, or may not do this there",
    "M_GUEST_ACCESS_FORBIDDEN": "the room lets no guests in",
    "M_NOT_FOUND": "that room, person or message does not exist (any more)",
    "M_TOO_LARGE": "the message is larger than the server allows",
    "M_CONTENT_TOO_LARGE": "the message is larger than the server allows",
    "M_BAD_STATE": "the room does not allow it in its present state",
}
TOO_LARGE = 413
TOO_MANY_REQUESTS = 429
BAD_REQUESTS = range(400, 500)
CODE = re.compile(r"[A-Z][A-Z_.]{1,60}")

VODOZEMAC_ERRORS = (
    vodozemac.DecodeException,
    vodozemac.KeyException,
    vodozemac.LibolmPickleException,
    vodozemac.MegolmDecryptionException,
    vodozemac.OlmDecryptionException,
    vodozemac.OlmEncryptionException,
    vodozemac.PickleException,
    vodozemac.PkDecodeException,
    vodozemac.PkInvalidKeySizeException,
    vodozemac.SasException,
    vodozemac.SessionCreationException,
    vodozemac.SessionKeyDecodeException,
    vodozemac.SignatureException,
)
UNREACHABLE = (ClientError, TimeoutError, OSError)
UNENCRYPTABLE = (
    nio_exceptions.EncryptionError,
    nio_exceptions.GroupEncryptionError,
    nio_exceptions.OlmTrustError,
    nio_exceptions.VerificationError,
    *VODOZEMAC_ERRORS,
)
UNREADY = (nio_exceptions.ProtocolError, nio_exceptions.TransferCancelledError)
STORE_TROUBLE = (PeeweeException, DoesNotExist)
FOREIGN: tuple[type[Exception], ...] = (*UNREACHABLE, *UNENCRYPTABLE, *UNREADY, *STORE_TROUBLE)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what nio and its libraries raise into a DeliveryError; our own errors pass."""
    try:
        yield
    except FOREIGN as error:
        raise of_exception(error) from error


def of_exception(error: Exception) -> DeliveryError:
    """What an exception of nio or its libraries means for a message. All of them may pass with time."""
    match error:
        case nio_exceptions.ProtocolError() | nio_exceptions.TransferCancelledError():
            return TemporaryDeliveryError("the Matrix client is not ready")
        case PeeweeException() | DoesNotExist():
            return TemporaryDeliveryError("the Matrix key store can't be read or written")
        case ClientError() | TimeoutError() | OSError():
            return TemporaryDeliveryError("the Matrix server can't be reached")
        case _:
            return TemporaryDeliveryError("the message could not be encrypted")


def of_response(error: ErrorResponse) -> DeliveryError:
    """What an error response of nio means for a message."""
    answer = error.transport_response
    status = getattr(answer, "status", None)
    headers = getattr(answer, "headers", {})
    body = {"errcode": error.status_code, "retry_after_ms": error.retry_after_ms}
    return of_answer(status, body, headers)


def of_answer(status: int | None, body: Mapping[str, Any], headers: Mapping[str, str]) -> DeliveryError:
    """What a refusal of the server means for a message.

    `status` None: not known. Codes come before the status; without a code (a proxy's HTML page), 5xx and 429
    may pass and other 4xx don't.
    """
    code = code_of(body)
    if code in LOGGED_OUT:
        return TemporaryDeliveryError("the bot is logged out of its Matrix server")
    if code in WAIT or status == TOO_MANY_REQUESTS:
        return TemporaryDeliveryError("the Matrix server asks to wait", told_pause(body, headers))
    if status == TOO_LARGE:
        return PermanentDeliveryError(HOPELESS["M_TOO_LARGE"])
    if code in HOPELESS:
        return PermanentDeliveryError(HOPELESS[code])
    if status in BAD_REQUESTS or (status is None and code not in ("", "M_UNKNOWN")):
        return PermanentDeliveryError(f"the Matrix server refuses it ({code or status})")
    return TemporaryDeliveryError(f"the Matrix server is in trouble ({code or status or 'no answer'})")


def code_of(body: Mapping[str, Any]) -> str:
    """The error code of an answer; empty when it has none that looks like one."""
    code = body.get("errcode")
    return code if isinstance(code, str) and CODE.fullmatch(code) else ""


def told_pause(body: Mapping[str, Any], headers: Mapping[str, str]) -> timedelta | None:
    """How long the server says to wait: in milliseconds in the body, else in seconds in `Retry-After`."""
    told = body.get("retry_after_ms")
    if isinstance(told, int | float) and told >= 0:
        return timedelta(milliseconds=told)
    seconds = headers.get("Retry-After", "")
    return timedelta(seconds=int(seconds)) if seconds.isdecimal() else None
