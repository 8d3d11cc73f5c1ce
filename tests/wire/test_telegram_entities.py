"""Telegram's HTML: what it means, and how it is refused."""

import html
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.telegram.entities import Formatted, trimmed, utf16_cut, utf16_length, with_found
from tests.wire.telegram.markup import parsed
from tests.wire.telegram.refusals import Refused


def marks(formatted: Formatted) -> list[tuple[str, str]]:
    """Type and words of each entity."""
    cut = [utf16_cut(formatted.text, mark["offset"], mark["length"]) for mark in formatted.entities]
    return [(mark["type"], words) for mark, words in zip(formatted.entities, cut, strict=True)]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("<b>vet</b> en <strong>vet</strong>", "vet en vet", [("bold", "vet"), ("bold", "vet")]),
        ("<i>a</i><em>b</em>", "ab", [("italic", "a"), ("italic", "b")]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", "a"), ("underline", "b")]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", sign) for sign in "abc"]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", "a")]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", "a")]),
        ("<b>🙂 <i>één</i></b>🙂", "🙂 één🙂", [("bold", "🙂 één"), ("italic", "één")]),
        ("<B>x</b>", "x", [("bold", "x")]),
        ("<b>x</>", "x", [("bold", "x")]),
        ("<b></b>x", "x", []),
        ("<blockquote>a</blockquote>", "a", [("blockquote", "a")]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", "a")]),
        ("<code>a</code>", "a", [("code", "a")]),
        ("<pre>a</pre>", "a", [("pre", "a")]),
        ('<pre><code class="language-python">a</code></pre>', "a", [("pre", "a")]),
        ('<a href="https://nji.nl">NJi</a>', "NJi", [("text_link", "NJi")]),
        ("<a href='nergens'>niets</a>", "niets", []),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#233;&#x1F642;", '1 < 2 && 3 > 2 "é🙂', []),
        ("&nbsp;&copy &lt", "&nbsp;&copy <", []),
        ("1 > 0 'zo'", "1 > 0 'zo'", []),
    ],
)
def test_tags_become_entities(source: str, text: str, expected: list[tuple[str, str]]) -> None:
    formatted = parsed(source)
    assert formatted.text == text
    assert marks(formatted) == expected


def test_addresses_and_languages_are_kept() -> None:
    assert (
        parsed("<a href='https://nji.nl?a=1&amp;b=2'>x</a>").entities[0]["url"] == "https://nji.nl/?a=1&b=2"
    )
    assert parsed("<a>https://nji.nl/x</a>").entities[0]["url"] == "https://nji.nl/x"
    assert parsed('<pre><code class="language-python">x</code></pre>').entities[0]["language"] == "python"
    assert parsed('<code class="language-python">x</code>').entities == [
        {"type": "code", "offset": 0, "length": 1}
    ]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("é <b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é <b", "Unclosed start tag at byte offset 3"),
        ("é <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("ik <3 jou>", 'Unsupported start tag "3" at byte offset 3'),
        ("🙂</b>", "Unexpected end tag at byte offset 4"),
        ("<b>x</b y>", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ('<span class="x">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a", "Unclosed end tag at byte offset 9"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a "x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        (
            "&#xD83D;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_faults_are_named_with_their_place(source: str, fault: str) -> None:
    with pytest.raises(Refused) as refusal:
        parsed(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {fault}"


def test_white_space_around_a_text_goes_and_entities_follow() -> None:
    formatted = trimmed(parsed(" \n🙂 <b>vet </b>\n "))
    assert formatted.text == "🙂 vet"
    assert marks(formatted) == [("bold", "vet")]
    assert trimmed(parsed("  <b> vet</b>")).text == " vet"


def test_commands_mentions_and_addresses_are_found() -> None:
    text = "🙂 /start en /stop@leernetwerk_bot of https://nji.nl/a. @iemand a/b 1/2"
    assert marks(with_found(Formatted(text))) == [
        ("bot_command", "/start"),
        ("bot_command", "/stop@leernetwerk_bot"),
        ("url", "https://nji.nl/a"),
        ("mention", "@iemand"),
    ]


words = st.text(st.characters(codec="utf-8"))


@given(words=words)
@settings(max_examples=300, deadline=None)
def test_escaped_words_come_out_as_they_were(words: str) -> None:
    assert parsed(html.escape(words)) == Formatted(words)


@given(before=words, words=words.filter(bool), after=words)
@settings(max_examples=300, deadline=None)
def test_an_entity_covers_exactly_its_words(before: str, words: str, after: str) -> None:
    formatted = parsed(f"{html.escape(before)}<b>{html.escape(words)}</b>{html.escape(after)}")
    assert marks(formatted) == [("bold", words)]
    assert formatted.entities[0]["offset"] == utf16_length(before)


@given(source=st.text(st.sampled_from("<>/b i&#x;ltamp=\"'")))
@settings(max_examples=500, deadline=None)
def test_any_source_is_parsed_or_refused(source: str) -> None:
    with suppress(Refused):
        assert len(parsed(source).text) <= len(source)
