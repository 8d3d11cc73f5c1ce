"""Why a server can't be reached, in words that say what to do; and the time, whatever its certificate."""

import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram import WebhookInfo

from bot.telegram.serving import is_stuck
from bot.watching import machine_checkup
from bot.watching.findings import CERTIFICATE, ELSE, NAME, REFUSED, Finding, Weight, unreached
from tests.certificates import expired_certificate

NOW = datetime(2026, 12, 3, 13, 0, tzinfo=UTC)


def caused_by(cause: Exception) -> Finding:
    """What is found of an error of a library that hides this one."""
    try:
        try:
            raise cause
        except type(cause) as error:
            raise RuntimeError("hunter2") from error
    except RuntimeError as error:
        return unreached("telegram", "Telegram", error)


@pytest.mark.parametrize(
    ("cause", "mend"),
    [
        (ssl.SSLCertVerificationError("certificate has expired"), CERTIFICATE),
        (socket.gaierror(-2, "Name or service not known"), NAME),
        (ConnectionRefusedError(), REFUSED),
        (TimeoutError(), ELSE),
        (ValueError("hunter2"), ELSE),
    ],
)
def test_the_cause_decides_what_there_is_to_do(cause: Exception, mend: str) -> None:
    finding = caused_by(cause)
    assert (finding.weight, finding.mend) == (Weight.FAULT, mend)
    assert "hunter2" not in finding.says


@pytest.fixture
def server_without_a_good_certificate(tmp_path: Path) -> Iterator[str]:
    """A server whose certificate nobody accepts, as all certificates look on a clock that is years off."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(expired_certificate(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_clock_that_is_years_off_is_told_as_such_though_certificates_look_wrong(
    server_without_a_good_certificate: str,
) -> None:
    years_ago = datetime.now(UTC) - timedelta(days=2 * 365.25 + 10)
    finding = machine_checkup.clock(server_without_a_good_certificate, "Europe/Amsterdam", years_ago)
    assert (finding.weight, "2.0 years slow" in finding.says) == (Weight.FAULT, True), finding


def info(pending: int, failed_ago: timedelta | None) -> WebhookInfo:
    """What Telegram says of a webhook."""
    at = None if failed_ago is None else NOW - failed_ago
    return WebhookInfo(
        "https://x", has_custom_certificate=False, pending_update_count=pending, last_error_date=at
    )


@pytest.mark.parametrize(
    ("pending", "failed_ago", "stuck"),
    [
        (0, None, False),
        (5, None, False),
        (0, timedelta(seconds=5), False),
        (5, timedelta(seconds=5), True),
        (5, timedelta(minutes=3), False),
    ],
)
def test_a_webhook_is_stuck_while_telegram_fails_to_bring_what_waits(
    pending: int, failed_ago: timedelta | None, stuck: bool
) -> None:
    assert is_stuck(info(pending, failed_ago), NOW) is stuck
