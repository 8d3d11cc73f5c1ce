"""What stands between members' words and the store."""

import pytest

from handlers.answering import answering_table
from handlers.guard.guarding import share_words
from handlers.guard.remarks import MOST_QUOTED, quoted, remark_on
from handlers.learn.questions import ShortMemory
from knowledge_base.guard import Guard
from tests.stubs import stub_knowledge

# Steps of which the words do not go past the guard, and why not. A new step belongs here or is `guarded`.
UNGUARDED = {
    "join-name": "a member's own name",
    "join-organisation": "where a member works",
    "join-function": "what a member does, one of a few",
    "profile-name": "a member's own name",
    "profile-organisation": "where a member works",
    "profile-function": "what a member does, one of a few",
    "network-name": "the name of a network",
    "plan": "a date, a length, a place, or members' names; the theme is guarded",
    "rsvp-stand-in": "the name of a colleague who comes to a meeting",
    "meeting-move-to": "a date",
    "meeting-length": "how long a meeting takes",
    "meeting-where": "where a meeting is",
    "attendance-add": "the name of somebody who was at a meeting",
    "attendance-instead": "the name of somebody who came for another",
    "meeting-preparers": "the names of members who prepare a meeting",
}


def test_every_step_is_guarded_or_says_why_not(guard: Guard) -> None:
    steps = answering_table(stub_knowledge(), ShortMemory(), guard).steps
    unguarded = {name for name, step in steps.items() if not step.guarded}
    assert unguarded == {name for name in UNGUARDED if name in steps}


@pytest.mark.parametrize(
    ("text", "words", "is_certain"),
    [
        ("bel 06-12345678", ("06-12345678",), True),
        ("J. woont op Dorpsstraat 5 in Ede", ("Dorpsstraat 5",), True),
        ("kunnen we met Floor praten", ("Floor",), False),
        ("mag roos zelf kiezen?", ("roos",), False),
        ("mag een bloem ook?", (), False),
        ("", (), False),
    ],
)
def test_a_remark_points_at_the_words(
    guard: Guard, text: str, words: tuple[str, ...], is_certain: bool
) -> None:
    remark = remark_on(guard.check(text))
    assert (remark.words, remark.is_certain) == (words, is_certain)


def test_the_same_word_is_pointed_at_once(guard: Guard) -> None:
    assert remark_on(guard.check("bel 06-12345678 of 06-12345678")).words == ("06-12345678",)


def test_many_words_are_not_all_pointed_at() -> None:
    words = tuple(f"woord{number}" for number in range(MOST_QUOTED + 1))
    assert quoted(words).endswith(f"«woord{MOST_QUOTED - 1}», …")
    assert quoted(words[:-1]).endswith(f"«woord{MOST_QUOTED - 1}»")


def test_quoted_words_are_shown_as_they_were_typed() -> None:
    assert quoted(("**Jan**", "<b>_x_")) == r"«\*\*Jan\*\*», «<b>\_x\_»"


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("wie belt de moeder van Jayden", "wie belt de moeder", True),
        ("wie belt de moeder van Jayden", "wie belt zijn moeder vandaag", True),
        ("wie belt de moeder van Jayden", "Hoe duur is een taxi?", False),
        ("", "iets", False),
        ("iets", "", True),
    ],
)
def test_other_words_for_the_same_share_at_least_half_of_them(old: str, new: str, alike: bool) -> None:
    assert share_words(old, new) is alike
