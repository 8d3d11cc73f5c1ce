"""An answer to an open question becomes a tip, and the next member who asks gets it from the bot."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.app import App
from bot.contract import Kind, Reply
from handlers.learn.tips import StoredTip, TipStatus
from handlers.people.people import Role
from tests.conversation import Conversation
from tests.fakes import FakeMessenger
from tests.people import add_network, add_person, audited, labels, told
from tests.tips import add_tip, lamp_tip

QUESTION = "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?"
ALIKE = "hoeveel zakgeld geven jullie een kind van twaalf en wie beheert dat"
OTHER_WORDS = "wat krijgt een twaalfjarige bij jullie aan zakgeld, en beheert het kind dat zelf?"
ANSWER = "Vier euro per week. Het kind beheert het zelf, met een schriftje erbij."
MAKE = "Maak er een tip van"


@pytest.fixture
def app_url(database_url: str) -> str:
    """Both databases."""
    return database_url


@dataclass
class Circle:
    """A network: Anna and Bea are members, Fatma and Gijs (who reads English) facilitate."""

    network: int
    anna: Conversation
    bea: Conversation
    fatma: Conversation
    gijs: Conversation


@pytest.fixture
async def circle(app: App, messenger: FakeMessenger) -> Circle:
    network = await add_network(app, quiet=None)
    await add_person(app, "Anna", {network: Role.MEMBER}, doors=["anna"], language="nl")
    await add_person(app, "Bea", {network: Role.MEMBER}, doors=["bea"], language="nl")
    await add_person(app, "Fatma", {network: Role.FACILITATOR}, doors=["fatma"], language="nl")
    await add_person(
        app, "Gijs", {network: Role.FACILITATOR}, doors=["gijs"], language="en", organisation="Zonhof"
    )
    chats = (Conversation(app, messenger, sender=name) for name in ("anna", "bea", "fatma", "gijs"))
    return Circle(network, *chats)


async def stored(app: App) -> list[StoredTip]:
    async with app.store.reading() as tx:
        return await tx.tips.in_networks(None, list(TipStatus))


async def chooses(who: Conversation, reply: Reply, *values: str) -> Reply:
    """Press the first button that means one of these."""
    label = next(choice.label for choice in reply.choices if choice.value.startswith(values))
    return await who.presses(label)


async def passes_on(app: App, who: Conversation, text: str = QUESTION) -> None:
    """Ask, and have it passed on to the facilitators."""
    reply = await who.commands(f"vraag {text}")
    while not any(choice.value.startswith("pass-on:") for choice in reply.choices):
        reply = await chooses(who, reply, "none-of-these:", "helped-not:")
    await chooses(who, reply, "pass-on:")
    await app.plan_questions()
    await app.delivery.send_all_due()


async def answers(app: App, who: Conversation, text: str = ANSWER) -> Reply:
    """Answer the first question that is open; what the facilitator is told, with everything delivered."""
    overview = await who.commands("vragen")
    await who.presses(labels(overview)[0])
    await chooses(who, who.last().reply, "question-answer:")
    said = await who.says(text)
    shown = who.last()
    await app.delivery.send_all_due()
    who.messenger.shown.append(shown)  # the last thing in this chat
    return said


async def test_an_answer_becomes_a_tip_in_one_tap_and_answers_the_next_who_asks(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    await passes_on(app, circle.bea, ALIKE)
    said = await answers(app, circle.fatma)
    assert "een tip van maken" in said.text
    assert labels(said) == [MAKE]
    credit = await circle.fatma.presses(MAKE)
    assert "staat klaar als tip" in credit.text
    assert labels(credit) == ["Fatma, De Linde", "De Linde", "Geen naam"]
    card = await circle.fatma.presses("De Linde")
    assert "praktijkervaring, De Linde, met toestemming" in card.text
    assert f"‘{QUESTION}’: nu " in card.text
    assert "straks deze tip" in card.text
    [draft] = await stored(app)
    assert set(draft.tip.phrasings["nl"]) == {QUESTION, ALIKE}
    assert draft.tip.title == {"nl": "Hoeveel zakgeld geven jullie een kind van twaalf?"}
    assert "geplaatst" in (await circle.fatma.presses("Plaats de tip")).text
    answer = await circle.bea.says(OTHER_WORDS)
    assert "Vier euro per week" in answer.text
    await circle.bea.presses("Ja, dit helpt")
    assert [action for _, action, *_ in await audited(app)][-2:] == ["tip-drafted", "tip-published"]


async def test_the_other_facilitator_hears_of_the_draft_and_may_publish_it(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    await answers(app, circle.fatma)
    await circle.fatma.presses(MAKE)
    await circle.fatma.presses("Fatma, De Linde")
    [notice] = await told(app, messenger, "gijs")
    assert "new tip for Netwerk Oost" in notice
    await circle.gijs.presses("Look at the tip")
    await circle.gijs.presses("Publish the tip")
    [tip] = await stored(app)
    assert (tip.status, tip.tip.credit) == (TipStatus.PUBLISHED, "Fatma")
    assert any("Je tip is geplaatst" in text for text in await told(app, messenger, "fatma"))


async def test_an_answer_of_somebody_else_is_published_only_after_they_agreed(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    await answers(app, circle.gijs, "We give four euros a week. The child keeps it, and writes it down.")
    overview = await circle.fatma.commands("vragen")
    await circle.fatma.presses(labels(overview)[0])
    asked = await circle.fatma.presses(MAKE)
    assert "Gijs schreef dit antwoord" in asked.text
    waiting = await circle.fatma.presses("Bekijk de tip")
    assert "Ik wacht nog op wie dit schreef" in waiting.text
    assert "Plaats de tip" not in labels(waiting)
    [consent] = await told(app, messenger, "gijs")
    assert "Fatma would like to make a tip of your answer" in consent
    assert "four euros a week" in consent
    assert labels(circle.gijs.last().reply) == ["Gijs, Zonhof", "Zonhof", "No name", "Rather not a tip"]
    card = await circle.gijs.presses("Gijs, Zonhof")
    assert "practice experience, Zonhof, with consent; thanks to Gijs" in card.text
    assert any("nieuwe tip voor" in text for text in await told(app, messenger, "fatma"))
    await circle.fatma.presses("Bekijk de tip")
    assert "geplaatst" in (await circle.fatma.presses("Plaats de tip")).text
    [tip] = await stored(app)
    assert (tip.status, tip.consent_asked_at) == (TipStatus.PUBLISHED, None)


async def test_an_answer_that_its_writer_keeps_to_themselves_is_no_tip_and_they_are_not_asked_again(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    await answers(app, circle.gijs)
    overview = await circle.fatma.commands("vragen")
    await circle.fatma.presses(labels(overview)[0])
    await circle.fatma.presses(MAKE)
    await told(app, messenger, "gijs")
    assert "will not be a tip" in (await circle.gijs.presses("Rather not a tip")).text
    assert any("Gijs heeft dit antwoord liever niet" in text for text in await told(app, messenger, "fatma"))
    await circle.fatma.commands("vragen")
    await circle.fatma.presses(labels(circle.fatma.last().reply)[0])
    assert "heeft het liever niet als tip" in (await circle.fatma.presses(MAKE)).text
    assert await told(app, messenger, "gijs") == []
    assert [each.status for each in await stored(app)] == [TipStatus.RETIRED]


async def test_an_answer_is_made_a_tip_once_and_again_only_when_it_was_not_placed(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    await answers(app, circle.fatma)
    offer = circle.fatma.last()
    await circle.fatma.presses(MAKE)
    again = await circle.fatma.presses(MAKE, offer)
    assert "al een tip gemaakt" in again.text
    await circle.fatma.presses("Plaats hem niet")
    assert "staat klaar als tip" in (await circle.fatma.presses(MAKE, offer)).text
    assert len(await stored(app)) == 2


async def test_an_answer_too_long_for_a_tip_is_asked_in_fewer_words(app: App, circle: Circle) -> None:
    await passes_on(app, circle.anna)
    await answers(app, circle.fatma, "Spreek samen een bedrag af. " * 100)
    assert "hooguit 1.500 tekens" in (await circle.fatma.presses(MAKE)).text
    assert "hooguit 1.500 tekens" in (await circle.fatma.says("Spreek het af. " * 500)).text
    assert await stored(app) == []
    assert "staat klaar als tip" in (await circle.fatma.says(ANSWER)).text
    [draft] = await stored(app)
    assert draft.tip.body == {"nl": ANSWER}


async def test_an_answer_of_twenty_thousand_characters_is_sent_to_nobody(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    refused = await answers(app, circle.fatma, "Spreek het samen af. " * 1000)
    assert "4.000" in refused.text
    assert not any("Spreek het samen af." in shown.reply.text for shown in messenger.shown)


async def test_what_the_writer_let_through_is_asked_again_before_all_may_read_it(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    held = await answers(app, circle.fatma, "Vraag het aan de opa van Jayden, die weet het.")
    assert "Jayden" in held.text
    async with app.store.transaction() as tx:
        [group] = await tx.question_groups.of_network(circle.network)
        await tx.question_groups.change(
            group.id,
            status="answered",
            answer="Vraag het aan de opa van Jayden.",
            answered_at=app.clock.now(),
        )
    await circle.fatma.commands("vragen")
    await circle.fatma.presses(labels(circle.fatma.last().reply)[0])
    held = await circle.fatma.presses(MAKE)
    assert "Jayden" in held.text
    assert await stored(app) == []
    await circle.fatma.says("Vraag het aan een opa of oma, die weten het vaak goed.")
    [draft] = await stored(app)
    assert "Jayden" not in str(draft.tip)


async def test_names_that_an_asker_let_through_are_in_no_way_of_asking(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    async with app.store.transaction() as tx:
        address = circle.anna.address
        await tx.questions.add(
            address,
            "anna",
            f"{QUESTION} Het gaat om Jayden Bakker, 06-12345678.",
            "nl",
            app.clock.now(),
            network_id=circle.network,
        )
    await app.plan_questions()
    await answers(app, circle.fatma)
    await circle.fatma.presses(MAKE)
    [draft] = await stored(app)
    assert "06-12345678" not in str(draft.tip)
    assert draft.tip.phrasings["nl"]


async def test_two_facilitators_who_make_a_tip_at_once_make_one(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    await answers(app, circle.fatma)
    offer = circle.fatma.last()
    await circle.gijs.commands("questions")
    await circle.gijs.presses(labels(circle.gijs.last().reply)[0])
    hers = circle.gijs.last()
    await circle.fatma.presses(MAKE, offer)
    assert "made a tip already" in (await circle.gijs.presses("Make it a tip", hers)).text
    assert len(await stored(app)) == 1


async def test_of_two_answers_at_the_same_moment_one_is_sent_and_one_tip_is_made_of_it(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    for chat in (circle.fatma, circle.gijs):
        await chat.commands("vragen")
        await chat.presses(labels(chat.last().reply)[0])
        await chooses(chat, chat.last().reply, "question-answer:")
    typed = [chat.message(Kind.TEXT, ANSWER) for chat in (circle.fatma, circle.gijs)]
    await asyncio.gather(*(app.receive(message) for message in typed))
    shown = [shown.reply.text for shown in messenger.shown]
    assert sum("just before you" in text or "was je net voor" in text for text in shown) == 1
    assert len(await told(app, messenger, "anna")) == 1
    taps = []
    for chat in (circle.fatma, circle.gijs):
        await chat.commands("vragen")
        await chat.presses(labels(chat.last().reply)[0])
        taps.append(chat.press(labels(chat.last().reply)[0]))
    await asyncio.gather(*(app.receive(tap) for tap in taps))
    assert len(await stored(app)) == 1


async def test_a_draft_goes_with_its_writer_who_is_erased(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await passes_on(app, circle.anna)
    await answers(app, circle.gijs)
    await circle.fatma.commands("vragen")
    await circle.fatma.presses(labels(circle.fatma.last().reply)[0])
    await circle.fatma.presses(MAKE)
    async with app.store.transaction() as tx:
        visitor = await tx.people.at_door("fake", "gijs")
        assert visitor.person
        await tx.own_data.erase(await tx.own_data.subject(visitor.person.id), app.clock.now())
    assert await stored(app) == []
    assert "gesloten" in (await circle.fatma.presses("Bekijk de tip")).text


async def test_members_and_facilitators_elsewhere_make_no_tip_of_it(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    elsewhere = await add_network(app, "west", "Netwerk West")
    await add_person(app, "Hans", {elsewhere: Role.FACILITATOR}, doors=["hans"], language="nl")
    await passes_on(app, circle.anna)
    await answers(app, circle.fatma)
    offer = circle.fatma.last()
    async with app.store.transaction() as tx:
        visitor = await tx.people.at_door("fake", "fatma")
        assert visitor.person
        await tx.people.change_role(visitor.person.id, circle.network, Role.FACILITATOR, Role.MEMBER)
    await circle.fatma.presses(MAKE, offer)
    assert await stored(app) == []


async def test_a_draft_that_doubles_a_tip_is_shown_beside_it(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await add_tip(app, lamp_tip(circle.network, questions=[QUESTION, OTHER_WORDS]))
    reply = await circle.anna.says(QUESTION)
    await chooses(circle.anna, reply, "helped-not:")
    await chooses(circle.anna, circle.anna.last().reply, "pass-on:")
    await app.plan_questions()
    await app.delivery.send_all_due()
    await answers(app, circle.fatma)
    await circle.fatma.presses(MAKE)
    card = await circle.fatma.presses("Geen naam")
    assert "lijkt op een tip die er al is" in card.text
    assert "lamp kiezen" in card.text


async def test_from_ask_to_tip_in_english(app: App, messenger: FakeMessenger, circle: Circle) -> None:
    await circle.anna.commands("taal en")
    await circle.bea.commands("taal en")
    await passes_on(
        app, circle.anna, "How much pocket money do you give a child of twelve, and who keeps it?"
    )
    said = await answers(app, circle.gijs, "Four euros a week. The child keeps it and writes it down.")
    assert "make a tip of it" in said.text
    credit = await circle.gijs.presses("Make it a tip")
    assert "ready as a tip" in credit.text
    await circle.gijs.presses("Zonhof")
    await circle.gijs.presses("Another topic")
    assert len(labels(circle.gijs.last().reply)) > 3
    await circle.gijs.presses(labels(circle.gijs.last().reply)[2])
    assert "is published" in (await circle.gijs.presses("Publish the tip")).text
    answer = await circle.bea.says("what pocket money does a twelve year old child get, who keeps the money?")
    assert "Four euros a week" in answer.text
    assert "practice experience, Zonhof, with consent" in answer.text
