"""What a reply looks like on Matrix."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Attachment, Choice, Reply, escape
from bot.matrix.rendering import LONGEST_BYTES, file_message, in_thread, posts, replacing, with_our_sign

YES_OR_NO = (Choice("Ja & nee", "yes:"), Choice("<b>", "no:"))
MARKS = tuple(Choice(str(mark), f"mark:{mark}") for mark in range(4))
COMMANDS = ("help", "vraag", "taal")


def test_a_text_is_plain_and_html_with_numbered_choices() -> None:
    (content,) = posts(Reply("**Titel**\n\n_1 < 2_ & meer", YES_OR_NO), COMMANDS)
    assert content["body"] == "Titel\n\n1 < 2 & meer\n\n1. Ja & nee\n2. <b>"
    assert content["formatted_body"] == (
        "<strong>Titel</strong><br><br><em>1 &lt; 2</em> &amp; meer"
        "<ol><li>Ja &amp; nee</li><li>&lt;b&gt;</li></ol>"
    )
    assert content["msgtype"] == "m.text"
    assert content["m.mentions"] == {}


def test_marks_stand_side_by_side_without_positions() -> None:
    (content,) = posts(Reply("Welk cijfer?", MARKS), ())
    assert content["body"] == "Welk cijfer?\n\n0  1  2  3"
    assert "<ol>" not in content["formatted_body"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Stuur /help.", "Stuur !help."),
        ("/vraag – een vraag stellen\n/taal – kiezen", "!vraag – een vraag stellen\n!taal – kiezen"),
        ("ja/help", "ja/help"),
        ("https://lab.test/help", "https://lab.test/help"),
        ("/helpen /onbekend", "/helpen /onbekend"),
        ("24/7", "24/7"),
    ],
)
def test_our_commands_have_an_exclamation_mark(text: str, shown: str) -> None:
    assert with_our_sign(text, COMMANDS) == shown


def test_nothing_to_say_is_no_message() -> None:
    assert posts(Reply(" "), ()) == []


anybodys_words = st.text(min_size=1, max_size=200)


@given(words=anybodys_words.filter(str.strip))
@settings(max_examples=100, deadline=None)
def test_somebodys_own_words_are_shown_exactly_and_make_no_html(words: str) -> None:
    (content,) = posts(Reply(escape(words)), ())
    assert content["body"] == words
    assert "<" not in content["formatted_body"].replace("<br>", "")


@given(word=st.sampled_from(["woord ", "é", "😀", "&", "**vet** ", "\n", "x"]), times=st.integers(1, 40_000))
@settings(max_examples=40, deadline=None)
def test_however_long_a_text_is_each_event_is_small_enough_and_no_word_is_lost(word: str, times: int) -> None:
    contents = posts(Reply(f"begin {word * times} eind", YES_OR_NO), ())
    assert all(len(json.dumps(content)) <= LONGEST_BYTES + 1000 for content in contents)
    assert all("<ol>" not in content["formatted_body"] for content in contents[:-1])
    (whole,) = ["".join(content["body"] for content in contents).replace("\n\n1. Ja & nee\n2. <b>", "")]
    plain = word.replace("**", "")
    assert "".join(whole.split()) == "".join(f"begin {plain * times} eind".split())


def test_a_message_in_a_thread_says_so_to_old_clients_too() -> None:
    relation = in_thread({"body": "x"}, "$root")["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", "$root")
    assert relation["is_falling_back"]
    assert "m.relates_to" not in in_thread({"body": "x"}, None)


def test_an_edit_has_the_new_words_twice() -> None:
    (content,) = posts(Reply("nieuw"), ())
    edit = replacing(content, "$1")
    assert edit["m.new_content"]["body"] == "nieuw"
    assert edit["body"] == "* nieuw"
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$1"}


@pytest.mark.parametrize(("media_type", "kind"), [("image/png", "m.image"), ("text/calendar", "m.file")])
def test_a_file_says_what_it_is(media_type: str, kind: str) -> None:
    content = file_message(Attachment("x.png", media_type, b"123"), {"url": "mxc://x"})
    assert (content["msgtype"], content["body"], content["url"]) == (kind, "x.png", "mxc://x")
    assert content["info"] == {"mimetype": media_type, "size": 3}
