"""Requests that nio lacks or gets wrong, sent through its connection: once each, and never without an end.

nio repeats a refused or failed request without limit, or sleeps as long as the server says; here the caller's
outbox does the waiting. nio also reads a refusal of `/keys/claim` and `/sendToDevice` wrongly: it drops its
own access token on a 500 and reports success on a 429 (both seen in nio 0.26.0).
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from nio import AsyncClient
from nio.responses import ErrorResponse

from bot.contract import DeliveryError
from bot.matrix.errors import of_answer, of_response, translated

Json = dict[str, Any]
ROOT = "/_matrix/client/v3"
MEDIA = "/_matrix/client/v1/media"
T = TypeVar("T")
LONGEST_WAIT_S = 30.0
OK = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said. `body` is empty when it was no JSON object."""

    status: int
    body: Json = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_ok(self) -> bool:
        """Whether this was a yes."""
        return self.status == OK

    def refusal(self) -> DeliveryError:
        """What it means for a message that this was no yes."""
        return of_answer(self.status, self.body, self.headers)


def path(*parts: str) -> str:
    """A path of these parts, each quoted."""
    return "".join(f"/{quote(part, safe='')}" for part in parts)


async def call(
    nio: AsyncClient, method: str, where: str, body: Json | None = None, *, root: str = ROOT
) -> Answer:
    """One request below `root`, whatever the answer. Raises TemporaryDeliveryError when there is none."""
    headers = {"Content-Type": "application/json"}
    if nio.access_token:
        headers["Authorization"] = f"Bearer {nio.access_token}"
    data = None if body is None else json.dumps(body)
    with translated():
        async with asyncio.timeout(LONGEST_WAIT_S):
            response = await nio.send(method, root + where, data, headers)
            text = await response.text(errors="replace")
    return Answer(response.status, read(text), response.headers)


async def ask(
    nio: AsyncClient, method: str, where: str, body: Json | None = None, *, root: str = ROOT
) -> Json:
    """One request that should succeed; its body. Raises a DeliveryError."""
    answer = await call(nio, method, where, body, root=root)
    if not answer.is_ok:
        raise answer.refusal()
    return answer.body


def settled(response: T | ErrorResponse) -> T:
    """A response of nio that is no error. Raises a DeliveryError."""
    if isinstance(response, ErrorResponse):
        raise of_response(response)
    return response


def read(text: str) -> Json:
    """A body that should be a JSON object; empty when it is not."""
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
