"""What a reply looks like on Telegram: nothing is lost, everything fits, every tag is closed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contract import Attachment, Choice, Reply, escape
from bot.markup import unstyled
from bot.telegram.rendering import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    Post,
    keyboard,
    pieces,
    posts,
)
from tests.wire.telegram.entities import utf16_length
from tests.wire.telegram.markup import parsed

CALENDAR = Attachment("bijeenkomst.ics", "text/calendar", b"BEGIN:VCALENDAR")
PICTURE = Attachment("foto.png", "image/png", b"png")

signs = st.characters(exclude_categories=["Cs"])
markdown = st.lists(
    st.one_of(
        st.text(signs, max_size=30),
        st.sampled_from(["**", "_", "\\", "\n\n", "\n", " ", "<b>", "&amp;", "👩🏽‍🏫", "🙂" * 40, "e\u0301"]),
        st.builds(lambda words: f"**{escape(words)}**", st.text(signs, min_size=1, max_size=300)),
        st.builds(lambda words: f"_{escape(words)}_", st.text(signs, min_size=1, max_size=300)),
        st.builds(
            lambda word, times: f"{word} " * times,
            st.text(signs, min_size=1, max_size=9),
            st.integers(1, 400),
        ),
    ),
    max_size=25,
).map("".join)

often = settings(max_examples=150, deadline=None)


def without_spaces(text: str) -> str:
    """What there is to read, which is all that a cut must keep."""
    return "".join(text.split())


# Pieces


@often
@given(markdown, st.sampled_from([LONGEST_TEXT, LONGEST_CAPTION, 10]))
def test_pieces_join_to_the_whole_text_and_each_fits(text: str, longest: int) -> None:
    cut = pieces(text, longest)
    assert without_spaces("".join(piece.plain for piece in cut)) == without_spaces(unstyled(text))
    assert all(utf16_length(piece.plain) <= longest for piece in cut)


@often
@given(markdown, st.sampled_from([LONGEST_TEXT, 10]))
def test_telegram_reads_of_every_piece_what_it_says(text: str, longest: int) -> None:
    for piece in pieces(text, longest):
        assert parsed(piece.html).text == piece.plain
        assert piece.plain.strip()


@often
@given(st.text(signs))
def test_somebodys_own_words_arrive_as_they_were_written(words: str) -> None:
    joined = "".join(parsed(piece.html).text for piece in pieces(escape(words)))
    assert without_spaces(joined) == without_spaces(words)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "****"[:0], "\u2003"])
def test_where_there_is_nothing_to_read_there_is_no_piece(text: str) -> None:
    assert pieces(text) == []


def test_a_cut_inside_of_bold_closes_it_and_opens_it_again() -> None:
    first, second = pieces(f"**{'woord ' * 3}slot**", 12)
    assert (first.html, second.html) == ("<b>woord woord </b>", "<b>woord slot</b>")


def test_what_looks_like_a_tag_is_shown_as_it_was_typed() -> None:
    (piece,) = pieces("<b>vet</b> & <script>")
    assert piece.html == "&lt;b&gt;vet&lt;/b&gt; &amp; &lt;script&gt;"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("aaaa\n\nbb b\ncc", ["aaaa\n\n", "bb b\ncc"]),
        ("aaaa b\ncc dd", ["aaaa b\n", "cc dd"]),
        ("aaaa bbb cc", ["aaaa bbb ", "cc"]),
        ("aa bbbbbbbbbbb", ["aa bbbbbbb", "bbbb"]),
        ("x" * 25, ["x" * 10, "x" * 10, "x" * 5]),
        ("🙂" * 6, ["🙂" * 5, "🙂"]),
    ],
)
def test_a_text_is_cut_between_paragraphs_else_lines_else_words(text: str, cut: list[str]) -> None:
    assert [piece.plain for piece in pieces(text, 10)] == cut


@pytest.mark.parametrize(
    "text", ["x" * LONGEST_TEXT, "🙂" * (LONGEST_TEXT // 2), f"**{'x' * LONGEST_TEXT}**", "&" * LONGEST_TEXT]
)
def test_the_longest_text_is_one_piece_and_one_sign_more_is_two(text: str) -> None:
    assert len(pieces(text)) == 1
    assert len(pieces(text + "y")) == 2


# Posts


def test_a_short_text_stands_under_its_only_file() -> None:
    (post,) = posts(Reply("De afspraak.", attachments=(CALENDAR,)))
    assert (post.words(tagged=False), post.file) == ("De afspraak.", CALENDAR)


@pytest.mark.parametrize("length", [LONGEST_CAPTION, LONGEST_CAPTION + 1])
def test_a_text_that_is_too_long_for_a_caption_goes_before_the_file(length: int) -> None:
    made = posts(Reply("x" * length, attachments=(CALENDAR,)))
    assert len(made) == (1 if length == LONGEST_CAPTION else 2)
    assert made[-1].file == CALENDAR


def test_of_several_files_the_text_goes_first() -> None:
    made = posts(Reply("Twee bestanden.", attachments=(CALENDAR, PICTURE)))
    assert [(post.words(tagged=True), post.file) for post in made] == [
        ("Twee bestanden.", None),
        (None, CALENDAR),
        (None, PICTURE),
    ]


def test_a_file_needs_no_words_and_nothing_needs_no_post() -> None:
    assert posts(Reply("", attachments=(CALENDAR,))) == [Post(file=CALENDAR)]
    assert posts(Reply("  ")) == []


@often
@given(markdown, st.lists(st.sampled_from([CALENDAR, PICTURE]), max_size=3))
def test_every_post_keeps_to_the_limits_and_no_file_is_lost(text: str, files: list[Attachment]) -> None:
    made = posts(Reply(text, attachments=tuple(files)))
    for post in made:
        longest = LONGEST_CAPTION if post.file else LONGEST_TEXT
        assert utf16_length(post.words(tagged=False) or "") <= longest
        assert post.text or post.file
    assert [post.file for post in made if post.file] == files


# Buttons


def rows(*labels: str) -> list[list[str]]:
    """The labels as they stand."""
    markup = keyboard(tuple(Choice(label, f"do:{label}") for label in labels), "q-1/answer-1")
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def test_without_choices_there_are_no_buttons() -> None:
    assert rows() == []


def test_two_short_answers_stand_side_by_side_and_long_ones_below_each_other() -> None:
    assert rows("Ja, geef door", "Nee, laat maar") == [["Ja, geef door", "Nee, laat maar"]]
    assert rows("Ja", "Nee", "Weet niet") == [["Ja", "Nee"], ["Weet niet"]]
    assert rows("Ja", "Kies een vast aanspreekpunt") == [["Ja"], ["Kies een vast aanspreekpunt"]]


def test_marks_stand_in_rows_of_six() -> None:
    assert [len(row) for row in rows(*(str(mark) for mark in range(11)))] == [6, 5]


def test_a_choice_without_a_label_can_still_be_pressed() -> None:
    """Telegram refuses a button without a text, and with it the whole message."""
    assert rows("", "Ja") == [["–", "Ja"]]


@often
@given(st.text(signs), st.lists(st.text(signs, max_size=300), min_size=1, max_size=100))
def test_what_a_button_carries_is_short_and_each_carries_something_else(key: str, labels: list[str]) -> None:
    markup = keyboard(tuple(Choice(label, f"do:{label}" * 9) for label in labels), key)
    assert markup
    carried = [str(button.callback_data) for row in markup.inline_keyboard for button in row]
    assert all(1 <= len(data.encode()) <= 64 for data in carried)
    assert len(set(carried)) == len(labels)
