"""Whether the machine is fit: its clock, its disk, who may read the files, what answers on our port."""

import http.client
import os
import shutil
import ssl
import stat
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.reasons import causes
from bot.watching.findings import Finding, fault, ok, skipped, unreached, warning

CLOCK, DISK, RIGHTS, HTTP = "clock", "disk", "rights", "http"
TIMEOUT_S = 10.0
MOST_OFF = timedelta(seconds=60)
LITTLE_SPACE, NO_SPACE = 500_000_000, 50_000_000  # bytes
OTHERS = stat.S_IRWXG | stat.S_IRWXO
READY, NOT_READY = 200, 503
UNITS = (("years", 31_557_600), ("days", 86_400), ("hours", 3_600), ("minutes", 60))


def clock(server: str, zone: str, now: datetime) -> Finding:
    """Whether this machine's clock shows what a server's does, within a minute."""
    try:
        theirs = server_time(server)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return unreached(CLOCK, f"{urlsplit(server).hostname}, to compare the clock with", error)
    if theirs is None:
        return skipped(CLOCK, f"{urlsplit(server).hostname} does not tell the time; here it is {now:%c} UTC")
    off = now - theirs
    if abs(off) > MOST_OFF:
        return fault(
            CLOCK,
            f"this machine's clock is {in_words(off)}: it says {now:%Y-%m-%d %H:%M} UTC, "
            f"and it is {theirs:%Y-%m-%d %H:%M}",
            "set the clock, best by switching on NTP (timedatectl set-ntp true)",
        )
    here = now.astimezone(ZoneInfo(zone))
    return ok(CLOCK, f"right within a minute; in {zone} it is {here:%Y-%m-%d %H:%M}")


def server_time(server: str) -> datetime | None:
    """The time that a server tells. A wrong clock makes certificates look wrong, so then they don't count.

    Only the time is read, and nothing is sent. Raises OSError, HTTPException or ValueError.
    """
    try:
        return told_time(server, ssl.create_default_context())
    except OSError as error:
        if not any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes(error)):
            raise
    unverified = ssl.create_default_context()
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    return told_time(server, unverified)


def told_time(server: str, context: ssl.SSLContext) -> datetime | None:
    """The `Date` of whatever a server answers."""
    parts = urlsplit(server)
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(
            parts.hostname or "", parts.port, timeout=TIMEOUT_S, context=context
        )
    else:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
    try:
        connection.request("HEAD", "/")
        told = connection.getresponse().headers["Date"]
    finally:
        connection.close()
    return parsedate_to_datetime(told).astimezone(UTC) if told else None


def in_words(off: timedelta) -> str:
    """How wrong a clock is, in the unit that says most."""
    seconds = abs(off.total_seconds())
    unit, length = next(each for each in UNITS if seconds >= each[1])
    return f"{seconds / length:.1f} {unit} {'fast' if off > timedelta() else 'slow'}"


def disk(folders: Iterable[Path]) -> Sequence[Finding]:
    """Whether there is room where things are kept."""
    places = {existing(folder): folder for folder in folders}
    return [room(place, shutil.disk_usage(place).free) for place in sorted(places)]


def room(place: Path, free: int) -> Finding:
    """Whether so much is enough."""
    says = f"{free / 1e9:.1f} GB free in {place}"
    if free < NO_SPACE:
        return fault(DISK, says, "make room at once: without it nothing can be kept")
    if free < LITTLE_SPACE:
        return warning(DISK, says, "make room: below half a gigabyte backups and logs soon fill it")
    return ok(DISK, says)


def rights(secret: Iterable[Path], folders: Iterable[Path]) -> Sequence[Finding]:
    """Whether only the bot's user can read what is secret, and whether it can write where it must."""
    findings = [
        fault(RIGHTS, f"others may read {path}", f"chmod {'700' if path.is_dir() else '600'} {path}")
        for path in secret
        if path.exists() and path.stat().st_mode & OTHERS
    ]
    findings += [
        fault(RIGHTS, f"{folder} may not be written", f"give this user the right to write in {folder}")
        for folder in map(existing, folders)
        if not os.access(folder, os.W_OK | os.X_OK)
    ]
    return findings or [ok(RIGHTS, "secrets are this user's alone, folders can be written")]


def existing(folder: Path) -> Path:
    """A folder; the nearest above it that exists, when it does not."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())


def own_port(host: str, port: int) -> Finding:
    """Whether the bot runs and is ready, as its own port tells."""
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        status, body = answer.status, answer.read(2000).decode(errors="replace")
    except ConnectionRefusedError:
        return skipped(HTTP, f"nothing listens on {host}:{port}: no bot runs here")
    except (OSError, http.client.HTTPException) as error:
        return fault(HTTP, f"{host}:{port} does not answer ({type(error).__name__})", "restart the bot")
    finally:
        connection.close()
    if status == READY:
        return ok(HTTP, f"the bot runs and is ready on {host}:{port}")
    if status == NOT_READY:
        return fault(HTTP, f"the bot runs and is not ready: {body}", "look at its log")
    return fault(HTTP, f"another program has {host}:{port}", "set LEERNETWERK_HTTP_LISTEN to a free port")
