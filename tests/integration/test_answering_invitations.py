"""Invitations as members have them: one card, changeable until the start, that says what they answered."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import Kind
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from tests.fakes import FakeClock, FakeMessenger
from tests.gatherings import START, Circle, gathered
from tests.people import add_network, add_person, labels, person_at, told
from tests.stubs import FOUND, stub_knowledge

DAY = "donderdag 17 december 2026, 14.00 uur"


@pytest.fixture
def app_url(database_url: str) -> str:
    """These conversations are had on both databases."""
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def circle(app: App, messenger: FakeMessenger) -> Circle:
    return await gathered(app, messenger)


async def test_a_press_changes_the_card_and_sends_nothing_new(circle: Circle) -> None:
    await circle.plans()
    card = circle.card("anna")
    assert await circle.presses("anna", "Ja, ik kom") == []
    assert "Je komt, fijn" in circle.card("anna").reply.text
    assert await circle.presses("anna", "Nee, ik kan niet") == []
    assert circle.card("anna").ref == card.ref
    assert "Je kunt niet, jammer" in circle.card("anna").reply.text
    assert await circle.answer("anna") == "no"


@pytest.mark.parametrize(
    ("text", "answer"),
    [("ja", "yes"), ("1", "yes"), ("nee, ik kan nit", "no"), ("Misschien", "maybe"), ("2", "no")],
)
async def test_words_and_numbers_answer_too_and_the_card_follows(
    circle: Circle, text: str, answer: str
) -> None:
    await circle.plans()
    reply = await circle.chat("anna").says(text)
    assert DAY in reply.text
    assert await circle.answer("anna") == answer
    await circle.hear()
    assert {"yes": "Je komt, fijn", "no": "Je kunt niet", "maybe": "nog niet zeker"}[answer] in circle.card(
        "anna"
    ).reply.text


async def test_a_reaction_answers_too(circle: Circle) -> None:
    await circle.plans()
    anna = circle.chat("anna")
    assert await anna.sends(anna.message(Kind.REACTION, "1️⃣", circle.card("anna").ref)) == []
    assert await circle.answer("anna") == "yes"


async def test_everybody_answers_in_their_own_language(circle: Circle) -> None:
    await circle.plans()
    assert "Good, you are coming: Thursday 17 December" in (await circle.chat("bram").says("yes")).text


async def test_a_colleague_who_is_known_comes_instead_and_hears_it(circle: Circle) -> None:
    await circle.plans()
    asked = await circle.pressed("anna", "Een collega komt")
    assert labels(asked) == ["Bram", "Weet ik nog niet"]
    assert await circle.answer("anna") is None
    reply = await circle.chat("anna").says("bram")
    assert reply.text == f"Genoteerd, Bram komt in jouw plaats: {DAY}."
    assert await circle.answer("anna") == "replaced"
    [line] = await told(circle.app, circle.messenger, "bram")
    assert line.startswith("Anna says that you come in their place")


async def test_a_colleague_who_is_new_comes_by_name(circle: Circle) -> None:
    await circle.plans()
    await circle.pressed("anna", "Een collega komt")
    assert "Ik zie nog geen naam" in (await circle.chat("anna").says("?!")).text
    assert "Kees *Jansen*".replace("*", r"\*") in (await circle.chat("anna").says("Kees *Jansen*")).text
    await circle.chat("fatma").commands("bijeenkomst")
    stands = await circle.pressed("fatma", "Wie komt er?")
    assert r"**De Linde**: Kees \*Jansen\* in plaats van Anna, Bram nog geen antwoord" in stands.text


async def test_who_comes_instead_may_be_unknown_yet(circle: Circle) -> None:
    await circle.plans()
    await circle.pressed("anna", "Een collega komt")
    assert "een collega komt in jouw plaats" in (await circle.chat("anna").says("weet ik nog niet")).text
    assert await circle.answer("anna") == "replaced"


async def test_a_name_of_five_thousand_signs_is_cut_off(circle: Circle) -> None:
    await circle.plans()
    await circle.pressed("anna", "Een collega komt")
    reply = await circle.chat("anna").says("K" * 5000)
    assert len(reply.text) < 300


async def test_after_a_move_the_old_card_asks_about_the_new_date(circle: Circle) -> None:
    await circle.plans()
    await circle.presses("anna", "Ja, ik kom")
    old = circle.card("anna")
    await circle.chat("fatma").commands("verzetten")
    await circle.chat("fatma").says("vrijdag 18 december 15:00")
    await circle.presses("fatma", "Ja, verzet")
    [notice] = await circle.hear("anna")
    assert "is verzet" in notice
    assert "Je zou komen. Kun je dan ook?" in notice
    assert await circle.presses("anna", "Nee, ik kan niet", old) == []
    assert await circle.answer("anna") == "yes"
    edited = next(shown for shown in circle.messenger.shown if shown.ref == old.ref)
    assert "vrijdag 18 december 2026, 15.00 uur" in edited.reply.text
    await circle.presses("anna", "Nee, ik kan niet", edited)
    assert await circle.answer("anna") == "no"


async def test_answers_end_when_it_begins(circle: Circle, clock: FakeClock) -> None:
    await circle.plans()
    card = circle.card("anna")
    clock.advance(timedelta(days=14))
    [reply] = await circle.presses("anna", "Ja, ik kom", card)
    assert "al begonnen" in reply.text
    assert await circle.answer("anna") is None


async def test_a_card_of_a_cancelled_meeting_says_so(circle: Circle) -> None:
    await circle.plans()
    card = circle.card("anna")
    await circle.chat("fatma").commands("afzeggen")
    await circle.chat("fatma").says("te veel zieken")
    await circle.presses("fatma", "Ja, zeg af")
    [notice] = await circle.hear("anna")
    assert "gaat niet door" in notice
    assert "De reden: te veel zieken" in notice
    assert await circle.presses("anna", "Ja, ik kom", card) == []
    assert await circle.answer("anna") is None


async def test_who_left_the_network_cannot_answer_any_more(circle: Circle) -> None:
    await circle.plans()
    card = circle.card("anna")
    west = await add_network(circle.app, "west", "Netwerk West")
    anna = await person_at(circle.app, "anna")
    async with circle.app.store.transaction() as tx:
        await tx.people.place(anna.id, west, Role.MEMBER, circle.app.clock.now())
        await tx.people.remove(anna.id, circle.network)
    [reply] = await circle.presses("anna", "Ja, ik kom", card)
    assert "gesloten" in reply.text
    assert await circle.answer("anna") is None


# The next meeting


async def test_the_next_meeting_shows_what_is_known_and_my_answer(circle: Circle) -> None:
    await circle.plans(f"{START} Vervoer | Utrecht https://meet.jit.si/oost")
    await circle.presses("anna", "Ja, ik kom")
    reply = await circle.chat("anna").commands("bijeenkomst")
    assert "Online: https://meet.jit.si/oost" in reply.text
    assert "Er komt tot nu toe één iemand." in reply.text
    assert "Je komt, fijn" in reply.text
    assert labels(reply)[-1] == "Wat we bespreken"
    assert await circle.presses("anna", "Misschien") == []
    assert "nog niet zeker" in circle.last("anna").reply.text
    await circle.hear()
    assert "nog niet zeker" in circle.card("anna").reply.text


@pytest.mark.parametrize("text", ["wanneer is de volgende?", "waar is het?", "where is the next meeting?"])
async def test_plain_questions_are_answered_with_the_next_meeting(circle: Circle, text: str) -> None:
    await circle.plans()
    assert "Utrecht" in (await circle.chat("anna").says(text)).text


async def test_who_comes_is_told_without_who_stays_away(circle: Circle) -> None:
    await circle.plans()
    await circle.presses("anna", "Ja, ik kom")
    await circle.chat("gerrit").says("nee")
    reply = await circle.chat("bram").says("who is coming?")
    assert "**De Linde**: Anna comes" in reply.text
    assert "Gerrit" not in reply.text


async def test_without_a_meeting_it_says_so_and_practice_questions_stay_questions(circle: Circle) -> None:
    anna = circle.chat("anna")
    assert "nog geen bijeenkomst" in (await anna.says("wanneer is de volgende?")).text
    assert "Bel de directeur" in (await anna.says(FOUND)).text


async def test_a_stranger_hears_nothing_of_meetings(circle: Circle) -> None:
    await circle.plans()
    stranger = circle.chat("stranger")
    assert "Utrecht" not in (await stranger.says("waar is het?")).text
    assert "Utrecht" not in (await stranger.commands("bijeenkomst")).text


async def test_in_two_networks_it_asks_which_one(circle: Circle) -> None:
    west = await add_network(circle.app, "west", "Netwerk West")
    async with circle.app.store.transaction() as tx:
        fatma = await person_at(circle.app, "fatma")
        await tx.people.place(fatma.id, west, Role.FACILITATOR, circle.app.clock.now())
    await circle.plans_in("Netwerk Oost")
    assert "Vervoer" in (await circle.chat("fatma").commands("bijeenkomst")).text  # the other has none
    await circle.plans_in("Netwerk West", "2026-12-18 10:00 School")
    assert labels(await circle.chat("fatma").commands("bijeenkomst")) == ["Netwerk West", "Netwerk Oost"]
    assert "School" in (await circle.chat("fatma").says("netwerk west")).text


async def test_the_list_of_meetings_leads_to_each(circle: Circle) -> None:
    await circle.plans()
    await circle.plans("2027-01-14 14:00 School")
    reply = await circle.chat("anna").commands("bijeenkomsten")
    assert f"- {DAY}: Vervoer naar school" in reply.text
    assert "**School**" in (await circle.chat("anna").says("2")).text


async def test_a_newcomer_is_invited_to_what_is_coming(circle: Circle) -> None:
    await circle.plans()
    await add_person(circle.app, "Noor", {circle.network: Role.MEMBER}, doors=["noor"])
    [told_now] = await circle.hear("noor")
    assert "Vervoer naar school" in told_now


# Facilitators


async def test_who_said_nothing_is_asked_once_more_but_once_a_day(circle: Circle) -> None:
    await circle.plans()
    await circle.presses("anna", "Ja, ik kom")
    await circle.chat("fatma").commands("bijeenkomst")
    silent = await circle.pressed("fatma", "Nog niet geantwoord")
    assert "3 mensen hebben nog niet geantwoord" in silent.text
    assert "3 mensen" in (await circle.pressed("fatma", "Vraag het deze 3 nog een keer")).text
    assert len(await circle.hear()) == 3
    await circle.chat("fatma").commands("bijeenkomst")
    again = await circle.pressed("fatma", "Nog niet geantwoord", "Vraag het deze 3 nog een keer")
    assert "vandaag al gevraagd" in again.text
    assert await circle.hear() == []


async def test_before_anybody_is_invited_it_says_so(circle: Circle) -> None:
    await circle.chat("fatma").commands(f"plan {START} Vervoer")
    await circle.presses("fatma", "Verstuur naar 4 mensen")
    await circle.chat("fatma").commands("bijeenkomst")
    assert "nog niemand uitgenodigd" in (await circle.pressed("fatma", "Wie komt er?")).text


async def test_members_see_no_buttons_of_facilitators(circle: Circle) -> None:
    await circle.plans()
    reply = await circle.chat("anna").commands("bijeenkomst")
    assert not {"Wie komt er?", "Verzetten", "Afzeggen", "Aanpassen"} & set(labels(reply))


async def test_who_facilitates_another_network_can_do_nothing_here(circle: Circle) -> None:
    await circle.plans()
    shown = await circle.chat("fatma").commands("bijeenkomst")
    buttons = circle.last("fatma")
    west = await add_network(circle.app, "west", "Netwerk West")
    fatma = await person_at(circle.app, "fatma")
    async with circle.app.store.transaction() as tx:
        await tx.people.place(fatma.id, west, Role.FACILITATOR, circle.app.clock.now())
        await tx.people.remove(fatma.id, circle.network)
    for label in ("Wie komt er?", "Nog niet geantwoord", "Aanpassen", "Verzetten", "Afzeggen"):
        assert label in labels(shown)
        [reply] = await circle.presses("fatma", label, buttons)
        assert reply.text == "Dat kunnen alleen begeleiders van het netwerk."
