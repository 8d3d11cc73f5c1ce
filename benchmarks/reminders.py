"""Reminders on Telegram: how fast a thousand go within the limits, how late one is, who waits meanwhile.

The bot is a process of its own, on a SQLite file, before a server that enforces 30 messages a second and one
a second to each chat.
"""

import asyncio
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import percentile
from benchmarks.telegram import cpu_s
from tests.journeys.reminders import add_people, plan_reminders, words
from tests.journeys.telegram_bot import ServedBot, served
from tests.journeys.telegram_tally import QUESTIONS, askers
from tests.wire.telegram import FloodLimits, Person
from tests.wire.telegram.api import Call

PEOPLE = 1000
A_SECOND = FloodLimits().per_second
ALONE = 60  # reminders that are due one after the other, with nothing else going on
APART_S = 0.5
PATIENCE_S = 600


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as bot:
        people = [asker.person for asker in askers(bot, PEOPLE + 1)]
        ids = asyncio.run(
            add_people(bot.settings["DATABASE_URL"], "telegram", [str(person.id) for person in people])
        )
        bot.telegram.limits = FloodLimits()
        late(bot, ids)
        broadcast(bot, ids[:PEOPLE], people[PEOPLE])


def late(bot: ServedBot, ids: Sequence[int]) -> None:
    """How late reminders are that come one by one."""
    moments = [1 + APART_S * number for number in range(ALONE)]
    due = asyncio.run(plan_reminders(bot.settings["DATABASE_URL"], ids[:ALONE], after_s=moments))
    bot.telegram.wait_until(lambda: len(reminders(bot)) == ALONE, PATIENCE_S)
    began = due.timestamp() - time.time() + time.monotonic()
    sent = {call.parameters["text"]: call.at for call in reminders(bot)}
    lateness = [sent[words(number)] - began - moment for number, moment in enumerate(moments)]
    print(
        f"lateness with nothing else going on: p50 {percentile(lateness, 0.5):.0f} ms, "
        f"p99 {percentile(lateness, 0.99):.0f} ms"
    )


def broadcast(bot: ServedBot, ids: Sequence[int], asker: Person) -> None:
    """How long it takes to remind everybody, and how long somebody who asks something meanwhile waits."""
    before, refused = len(reminders(bot)), len(too_many(bot))
    stop, waits = threading.Event(), list[float]()
    cpu = cpu_s(bot.running.pid)
    asking = threading.Thread(target=ask, args=(bot, asker, stop, waits))
    asyncio.run(plan_reminders(bot.settings["DATABASE_URL"], ids, begin=ALONE))
    asking.start()
    bot.telegram.wait_until(lambda: len(reminders(bot)) == before + len(ids), PATIENCE_S)
    stop.set()
    asking.join()
    sent = [call.at for call in reminders(bot)[before:]]
    took, least = sent[-1] - sent[0], (len(ids) - A_SECOND) / A_SECOND
    print(
        f"{len(ids)} reminders: {took:.1f} s, {took / least:.2f} x the least that the limits allow "
        f"({least:.1f} s); 429 answers: {len(too_many(bot)) - refused}"
    )
    print(f"CPU of the bot, the questions included: {(cpu_s(bot.running.pid) - cpu) / took:.0%} of a core")
    print(
        f"{len(waits)} questions meanwhile: answered p50 {percentile(waits, 0.5):.0f} ms, "
        f"p99 {percentile(waits, 0.99):.0f} ms"
    )


def ask(bot: ServedBot, asker: Person, stop: threading.Event, waits: list[float]) -> None:
    """Ask one question after the other, a second apart, and note how long each waited."""
    mine = str(asker.id)
    while not stop.wait(1.2):
        before = len(calls_to(bot, mine))
        asked = time.monotonic()
        asker.says(QUESTIONS[len(waits) % len(QUESTIONS)])
        while len(calls_to(bot, mine)) == before:
            time.sleep(0.002)
        waits.append(calls_to(bot, mine)[before].at - asked)


def calls_to(bot: ServedBot, chat: str) -> list[Call]:
    """The messages that one chat got."""
    return [
        call for call in bot.telegram.calls_of("sendMessage") if str(call.parameters.get("chat_id")) == chat
    ]


def reminders(bot: ServedBot) -> list[Call]:
    """The reminders that Telegram took."""
    return [
        call
        for call in bot.telegram.calls_of("sendMessage")
        if call.status == 200 and str(call.parameters["text"]).startswith("Herinnering ")
    ]


def too_many(bot: ServedBot) -> list[Call]:
    """The calls that were one too many."""
    return [call for call in bot.telegram.calls if call.status == 429]
