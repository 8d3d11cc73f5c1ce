"""Who comes to the bot on Matrix with what: strangers, plain rooms, kicks, replaced rooms, odd contents."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.matrix_bot import ServedBot, served_for_all
from tests.journeys.matrix_http import PlainTalk, SecretTalk, invited, plain_talk
from tests.wire.synapse import Json, Synapse

QUESTION = "school stuurt hem weer naar huis, wat nu?"
ANSWERED = "Naar huis sturen"
UNREADABLE = "Ik kon dit niet lezen, stuur het nog eens."
GRACE_S = 8.0
OWN = "$own"


@pytest.fixture(scope="module")
def bot(homeserver: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    """A bot that goes into plain rooms too."""
    with served_for_all(homeserver, tmp_path_factory.mktemp("bot"), MATRIX_ALLOW_PLAIN="true") as running:
        yield running


@pytest.fixture(scope="module")
def careful_bot(homeserver: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    """A bot as it is when nothing is set."""
    with served_for_all(homeserver, tmp_path_factory.mktemp("careful")) as running:
        yield running


@pytest.fixture(scope="module")
def distant_bot(homeserver: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    """A bot to which everybody here is a stranger."""
    chosen = {"MATRIX_ALLOWED_SERVERS": "elders.test", "MATRIX_ALLOW_PLAIN": "true"}
    with served_for_all(homeserver, tmp_path_factory.mktemp("distant"), **chosen) as running:
        yield running


@pytest.mark.parametrize("version", ["10", "12"])
def test_a_plain_room_will_do_where_the_operator_allows_it(
    homeserver: Synapse, bot: ServedBot, version: str
) -> None:
    chat = plain_talk(homeserver, bot, room_version=version)
    assert chat.asks(QUESTION).startswith(ANSWERED)
    assert chat.asks("1") == "Fijn om te horen."


def test_elsewhere_a_plain_room_is_left_with_one_sentence(
    homeserver: Synapse, careful_bot: ServedBot
) -> None:
    chat = invited(homeserver.somebody(), careful_bot)
    assert "versleuteld gesprek" in chat.gets()
    chat.waits_for("leave")
    chat.hears_nothing_more()


def test_a_stranger_gets_one_polite_sentence_and_no_more(homeserver: Synapse, distant_bot: ServedBot) -> None:
    stranger = homeserver.somebody()
    chat = invited(stranger, distant_bot)
    assert "alleen met leden" in chat.gets()
    chat.waits_for("leave")
    chat.hears_nothing_more()
    again = invited(stranger, distant_bot)
    again.waits_for("leave")
    again.hears_nothing_more()


def test_a_stranger_who_asks_it_into_a_group_is_declined(homeserver: Synapse, distant_bot: ServedBot) -> None:
    chat = invited(homeserver.somebody(), distant_bot, is_direct=False)
    chat.waits_for("leave")
    chat.hears_nothing_more()


def test_what_was_said_before_the_bot_came_is_not_answered(homeserver: Synapse, bot: ServedBot) -> None:
    host = homeserver.somebody()
    room = host.post("/createRoom", {"preset": "public_chat", "is_direct": True})["room_id"]
    chat = PlainTalk(host, room, bot.user_id)
    for _ in range(30):
        chat.says(QUESTION)
    host.post(f"/rooms/{room}/invite", {"user_id": bot.user_id})
    chat.waits_for("join")
    chat.says("hoi")
    assert not chat.gets().startswith(ANSWERED)
    chat.hears_nothing_more()


EDIT = {"rel_type": "m.replace", "event_id": "$unknown"}
NOTHING_SAID: list[Any] = [
    {"msgtype": "m.text", "body": 5},
    {"msgtype": "m.text"},
    {"msgtype": 5, "body": "hoi"},
    {"msgtype": "m.text", "body": ["hoi"]},
    {"body": "hoi"},
    {},
    "hoi",
    {"msgtype": "m.notice", "body": "hoi"},
    {"msgtype": "nl.example.unknown", "body": "hoi"},
    {"msgtype": "m.text", "body": "* hoi", "m.relates_to": EDIT},
    {"msgtype": "m.text", "body": "* hoi", "m.new_content": 5, "m.relates_to": EDIT},
    {
        "msgtype": "m.text",
        "body": "* hoi",
        "m.new_content": {"msgtype": "m.text", "body": QUESTION},
        "m.relates_to": EDIT,
    },
]
MESSAGE = {"msgtype": "m.text", "body": QUESTION}
ANNOTATION = {"rel_type": "m.annotation", "event_id": "$unknown"}
ODD_EVENTS: list[Any] = [
    {"type": "m.room.message", "content": MESSAGE, "room_id": "!another"},
    {"type": "m.room.member", "state_key": "@x:y", "content": {"membership": "join"}},
    {"type": "m.room.encrypted", "content": {}},
    {"type": 5, "content": MESSAGE, "sender": "@x:y", "event_id": "$x", "origin_server_ts": 1},
    {"type": "m.reaction", "content": {"m.relates_to": ANNOTATION}},
    {"type": "m.reaction", "content": {"m.relates_to": {**ANNOTATION, "key": 5}}},
    {"type": "m.reaction", "content": {"m.relates_to": {**ANNOTATION, "key": "👍"}}},
    [],
    5,
]


def test_what_says_nothing_gets_no_answer_and_does_no_harm(homeserver: Synapse, bot: ServedBot) -> None:
    """Encrypted, so that no server can refuse it; and among it, what claims to be of somebody else."""
    bram = SecretTalk(homeserver, bot)
    bram.gives_key()
    for content in NOTHING_SAID:
        bram.sends({"type": "m.room.message", "room_id": bram.room, "content": content})
    for event in ODD_EVENTS:
        bram.sends(event)
    bram.says(QUESTION)
    time.sleep(GRACE_S)
    answers = bram.hears(ANSWERED)
    assert sorted(answers, key=len)[:-1] in ([], [UNREADABLE])


@pytest.mark.parametrize(
    "relation", ["text", 5, [], {"event_id": 5}, {"m.in_reply_to": "x"}, {"rel_type": []}]
)
def test_an_odd_relation_is_as_good_as_none(homeserver: Synapse, bot: ServedBot, relation: Any) -> None:
    chat = plain_talk(homeserver, bot)
    chat.says(QUESTION, **{"m.relates_to": relation})
    assert chat.gets().startswith(ANSWERED)


@pytest.mark.parametrize(
    "content",
    [
        {"m.relates_to": {"rel_type": "m.annotation", "event_id": OWN, "key": "👍"}},
        {"m.relates_to": "👍"},
        {},
    ],
    ids=str,
)
def test_a_reaction_to_something_unknown_is_nothing(
    homeserver: Synapse, bot: ServedBot, content: Json
) -> None:
    chat = plain_talk(homeserver, bot)
    own = chat.says("hoi")
    chat.gets()
    chat.sends(json.loads(json.dumps(content).replace(OWN, own)), "m.reaction")
    assert chat.asks(QUESTION).startswith(ANSWERED)
    chat.hears_nothing_more()


def test_a_message_as_large_as_the_server_takes_is_answered_once(homeserver: Synapse, bot: ServedBot) -> None:
    chat = plain_talk(homeserver, bot)
    assert chat.asks(QUESTION + " en dan " * 8000)
    assert chat.asks("<b>&amp;</b> \u202e \x00 **vet** _schuin_ \\")
    chat.hears_nothing_more()


def test_who_is_put_out_can_be_asked_in_again(homeserver: Synapse, bot: ServedBot) -> None:
    chat = plain_talk(homeserver, bot, preset="private_chat")
    chat.says(QUESTION)
    chat.account.post(f"/rooms/{chat.room}/kick", {"user_id": bot.user_id})
    other = plain_talk(homeserver, bot)
    assert other.asks(QUESTION).startswith(ANSWERED)
    chat.account.post(f"/rooms/{chat.room}/invite", {"user_id": bot.user_id})
    chat.waits_for("join")
    chat._seen = len(chat.heard())
    assert chat.asks(QUESTION).startswith(ANSWERED)


def test_a_chat_that_its_member_left_is_left_by_the_bot(homeserver: Synapse, bot: ServedBot) -> None:
    chat = plain_talk(homeserver, bot)
    chat.asks(QUESTION)
    chat.account.post(f"/rooms/{chat.room}/leave", {})
    end = time.monotonic() + 90
    query = "SELECT unreachable_reason FROM doors WHERE sender = ?"
    while bot.rows(query, chat.account.user_id) != [("left",)]:
        assert time.monotonic() < end
        time.sleep(0.1)
    again = invited(chat.account, bot)
    again.waits_for("join")
    assert again.asks(QUESTION).startswith(ANSWERED)
    assert bot.rows(query, chat.account.user_id) == [(None,)]


def test_a_room_that_is_replaced_is_followed_with_what_was_open_in_it(
    homeserver: Synapse, bot: ServedBot
) -> None:
    chat = plain_talk(homeserver, bot, room_version="10")
    chat.asks(QUESTION)
    answer = chat.account.post(f"/rooms/{chat.room}/upgrade", {"new_version": "12"})
    new = PlainTalk(chat.account, answer["replacement_room"], bot.user_id)
    status, _ = new.account.ask("POST", f"/rooms/{new.room}/invite", {"user_id": bot.user_id})
    assert status in (200, 403)  # 403: it is in already
    new.waits_for("join")
    end = time.monotonic() + 90
    while not bot.rows("SELECT 1 FROM choice_list WHERE conversation = ?", new.room):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert new.asks("1") == "Fijn om te horen."


def test_a_room_can_not_be_taken_over_by_saying_that_it_is_replaced(
    homeserver: Synapse, bot: ServedBot
) -> None:
    chat = plain_talk(homeserver, bot)
    chat.asks(QUESTION)
    predecessor = {"room_id": chat.room, "event_id": "$x"}
    plain_talk(homeserver, bot, creation_content={"predecessor": predecessor})
    assert chat.asks("1") == "Fijn om te horen."


def test_what_can_not_be_read_is_said_once_in_a_room(homeserver: Synapse, bot: ServedBot) -> None:
    bram = SecretTalk(homeserver, bot)
    for number in range(3):
        bram.says(f"vraag {number}")
        time.sleep(0.5)
    assert bram.hears(UNREADABLE) == [UNREADABLE]
    bram.says("en nu?")
    time.sleep(GRACE_S)
    assert bram.answers() == [UNREADABLE]


def test_a_key_that_comes_late_is_used_all_the_same(homeserver: Synapse, bot: ServedBot) -> None:
    bram = SecretTalk(homeserver, bot)
    bram.says(QUESTION)
    time.sleep(1.5)
    bram.gives_key()
    answers = bram.hears(ANSWERED)
    time.sleep(GRACE_S)
    assert bram.answers() == answers
    assert len(answers) == 1


def test_all_this_is_no_news_for_the_operator(bot: ServedBot, distant_bot: ServedBot) -> None:
    for each in (bot, distant_bot):
        assert [line for line in each.complaints if "Traceback" in line or "ERROR" in line] == []
        assert "lab.test" not in each.log
