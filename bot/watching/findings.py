"""What a check of the installation finds: one line each, with what to do."""

import errno
import socket
import ssl
from dataclasses import dataclass
from enum import StrEnum

from bot.reasons import causes, wrong_with_certificate


class Weight(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    SKIPPED = "skipped"  # nothing to check, or not now
    WARNING = "warning"  # it works, but look at it
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing, without secrets; `mend` is what to do, where there is something."""

    about: str
    weight: Weight
    says: str
    mend: str | None = None


def ok(about: str, says: str) -> Finding:
    """All is well."""
    return Finding(about, Weight.OK, says)


def skipped(about: str, says: str) -> Finding:
    """There is nothing to check."""
    return Finding(about, Weight.SKIPPED, says)


def warning(about: str, says: str, mend: str) -> Finding:
    """It works, but it should be looked at."""
    return Finding(about, Weight.WARNING, says, mend)


def fault(about: str, says: str, mend: str) -> Finding:
    """It does not work."""
    return Finding(about, Weight.FAULT, says, mend)


def unreached(about: str, what: str, error: BaseException) -> Finding:
    """A server can't be reached: why, as far as the causes of the error tell."""
    for cause in causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                why = wrong_with_certificate(error)
                return fault(about, f"the certificate of {what} is not accepted: {why}", CERTIFICATE)
            case socket.gaierror():
                return fault(about, f"the name of {what} can't be looked up", NAME)
            case ConnectionRefusedError() | OSError(errno=errno.ECONNREFUSED):
                return fault(about, f"nothing answers at the address of {what}", REFUSED)
            case _:
                pass
    return fault(about, f"{what} can't be reached ({type(error).__name__})", ELSE)


CERTIFICATE = "look whether this machine's clock is right, and whether the certificate has expired"
NAME = "look whether this machine has internet and DNS, and whether the address in the settings is right"
REFUSED = "look whether the server runs, and whether the address in the settings is right"
ELSE = "look whether this machine has internet, and whether a firewall stands in between"
