"""Becoming a member, in both languages, with everything that can go wrong on the way."""

import asyncio
from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import Kind, Language
from handlers.people.organisations import LONGEST
from handlers.people.people import Function, Role
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import add_invitation, add_network, add_person, everybody, joins, labels, person_at
from tests.stubs import FOUND, SAME_SCHOOL, stub_knowledge

STRANGER = "Hoi. Ik ben er voor de leden van een leernetwerk."
UNKNOWN_CODE = "Die code ken ik niet."
TEXT = Kind.TEXT


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def network(app: App) -> int:
    """A network that Fatma facilitates."""
    network_id = await add_network(app)
    await add_person(app, "Fatma", {network_id: Role.FACILITATOR}, doors=["fatma"])
    return network_id


@pytest.fixture
def bob(app: App, messenger: FakeMessenger) -> Conversation:
    return Conversation(app, messenger, sender="bob")


@pytest.mark.parametrize(
    ("language", "yes", "function", "welcome"),
    [
        ("nl", "Ja, ik doe mee", "Gedragswetenschapper", "Welkom in Netwerk Oost, Sanne de Vries."),
        ("en", "Yes, I'll join", "Behavioural scientist", "Welcome to Netwerk Oost, Sanne de Vries."),
    ],
)
async def test_three_short_steps_make_a_member(  # noqa: PLR0917 - the two languages, side by side
    app: App,
    messenger: FakeMessenger,
    network: int,
    language: Language,
    yes: str,
    function: str,
    welcome: str,
) -> None:
    code = await add_invitation(app, network)
    sanne = Conversation(app, messenger, sender="sanne", language_code=language)
    first = await sanne.commands(f"start {code}")
    assert "**Netwerk Oost**" in first.text
    await sanne.presses(yes)
    asked = await sanne.says("Sanne de Vries, Gezinshuis De Linde")
    assert function in labels(asked)
    assert (await sanne.presses(function)).text.startswith(welcome)
    person = await person_at(app, "sanne")
    assert (person.name, person.organisation) == ("Sanne de Vries", "Gezinshuis De Linde")
    assert (person.function, person.language) == (Function.BEHAVIOURAL_SCIENTIST, language)
    assert person.role_in(network) is Role.MEMBER
    assert person.started_at is not None


async def test_without_buttons_words_and_numbers_do(app: App, anna: Conversation, network: int) -> None:
    code = await add_invitation(app, network)
    assert "Welkom" in (await anna.says(code.lower().replace("-", " "))).text
    await anna.says("1")
    await anna.says("Anna")
    await anna.says("Gezinshuis de Brug")
    assert "Welkom in Netwerk Oost, Anna" in (await anna.says("bestuurder of directeur")).text
    assert (await person_at(app, "anna")).function is Function.DIRECTOR


async def test_a_known_organisation_is_not_kept_twice(app: App, anna: Conversation, network: int) -> None:
    await add_person(app, "Piet", {network: Role.MEMBER}, organisation="'s Heeren Loo")
    code = await add_invitation(app, network)
    await joins(anna, code, ["Anna", "s heerenloo", "onderwijs"])
    assert (await person_at(app, "anna")).organisation == "'s Heeren Loo"


async def test_known_organisations_are_offered(app: App, anna: Conversation, network: int) -> None:
    code = await add_invitation(app, network)
    asked = await joins(anna, code, ["Anna"])
    assert labels(asked) == ["De Linde"]
    await anna.presses("De Linde")
    await anna.says("7")
    assert (await person_at(app, "anna")).organisation == "De Linde"


@pytest.mark.parametrize("code", ["ABCDE-FGHJL", "ABCDEFGHJ", "hallo", "<b>", "ABCDE-FGHJK-LMNPQ", "🙈" * 40])
async def test_a_mistyped_or_foreign_code_lets_nobody_in(
    app: App, anna: Conversation, network: int, code: str
) -> None:
    await add_invitation(app, network)
    assert (await anna.commands(f"start {code}")).text.startswith(UNKNOWN_CODE)
    assert (await anna.says(FOUND)).text.startswith(STRANGER)


async def test_an_expired_code_says_so(app: App, anna: Conversation, clock: FakeClock, network: int) -> None:
    code = await add_invitation(app, network, days=1)
    clock.advance(timedelta(days=1))
    assert "verlopen" in (await anna.commands(f"start {code}")).text


async def test_a_code_that_expires_during_the_steps_lets_nobody_in(
    app: App, anna: Conversation, clock: FakeClock, network: int
) -> None:
    code = await add_invitation(app, network, days=1)
    await joins(anna, code, ["Anna", "De Brug"])
    clock.advance(timedelta(days=1))
    assert "verlopen" in (await anna.says("onderwijs")).text
    assert [person.name for person in await everybody(app)] == ["Fatma"]


async def test_a_code_for_one_lets_one_in(
    app: App, anna: Conversation, bob: Conversation, network: int
) -> None:
    code = await add_invitation(app, network, uses=1)
    await joins(anna, code, ["Anna", "De Brug"])
    await joins(bob, code, ["Bob", "De Brug"])
    assert "Welkom in" in (await anna.says("onderwijs")).text
    assert "iedereen al binnen" in (await bob.says("onderwijs")).text
    assert "iedereen al binnen" in (await bob.commands(f"start {code}")).text
    assert [person.name for person in await everybody(app)] == ["Fatma", "Anna"]


async def test_to_join_twice_changes_nothing(app: App, anna: Conversation, network: int) -> None:
    code = await add_invitation(app, network, uses=2)
    await joins(anna, code, ["Anna", "De Brug", "onderwijs"])
    assert "Je bent al lid van Netwerk Oost" in (await anna.commands(f"start {code}")).text
    assert len(await everybody(app, network)) == 2


async def test_to_press_yes_twice_makes_one_member(app: App, anna: Conversation, network: int) -> None:
    code = await add_invitation(app, network)
    await anna.commands(f"start {code}")
    question = anna.last()
    await anna.presses("Ja, ik doe mee", question)
    assert "gesloten" in (await anna.presses("Ja, ik doe mee", question)).text


async def test_two_people_who_finish_at_once_both_come_in_or_one_does(
    app: App, anna: Conversation, bob: Conversation, network: int
) -> None:
    code = await add_invitation(app, network, uses=1)
    await joins(anna, code, ["Anna", "De Brug"])
    await joins(bob, code, ["Bob", "De Brug"])
    last = [conversation.sends(conversation.message(TEXT, "onderwijs")) for conversation in (anna, bob)]
    await asyncio.gather(*last)
    assert len(await everybody(app, network)) == 2


async def test_a_member_comes_into_a_second_network_without_questions(
    app: App, anna: Conversation, network: int
) -> None:
    west = await add_network(app, "west", "Netwerk West")
    await joins(anna, await add_invitation(app, network), ["Anna", "De Brug", "onderwijs"])
    second = await add_invitation(app, west, "WESTA-WESTA", role=Role.FACILITATOR)
    assert "Welkom in Netwerk West, Anna" in (await anna.commands(f"start {second}")).text
    person = await person_at(app, "anna")
    assert [place.role for place in person.memberships] == [Role.MEMBER, Role.FACILITATOR]


async def test_who_does_not_agree_is_not_kept(app: App, anna: Conversation, network: int) -> None:
    code = await add_invitation(app, network)
    await anna.commands(f"start {code}")
    assert "ik bewaar niets van je" in (await anna.presses("Nee, dank je")).text
    assert (await anna.says(FOUND)).text.startswith(STRANGER)


async def test_who_stops_halfway_is_not_kept(app: App, anna: Conversation, network: int) -> None:
    await joins(anna, await add_invitation(app, network), ["Anna"])
    assert "stoppen" in (await anna.commands("stop")).text
    assert (await anna.says("De Brug")).text.startswith(STRANGER)
    assert len(await everybody(app)) == 1


@pytest.mark.parametrize("name", ["x", " ", "\u202e\u200b", ", De Brug", "1"])
async def test_a_name_that_is_none_is_asked_again(
    app: App, anna: Conversation, network: int, name: str
) -> None:
    code = await add_invitation(app, network)
    await anna.commands(f"start {code}")
    await anna.says("ja")
    await anna.sends(anna.message(TEXT, name))
    assert "Welke" not in (await anna.says("Anna")).text
    await anna.says("De Brug")
    await anna.says("onderwijs")
    assert (await person_at(app, "anna")).name == "Anna"


async def test_an_organisation_of_500_characters_is_cut(app: App, anna: Conversation, network: int) -> None:
    await joins(anna, await add_invitation(app, network), ["Anna", "Gezinshuis " + "lang " * 98, "onderwijs"])
    organisation = (await person_at(app, "anna")).organisation
    assert organisation is not None
    assert len(organisation) <= LONGEST


async def test_an_organisation_with_markup_is_shown_as_it_was_typed(
    app: App, anna: Conversation, network: int
) -> None:
    wild = "<b>De *Brug*</b> _& co_"
    asked = await joins(anna, await add_invitation(app, network), ["Anna", wild])
    assert r"<b>De \*Brug\*</b> \_& co\_" in asked.text
    await anna.says("onderwijs")
    assert (await person_at(app, "anna")).organisation == wild


async def test_guessing_is_slowed_down(
    app: App, anna: Conversation, bob: Conversation, clock: FakeClock, network: int
) -> None:
    code = await add_invitation(app, network)
    for _ in range(5):
        assert (await anna.commands("start ABCDE-ABCDE")).text.startswith(UNKNOWN_CODE)
    assert "over een minuut" in (await anna.commands(f"start {code}")).text
    assert "Welkom" in (await bob.commands(f"start {code}")).text
    clock.advance(timedelta(minutes=1))
    assert (await anna.commands("start ABCDE-ABCDE")).text.startswith(UNKNOWN_CODE)
    assert "over 2 minuten" in (await anna.commands(f"start {code}")).text
    clock.advance(timedelta(minutes=2))
    assert "Welkom" in (await anna.commands(f"start {code}")).text


async def test_who_is_removed_while_answering_a_step_is_a_stranger(
    app: App, anna: Conversation, network: int
) -> None:
    await joins(anna, await add_invitation(app, network), ["Anna", "De Brug", "onderwijs"])
    await anna.commands("profiel")
    await anna.presses("Mijn naam")
    person = await person_at(app, "anna")
    async with app.store.transaction() as tx:
        await tx.people.remove(person.id, network)
    assert (await anna.says("Annabel")).text.startswith(STRANGER)
    assert (await person_at(app, "anna")).name == "Anna"


async def test_a_member_gets_answers(app: App, anna: Conversation, network: int) -> None:
    await joins(anna, await add_invitation(app, network), ["Anna", "De Brug", "onderwijs"])
    assert SAME_SCHOOL.body["nl"] in (await anna.says(FOUND)).text
