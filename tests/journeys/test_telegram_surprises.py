"""What once went wrong on Telegram: each the shortest way to see it."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.incoming.allowance import USUAL
from tests.journeys.telegram_bot import POLLING, REPLY_S, WEBHOOK, Member, ServedBot, served
from tests.journeys.telegram_tally import QUESTIONS, askers, tally
from tests.journeys.test_telegram_bad_input import NAME, WORD, message

NO_CHAT = {"update_id": 800_000_000, "message": {"message_id": 1, "date": 1_795_000_000, "text": "a"}}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[ServedBot]:
    with served(tmp_path) as bot:
        yield bot


def test_a_command_in_a_group_is_answered(fresh: ServedBot) -> None:
    anna = fresh.telegram.person("Anna", "nl")
    group = fresh.telegram.group("Netwerk", [anna])
    group.says(anna, "/help")
    fresh.telegram.wait_until(lambda: group.sees, REPLY_S)


def test_the_bot_starts_again_after_a_command_in_a_group(fresh: ServedBot) -> None:
    """A row that could not be sent once ended every later start."""
    anna = Member(fresh.telegram)
    anna.gets(anna.person.starts)
    fresh.telegram.group("Netwerk", [anna.person]).says(anna.person, "/help")
    fresh.telegram.wait_until(lambda: fresh.rows("SELECT 1 FROM outbox WHERE conversation < '0'"), REPLY_S)
    fresh.kill()
    anna.person.says(QUESTIONS[0])
    fresh.start()
    fresh.telegram.wait_until(lambda: len(anna.person.sees) == 2, REPLY_S)
    assert "ERROR" not in fresh.log


@pytest.mark.parametrize("way", [POLLING, WEBHOOK])
def test_an_update_that_can_not_be_read_does_not_keep_others_from_their_answers(
    tmp_path: Path, way: str
) -> None:
    """The library would refuse the whole batch, for ever."""
    with served(tmp_path, way) as bot:
        bot.telegram.pushes(dict(NO_CHAT))
        anna = Member(bot.telegram)
        anna.gets(anna.person.starts)
        bot.telegram.wait_until(lambda: not bot.telegram.waiting, REPLY_S)


def test_an_answer_of_telegram_that_was_cut_off_is_not_quoted_in_the_log(fresh: ServedBot) -> None:
    """The library's logger quotes it at level ERROR."""
    cut_off = json.dumps({"ok": True, "result": [{"update_id": 1, "message": message()}]})[:-9]
    fresh.telegram.faults.answers(200, body=cut_off, method="getUpdates", times=1)
    anna = Member(fresh.telegram)
    anna.gets(anna.person.starts)
    assert [word for word in (NAME, WORD) if word in fresh.log] == []


def test_a_failed_answer_is_not_overtaken_by_the_next_in_the_same_chat(fresh: ServedBot) -> None:
    (asker,) = askers(fresh, 1)
    fresh.telegram.faults.answers(429, "Too Many Requests", "sendMessage", retry_after=1, times=1)
    asker.asks(0)
    time.sleep(0.5)
    asker.asks(1)
    fresh.telegram.wait_until(lambda: len(asker.person.sees) == 3, REPLY_S)
    assert tally(fresh, [asker]).disordered == 0


def test_one_kill_doubles_at_most_one_answer_when_several_chats_are_answered_at_once(
    fresh: ServedBot,
) -> None:
    """While Telegram is quick. On a slow line up to four answers are on their way."""
    people = askers(fresh, 8)
    fresh.telegram.faults.slow(0.05, "sendMessage")
    for asker in people:
        asker.asks()
    fresh.telegram.wait_until(lambda: all(len(asker.person.sees) == 2 for asker in people), REPLY_S)
    fresh.kill()
    fresh.telegram.faults.clear()
    fresh.start()
    time.sleep(3)
    assert tally(fresh, people).doubled <= 1


@pytest.mark.parametrize("way", [WEBHOOK, POLLING])
def test_somebody_is_answered_while_another_chat_floods_the_bot(tmp_path: Path, way: str) -> None:
    """Before the flooder has got the answers that everybody may ask for at once."""
    with served(tmp_path, way) as bot:
        flooder, other = askers(bot, 2)
        for number in range(300):
            flooder.asks(number)
        other.asks()
        bot.telegram.wait_until(lambda: len(other.person.sees) == 2, 60)
        assert len(flooder.person.sees) < USUAL.at_once


def test_an_address_of_mail_is_no_mention(tmp_path: Path) -> None:
    """Privacy mode is off: members talk among themselves, and one gives an address."""
    with served(tmp_path) as bot:
        bot.stop()
        bot.telegram.can_read_all_group_messages = True
        bot.start()
        anna = bot.telegram.person("Anna", "nl")
        group = bot.telegram.group("Netwerk", [anna])
        group.says(anna, f"mail naar info@{bot.telegram.bot_username}.nl")
        bot.telegram.wait_until(lambda: not bot.telegram.waiting, REPLY_S)
        time.sleep(1)
        assert group.sees == []
        assert bot.rows("SELECT 1 FROM outbox WHERE conversation = ?", str(group.id)) == []
