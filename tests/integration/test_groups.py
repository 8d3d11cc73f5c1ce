"""In a group, on both databases: the bot is quiet, choices are the asker's, what is private stays so."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.app import App
from bot.contract import Address, IncomingMessage, Kind, MessageRef, Reply, choice_token
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeMessenger
from tests.stubs import FIXED_CONTACT, FOUND, SUGGESTED, UNKNOWN, stub_knowledge

TEAM = Address("fake", "team")
SUPERTEAM = Address("fake", "superteam")
ELSEWHERE = Address("fake", "elsewhere")
NOT_YOURS = "Deze keuze is voor degene die de vraag stelde."
COME_TO_ME = "Dat bespreek ik liever met jou alleen."
ONLY_TEXT = "Ik lees alleen tekst."

Member = Callable[..., Conversation]


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    return stub_knowledge()


@pytest.fixture
def member(app: App, messenger: FakeMessenger) -> Member:
    """Somebody, in the team's group or another."""

    def made(name: str, group: Address = TEAM) -> Conversation:
        return Conversation(app, messenger, sender=name, group=group)

    return made


@pytest.fixture
def team_anna(member: Member) -> Conversation:
    """Anna in the group."""
    return member("anna")


@pytest.fixture
def team_bram(member: Member) -> Conversation:
    """Bram in the group."""
    return member("bram")


def to_bot(message: IncomingMessage) -> IncomingMessage:
    """The same message with the bot's name in it."""
    return replace(message, mentions_bot=True)


async def asks(person: Conversation, question: str) -> Reply:
    """The one reply to a question that names the bot."""
    (reply,) = await person.sends(to_bot(person.message(Kind.TEXT, question)))
    return reply


def press(person: Conversation, position: int, key: str) -> IncomingMessage:
    """Somebody presses a button of the message with this key."""
    return person.message(Kind.CHOICE, choice_token(key, position))


# Quiet


async def test_what_members_say_to_each_other_gets_no_answer(team_anna: Conversation) -> None:
    assert await team_anna.sends(team_anna.message(Kind.TEXT, FOUND)) == []
    assert await team_anna.sends(team_anna.message(Kind.TEXT, "2")) == []
    assert await team_anna.sends(team_anna.message(Kind.COMMAND, "weer morgen")) == []
    assert await team_anna.sends(team_anna.message(Kind.MEDIA)) == []
    assert await team_anna.sends(replace(team_anna.message(Kind.EDIT, FOUND), edits="anna-1")) == []


@pytest.mark.parametrize("kind", [Kind.JOINED, Kind.LEFT, Kind.REACTION])
async def test_coming_and_going_gets_no_answer(team_anna: Conversation, kind: Kind) -> None:
    assert await team_anna.sends(team_anna.message(kind, "👍")) == []


async def test_its_name_a_command_and_a_reply_are_for_the_bot(team_anna: Conversation) -> None:
    assert "Blijf bij elkaar in de buurt" in (await asks(team_anna, FOUND)).text
    answer = team_anna.last()
    assert (await team_anna.commands("help")).text
    assert "Dat weet ik niet." in (await team_anna.says(UNKNOWN, replies_to=answer)).text


async def test_an_unknown_command_is_told_so_when_it_names_the_bot(team_anna: Conversation) -> None:
    (reply,) = await team_anna.sends(to_bot(team_anna.message(Kind.COMMAND, "weer")))
    assert reply.text.startswith("Dat commando ken ik niet.")


async def test_a_photo_in_reply_to_the_bot_is_told_that_it_reads_only_text(team_anna: Conversation) -> None:
    await asks(team_anna, FOUND)
    photo = team_anna.message(Kind.MEDIA, replies_to=team_anna.last().ref)
    assert [reply.text.startswith(ONLY_TEXT) for reply in await team_anna.sends(photo)] == [True]


async def test_alone_with_the_bot_media_always_get_an_answer(anna: Conversation) -> None:
    (reply,) = await anna.sends(anna.message(Kind.MEDIA))
    assert reply.text.startswith(ONLY_TEXT)


# Whose choices


async def test_only_the_asker_decides_what_becomes_of_a_question(
    team_anna: Conversation, team_bram: Conversation
) -> None:
    await asks(team_anna, UNKNOWN)
    offer = team_anna.last()
    (reply,) = await team_bram.sends(press(team_bram, 0, offer.key))
    assert reply.text.startswith(COME_TO_ME)
    assert (await team_anna.presses("Ja, geef door", offer)).text.startswith("Je vraag staat nu bij")


async def test_who_may_not_choose_is_told_alone_where_that_is_possible(
    team_anna: Conversation, team_bram: Conversation, member: Member, app: App, messenger: FakeMessenger
) -> None:
    at_home = Conversation(app, messenger, sender="bram")
    await at_home.commands("start")
    await asks(team_anna, UNKNOWN)
    (reply,) = await team_bram.sends(press(team_bram, 0, team_anna.last().key))
    assert reply.text.startswith(NOT_YOURS)
    assert messenger.shown[-1].ref.address == at_home.address


async def test_everybody_may_read_a_tip_and_say_that_it_helps(
    team_anna: Conversation, team_bram: Conversation
) -> None:
    await asks(team_anna, SUGGESTED)
    suggestions = team_anna.last()
    (tip,) = await team_bram.sends(press(team_bram, 0, suggestions.key))
    assert FIXED_CONTACT.title["nl"] in tip.text
    (glad,) = await team_anna.sends(press(team_anna, 0, team_bram.last().key))
    assert glad.text == "Fijn om te horen."


async def test_somebody_elses_list_is_not_meant_by_a_number_or_label(
    team_anna: Conversation, team_bram: Conversation
) -> None:
    await asks(team_anna, UNKNOWN)
    assert "Er staat nu geen lijstje open" in (await asks(team_bram, "1")).text
    assert (await asks(team_anna, "1")).text.startswith("Je vraag staat nu bij")


async def test_to_stop_closes_ones_own_lists(team_anna: Conversation, team_bram: Conversation) -> None:
    await asks(team_anna, UNKNOWN)
    offer = team_anna.last()
    await team_bram.commands("stop")
    assert (await team_anna.presses("Ja, geef door", offer)).text.startswith("Je vraag staat nu bij")


# What is private


async def test_what_is_private_goes_to_the_private_chat(
    team_anna: Conversation, anna: Conversation, messenger: FakeMessenger
) -> None:
    await anna.commands("start")
    reply = await team_anna.commands("taal")
    assert (reply.text, messenger.shown[-1].ref.address) == ("In welke taal praten we?", anna.address)
    assert "English" in (await anna.presses("English")).text


async def test_without_a_private_chat_the_group_hears_no_more_than_an_invitation(
    team_anna: Conversation, messenger: FakeMessenger
) -> None:
    reply = await team_anna.commands("taal")
    assert reply.text.startswith(COME_TO_ME)
    assert (reply.choices, messenger.shown[-1].ref.address) == ((), TEAM)


async def test_who_blocked_the_bot_has_no_private_chat(team_anna: Conversation, anna: Conversation) -> None:
    await anna.commands("start")
    await anna.sends(anna.message(Kind.LEFT))
    assert (await team_anna.commands("taal")).text.startswith(COME_TO_ME)
    await anna.sends(anna.message(Kind.JOINED))
    assert (await team_anna.commands("taal")).text == "In welke taal praten we?"


# Moving


async def test_what_was_open_in_a_group_is_open_where_it_moved(
    team_anna: Conversation, member: Member
) -> None:
    await asks(team_anna, UNKNOWN)
    offer = team_anna.last()
    moved = replace(team_anna.message(Kind.MOVED, TEAM.conversation), address=SUPERTEAM)
    assert await team_anna.sends(moved) == []
    there = member("anna", SUPERTEAM)
    (reply,) = await there.sends(press(there, 0, offer.key))
    assert reply.text.startswith("Je vraag staat nu bij")


async def test_a_button_of_another_group_does_nothing(team_anna: Conversation, member: Member) -> None:
    await asks(team_anna, UNKNOWN)
    there = member("anna", ELSEWHERE)
    (reply,) = await there.sends(press(there, 0, team_anna.last().key))
    assert reply.text.startswith("Deze vraag is gesloten.")


async def test_an_answer_stands_in_the_topic_in_which_was_asked(
    team_anna: Conversation, messenger: FakeMessenger
) -> None:
    topic = replace(TEAM, thread="5")
    question = replace(to_bot(team_anna.message(Kind.TEXT, UNKNOWN)), address=topic)
    await team_anna.sends(question)
    offer = messenger.shown[-1]
    assert offer.ref == MessageRef(topic, offer.ref.id)
    (reply,) = await team_anna.sends(replace(press(team_anna, 1, offer.key), address=topic))
    assert reply.text.startswith("Goed, ik bewaar niets.")
