"""Whatever comes in: the bot goes on answering, and says nothing of what members write in its logs."""

import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.telegram_bot import SECRET, WEBHOOK, Member, ServedBot, served

QUESTION = "school stuurt hem weer naar huis, wat nu?"
NAME, WORD = "Zwartjanneke", "Xylofrats"
BIG = 2**52 - 1  # Telegram: at most 52 significant bits
SENDER = {"id": 7_000_000_001, "is_bot": False, "first_name": NAME, "language_code": "nl"}
CHAT = {"id": 7_000_000_001, "type": "private", "first_name": NAME}
CHANNEL = {"id": -1_002_345_678_901, "type": "channel", "title": NAME}
GROUP = {"id": -4_100_000_001, "type": "group", "title": NAME}
BOT = {"id": 987_654, "is_bot": True, "first_name": NAME, "username": "andere_bot"}
NOW = 1_795_000_000


def message(**fields: Any) -> dict[str, Any]:
    """A private message of an unknown person, with fields of it changed; None takes one away."""
    made = {"message_id": 1, "date": NOW, "chat": CHAT, "from": SENDER, "text": WORD, **fields}
    return {key: value for key, value in made.items() if value is not None}


def mark(kind: str, offset: int, length: int) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length}


UPDATES: dict[str, dict[str, Any]] = {
    "nothing but an id": {},
    "a kind that does not exist": {"wonder_of_2031": {"text": WORD}},
    "a kind the library knows but we do not": {
        "poll": {
            "id": "1",
            "question": WORD,
            "options": [],
            "total_voter_count": 0,
            "is_closed": True,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        }
    },
    "a message without sender": {"message": message(**{"from": None})},
    "a message in a group without sender": {"message": message(chat=GROUP, **{"from": None})},
    "a message of a group in its own name": {"message": message(chat=GROUP, sender_chat=GROUP)},
    "a post in a channel": {"channel_post": message(chat=CHANNEL, sender_chat=CHANNEL, **{"from": None})},
    "an edited post": {"edited_channel_post": message(chat=CHANNEL, edit_date=NOW, **{"from": None})},
    "a channel that forwards to its group": {
        "message": message(chat=GROUP, sender_chat=CHANNEL, is_automatic_forward=True)
    },
    "another bot in a group": {"message": message(chat=GROUP, text="/help", **{"from": BOT})},
    "another bot in private": {"message": message(**{"from": BOT})},
    "the largest ids": {
        "message": message(chat={**CHAT, "id": BIG}, message_id=2**31 - 1, **{"from": {**SENDER, "id": BIG}})
    },
    "a forwarded message": {
        "message": message(
            message_id=3, forward_origin={"type": "hidden_user", "date": NOW, "sender_user_name": NAME}
        )
    },
    "a forwarded message of an unknown origin": {
        "message": message(message_id=4, forward_origin={"type": "from_mars", "date": NOW})
    },
    "entities past the end": {"message": message(message_id=5, entities=[mark("mention", 900, 40)])},
    "a command past the end": {"message": message(message_id=6, entities=[mark("bot_command", 0, 400)])},
    "an entity that begins before the text": {
        "message": message(message_id=7, entities=[mark("mention", -3, 5)])
    },
    "an entity in the middle of an emoji": {
        "message": message(message_id=8, text="🙂🙂", entities=[mark("bot_command", 1, 2)])
    },
    "an entity of an unknown kind": {"message": message(message_id=9, entities=[mark("smell", 0, 2)])},
    "an empty text": {"message": message(message_id=10, text="")},
    "a text of spaces": {"message": message(message_id=11, text=" \n\t ")},
    "a broken character": {"message": message(message_id=12, text=f"\ud83d {WORD}")},
    "a null character": {"message": message(message_id=13, text=f"{WORD} \x00 {WORD}")},
    "a message without content": {"message": message(message_id=14, text=None)},
    "a very old message": {"message": message(message_id=15, date=0)},
    "a message from the future": {"message": message(message_id=16, date=4_000_000_000)},
    "an edit of what it never saw": {"edited_message": message(message_id=17, edit_date=NOW)},
    "a press without message": {
        "callback_query": {
            "id": "1",
            "from": SENDER,
            "chat_instance": "1",
            "data": WORD,
            "inline_message_id": "a",
        }
    },
    "a press without data": {
        "callback_query": {"id": "2", "from": SENDER, "chat_instance": "1", "game_short_name": WORD}
    },
    "a press with made-up data": {
        "callback_query": {
            "id": "3",
            "from": SENDER,
            "chat_instance": "1",
            "data": f"{WORD}:999999999999999999999",
            "message": message(message_id=18),
        }
    },
    "a press on a message that is gone": {
        "callback_query": {
            "id": "4",
            "from": SENDER,
            "chat_instance": "1",
            "data": "weg:0",
            "message": {"chat": CHAT, "message_id": 19, "date": 0},
        }
    },
    "a reaction": {
        "message_reaction": {
            "chat": CHAT,
            "message_id": 20,
            "user": SENDER,
            "date": NOW,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "🦕"}],
        }
    },
    "an inline question": {"inline_query": {"id": "5", "from": SENDER, "query": WORD, "offset": ""}},
}
# What Telegram would never send: fields that the API promises are missing or of another type.
BROKEN: dict[str, dict[str, Any]] = {
    "a message that is a list": {"message": [WORD]},
    "a sender without id": {"message": message(**{"from": {"first_name": NAME}})},
    "a date in words": {"message": message(date=WORD)},
}


@pytest.fixture(scope="module", params=["polling", WEBHOOK])
def talkative(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedBot]:
    """A running bot that logs all it can; whatever it was given, afterwards its logs keep silent."""
    folder: Path = tmp_path_factory.mktemp("talkative")
    with served(folder, request.param, LOG_LEVEL="DEBUG") as bot:
        yield bot
        assert "DEBUG" in bot.log
        secrets = (NAME, WORD, bot.telegram.token, bot.telegram.token.split(":")[1], SECRET, "stuurt hem")
        assert [each for each in secrets if each.casefold() in bot.all_logs.casefold()] == []


def still_answers(bot: ServedBot) -> None:
    """Whether a member who comes now gets an answer, and nothing waits for the bot any more."""
    member = Member(bot.telegram, NAME)
    member.gets(member.person.starts)
    assert "Naar huis sturen" in member.asks(QUESTION).text
    bot.telegram.wait_until(lambda: not bot.telegram.waiting, 30)
    assert bot.running.poll() is None


@pytest.mark.parametrize("what", UPDATES)
def test_an_odd_update_stops_nothing(talkative: ServedBot, what: str) -> None:
    talkative.telegram.pushes(dict(UPDATES[what]))
    still_answers(talkative)


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_update_stops_nothing(talkative: ServedBot, what: str) -> None:
    talkative.telegram.pushes(dict(BROKEN[what]))
    still_answers(talkative)


def test_all_odd_updates_at_once_stop_nothing(talkative: ServedBot) -> None:
    for update in (UPDATES | BROKEN).values():
        talkative.telegram.pushes(dict(update))
    still_answers(talkative)


def test_the_same_message_twice_is_answered_once(talkative: ServedBot) -> None:
    member = Member(talkative.telegram, NAME)
    member.gets(member.person.starts)
    twice = {
        "message": message(
            message_id=member.last.id + 100_000, chat={**CHAT, "id": member.person.id}, text=QUESTION
        )
    }
    twice["message"]["from"] = {**SENDER, "id": member.person.id}
    member.gets(lambda: [talkative.telegram.pushes(dict(twice)) for _ in range(2)])
    member.sees_nothing_new()


def posted(bot: ServedBot, body: bytes, headers: dict[str, str], method: str = "POST") -> int:
    """The status with which the webhook answers this."""
    connection = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=20)
    try:
        connection.request(method, "/telegram-hook", body, headers)
        return connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):  # it said no before it had read all
        return 413
    finally:
        connection.close()


@pytest.fixture(scope="module")
def webhook_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    with served(tmp_path_factory.mktemp("hook"), WEBHOOK, LOG_LEVEL="DEBUG") as bot:
        yield bot
        assert [word for word in (NAME, WORD, SECRET, bot.telegram.token) if word in bot.log] == []


RIGHT = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
UPDATE = json.dumps({"update_id": 5, "message": message(message_id=21)}).encode()


@pytest.mark.parametrize(
    ("body", "headers", "statuses"),
    [
        (UPDATE, {}, {401, 403, 404}),
        (UPDATE, {"X-Telegram-Bot-Api-Secret-Token": "fout"}, {401, 403, 404}),
        (UPDATE, {"X-Telegram-Bot-Api-Secret-Token": ""}, {401, 403, 404}),
        (UPDATE, {"X-Telegram-Bot-Api-Secret-Token": "geheim-ë".encode().decode("latin-1")}, {401, 403, 404}),
        (b"x" * 10_000_000, RIGHT, {413}),
        (b"x" * 10_000_000, {}, {401, 403, 404, 413}),
        (f"{WORD} is geen JSON".encode(), RIGHT, {200, 400}),
        (b"", RIGHT, {200, 400}),
        (b"[]", RIGHT, {200, 400}),
        (b"null", RIGHT, {200, 400}),
        (b'{"update_id": "x"}', RIGHT, {200, 400}),
        (b"\xff\xfe{}", RIGHT, {200, 400}),
        (b"[" * 100_000, RIGHT, {200, 400}),
    ],
    ids=range(13),
)
def test_a_post_that_is_not_telegrams_is_refused(
    webhook_bot: ServedBot, body: bytes, headers: dict[str, str], statuses: set[int]
) -> None:
    sent = len(webhook_bot.telegram.calls_of("sendMessage"))
    assert posted(webhook_bot, body, headers) in statuses
    time.sleep(0.1)
    assert len(webhook_bot.telegram.calls_of("sendMessage")) == sent
    still_answers(webhook_bot)


def test_the_webhook_takes_posts_only(webhook_bot: ServedBot) -> None:
    assert posted(webhook_bot, b"", RIGHT, "GET") == 405
    still_answers(webhook_bot)
