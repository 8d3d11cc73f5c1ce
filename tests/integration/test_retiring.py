"""Choices that can't be chosen any more are taken away, on both databases."""

from datetime import timedelta

import pytest

from bot.contract import Kind, MessageRef, TemporaryDeliveryError, choice_token
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.stubs import FOUND, SUGGESTED, UNKNOWN, stub_knowledge


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    return stub_knowledge()


async def offered(anna: Conversation) -> MessageRef:
    """A message with an offer to pass a question on."""
    await anna.says(UNKNOWN)
    return anna.last().ref


@pytest.mark.parametrize("way", ["Ja, geef door", "nee", "1"])
async def test_a_list_that_is_settled_loses_its_buttons(
    anna: Conversation, messenger: FakeMessenger, way: str
) -> None:
    """However it was chosen from."""
    offer = await offered(anna)
    await anna.says(way)
    assert messenger.retired == [offer]


async def test_a_pressed_button_goes_with_its_list(anna: Conversation, messenger: FakeMessenger) -> None:
    offer = await offered(anna)
    await anna.presses("Ja, geef door")
    assert messenger.retired == [offer]


async def test_a_list_that_stays_open_keeps_its_buttons(anna: Conversation, messenger: FakeMessenger) -> None:
    await anna.says(FOUND)
    answer = anna.last()
    await anna.presses("Ja, dit helpt", answer)
    await anna.says(SUGGESTED)
    await anna.says("1")
    assert messenger.retired == []


async def test_none_of_these_settles_a_list(anna: Conversation, messenger: FakeMessenger) -> None:
    await anna.says(SUGGESTED)
    suggestions = anna.last().ref
    await anna.presses("Geen van deze")
    assert messenger.retired == [suggestions]


async def test_a_button_of_a_list_that_expired_is_taken_away(
    anna: Conversation, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await offered(anna)
    offer = anna.last()
    clock.advance(timedelta(days=31))
    pressed = anna.message(Kind.CHOICE, choice_token(offer.key, 0), offer.ref)
    (reply,) = await anna.sends(pressed)
    assert reply.text.startswith("Deze vraag is gesloten.")
    assert messenger.retired == [offer.ref]


async def test_a_made_up_button_is_taken_away_from_the_message_it_was_under(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    under = MessageRef(anna.address, "m99")
    for token in ("", "made:up", "made-up:0", choice_token("nothing", 0)):
        await anna.sends(anna.message(Kind.CHOICE, token, under))
    assert messenger.retired == [under] * 4


async def test_a_number_for_a_closed_list_takes_its_buttons_away(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    await offered(anna)
    offer = anna.last()
    await anna.says("nee")
    await anna.says("ja", replies_to=offer)
    assert messenger.retired == [offer.ref] * 2


async def test_when_buttons_can_not_be_taken_away_the_answer_stands(
    anna: Conversation, messenger: FakeMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(ref: MessageRef) -> None:
        raise TemporaryDeliveryError("no connection")

    monkeypatch.setattr(messenger, "retire", fail)
    await offered(anna)
    assert (await anna.says("nee")).text.startswith("Goed, ik bewaar niets.")


async def test_where_the_list_was_never_sent_there_is_nothing_to_take_away(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await anna.sends(anna.message(Kind.TEXT, UNKNOWN))
    await anna.sends(anna.message(Kind.TEXT, "nee"))
    assert messenger.retired == []
