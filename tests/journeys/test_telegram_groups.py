"""In groups the bot is quiet: it reacts to what is meant for it, and keeps what is personal private."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.telegram_bot import (
    QUIET_S,
    REPLY_S,
    Member,
    ServedBot,
    button,
    now_stands,
    served,
)
from tests.wire.telegram import Group, Shown

QUESTION = "school stuurt hem weer naar huis, wat nu?"
UNKNOWN = "Wat is de hoofdstad van Mongolië?"


class Circle:
    """A group with Anna, who has started the bot, and Bert, who has not."""

    def __init__(self, bot: ServedBot, group: Group | None = None) -> None:
        self.bot = bot
        self.anna = Member(bot.telegram, "Anna")
        self.bert = Member(bot.telegram, "Bert")
        self.anna.gets(self.anna.person.starts)
        members = [self.anna.person, self.bert.person]
        self.group = group or bot.telegram.group("Netwerk", members)

    def gets(self, act: Callable[[], object], patience: float = REPLY_S) -> Shown:
        """Do something and wait for exactly one message in the group."""
        before = len(self.group.sees)
        act()
        self.bot.telegram.wait_until(lambda: len(self.group.sees) > before, patience)
        assert len(self.group.sees) == before + 1
        return self.group.sees[-1]

    def asks(self, text: str, *, mention: bool = False, replies_to: Shown | None = None) -> Shown:
        """Anna types something in the group; what comes back there."""
        return self.gets(
            lambda: self.group.says(self.anna.person, text, mention=mention, replies_to=replies_to)
        )

    def stays_quiet(self, *acts: Callable[[], object]) -> None:
        """Do these things; nothing may come in the group or in a private chat."""
        before = len(self.group.sees)
        for act in acts:
            act()
        self.anna.sees_nothing_new(QUIET_S)
        self.bert.sees_nothing_new(0)
        assert len(self.group.sees) == before


@pytest.fixture
def circle(polling_bot: ServedBot) -> Circle:
    return Circle(polling_bot)


@pytest.fixture(scope="module")
def reading_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    """A bot for which the operator turned privacy mode off."""
    with served(tmp_path_factory.mktemp("reading")) as bot:
        bot.stop()
        bot.telegram.can_read_all_group_messages = True
        bot.start()
        yield bot


def test_it_reacts_to_commands_and_to_those_addressed_to_it_only(circle: Circle) -> None:
    assert "Naar huis sturen" in circle.asks(f"/vraag {QUESTION}").text
    assert "Stel je vraag" in circle.asks(f"/help@{circle.bot.telegram.bot_username}").text
    anna = circle.anna.person
    circle.stays_quiet(
        lambda: circle.group.says(anna, QUESTION),
        lambda: circle.group.says(anna, "/help@andere_bot"),
        lambda: circle.group.says(anna, "1"),
        lambda: circle.group.sends(anna, "photo"),
        lambda: circle.group.renames("Nieuwe naam"),
        lambda: circle.group.adds(circle.bot.telegram.person("Carla")),
    )


def test_a_reply_to_it_is_answered(circle: Circle) -> None:
    tip = circle.asks(f"/vraag {QUESTION}")
    assert "hoofdstad" not in circle.asks("ouders betrekken bij het plan", replies_to=tip).text


def test_with_privacy_mode_off_a_mention_is_answered_and_talk_among_members_is_not(
    reading_bot: ServedBot,
) -> None:
    circle = Circle(reading_bot)
    assert "Naar huis sturen" in circle.asks(QUESTION, mention=True).text
    anna, bert = circle.anna.person, circle.bert.person
    circle.stays_quiet(
        lambda: circle.group.says(anna, QUESTION),
        lambda: circle.group.says(bert, "2"),
        lambda: circle.group.says(anna, "/help@andere_bot"),
        lambda: circle.group.says(anna, f"@{circle.bot.telegram.bot_username}_2 {QUESTION}"),
        lambda: circle.group.sends(anna, "voice"),
        lambda: circle.group.sends(bert, "sticker"),
    )


def test_an_edit_that_is_not_meant_for_it_is_left_alone(reading_bot: ServedBot) -> None:
    circle = Circle(reading_bot)
    said = circle.group.says(circle.anna.person, "even iets anders")
    circle.stays_quiet(lambda: circle.anna.person.edits(said, QUESTION))


def test_personal_answers_go_to_the_private_chat(circle: Circle) -> None:
    group = circle.group
    assert "taal" in circle.anna.gets(lambda: group.says(circle.anna.person, "/taal")).text
    assert group.sees == []


def test_who_has_no_private_chat_is_asked_to_open_one(circle: Circle) -> None:
    asked = circle.gets(lambda: circle.group.says(circle.bert.person, "/taal"))
    assert "gesprek met mij" in asked.text
    assert asked.buttons == []


def test_someone_elses_press_does_not_pass_on_the_question(circle: Circle) -> None:
    offer = circle.asks(f"/vraag {UNKNOWN}")
    yes = button(offer, 0)
    query = circle.bert.person.presses_data(offer, yes.data)
    circle.bot.telegram.wait_until(lambda: query.answered)
    assert now_stands(circle.group, offer).buttons
    assert not passed_on(circle)
    query = circle.anna.person.presses_data(offer, yes.data)
    circle.bot.telegram.wait_until(lambda: passed_on(circle), REPLY_S)
    assert query.answered


def passed_on(circle: Circle) -> list[object]:
    """The questions from this group that wait for facilitators."""
    return circle.bot.rows("SELECT text FROM questions WHERE conversation = ?", str(circle.group.id))


def test_a_number_of_someone_else_does_not_choose_from_a_members_list(circle: Circle) -> None:
    offer = circle.asks(f"/vraag {UNKNOWN}")
    circle.stays_quiet(lambda: circle.group.says(circle.bert.person, "1"))
    assert now_stands(circle.group, offer).buttons


def test_it_follows_a_group_to_its_new_id_also_in_the_middle_of_an_answer(circle: Circle) -> None:
    offer = circle.asks(f"/vraag {UNKNOWN}")
    old, circle.group = circle.group, circle.group.becomes_supergroup()
    assert "Naar huis sturen" in circle.asks(f"/vraag {QUESTION}").text
    assert now_stands(old, offer)
    count = circle.bot.rows("SELECT count(*) FROM outbox WHERE conversation = ?", str(circle.group.id))
    assert count[0][0] >= 1


def test_an_answer_to_a_group_that_just_moved_arrives_in_the_new_one(circle: Circle) -> None:
    circle.asks("/help")
    circle.bot.telegram.faults.slow(0.8, "getUpdates", times=1)
    circle.group.says(circle.anna.person, f"/vraag {QUESTION}")
    new = circle.group.becomes_supergroup()
    circle.bot.telegram.wait_until(lambda: [*circle.group.sees[1:], *new.sees], REPLY_S)
    assert len([*circle.group.sees[1:], *new.sees]) == 1


def test_a_group_that_threw_it_out_is_left_alone_and_served_again_on_return(circle: Circle) -> None:
    circle.asks("/help")
    circle.group.kicks_bot()
    circle.group.adds_bot()
    assert "Naar huis sturen" in circle.asks(f"/vraag {QUESTION}").text


def test_an_answer_in_a_forum_stands_in_the_topic_of_the_question(polling_bot: ServedBot) -> None:
    person = polling_bot.telegram.person("Anna", "nl")
    forum = polling_bot.telegram.group("Forum", [person], kind="forum")
    topic = forum.opens_topic()
    forum.says(person, f"/vraag {QUESTION}", thread=topic)
    polling_bot.telegram.wait_until(lambda: forum.sees, REPLY_S)
    assert forum.sees[0].thread == topic


@pytest.mark.timeout(200)
def test_more_answers_than_a_group_may_get_in_a_minute_come_later_but_come(
    polling_bot: ServedBot,
) -> None:
    """Twenty a minute: the next may have to wait until the first of them is a minute old."""
    circle = Circle(polling_bot)
    for _ in range(20):
        circle.asks("/help")
    late = circle.gets(lambda: circle.group.says(circle.anna.person, f"/vraag {QUESTION}"), 75)
    assert "Naar huis sturen" in late.text
