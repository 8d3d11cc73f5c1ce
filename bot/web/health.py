"""Whether the process lives, and whether it can do its work: for whoever starts and watches processes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

NOT_STORED = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Readiness:
    """`reasons` say, in words without secrets, why the work can't be done; none: it can.

    `parts` is how each part is getting on.
    """

    reasons: Sequence[str]
    parts: Mapping[str, object]


Look = Callable[[], Awaitable[Readiness]]
"""Looks how things are. Never raises."""


def health_routes(look: Look) -> list[web.RouteDef]:
    """`/healthz`: the process answers. `/readyz`: it can do its work, else 503 with the reasons."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "alive"}, headers=NOT_STORED)

    async def ready(_: web.Request) -> web.Response:
        readiness = await look()
        body = {
            "status": "not ready" if readiness.reasons else "ready",
            "reasons": list(readiness.reasons),
            **readiness.parts,
        }
        return web.json_response(body, status=503 if readiness.reasons else 200, headers=NOT_STORED)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
