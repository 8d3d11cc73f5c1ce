"""A member proposes a tip, a facilitator takes it further, and another member gets it as an answer."""

from dataclasses import dataclass

import pytest

from bot.app import App
from bot.contract import Kind
from handlers.learn.tips import MOST_AN_HOUR, StoredTip, TipStatus
from handlers.people.people import Role
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import add_network, add_person, audited, labels, told
from tests.tips import LAMP, LAMP_QUESTION, add_tip, lamp_tip


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


@dataclass
class Circle:
    """Two networks: Anna and Frits (facilitator) in the one, Bea in both, Greta facilitates the other."""

    east: int
    west: int
    anna: Conversation
    bea: Conversation
    frits: Conversation
    greta: Conversation


@pytest.fixture
async def circle(app: App, messenger: FakeMessenger) -> Circle:
    east, west = await add_network(app), await add_network(app, "west", "Netwerk West")
    await add_person(app, "Anna de Vries", {east: Role.MEMBER}, doors=["anna"])
    await add_person(app, "Bea", {east: Role.MEMBER, west: Role.MEMBER}, doors=["bea"])
    await add_person(app, "Frits", {east: Role.FACILITATOR}, doors=["frits"])
    await add_person(app, "Greta", {west: Role.FACILITATOR}, doors=["greta"])
    chats = (Conversation(app, messenger, sender=name) for name in ("anna", "bea", "frits", "greta"))
    return Circle(east, west, *chats)


async def stored(app: App) -> list[StoredTip]:
    async with app.store.reading() as tx:
        return await tx.tips.in_networks(None, list(TipStatus))


async def proposes(chat: Conversation, text: str = LAMP, question: str = LAMP_QUESTION) -> None:
    """A member proposes a tip, says what it answers, and wants to be named."""
    await chat.commands(f"tip {text}")
    await chat.says(question)
    await chat.presses(chat.last().reply.choices[0].label)


async def test_a_proposed_tip_answers_another_member_after_a_facilitator_published_it(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    before = await circle.bea.says(LAMP_QUESTION)
    assert "lamp kiezen" not in before.text
    await circle.anna.commands("tip")
    asked = await circle.anna.says(LAMP)
    assert "Op welke vraag" in asked.text
    credit = await circle.anna.says(LAMP_QUESTION)
    assert labels(credit) == ["Anna de Vries, De Linde", "De Linde", "Geen naam"]
    assert "Je hoort van me" in (await circle.anna.presses("Anna de Vries, De Linde")).text
    [notice] = await told(app, messenger, "frits")
    assert "nieuwe tip voor Netwerk Oost" in notice
    card = await circle.frits.presses("Bekijk de tip")
    assert LAMP in card.text
    assert "praktijkervaring, De Linde, met toestemming; met dank aan Anna de Vries" in card.text
    assert "straks deze tip" in card.text
    assert "vanaf nu antwoord ik ermee" in (await circle.frits.presses("Plaats de tip")).text.casefold()
    assert any("Je tip is geplaatst" in text for text in await told(app, messenger, "anna"))
    answer = await circle.bea.says("een lampje uitzoeken voor de slaapkamer, maakt dat die eigener")
    assert LAMP in answer.text
    assert "met dank aan Anna de Vries" in answer.text
    await circle.bea.presses("Ja, dit helpt")
    assert [action for _, action, _, _ in await audited(app) if action.startswith("tip")] == [
        "tip-drafted",
        "tip-published",
    ]


async def test_a_tip_shows_in_its_own_network_only(app: App, circle: Circle) -> None:
    await add_tip(app, lamp_tip(circle.west))
    assert LAMP in (await circle.bea.says(LAMP_QUESTION)).text
    assert LAMP in (await circle.greta.says(LAMP_QUESTION)).text
    assert "lamp" not in (await circle.anna.says(LAMP_QUESTION)).text.casefold()
    themes = await circle.anna.commands("themas")
    counts = {label.rpartition(" (")[0]: label for label in labels(themes)}
    theirs = {label.rpartition(" (")[0]: label for label in labels(await circle.bea.commands("themas"))}
    assert [name for name in counts if counts[name] != theirs[name]] == ["Jongeren en ouders laten meepraten"]


async def test_the_button_of_a_tip_is_worth_nothing_in_another_network(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await add_tip(app, lamp_tip(circle.west))
    await circle.bea.commands("themas")
    label = next(label for label in labels(circle.bea.last().reply) if label.startswith("Jongeren"))
    await circle.bea.presses(label)
    listed = circle.bea.last()
    async with app.store.transaction() as tx:
        person = (await tx.people.at_door("fake", "bea")).person
        assert person
        await tx.people.remove(person.id, circle.west)
    [title] = lamp_tip(circle.west).title.values()
    assert "gesloten" in (await circle.bea.presses(title, listed)).text


async def test_a_tip_in_one_language_says_so_in_the_other(app: App, circle: Circle) -> None:
    tip = lamp_tip(circle.east, questions=["can a child choose a lamp for the new bedroom", LAMP_QUESTION])
    await add_tip(app, tip)
    answer = await circle.anna.says("Can a child choose a lamp for the new bedroom?")
    assert LAMP in answer.text
    assert answer.text.count("English") == 1


async def test_the_whole_dialogue_is_in_english_for_who_speaks_it(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await circle.anna.commands("taal en")
    await circle.frits.commands("taal en")
    assert "What works at your place?" in (await circle.anna.commands("tip")).text
    asked = await circle.anna.says("Let a young person choose a lamp for the room. It becomes theirs.")
    assert "Which question does it answer?" in asked.text
    await circle.anna.says("how do we make a bedroom feel like their own with a lamp")
    assert "Thank you" in (await circle.anna.presses("No name")).text
    [notice] = await told(app, messenger, "frits")
    assert "new tip" in notice
    card = await circle.frits.presses("Look at the tip")
    assert "Not published yet" in card.text
    assert "practice experience from the network" in card.text
    assert "published" in (await circle.frits.presses("Publish the tip")).text
    [changed] = await stored(app)
    assert changed.tip.body == {"en": "Let a young person choose a lamp for the room. It becomes theirs."}


@pytest.mark.parametrize("text", ["lamp " * 4000, "é" * 20_000 + " een twee drie"])
async def test_a_tip_of_twenty_thousand_characters_is_refused_kindly(
    app: App, circle: Circle, text: str
) -> None:
    reply = await circle.anna.commands(f"tip {text}")
    assert "hooguit 1.500 tekens" in reply.text
    assert "hooguit 1.500 tekens" in (await circle.anna.says(text)).text
    assert await stored(app) == []
    assert "Op welke vraag" in (await circle.anna.says(LAMP)).text


async def test_client_data_is_held_before_anything_is_stored(app: App, circle: Circle) -> None:
    reply = await circle.anna.commands(f"tip {LAMP} Bel de moeder van Jayden op 06-12345678.")
    assert "06-12345678" in reply.text
    assert await stored(app) == []


async def test_who_proposes_a_hundred_tips_in_an_hour_is_asked_to_wait(
    app: App, circle: Circle, clock: FakeClock
) -> None:
    for number in range(100):
        reply = await circle.anna.commands(f"tip {LAMP} Nummer {number} van vandaag.")
        assert ("over een uur" in reply.text) == (number >= MOST_AN_HOUR)
    assert len(await stored(app)) == MOST_AN_HOUR
    assert len({each.tip.id for each in await stored(app)}) == MOST_AN_HOUR


async def test_who_is_in_two_networks_says_for_which_the_tip_is(app: App, circle: Circle) -> None:
    asked = await circle.bea.commands(f"tip {LAMP}")
    assert labels(asked) == ["Netwerk Oost", "Netwerk West"]
    assert "Op welke vraag" in (await circle.bea.presses("Netwerk West")).text
    [tip] = await stored(app)
    assert (tip.tip.network_id, tip.status) == (circle.west, TipStatus.DRAFT)


async def test_a_tip_that_doubles_another_is_shown_beside_it(app: App, circle: Circle) -> None:
    await add_tip(app, lamp_tip(circle.east))
    await proposes(circle.anna, "Zet een lamp naast het bed. Dan slapen ze beter en kletsen ze nog wat na.")
    shown = await circle.frits.commands("tip wijzig")
    card = await circle.frits.presses(labels(shown)[0])
    assert "lijkt op een tip die er al is" in card.text
    assert LAMP in card.text


async def test_facilitators_of_another_network_change_nothing(app: App, circle: Circle) -> None:
    await add_tip(app, lamp_tip(circle.east), TipStatus.DRAFT)
    assert "nog geen tips" in (await circle.greta.commands("tip wijzig")).text
    assert "alleen begeleiders" in (await circle.greta.commands("tip wijzig lamp")).text
    assert "alleen begeleiders" in (await circle.anna.commands("tip wijzig lamp")).text
    assert "alleen begeleiders" in (await circle.anna.commands("tip wijzig")).text


async def test_of_two_facilitators_who_publish_at_once_the_second_hears_so(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await add_person(app, "Fleur", {circle.east: Role.FACILITATOR}, doors=["fleur"])
    fleur = Conversation(app, messenger, sender="fleur")
    await add_tip(app, lamp_tip(circle.east), TipStatus.DRAFT)
    for chat in (circle.frits, fleur):
        await chat.commands("tip wijzig lamp")
    hers = fleur.last()
    await circle.frits.commands("tip wijzig lamp")
    assert "is geplaatst" in (await circle.frits.presses("Plaats de tip")).text
    late = await fleur.presses("Plaats de tip", hers)
    assert "Iemand anders was je voor" in late.text
    assert "Trek de tip in" in labels(late)


async def test_a_tip_is_changed_and_answers_with_the_new_words(app: App, circle: Circle) -> None:
    await add_tip(app, lamp_tip(circle.east))
    await circle.frits.commands("tip wijzig lamp")
    await circle.frits.presses("Andere titel")
    assert "hooguit 60" in (await circle.frits.says("lang " * 30)).text
    assert "**Kies samen een lamp**" in (await circle.frits.says("Kies samen een lamp")).text
    await circle.frits.presses("Andere taal erbij")
    assert "Er mist iets" in (await circle.frits.says("Choose a lamp together with the child")).text
    await circle.frits.says("Choose a lamp together\nLet the child choose a lamp for the bedroom.")
    answer = await circle.anna.says("can a child choose a lamp together with us for the bedroom")
    assert "Let the child choose a lamp" in answer.text
    await circle.frits.commands("tip wijzig lamp")
    await circle.frits.presses("Ander onderwerp")
    card = await circle.frits.presses("Samenwerken met school")
    assert "Onderwerp: Samenwerken met school" in card.text


async def test_a_retired_tip_answers_no_more(app: App, circle: Circle) -> None:
    await add_tip(app, lamp_tip(circle.east))
    await circle.frits.commands("tip wijzig lamp")
    assert "ingetrokken" in (await circle.frits.presses("Trek de tip in")).text
    assert LAMP not in (await circle.anna.says(LAMP_QUESTION)).text
    assert "Ingetrokken" in (await circle.frits.commands("tip wijzig lamp")).text


async def test_a_tip_that_is_not_placed_is_told_to_its_author(
    app: App, messenger: FakeMessenger, circle: Circle
) -> None:
    await proposes(circle.anna)
    await told(app, messenger, "frits")
    await circle.frits.presses("Bekijk de tip")
    await circle.frits.presses("Plaats hem niet")
    assert any("deze keer niet geplaatst" in text for text in await told(app, messenger, "anna"))


async def test_a_tip_can_be_offered_to_all_networks_once(app: App, circle: Circle) -> None:
    await add_tip(app, lamp_tip(circle.east))
    await circle.frits.commands("tip wijzig lamp")
    assert "Aangeboden" in (await circle.frits.presses("Bied aan alle netwerken aan")).text
    assert "Bied aan alle netwerken aan" not in labels(await circle.frits.commands("tip wijzig lamp"))
    assert LAMP not in (await circle.greta.says(LAMP_QUESTION)).text


async def test_a_stranger_proposes_nothing(app: App, messenger: FakeMessenger, circle: Circle) -> None:
    stranger = Conversation(app, messenger, sender="vreemd")
    await stranger.sends(stranger.message(Kind.COMMAND, f"tip {LAMP}"))
    assert await stored(app) == []
