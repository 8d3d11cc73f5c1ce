"""From an HTTP request to the checked parameters of a method; misspelt ones and wrong types are refused."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.web_request import FileField

from tests.wire.telegram.refusals import Json, Misused, bad_request
from tests.wire.telegram.state import Upload

Given = Mapping[str, Any]
T = TypeVar("T")
Reader = Callable[[Any], Any]  # raises ValueError for a value of the wrong type
INTEGER = re.compile(r"-?\d{1,19}")
ATTACHED = "attach://"


async def sent(request: web.BaseRequest) -> dict[str, Any]:
    """Everything that came along with a request: query string and body in one of Telegram's three forms."""
    given: dict[str, Any] = dict(request.query)
    match request.content_type:
        case "multipart/form-data":
            given |= {name: _part(value) for name, value in (await request.post()).items()}
        case "application/x-www-form-urlencoded":
            given |= parse_qsl((await request.read()).decode(), keep_blank_values=True)
        case "application/json":
            given |= _object(await request.read())
    return given


def _object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")  # wording not verified
    return value


def _part(value: str | bytes | bytearray | FileField) -> Any:
    if not isinstance(value, FileField):
        return value
    with value.file as file:
        return Upload(value.filename, value.content_type, file.read())


def checked(method: str, known: Mapping[str, Reader], given: Mapping[str, Any]) -> Given:
    """The parameters in their own types. Raises Misused for one that doesn't exist or has another type."""
    attached = {name for name, value in given.items() if isinstance(value, Upload)} - set(known)
    if unknown := set(given) - set(known) - attached:
        raise Misused(f"{method} has no parameter {', '.join(sorted(unknown))}")
    read = {}
    for name in given.keys() - attached:
        try:
            read[name] = known[name](_resolved(given[name], given))
        except ValueError:
            raise Misused(f"{name} of {method} can't be {given[name]!r:.80}") from None
    return read


def _resolved(value: Any, given: Mapping[str, Any]) -> Any:
    """The file itself where a parameter says which part of the request it is."""
    if isinstance(value, str) and value.startswith(ATTACHED):
        return given.get(value.removeprefix(ATTACHED), value)
    return value


def integer(value: Any) -> int:
    """A whole number, in digits or as one."""
    if isinstance(value, str) and INTEGER.fullmatch(value):
        return int(value)
    return _of_type(value, int)


def boolean(value: Any) -> bool:
    """True or false, in JSON's words or as one."""
    if value in ("true", "false"):
        return bool(value == "true")
    return _of_type(value, bool)


def text(value: Any) -> str:
    """Words."""
    return _of_type(value, str)


def parse_mode(value: Any) -> str:
    """HTML: the other modes are not spoken here."""
    if text(value).lower() != "html":
        raise ValueError(value)
    return "HTML"


def chat_id(value: Any) -> int | str:
    """A number, or a public name with @."""
    return value if isinstance(value, str) and value.startswith("@") else integer(value)


def object_(value: Any) -> Json:
    """A JSON object, written out or as one."""
    return _of_type(_decoded(value), dict)


def objects(value: Any) -> list[Json]:
    """A list of JSON objects."""
    return [_of_type(item, dict) for item in _of_type(_decoded(value), list)]


def texts(value: Any) -> list[str]:
    """A list of words."""
    return [_of_type(item, str) for item in _of_type(_decoded(value), list)]


def file(value: Any) -> Upload | str:
    """A file, or the id of one sent before."""
    return value if isinstance(value, Upload) else text(value)


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _of_type(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind) or type(value) is not kind:  # True is no number here
        raise ValueError(value)
    return value
