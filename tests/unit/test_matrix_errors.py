"""How every error of nio and what it stands on becomes one of ours."""

import inspect
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any

import aiohttp
import nio.exceptions
import nio.responses
import peewee
import pytest
import vodozemac
from nio.responses import ErrorResponse, RoomSendError

from bot.contract import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from bot.matrix.errors import FOREIGN, of_answer, of_exception, of_response, translated

# About web sockets, which we never open.
NEVER_OURS = {aiohttp.WSMessageTypeError}


def exceptions_in(module: ModuleType) -> list[type[Exception]]:
    """All exceptions that a library can raise."""
    found = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if issubclass(kind, Exception)]
    return [kind for kind in found if not issubclass(kind, Warning) and kind not in NEVER_OURS]


def descendants(kind: type[ErrorResponse]) -> Iterator[type[ErrorResponse]]:
    """A class of responses and all made from it."""
    yield kind
    for child in kind.__subclasses__():
        yield from descendants(child)


class Answer:
    """What aiohttp tells of an answer."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.status = status
        self.headers = headers or {}


@pytest.mark.parametrize("library", [nio.exceptions, vodozemac, aiohttp.client_exceptions, peewee], ids=str)
def test_no_exception_of_a_library_is_forgotten(library: ModuleType) -> None:
    kinds = exceptions_in(library)
    assert len(kinds) > 5
    for kind in kinds:
        assert issubclass(kind, FOREIGN), kind
        assert isinstance(of_exception(kind.__new__(kind)), TemporaryDeliveryError)


@pytest.mark.parametrize(
    "kind", sorted(set(descendants(ErrorResponse)), key=str), ids=lambda kind: kind.__name__
)
def test_no_error_response_is_forgotten(kind: type[ErrorResponse]) -> None:
    error = kind("no")
    error.transport_response = Answer(403)  # type: ignore[assignment]
    error.status_code = "M_FORBIDDEN"
    assert isinstance(of_response(error), PermanentDeliveryError)


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionResetError(), aiohttp.ServerDisconnectedError()])
def test_a_failing_network_may_pass(error: Exception) -> None:
    with pytest.raises(TemporaryDeliveryError, match="can't be reached"), translated():
        raise error


def test_our_own_errors_stay_as_they_are() -> None:
    with pytest.raises(PermanentDeliveryError, match="as it was"), translated():
        raise PermanentDeliveryError("as it was")


def test_a_bug_stays_a_bug() -> None:
    with pytest.raises(ZeroDivisionError), translated():
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (403, {"errcode": "M_FORBIDDEN"}, PermanentDeliveryError),
        (404, {"errcode": "M_NOT_FOUND"}, PermanentDeliveryError),
        (413, {"errcode": "M_TOO_LARGE"}, PermanentDeliveryError),
        (413, {}, PermanentDeliveryError),
        (400, {"errcode": "M_BAD_JSON"}, PermanentDeliveryError),
        (400, {"errcode": "M_UNKNOWN"}, PermanentDeliveryError),
        (400, {}, PermanentDeliveryError),
        (None, {"errcode": "M_BAD_JSON"}, PermanentDeliveryError),
        (401, {"errcode": "M_UNKNOWN_TOKEN"}, TemporaryDeliveryError),
        (429, {"errcode": "M_LIMIT_EXCEEDED"}, TemporaryDeliveryError),
        (429, {}, TemporaryDeliveryError),
        (500, {"errcode": "M_UNKNOWN"}, TemporaryDeliveryError),
        (502, {}, TemporaryDeliveryError),
        (200, {}, TemporaryDeliveryError),
        (None, {}, TemporaryDeliveryError),
        (None, {"errcode": "M_UNKNOWN"}, TemporaryDeliveryError),
    ],
)
def test_what_may_pass_is_tried_again_and_what_will_not_is_not(
    status: int | None, body: dict[str, Any], kind: type[DeliveryError]
) -> None:
    assert type(of_answer(status, body, {})) is kind


@pytest.mark.parametrize(
    ("body", "headers", "pause"),
    [
        ({"retry_after_ms": 1500}, {}, timedelta(seconds=1.5)),
        ({"retry_after_ms": 1500}, {"Retry-After": "9"}, timedelta(seconds=1.5)),
        ({}, {"Retry-After": "9"}, timedelta(seconds=9)),
        ({}, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({"retry_after_ms": "soon"}, {}, None),
        ({"retry_after_ms": -5}, {}, None),
        ({}, {}, None),
    ],
)
def test_how_long_to_wait_is_read_from_body_or_header(
    body: dict[str, Any], headers: dict[str, str], pause: timedelta | None
) -> None:
    error = of_answer(429, {"errcode": "M_LIMIT_EXCEEDED", **body}, headers)
    assert isinstance(error, TemporaryDeliveryError)
    assert error.retry_after == pause


def test_the_waiting_of_a_nio_response_is_read_from_its_header_too() -> None:
    response = RoomSendError("unknown error")
    response.transport_response = Answer(429, {"Retry-After": "7"})  # type: ignore[assignment]
    error = of_response(response)
    assert isinstance(error, TemporaryDeliveryError)
    assert error.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize("code", [5, None, "geheim woord", "<script>", "M_" + "X" * 100])
def test_only_what_looks_like_a_code_gets_into_a_reason(code: object) -> None:
    error = of_answer(400, {"errcode": code, "error": "Bram woont hier"}, {})
    assert str(error) == "the Matrix server refuses it (400)"
