"""What an answered question on Telegram costs, beside an echo by bare python-telegram-bot, in one run.

Both bots are processes of their own before the same local server; people ask one after the other. CPU is what
the system counted for the process, so that a busy machine changes the times and hardly the ratio.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.machine import percentile
from benchmarks.quality import QUESTIONS
from knowledge_base.evaluation import read_questions
from tests.wire.telegram import Person, TelegramServer, threaded_telegram_server

PEOPLE = 20
QUESTIONS_A_ROUND = 300
WARM_UP = 40
ROUNDS = 3
PATIENCE_S = 30
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
ECHO = """
import sys
from telegram import Update
from telegram.ext import Application, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text(update.message.text)
async def started(app):
    print("ready", file=sys.stderr, flush=True)
app = Application.builder().token(sys.argv[1]).base_url(sys.argv[2]).post_init(started).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling(allowed_updates=Update.ALL_TYPES)
"""


def main() -> None:
    """Print CPU and times per question, and the ratio to an echo, round by round."""
    texts = [question.text for question in read_questions(QUESTIONS / "unseen.tsv") if question.text.strip()]
    ratios = []
    for number in range(1, ROUNDS + 1):
        asked = texts[: WARM_UP + QUESTIONS_A_ROUND]
        with threaded_telegram_server() as server, echo_bot(server) as process:
            echo = cost("echo", server, process, asked)
        with threaded_telegram_server() as server, our_bot(server) as process:
            ours = cost("ours", server, process, asked)
        ratios.append(ours / echo)
        print(f"round {number}: ratio of CPU {ours / echo:.2f}")
    print(f"CPU per answered question against an echo: median ratio {sorted(ratios)[ROUNDS // 2]:.2f}")


def cost(name: str, server: TelegramServer, process: "subprocess.Popen[bytes]", texts: list[str]) -> float:
    """CPU per question, in seconds; prints it with the times."""
    people = [server.person(f"Person {number}", language_code="nl") for number in range(PEOPLE)]
    for text in texts[:WARM_UP]:
        ask(server, people[0], text)
    before, times = cpu_s(process.pid), []
    for number, text in enumerate(texts[WARM_UP:]):
        times.append(ask(server, people[number % PEOPLE], text))
    per_question = (cpu_s(process.pid) - before) / len(times)
    print(
        f"  {name}: CPU {per_question * 1000:.1f} ms a question, "
        f"answer p50 {percentile(times, 0.5):.0f} ms, p99 {percentile(times, 0.99):.0f} ms"
    )
    return per_question


def ask(server: TelegramServer, person: Person, text: str) -> float:
    """How long an answer takes, in seconds."""
    before = len(person.sees)
    started = time.monotonic()
    person.says(text)
    server.wait_until(lambda: len(person.sees) > before, timeout=PATIENCE_S)
    return server.calls_of("sendMessage")[-1].at - started


def cpu_s(pid: int) -> float:
    """The CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


@contextmanager
def echo_bot(server: TelegramServer) -> Iterator["subprocess.Popen[bytes]"]:
    """A bot that says what it hears."""
    with running([sys.executable, "-c", ECHO, server.token, server.base_url], "ready", {}) as process:
        yield process


@contextmanager
def our_bot(server: TelegramServer) -> Iterator["subprocess.Popen[bytes]"]:
    """The product, on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "LEERNETWERK_TELEGRAM_TOKEN": server.token,
            "LEERNETWERK_TELEGRAM_BASE_URL": server.base_url,
            "LEERNETWERK_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        }
        with running([sys.executable, "-m", "bot", "run"], "ready telegram", settings) as process:
            yield process


@contextmanager
def running(command: list[str], sign: str, settings: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A process, from the line that says it is ready until the end of the block."""
    with subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.PIPE) as process:
        assert process.stderr
        while not re.search(rf"^{sign}\s*$", process.stderr.readline().decode()):
            pass
        try:
            yield process
        finally:
            process.kill()
