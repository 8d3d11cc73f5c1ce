"""Open questions: passed on, picked up, answered, and whether it helped."""

from datetime import timedelta

import pytest

from bot.app import App
from handlers.people.people import Role
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.passing_on import QUESTION, card_of, chat, passes_on
from tests.people import add_network, add_person, audited, labels, told


@pytest.fixture
def app_url(database_url: str) -> str:
    """Both databases."""
    return database_url


@pytest.fixture
async def network(app: App) -> int:
    return await add_network(app, quiet=None)


@pytest.fixture
async def people(app: App, network: int) -> None:
    await add_person(app, "Anna", {network: Role.MEMBER}, doors=["anna"], language="nl")
    await add_person(app, "Bert", {network: Role.MEMBER}, doors=["bert"], language="en")
    await add_person(app, "Fatma", {network: Role.FACILITATOR}, doors=["fatma"], language="nl")
    await add_person(app, "Gijs", {network: Role.FACILITATOR}, doors=["gijs"], language="en")


async def test_a_question_goes_to_each_facilitator_once_in_their_language(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    reply = await passes_on(app, anna)
    assert "Je krijgt hier antwoord" in reply.text
    (for_fatma,) = await told(app, messenger, "fatma")
    assert QUESTION in for_fatma
    assert "A question from" in card_of(messenger, "gijs", QUESTION).reply.text
    await app.plan_questions()
    assert await told(app, messenger, "fatma") == []


async def test_picked_up_answered_and_helped(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    await passes_on(app, anna)
    await app.delivery.send_all_due()
    fatma, gijs = chat(app, messenger, "fatma"), chat(app, messenger, "gijs")
    await fatma.sends(fatma.press("Ik pak hem op", card_of(messenger, "fatma", QUESTION)))
    await app.delivery.send_all_due()
    assert any("Fatma is on it" in edit.reply.text for edit in messenger.edits)
    assert any("Fatma pakt deze vraag op" in edit.reply.text for edit in messenger.edits)

    await fatma.commands("vragen")
    await fatma.presses(labels(fatma.last().reply)[0])
    assert "Typ je antwoord" in (await fatma.presses("Beantwoord")).text
    assert (
        "gaat naar wie het vroeg" in (await fatma.says("Vier euro per week, en het kind beheert het.")).text
    )

    (answer,) = await told(app, messenger, "anna")
    assert "Vier euro" in answer
    assert "Helpt dit?" in answer
    given = card_of(messenger, "anna", "Vier euro")
    assert "klaar" in (await anna.presses("Ja, dit helpt", given)).text
    async with app.store.reading() as tx:
        (question,) = await tx.questions.all()
    assert question.status == "closed"
    assert [action for _, action, *_ in await audited(app)] == ["question-claimed", "question-answered"]
    assert "Answered" in (await gijs.commands("questions")).text


async def test_an_answer_that_does_not_help_reopens_the_question_once(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    await passes_on(app, anna)
    await app.delivery.send_all_due()
    fatma = chat(app, messenger, "fatma")
    for text in ("Vraag het aan de gemeente.", "Spreek het samen af."):
        await fatma.sends(fatma.press("Beantwoord", card_of(messenger, "fatma", QUESTION)))
        await fatma.says(text)
        await app.delivery.send_all_due()
        given = card_of(messenger, "anna", text)
        reply = await anna.presses(labels(given.reply)[1], given)
        await app.plan_questions()
        if "gemeente" in text:
            assert "nog een keer door" in reply.text
            (again,) = await told(app, messenger, "fatma")
            assert "Dit antwoord hielp niet: Vraag het aan de gemeente." in again
        else:
            assert "/inbreng" in reply.text
            assert await told(app, messenger, "fatma") == []


async def test_the_second_of_two_who_answer_is_told(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    await passes_on(app, anna)
    await app.delivery.send_all_due()
    fatma, gijs = chat(app, messenger, "fatma"), chat(app, messenger, "gijs")
    await fatma.sends(fatma.press("Beantwoord", card_of(messenger, "fatma", QUESTION)))
    await gijs.sends(gijs.press("Answer", card_of(messenger, "gijs", QUESTION)))
    await fatma.says("Vier euro per week.")
    late = await gijs.says("We give them five euros a week.")
    assert "just before you" in late.text
    assert "Vier euro per week." in late.text
    assert len(await told(app, messenger, "anna")) == 1


async def test_the_same_question_of_another_joins_the_group_and_both_hear_the_answer(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    await passes_on(app, anna)
    await app.delivery.send_all_due()
    await passes_on(app, chat(app, messenger, "bert"), QUESTION.lower().replace(",", ""))
    assert await told(app, messenger, "fatma") == []
    fatma = chat(app, messenger, "fatma")
    await fatma.commands("vragen")
    await fatma.presses(labels(fatma.last().reply)[0])
    assert "2 leden" in fatma.last().reply.text
    await fatma.presses("Beantwoord")
    assert "2 leden" in (await fatma.says("Spreek het samen af.")).text
    await app.delivery.send_all_due()
    for sender in ("anna", "bert"):
        assert card_of(messenger, sender, "Spreek het samen af.")


async def test_questions_that_look_alike_are_put_together_with_one_tap(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    await passes_on(app, anna)
    other = "Welk bedrag krijgt een puber bij jullie per week om zelf uit te geven?"
    await passes_on(app, chat(app, messenger, "bert"), other)
    await app.delivery.send_all_due()
    card = card_of(messenger, "fatma", other)
    assert QUESTION in card.reply.text
    fatma = chat(app, messenger, "fatma")
    merged = await fatma.sends(fatma.press(labels(card.reply)[-1], card))
    assert merged == []  # the card itself is edited
    assert "2 leden" in messenger.edits[-1].reply.text or any(
        "2 leden" in edit.reply.text for edit in messenger.edits
    )
    async with app.store.reading() as tx:
        assert len({question.group_id for question in await tx.questions.all()}) == 1


async def test_a_claim_left_lying_is_nudged_after_two_working_days_and_once(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None, clock: FakeClock
) -> None:
    await passes_on(app, anna)
    await app.delivery.send_all_due()
    fatma = chat(app, messenger, "fatma")
    await fatma.sends(fatma.press("Ik pak hem op", card_of(messenger, "fatma", QUESTION)))
    clock.advance(timedelta(days=1))
    await app.plan_questions()
    assert not any("twee werkdagen" in text for text in await told(app, messenger, "fatma"))
    clock.advance(timedelta(days=3))
    await app.plan_questions()
    assert any("twee werkdagen" in text for text in await told(app, messenger, "fatma"))
    clock.advance(timedelta(days=7))
    await app.plan_questions()
    assert await told(app, messenger, "fatma") == []


async def test_an_answer_to_somebody_who_was_erased_goes_to_nobody(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    await passes_on(app, anna)
    await app.delivery.send_all_due()
    fatma = chat(app, messenger, "fatma")
    await fatma.sends(fatma.press("Beantwoord", card_of(messenger, "fatma", QUESTION)))
    async with app.store.transaction() as tx:
        visitor = await tx.people.at_door("fake", "anna")
        assert visitor.person
        await tx.own_data.erase(await tx.own_data.subject(visitor.person.id), app.clock.now())
    assert "gaat naar niemand" in (await fatma.says("Spreek het samen af.")).text
    assert await told(app, messenger, "anna") == []


async def test_client_data_in_an_answer_is_held_back(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    await passes_on(app, anna)
    await app.delivery.send_all_due()
    fatma = chat(app, messenger, "fatma")
    await fatma.sends(fatma.press("Beantwoord", card_of(messenger, "fatma", QUESTION)))
    await fatma.says("Bel zijn moeder op 06-12345678.")
    assert await told(app, messenger, "anna") == []


async def test_a_member_and_a_facilitator_of_another_network_can_not_touch_it(
    app: App, messenger: FakeMessenger, anna: Conversation, people: None
) -> None:
    elsewhere = await add_network(app, "west", "Netwerk West")
    await add_person(app, "Hans", {elsewhere: Role.FACILITATOR}, doors=["hans"], language="nl")
    await passes_on(app, anna)
    hans = chat(app, messenger, "hans")
    assert "geen vraag open" in (await hans.commands("vragen")).text
    assert "begeleiders" in (await anna.commands("vragen")).text
