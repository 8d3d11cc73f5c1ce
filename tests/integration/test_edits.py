"""A question that is edited, on both databases: its answer changes where it stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.contract import Address, IncomingMessage, Kind, TemporaryDeliveryError, choice_token
from handlers.steps import PendingStep
from knowledge_base import KnowledgeBase
from scheduler.outbox import answer_key
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.stubs import (
    FOUND,
    FOUND_IN_ENGLISH,
    SAME_SCHOOL,
    SMALL_TALK,
    SUGGESTED,
    UNKNOWN,
    URGENT,
    stub_knowledge,
)

MEANINGS = {
    FOUND: SAME_SCHOOL.title["nl"],
    SUGGESTED: "Ik weet niet zeker wat je bedoelt.",
    UNKNOWN: "Dat weet ik niet.",
}
WAITING = PendingStep("pass-on", {}, "prompt", "nl", datetime(2027, 1, 1, tzinfo=UTC))
OFFERS = {FOUND: "Ja, dit helpt", SUGGESTED: "Geen van deze", UNKNOWN: "Ja, geef door"}


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    return stub_knowledge()


def edited(person: Conversation, text: str, *, of: IncomingMessage) -> IncomingMessage:
    """The sender of a message changed its words."""
    return replace(person.message(Kind.EDIT, text), edits=of.id)


async def asked(person: Conversation, text: str) -> IncomingMessage:
    """A question that was answered."""
    question = person.message(Kind.TEXT, text)
    assert len(await person.sends(question)) == 1
    return question


def token(message: IncomingMessage, position: int) -> str:
    """The token of a choice in the answer to a message."""
    return choice_token(answer_key("fake", message.id, 1), position)


def texts(messenger: FakeMessenger) -> list[str]:
    return [shown.reply.text for shown in messenger.shown]


@pytest.mark.parametrize("after", MEANINGS)
@pytest.mark.parametrize("before", MEANINGS)
async def test_an_edited_question_changes_its_answer(
    anna: Conversation, messenger: FakeMessenger, before: str, after: str
) -> None:
    question = await asked(anna, before)
    assert await anna.sends(edited(anna, after, of=question)) == []
    (shown,) = messenger.shown
    assert MEANINGS[after] in shown.reply.text
    assert OFFERS[after] in [choice.label for choice in shown.reply.choices]


@pytest.mark.parametrize(("after", "words"), [(SMALL_TALK, "Hoi, zeg het maar."), (URGENT, "Bel nu 112.")])
async def test_an_answer_can_become_one_without_choices_and_back(
    anna: Conversation, messenger: FakeMessenger, after: str, words: str
) -> None:
    question = await asked(anna, UNKNOWN)
    await anna.sends(edited(anna, after, of=question))
    assert texts(messenger) == [words]
    await anna.sends(edited(anna, FOUND, of=question))
    assert MEANINGS[FOUND] in messenger.shown[0].reply.text


async def test_the_choices_of_the_changed_answer_are_the_ones_that_count(anna: Conversation) -> None:
    question = await asked(anna, UNKNOWN)
    edit = edited(anna, FOUND, of=question)
    await anna.sends(edit)
    old = anna.message(Kind.CHOICE, token(question, 0))
    (closed,) = await anna.sends(old)
    assert closed.text.startswith("Deze vraag is gesloten.")
    (glad,) = await anna.sends(anna.message(Kind.CHOICE, token(edit, 0)))
    assert glad.text == "Fijn om te horen."


async def test_what_is_passed_on_are_the_words_as_they_were_edited(anna: Conversation) -> None:
    question = await asked(anna, FOUND)
    await anna.sends(edited(anna, UNKNOWN, of=question))
    await anna.says("1")
    async with anna.app.store.reading() as tx:
        assert [passed.text for passed in await tx.questions.all()] == [UNKNOWN]


async def test_a_question_can_be_edited_again_and_again(anna: Conversation, messenger: FakeMessenger) -> None:
    question = await asked(anna, UNKNOWN)
    for text in (SUGGESTED, FOUND, UNKNOWN, FOUND):
        await anna.sends(edited(anna, text, of=question))
        assert [MEANINGS[text] in shown for shown in texts(messenger)] == [True]


async def test_after_two_edits_only_the_last_list_is_open(anna: Conversation) -> None:
    question = await asked(anna, FOUND)
    await anna.sends(edited(anna, SUGGESTED, of=question))
    await anna.sends(edited(anna, UNKNOWN, of=question))
    async with anna.app.store.reading() as tx:
        lists = await tx.choices.open_in(anna.address, anna.sender, "", anna.app.clock.now())
    assert [shown.choices[0].label for shown in lists] == ["Ja, geef door"]


async def test_an_older_question_changes_its_own_answer(anna: Conversation, messenger: FakeMessenger) -> None:
    older = await asked(anna, UNKNOWN)
    await asked(anna, SUGGESTED)
    await anna.sends(edited(anna, FOUND, of=older))
    first, second = texts(messenger)
    assert MEANINGS[FOUND] in first
    assert MEANINGS[SUGGESTED] in second


async def test_the_answer_speaks_the_language_of_the_edited_question(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    question = await asked(anna, FOUND)
    await anna.sends(edited(anna, FOUND_IN_ENGLISH, of=question))
    assert SAME_SCHOOL.title["en"] in messenger.shown[0].reply.text


@pytest.mark.parametrize(
    ("command", "edit"),
    [
        ("vraag " + UNKNOWN, "/vraag " + FOUND),
        ("ask " + UNKNOWN, FOUND),
        ("vraag " + UNKNOWN, "!ask " + FOUND),
    ],
)
async def test_a_question_behind_a_command_can_be_edited_too(
    anna: Conversation, messenger: FakeMessenger, command: str, edit: str
) -> None:
    question = anna.message(Kind.COMMAND, command)
    await anna.sends(question)
    await anna.sends(edited(anna, edit, of=question))
    assert [MEANINGS[FOUND] in shown for shown in texts(messenger)] == [True]


@pytest.mark.parametrize("edit", ["/help", "/stop", "!taal en", "/weer", "/"])
async def test_a_question_that_becomes_a_command_changes_nothing(
    anna: Conversation, messenger: FakeMessenger, edit: str
) -> None:
    question = await asked(anna, UNKNOWN)
    before = list(messenger.shown)
    assert await anna.sends(edited(anna, edit, of=question)) == []
    assert messenger.shown == before
    assert (await anna.presses("Ja, geef door")).text.startswith("Je vraag staat nu bij")


async def test_an_edited_command_or_choice_changes_nothing(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    help_me = anna.message(Kind.COMMAND, "themas")
    await anna.sends(help_me)
    chosen = anna.message(Kind.TEXT, "1")
    await anna.sends(chosen)
    before = list(messenger.shown)
    for said in (help_me, chosen):
        assert await anna.sends(edited(anna, FOUND, of=said)) == []
    assert messenger.shown == before


async def test_an_edit_of_what_was_said_in_a_dialogue_changes_nothing(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    async with anna.app.store.transaction() as tx:
        await tx.steps.open(anna.address, anna.sender, WAITING)
    answer = await asked(anna, "Wie neemt de sleutel mee")
    before = list(messenger.shown)
    assert await anna.sends(edited(anna, FOUND, of=answer)) == []
    assert messenger.shown == before
    async with anna.app.store.reading() as tx:
        assert len(await tx.questions.all()) == 1


async def test_an_edit_of_what_was_never_answered_changes_nothing(anna: Conversation) -> None:
    assert await anna.sends(edited(anna, FOUND, of=anna.message(Kind.TEXT, "onbekend"))) == []
    assert await anna.sends(anna.message(Kind.EDIT, FOUND)) == []


async def test_the_same_edit_twice_changes_the_answer_once(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    question = await asked(anna, UNKNOWN)
    edit = edited(anna, FOUND, of=question)
    await anna.sends(edit)
    await anna.sends(edit)
    assert len(messenger.edits) == 1


async def test_in_a_group_an_edited_question_changes_its_answer_too(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    here = Conversation(anna.app, messenger, sender="anna", group=Address("fake", "team"))
    question = replace(here.message(Kind.TEXT, UNKNOWN), mentions_bot=True)
    await here.sends(question)
    await here.sends(edited(here, FOUND, of=question))
    assert [MEANINGS[FOUND] in shown for shown in texts(messenger)] == [True]


async def test_an_answer_that_was_not_sent_yet_is_changed_when_it_is(
    anna: Conversation, messenger: FakeMessenger, clock: FakeClock
) -> None:
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    question = anna.message(Kind.TEXT, UNKNOWN)
    await anna.sends(question)
    await anna.sends(edited(anna, FOUND, of=question))
    assert texts(messenger) == []
    clock.advance(timedelta(seconds=2))
    await anna.app.delivery.send_all_due()
    assert [MEANINGS[FOUND] in shown for shown in texts(messenger)] == [True]
