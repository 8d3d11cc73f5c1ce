"""What an event of a room becomes, whatever its sender put in it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Address, IncomingMessage, Kind, MessageRef
from bot.matrix.membership import after_join, is_fresh_join, membership, predecessor, replacement
from bot.matrix.translate import Me, Place, translate

ME = Me("@bot:lab.test", "Leernetwerkbot")
ROOM = "!room:lab.test"
DIRECT, GROUP = Place(ROOM), Place(ROOM, is_direct=False)
ADDRESS = Address("matrix", ROOM)
Json = dict[str, Any]


def event(content: Any, kind: str = "m.room.message", **more: Any) -> Json:
    """An event of Anna's."""
    return {"type": kind, "event_id": "$1", "sender": "@anna:lab.test", "content": content, **more}


def text(body: Any, **more: Any) -> Json:
    """A text of Anna's."""
    return event({"msgtype": "m.text", "body": body, **more})


def heard(source: Json, place: Place = DIRECT) -> IncomingMessage:
    """The message in an event that has one."""
    message = translate(source, place, ME)
    assert message is not None
    return message


def test_words_are_a_text_of_their_sender_in_that_room() -> None:
    assert heard(text("school belt weer")) == IncomingMessage(
        "$1",
        Kind.TEXT,
        "@anna:lab.test",
        ADDRESS,
        "school belt weer",
        private=Address("matrix", "@anna:lab.test"),
        ref=MessageRef(ADDRESS, "$1"),
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("!help", "help"),
        ("! help", "help"),
        ("/help", "help"),
        ("  !vraag  school belt", "vraag school belt"),
        ("!vraag\nschool belt\nweer", "vraag school belt\nweer"),
        ("@bot:lab.test: !themas", "themas"),
        ("Leernetwerkbot, !taal English", "taal English"),
    ],
)
def test_an_exclamation_mark_makes_a_command(body: str, words: str) -> None:
    message = heard(text(body))
    assert (message.kind, message.text) == (Kind.COMMAND, words)


@pytest.mark.parametrize("body", ["!", "!!", "wat nu!", "!2", "/ 2", "?!", "a!help"])
def test_other_exclamation_marks_make_none(body: str) -> None:
    assert heard(text(body)).kind is Kind.TEXT


@pytest.mark.parametrize(
    ("body", "words", "mentions"),
    [
        ("@bot:lab.test: wat nu?", "wat nu?", True),
        ("hoi @Leernetwerkbot wat nu?", "hoi wat nu?", True),
        ("leernetwerkbot: wat nu?", "wat nu?", True),
        ("@bot", "", True),
        ("de bot zegt niets", "de bot zegt niets", False),
        ("robot: wat nu?", "robot: wat nu?", False),
        ("botten: wat nu?", "botten: wat nu?", False),
        ("mail@bot.nl", "mail@bot.nl", False),
        ("@bot:lab.tests: x", "@bot:lab.tests: x", False),
    ],
)
def test_the_name_of_the_bot_is_a_mention_and_no_part_of_the_words(
    body: str, words: str, mentions: bool
) -> None:
    message = heard(text(body), GROUP)
    assert (message.text, message.mentions_bot) == (words, mentions)


@pytest.mark.parametrize(
    ("mentions", "named"),
    [
        ({"user_ids": ["@bot:lab.test"]}, True),
        ({"user_ids": ["@anna:lab.test"]}, False),
        ({"user_ids": "@bot:lab.test"}, False),
        ({}, False),
        ("@bot:lab.test", False),
    ],
)
def test_a_client_can_say_that_the_bot_is_meant(mentions: Any, named: bool) -> None:
    assert heard(text("wat nu?", **{"m.mentions": mentions}), GROUP).mentions_bot is named


def test_a_reply_names_what_it_replies_to_and_loses_the_quote() -> None:
    relation = {"m.in_reply_to": {"event_id": "$list"}}
    quoted = "> <@bot:lab.test> Kies er een\n> 1. Ja\n\n1"
    message = heard(text(quoted, **{"m.relates_to": relation}))
    assert (message.text, message.replies_to) == ("1", MessageRef(ADDRESS, "$list"))


def test_a_quote_that_is_no_reply_stays() -> None:
    assert heard(text("> 1\n\nwat is dit?")).text == "> 1\n\nwat is dit?"


@pytest.mark.parametrize(("falls_back", "replied"), [(True, None), (False, "$2"), ("yes", "$2")])
def test_a_thread_is_part_of_the_address_and_its_fallback_no_reply(
    falls_back: Any, replied: str | None
) -> None:
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": falls_back,
        "m.in_reply_to": {"event_id": "$2"},
    }
    message = heard(text("wat nu?", **{"m.relates_to": relation}))
    assert message.address == Address("matrix", ROOM, "$root")
    assert (message.replies_to.id if message.replies_to else None) == replied


def test_an_edit_has_the_new_words_and_names_what_it_edits() -> None:
    message = heard(
        text(
            "* school",
            **{
                "m.new_content": {"msgtype": "m.text", "body": "school"},
                "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"},
            },
        )
    )
    assert (message.kind, message.text, message.edits) == (Kind.EDIT, "school", "$0")


def test_a_reaction_names_its_sign_and_what_it_is_under() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$list", "key": "👍"}
    message = heard(event({"m.relates_to": relation}, "m.reaction"))
    assert (message.kind, message.text) == (Kind.REACTION, "👍")
    assert message.replies_to == MessageRef(ADDRESS, "$list")


@pytest.mark.parametrize("kind", ["m.image", "m.file", "m.audio", "m.video", "m.location"])
def test_what_is_no_text_is_media(kind: str) -> None:
    assert heard(event({"msgtype": kind, "body": "foto.png"})).kind is Kind.MEDIA


def test_a_sticker_is_media() -> None:
    assert heard(event({"body": "zon"}, "m.sticker")).kind is Kind.MEDIA


def test_a_plain_room_is_known_as_one() -> None:
    assert heard(text("hoi"), Place(ROOM, is_plain=True)).is_plain


@pytest.mark.parametrize(
    "source",
    [
        event({"msgtype": "m.notice", "body": "ik ben ook een bot"}),
        event({"msgtype": "m.key.verification.request", "body": "x"}),
        event({"msgtype": "m.text", "body": "van mijzelf"}, sender="@bot:lab.test"),
        event({"membership": "join"}, "m.room.member", state_key="@anna:lab.test"),
        event({"msgtype": "m.text", "body": "x"}, state_key=""),
        event({"redacts": "$0"}, "m.room.redaction"),
        text(5),
        event("hoi"),
        event(None),
        {},
        {"type": "m.room.message", "content": {"msgtype": "m.text", "body": "x"}},
        event({"m.relates_to": {"rel_type": "m.annotation", "event_id": "$1", "key": 5}}, "m.reaction"),
        event({"m.relates_to": {"rel_type": "m.annotation", "event_id": 5, "key": "👍"}}, "m.reaction"),
    ],
    ids=str,
)
def test_what_is_not_meant_for_the_bot_is_nothing(source: Json) -> None:
    assert translate(source, DIRECT, ME) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("type", "event_id", "sender", "state_key", "content", "unsigned")
IN_CONTENT = ("msgtype", "body", "m.relates_to", "m.new_content", "m.mentions", "membership", "predecessor")


@given(
    source=st.dictionaries(st.sampled_from(KEYS), json_values, max_size=6),
    content=st.dictionaries(st.sampled_from(IN_CONTENT), json_values, max_size=6),
    kind=st.sampled_from(["m.room.message", "m.reaction", "m.sticker", "m.room.member", "m.room.create"]),
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_in_an_event_nothing_breaks(source: Json, content: Json, kind: str) -> None:
    odd = {**source, "type": kind, "content": content}
    for each in (source, odd):
        translate(each, DIRECT, ME)
        membership(each)
        after_join([each], ME.user_id)
        is_fresh_join(each, ME.user_id)
        predecessor([each])
        replacement(content)


def member(user: str, now: str, before: str | None = None, **more: Any) -> Json:
    """Somebody's membership as it changed."""
    unsigned = {"prev_content": {"membership": before}} if before else {}
    change = {"type": "m.room.member", "state_key": user, "sender": user, "content": {"membership": now}}
    return {**change, "event_id": "$m", "unsigned": {**unsigned, **more}}


def test_a_new_name_is_no_new_membership() -> None:
    assert membership(member("@anna:lab.test", "join", "join")) is None
    assert membership(member("@anna:lab.test", "join", "invite")) == "join"
    assert membership(member("@anna:lab.test", "leave", "join")) == "leave"


def test_what_was_said_before_the_last_time_we_came_is_not_for_us() -> None:
    joined = member(ME.user_id, "join", "invite")
    events = [text("eerst"), joined, text("toen"), member(ME.user_id, "join", "join"), joined, text("nu")]
    assert after_join(events, ME.user_id) == 5
    assert after_join(events[2:4], ME.user_id) == 0


@pytest.mark.parametrize(
    ("age", "fresh"), [(5, True), (10_000_000, False), (None, False), ("5", False), (-1, False)]
)
def test_a_join_is_fresh_by_the_servers_own_count(age: Any, fresh: bool) -> None:
    assert is_fresh_join(member(ME.user_id, "join", "invite", age=age), ME.user_id) is fresh


def test_an_edit_names_the_message_that_was_edited() -> None:
    relation = {"rel_type": "m.replace", "event_id": "$0"}
    new = {"msgtype": "m.text", "body": "school belt"}
    edit = heard(text("* school belt", **{"m.new_content": new, "m.relates_to": relation}))
    assert edit.ref == MessageRef(ADDRESS, "$0")
