"""How the Bot API says no.

Where a wording comes from: "client" is telegram-bot-api's `Client.cpp` (what api.telegram.org runs), "td" is
TDLib underneath it. What Telegram's closed servers say behind those is marked "seen" when users reported it
in issue trackers, and "not verified" when it is our own guess.
"""

from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """A method call that Telegram refuses; becomes the JSON answer with this code and description."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class Misused(Refused):
    """A call that shows a mistake in the caller. Telegram would often ignore it; here it is a complaint."""

    def __init__(self, what: str) -> None:
        super().__init__(400, f"Bad Request: refused by the test server: {what}")
        self.what = what


def bad_request(what: str, **parameters: int) -> Refused:
    """400: the call makes no sense."""
    return Refused(400, f"Bad Request: {what}", **parameters)


def forbidden(what: str) -> Refused:
    """403: the other side doesn't want it."""
    return Refused(403, f"Forbidden: {what}")


def conflict(what: str) -> Refused:
    """409: somebody else is fetching the updates."""
    return Refused(409, f"Conflict: {what}")


def too_many(retry_after: int) -> Refused:
    """429: the flood limit; `retry_after` in whole seconds."""
    return Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
