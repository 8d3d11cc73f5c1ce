"""What members see of themselves and change, and the networks they are in."""

import pytest

from bot.app import App, open_app
from handlers.people.people import Function, Role
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeMessenger
from tests.people import add_network, add_person, audited, labels, person_at
from tests.stubs import FOUND, stub_knowledge


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def network(app: App) -> int:
    """A network with Anna in it, and Fatma as its facilitator."""
    network_id = await add_network(app)
    await add_person(app, "Anna", {network_id: Role.MEMBER}, doors=["anna"])
    await add_person(app, "Fatma", {network_id: Role.FACILITATOR}, doors=["fatma"], organisation="De Brug")
    return network_id


async def test_a_profile_shows_what_is_known(network: int, anna: Conversation) -> None:
    text = (await anna.commands("profiel")).text
    for known in (
        "Anna",
        "De Linde",
        "Pedagogisch professional",
        "Nederlands",
        "Netwerk Oost",
        "Fake (anna)",
    ):
        assert known in text


async def test_with_one_door_there_is_none_to_choose(network: int, anna: Conversation) -> None:
    reply = await anna.commands("profile")
    assert labels(reply) == ["Mijn naam", "Mijn organisatie", "Wat ik doe", "Mijn taal", "Mijn herinneringen"]


async def test_a_name_is_changed_in_words(app: App, network: int, anna: Conversation) -> None:
    await anna.commands("profiel")
    assert (await anna.presses("Mijn naam")).text == "Hoe heet je?"
    assert (await anna.says("x")).text == "Hoe heet je?"
    changed = await anna.says("  Anna \n van_Dam ")
    assert changed.text.startswith("Genoteerd.")
    assert r"Naam: Anna van\_Dam" in changed.text
    assert (await person_at(app, "anna")).name == "Anna van_Dam"


@pytest.mark.parametrize("typed", ["de brug", "Stichting De Brug", "DE BRUGG", "2"])
async def test_an_organisation_is_matched_with_a_known_one(
    app: App, network: int, anna: Conversation, typed: str
) -> None:
    await anna.commands("profiel")
    offered = await anna.presses("Mijn organisatie")
    assert labels(offered) == ["De Brug", "De Linde"]
    await anna.says("1" if typed == "2" else typed)
    assert (await person_at(app, "anna")).organisation == "De Brug"


async def test_a_new_organisation_is_added(app: App, network: int, anna: Conversation) -> None:
    await anna.commands("profiel")
    await anna.presses("Mijn organisatie")
    assert "Organisatie: Het Anker" in (await anna.says("Het Anker")).text


async def test_a_function_is_chosen(app: App, network: int, anna: Conversation) -> None:
    await anna.commands("profiel")
    await anna.presses("Wat ik doe")
    await anna.presses("Ervaringsdeskundige")
    assert (await person_at(app, "anna")).function is Function.EXPERT_BY_EXPERIENCE


async def test_a_language_is_chosen(app: App, network: int, anna: Conversation) -> None:
    await anna.commands("profiel")
    await anna.presses("Mijn taal")
    await anna.presses("English")
    assert "This is how I know you" in (await anna.commands("profile")).text


async def test_stop_leaves_a_change(app: App, network: int, anna: Conversation) -> None:
    await anna.commands("profiel")
    await anna.presses("Mijn naam")
    await anna.commands("stop")
    await anna.says(FOUND)
    assert (await person_at(app, "anna")).name == "Anna"


async def test_networks_are_listed_with_the_role_in_each(app: App, network: int, anna: Conversation) -> None:
    west = await add_network(app, "west", "Netwerk West")
    async with app.store.transaction() as tx:
        await tx.people.place((await person_at(app, "anna")).id, west, Role.FACILITATOR, app.clock.now())
    text = (await anna.commands("netwerken")).text
    assert "- Netwerk Oost: lid\n- Netwerk West: begeleider" in text


async def test_a_member_can_leave(app: App, network: int, anna: Conversation) -> None:
    await anna.commands("netwerken")
    asked = await anna.presses("Stoppen met Netwerk Oost")
    assert labels(asked) == ["Ja, ik stop ermee", "Nee, ik blijf"]
    assert "geen lid meer van Netwerk Oost" in (await anna.says("ja")).text
    assert (await anna.commands("netwerken")).text.startswith("Hoi. Ik ben er voor de leden")
    person = await person_at(app, "anna")
    assert await audited(app) == [(person.pseudonym, "removed", person.pseudonym, "member")]


async def test_a_member_can_stay_after_all(app: App, network: int, anna: Conversation) -> None:
    await anna.commands("netwerken")
    await anna.presses("Stoppen met Netwerk Oost")
    assert "Fijn dat je blijft" in (await anna.presses("Nee, ik blijf")).text
    assert (await person_at(app, "anna")).role_in(network) is Role.MEMBER


async def test_the_last_facilitator_cannot_leave(app: App, messenger: FakeMessenger, network: int) -> None:
    fatma = Conversation(app, messenger, sender="fatma")
    await fatma.commands("netwerken")
    await fatma.presses("Stoppen met Netwerk Oost")
    refused = (await fatma.presses("Ja, ik stop ermee")).text
    assert "/leden" in refused
    assert "/uitnodigen" in refused
    assert (await person_at(app, "fatma")).role_in(network) is Role.FACILITATOR


async def test_the_operator_has_no_profile(
    sqlite_url: str, messenger: FakeMessenger, app: App, network: int
) -> None:
    trusted = {("fake", "root"): None}
    async with open_app(
        sqlite_url, {"fake": messenger}, stub_knowledge(), app.clock, trusted=trusted
    ) as trusting:
        operator = Conversation(trusting, messenger, sender="root")
        for command in ("profiel", "netwerken"):
            assert "Je bent hier beheerder" in (await operator.commands(command)).text
        assert "Netwerk Oost" in (await operator.commands("leden")).text
