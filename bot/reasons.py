"""Why a server can't be reached, in words for the operator, as far as the causes of an error tell."""

import errno
import socket
import ssl
from collections.abc import Iterator


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error, what caused it, what caused that, and so on."""
    found: BaseException | None = error
    seen: set[int] = set()
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


def reason(error: BaseException) -> str | None:
    """What is behind an error, without addresses; None when that is not known."""
    for cause in causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return f"its certificate is not accepted: {wrong_with_certificate(error)}"
            case socket.gaierror():
                return "its name can't be looked up"
            case ConnectionRefusedError() | OSError(errno=errno.ECONNREFUSED):
                return "nothing answers at its address"
            case _:
                pass
    return None


def wrong_with_certificate(error: BaseException) -> str:
    """What OpenSSL has against a certificate; the errors that libraries make of its own don't say it."""
    said = (getattr(cause, "verify_message", None) for cause in causes(error))
    return next((words for words in said if isinstance(words, str) and words), "not valid")


def with_reason(error: BaseException, words: str) -> str:
    """What an error is called, with what is behind it."""
    known = reason(error)
    return f"{words} ({known})" if known else words
