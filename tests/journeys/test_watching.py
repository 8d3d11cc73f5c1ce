"""What an operator sees of a bot that runs: is it ready, how is it doing, and is it all in order?"""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.processes import PATIENCE_S, leernetwerk
from tests.journeys.telegram_bot import POLLING, WEBHOOK, Member, ServedBot, free_port, served

QUESTION = "school stuurt hem weer naar huis, wat nu?"


def fetched(port: int, path: str) -> tuple[int, str]:
    """What is served at a path."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE_S) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


@pytest.fixture(params=[POLLING, WEBHOOK])
def bot(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServedBot]:
    """A bot that is watched, whichever way its updates come."""
    port = free_port()
    with served(tmp_path, request.param, OPERATOR="telegram:77", HTTP_LISTEN=f"127.0.0.1:{port}") as running:
        if request.param == POLLING:
            running.port = port
        yield running


def test_a_bot_that_runs_is_alive_ready_and_counted(bot: ServedBot) -> None:
    anna = Member(bot.telegram)
    anna.gets(anna.person.starts)
    anna.asks(QUESTION)
    assert fetched(bot.port, "/healthz")[0] == 200
    status, text = fetched(bot.port, "/readyz")
    ready = json.loads(text)
    assert (status, ready["status"], ready["reasons"]) == (200, "ready", [])
    assert ready["platforms"] == {"telegram": {"state": "serving", "why": None}}
    metrics = fetched(bot.port, "/metrics")[1]
    assert 'leernetwerk_questions_total{outcome="answer"} 1.0' in metrics
    assert re.search(
        r'message_seconds_count\{kind="text",platform="telegram",result="answered"\} \d', metrics
    )
    assert re.search(r'delivery_seconds_count\{platform="telegram",result="sent"\} \d', metrics)
    assert 'leernetwerk_tick_late_seconds{tick="plan"} ' in metrics
    assert 'leernetwerk_platform_serving{platform="telegram"} 1.0' in metrics
    everything = text + metrics
    for secret in (bot.telegram.token, "school", "Anna", str(anna.person.user.id)):
        assert secret not in everything
    looked = leernetwerk("doctor", "--json", cwd=bot.folder, **bot.settings)
    found = {finding["about"]: finding for finding in json.loads(looked.out)}
    assert {name: finding["weight"] for name, finding in found.items() if finding["weight"] == "fault"} == {}
    assert looked.code == 0
    assert "ready" in found["http"]["says"]
    assert bot.telegram.token not in looked.out + looked.err


def test_while_telegram_is_away_that_is_seen_and_afterwards_too(bot: ServedBot) -> None:
    name = 'leernetwerk_platform_silent_seconds{platform="telegram"}'
    bot.telegram.down()
    silent = 0.0
    end = time.monotonic() + PATIENCE_S
    while silent < 12 and time.monotonic() < end:
        time.sleep(1)
        line = next(line for line in fetched(bot.port, "/metrics")[1].splitlines() if line.startswith(name))
        silent = float(line.rpartition(" ")[2])
    bot.telegram.up()
    assert silent >= 12
    anna = Member(bot.telegram)
    anna.gets(anna.person.starts)
    assert fetched(bot.port, "/readyz")[0] == 200


def test_settings_that_are_wrong_end_the_doctor_with_one_line(tmp_path: Path) -> None:
    looked = leernetwerk("doctor", cwd=tmp_path, TELEGRAM_TOKEN="hunter2")
    assert (looked.code, looked.out, looked.err.count("\n")) == (2, "", 1)
    assert "hunter2" not in looked.err
    looked = leernetwerk("doctor", cwd=tmp_path, OPERATOR="anna")
    assert (looked.code, "LEERNETWERK_OPERATOR" in looked.err) == (2, True)
