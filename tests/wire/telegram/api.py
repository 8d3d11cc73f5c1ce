"""From an HTTP request to its answer: token, method, parameters, faults on the way."""

import asyncio
import json
import time
import traceback
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import web

from tests.wire.telegram.delivery import Delivery
from tests.wire.telegram.faults import Fault, Faults, Way
from tests.wire.telegram.methods import METHODS
from tests.wire.telegram.parameters import checked, sent
from tests.wire.telegram.refusals import Json, Misused, Refused
from tests.wire.telegram.state import World

NOT_FOUND = Refused(404, "Not Found")
NO_METHOD = Refused(404, "Not Found: method not found")
UNAUTHORIZED = Refused(401, "Unauthorized")


@dataclass(slots=True)
class Call:
    """One API call. `at`: monotonic seconds. `status`, `error_code`: what went out, if anything did."""

    method: str
    at: float
    parameters: dict[str, Any] = field(default_factory=dict)
    status: int | None = None
    error_code: int | None = None
    description: str = ""


class BotApi:
    """Answers HTTP requests as api.telegram.org does."""

    def __init__(self, world: World, token: str) -> None:
        self.faults = Faults()
        self.delivery = Delivery(world.updates)
        self.calls: list[Call] = []
        self.is_revoked = False
        self._world = world
        self._token = token

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """The answer to a request, with whatever goes wrong on the way."""
        token, method = _addressed(request.path)
        call = Call(method, time.monotonic())
        self.calls.append(call)
        fault = self.faults.strike(method)
        if fault is None:
            return _response(call, await self._answer(token, call, request))
        return await self._faulty(fault, token, call, request)

    async def _answer(self, token: str, call: Call, request: web.BaseRequest) -> Json:
        try:
            call.parameters = await sent(request)
            return {"ok": True, "result": await self._result(token, call)}
        except Refused as refusal:
            if isinstance(refusal, Misused):
                self._world.complaints.append(refusal.what)
            return refusal.as_json()
        except Exception:  # a mistake in this server must not look like one of Telegram's
            self._world.complaints.append(traceback.format_exc())
            return Refused(500, "Internal Server Error: see the complaints").as_json()

    async def _result(self, token: str, call: Call) -> Any:
        if token.count(":") != 1:
            raise NOT_FOUND
        if token != self._token or self.is_revoked:
            raise UNAUTHORIZED
        method = METHODS.get(call.method.lower())
        if method is None:
            self._world.complaints.append(f"there is no method {call.method} here")
            raise NO_METHOD
        given = checked(method.name, method.parameters, call.parameters)
        if method.carry_out is None:
            return await self.delivery.carry_out(method.name, given)
        return method.carry_out(self._world, given)

    async def _faulty(
        self, fault: Fault, token: str, call: Call, request: web.BaseRequest
    ) -> web.StreamResponse:
        if fault.way is Way.DROPPED_BEFORE:
            return _dropped(request)
        if fault.way is Way.ANSWERED and not fault.processed:
            call.parameters = await sent(request)
            return _ordered(call, fault)
        body = await self._answer(token, call, request)
        match fault.way:
            case Way.DROPPED_AFTER:
                return _dropped(request)
            case Way.CUT_OFF:
                return await _cut_off(request, body)
            case Way.LATE:
                await asyncio.sleep(fault.seconds)
                return _response(call, body)
        return _ordered(call, fault)


def _addressed(path: str) -> tuple[str, str]:
    """Token and method of `/bot<token>/<method>`; empty where they are missing."""
    token, _, method = path.removeprefix("/bot").partition("/")
    return (token, method) if path.startswith("/bot") else ("", method)


def _response(call: Call, body: Json) -> web.Response:
    call.status = call.error_code = body.get("error_code")
    call.status = call.status or HTTPStatus.OK.value
    call.description = body.get("description", "")
    retry_after = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return web.Response(
        body=_encoded(body), status=call.status, headers=headers, content_type="application/json"
    )


def _ordered(call: Call, fault: Fault) -> web.Response:
    if fault.body is not None:
        call.status = fault.status
        return web.Response(text=fault.body, status=fault.status, content_type="text/html")
    parameters = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
    return _response(call, Refused(fault.status, fault.description, **parameters).as_json())


def _dropped(request: web.BaseRequest) -> web.Response:
    """Break the connection; the response goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _cut_off(request: web.BaseRequest, body: Json) -> web.StreamResponse:
    """Send half of the answer, then close the connection."""
    encoded = _encoded(body)
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(encoded)
    await response.prepare(request)
    await response.write(encoded[: len(encoded) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


def _encoded(body: Json) -> bytes:
    return json.dumps(body).encode()
