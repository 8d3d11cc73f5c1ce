"""Where a chat with the bot opens, known once a platform has introduced itself."""


class Links:
    """The address in front of a code, the same for everybody; written by a platform, read by handlers."""

    def __init__(self) -> None:
        self._entrance: str | None = None

    def open_at(self, entrance: str) -> None:
        """From now on people come in by this address with a code behind it."""
        self._entrance = entrance

    def invitation(self, code: str) -> str | None:
        """The address that brings somebody in by this code; None while no platform has one."""
        return None if self._entrance is None else f"{self._entrance}{code}"
