"""What people read about a meeting: everything they need, in their language, and as it was typed."""

from dataclasses import replace

import pytest

from bot.contract import Language, Reply
from handlers.meet.meeting_cards import Facts, card, invitation, moved
from handlers.texts import Catalogue, load_catalogue
from scheduler.meetings import Answer, Meeting, MeetingStatus, Member
from tests.meetings import at, meeting, member, sent

LINK = "https://meet.example.org/room"


@pytest.fixture(scope="module")
def texts() -> Catalogue:
    return load_catalogue()


def facts(about: Meeting | None = None) -> Facts:
    """What there is to say."""
    return Facts(about or meeting(link=LINK), "Oost", ("Anna", "Bo"), ("uitval", "vervoer", "ouders", "vier"))


def read(texts: Catalogue, name: str, who: Member | None = None, about: Meeting | None = None) -> Reply:
    """What somebody reads in the message with this name."""
    about = about or meeting(link=LINK)
    return card(texts, facts(about), sent(about, who or member())[name])


def test_an_invitation_says_everything_and_asks_whether_somebody_comes(texts: Catalogue) -> None:
    reply = invitation(texts, facts(), member())
    assert reply.text == (
        "Je bent uitgenodigd voor een bijeenkomst van Oost.\n\n"
        "**School en thuiszitten**\n"
        "donderdag 3 december 2026, 14.00 uur tot 16.00 uur\n"
        "Waar: Utrecht\n"
        f"Online: {LINK}\n"
        "Voorbereid door: Anna, Bo\n"
        "Op de agenda:\n- uitval\n- vervoer\n- ouders\n\n"
        "Kom je?"
    )
    assert [choice.label for choice in reply.choices] == [
        "Ja, ik kom",
        "Nee, ik kan niet",
        "Misschien",
        "Een collega komt",
    ]
    assert [choice.value for choice in reply.choices] == [
        f"rsvp:12:{name}:1" for name in ("yes", "no", "maybe", "replaced")
    ]


def test_it_is_said_in_english_too(texts: Catalogue) -> None:
    text = invitation(texts, facts(), member(language="en")).text
    assert "Thursday 3 December 2026, 14:00 to 16:00" in text
    assert text.endswith("Are you coming?")


def test_what_is_not_known_is_not_said(texts: Catalogue) -> None:
    text = invitation(texts, Facts(meeting(place=None), "Oost"), member()).text
    assert text.count("\n") == 5
    assert not any(word in text for word in ("Waar", "Online", "Voorbereid", "agenda", "None"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("answer", list(Answer))
@pytest.mark.parametrize("answered_version", [1, 2])
def test_every_answer_is_read_back_and_asked_again_after_a_move(
    texts: Catalogue, language: Language, answer: Answer, answered_version: int
) -> None:
    about = meeting(moves=1, moved_from=at("2026-11-26 14:00"))
    who = member(language=language, answer=answer, answered_version=answered_version)
    question = invitation(texts, facts(about), who).text.rpartition("\n\n")[2]
    assert question == texts.say(language, f"meeting-{'still' if answered_version == 1 else 'said'}-{answer}")


def test_what_people_typed_is_shown_as_it_is_and_no_longer_than_a_line_or_two(texts: Catalogue) -> None:
    wild = Facts(meeting(theme="*<b>_x_"), "N_oost*", ("A_n",), ("y" * 500, "met\n\nwitregels"))
    text = invitation(texts, wild, member()).text
    assert "**\\*<b>\\_x\\_**" in text
    assert "N\\_oost\\*" in text
    assert f"- {'y' * 119}…\n- met witregels" in text


def test_who_lives_by_other_clocks_reads_both(texts: Catalogue) -> None:
    text = invitation(texts, facts(), member(timezone="America/Curacao")).text
    assert "16.00 uur (Europe/Amsterdam). Bij jou is dat donderdag 3 december 2026, 09.00 uur" in text


def test_a_zone_with_the_same_clocks_is_not_mentioned(texts: Catalogue) -> None:
    assert "Bij jou" not in invitation(texts, facts(), member(timezone="Europe/Brussels")).text


def test_a_meeting_past_midnight_says_on_which_day_it_ends(texts: Catalogue) -> None:
    late = meeting("2026-12-03 23:00", end=at("2026-12-04 01:00"))
    text = invitation(texts, facts(late), member()).text
    assert "3 december 2026, 23.00 uur tot vrijdag 4 december 2026, 01.00 uur" in text


def test_only_the_last_reminder_has_the_link(texts: Catalogue) -> None:
    found = {name: LINK in read(texts, name).text for name in ("reminder-P14D", "reminder-P2D", "nudge")}
    assert found == {"reminder-P14D": False, "reminder-P2D": False, "nudge": False}
    assert LINK in read(texts, "reminder-PT2H").text


def test_who_comes_is_only_offered_to_say_that_they_can_not(texts: Catalogue) -> None:
    reply = read(texts, "reminder-P2D", member(answer=Answer.YES, answered_version=1))
    assert [(choice.label, choice.value) for choice in reply.choices] == [
        ("Ik kan toch niet", "rsvp:12:no:1")
    ]
    assert len(read(texts, "reminder-P2D").choices) == 4


def test_a_move_says_what_the_date_was_and_a_cancellation_why(texts: Catalogue) -> None:
    later = meeting("2026-12-10 14:00", moves=1, moved_from=at("2026-12-03 14:00"))
    text = moved(texts, facts(later), member()).text
    assert text.startswith("De bijeenkomst van Oost op donderdag 3 december 2026, 14.00 uur is verzet.")
    off = meeting(status=MeetingStatus.CANCELLED, cancel_reason="te _weinig_ mensen")
    assert read(texts, "cancel", about=off).text == (
        "De bijeenkomst **School en thuiszitten** van Oost op donderdag 3 december 2026, 14.00 uur "
        "gaat niet door.\n\nDe reden: te \\_weinig\\_ mensen"
    )
    assert read(texts, "cancel", about=replace(off, cancel_reason=None)).text.endswith("gaat niet door.")


def test_every_choice_fits_in_a_button(texts: Catalogue) -> None:
    huge = meeting(id=10**12, moves=10**6)
    assert all(len(choice.value.encode()) < 64 for choice in invitation(texts, facts(huge), member()).choices)
