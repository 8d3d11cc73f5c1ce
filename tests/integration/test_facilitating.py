"""What facilitators can do: invite, see and change who is in, set up their network. And nobody else."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import Kind, Reply, choice_token
from bot.store.tables import metadata
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import (
    add_network,
    add_person,
    audited,
    everybody,
    joins,
    labels,
    person_at,
    told,
)
from tests.stubs import stub_knowledge

COMMANDS = ("uitnodigen", "invite", "leden", "members", "netwerk", "network")
ONLY_FACILITATORS = "Dat kunnen alleen begeleiders van het netwerk."


@pytest.fixture
def knowledge() -> KnowledgeBase:
    """The app of these tests knows four tips."""
    return stub_knowledge()


@pytest.fixture
async def network(app: App) -> int:
    """A network that Fatma facilitates and in which Anna is a member."""
    network_id = await add_network(app)
    await add_person(app, "Fatma", {network_id: Role.FACILITATOR}, doors=["fatma"], organisation="NJi")
    await add_person(app, "Anna", {network_id: Role.MEMBER}, doors=["anna"])
    return network_id


@pytest.fixture
def fatma(app: App, messenger: FakeMessenger) -> Conversation:
    return Conversation(app, messenger, sender="fatma")


@pytest.fixture
async def gerrit(app: App, messenger: FakeMessenger, network: int) -> Conversation:
    """A second facilitator."""
    await add_person(app, "Gerrit", {network: Role.FACILITATOR}, doors=["gerrit"], organisation="NJi")
    return Conversation(app, messenger, sender="gerrit")


async def role_of(app: App, sender: str, network: int) -> Role | None:
    """What somebody is in a network."""
    return (await person_at(app, sender)).role_in(network)


async def chooses(conversation: Conversation, *choices: str) -> Reply:
    """Press one button after the other, each under the last message."""
    for choice in choices:
        reply = await conversation.presses(choice)
    return reply


# Inviting


async def test_an_invitation_is_made_by_buttons_and_lets_people_in(
    app: App, messenger: FakeMessenger, network: int, fatma: Conversation
) -> None:
    await fatma.commands("uitnodigen")
    reply = await chooses(fatma, "lid", "5", "30 dagen")
    assert "Netwerk Oost" in reply.text
    assert "t.me" not in reply.text
    code = reply.text.rpartition("/start ")[2]
    assert [(file.media_type, file.name) for file in reply.attachments] == [("image/png", "oost.png")]
    assert reply.attachments[0].content.startswith(b"\x89PNG")
    new = Conversation(app, messenger, sender="new")
    assert "Welkom in Netwerk Oost, Noor" in (await joins(new, code, ["Noor", "NJi", "onderwijs"])).text
    facilitator = await person_at(app, "fatma")
    assert await audited(app) == [(facilitator.pseudonym, "invited", None, "member uses=5 until=2027-01-02")]


async def test_where_a_link_is_known_it_is_in_the_invitation(
    app: App, network: int, fatma: Conversation
) -> None:
    await app.introduced("telegram", "leernetwerk_bot")
    await fatma.commands("invite")
    reply = await chooses(fatma, "begeleider", "1", "7 dagen")
    code = reply.text.rpartition("/start ")[2]
    assert rf"https://t.me/leernetwerk\_bot?start={code}" in reply.text


async def test_the_code_of_an_invitation_is_kept_nowhere(app: App, network: int, fatma: Conversation) -> None:
    await fatma.commands("uitnodigen")
    reply = await chooses(fatma, "lid", "5", "30 dagen")
    code = reply.text.rpartition("/start ")[2]
    async with app.store.reading() as tx:
        for table in metadata.sorted_tables:
            assert code not in str((await tx.outbox._connection.execute(table.select())).all())


# More than one network


async def test_with_two_networks_it_asks_once_and_offers_the_last_choice_first(
    app: App, network: int, fatma: Conversation
) -> None:
    west = await add_network(app, "west", "Netwerk West")
    async with app.store.transaction() as tx:
        await tx.people.place((await person_at(app, "fatma")).id, west, Role.FACILITATOR, app.clock.now())
    asked = await fatma.commands("leden")
    assert asked.text == "Over welk netwerk gaat het?"
    assert labels(asked) == ["Netwerk Oost", "Netwerk West"]
    assert "**Netwerk West**: één persoon, en iedereen is begonnen." in (await fatma.says("2")).text
    assert labels(await fatma.commands("netwerk")) == ["Netwerk West", "Netwerk Oost"]


async def test_a_network_where_somebody_is_only_a_member_is_not_offered(
    app: App, network: int, fatma: Conversation
) -> None:
    west = await add_network(app, "west", "Netwerk West")
    async with app.store.transaction() as tx:
        await tx.people.place((await person_at(app, "fatma")).id, west, Role.MEMBER, app.clock.now())
    assert (await fatma.commands("leden")).text.startswith("**Netwerk Oost**")


# Members


async def test_the_list_says_who_is_in_and_who_has_not_started(
    app: App, network: int, fatma: Conversation
) -> None:
    await add_person(app, "zoë", {network: Role.MEMBER}, organisation="De *Brug*", started=False)
    reply = await fatma.commands("leden")
    assert reply.text.splitlines() == [
        "**Netwerk Oost**: 3 mensen, van wie er één nog niet begonnen is.",
        "",
        "- Anna, De Linde",
        "- Fatma, NJi, begeleider",
        r"- zoë, De \*Brug\*, nog niet begonnen",
    ]
    assert labels(reply) == ["Anna (De Linde)", "Fatma (NJi)", "zoë (De *Brug*)"]


async def test_a_long_list_comes_in_pages(app: App, network: int, fatma: Conversation) -> None:
    for number in range(18):
        await add_person(app, f"Lid {number:02}", {network: Role.MEMBER})
    first = await fatma.commands("leden")
    assert labels(first)[-1] == "Verder (pagina 2 van 3)"
    second = await fatma.presses("Verder (pagina 2 van 3)")
    third = await fatma.presses("Verder (pagina 3 van 3)")
    names = [label for page in (first, second, third) for label in labels(page) if "Verder" not in label]
    assert len(names) == len(set(names)) == 20


async def test_a_member_becomes_facilitator_and_is_told(
    app: App, messenger: FakeMessenger, network: int, fatma: Conversation
) -> None:
    await fatma.commands("leden")
    card = await chooses(fatma, "Anna (De Linde)", "Maak begeleider")
    assert card.text.startswith("Genoteerd.")
    assert "begeleider, is begonnen" in card.text
    assert await role_of(app, "anna", network) is Role.FACILITATOR
    (line,) = await told(app, messenger, "anna")
    assert line.startswith("Je bent nu begeleider van Netwerk Oost.")
    facilitator, member = await person_at(app, "fatma"), await person_at(app, "anna")
    assert await audited(app) == [(facilitator.pseudonym, "role", member.pseudonym, "facilitator")]


async def test_a_member_is_removed_after_a_question_and_is_told(
    app: App, messenger: FakeMessenger, network: int, anna: Conversation, fatma: Conversation
) -> None:
    await fatma.commands("leden")
    asked = await chooses(fatma, "Anna (De Linde)", "Haal uit het netwerk")
    assert "Zal ik Anna uit Netwerk Oost halen?" in asked.text
    assert await role_of(app, "anna", network) is Role.MEMBER
    assert "niet (meer) in Netwerk Oost" in (await fatma.presses("Ja, haal weg")).text
    assert await role_of(app, "anna", network) is None
    (line,) = await told(app, messenger, "anna")
    assert line.startswith("Je bent geen lid meer van Netwerk Oost.")
    assert (await anna.commands("profiel")).text.startswith("Hoi. Ik ben er voor de leden")


async def test_who_pauses_is_told_after_the_pause(
    app: App, messenger: FakeMessenger, clock: FakeClock, network: int, fatma: Conversation
) -> None:
    member = await person_at(app, "anna")
    async with app.store.transaction() as tx:
        await tx.people.change(member.id, paused_until=clock.now() + timedelta(days=14))
    await fatma.commands("leden")
    await chooses(fatma, "Anna (De Linde)", "Maak begeleider")
    assert await told(app, messenger, "anna") == []
    clock.advance(timedelta(days=14))
    assert len(await told(app, messenger, "anna")) == 1


async def test_a_member_can_stay_after_all(app: App, network: int, fatma: Conversation) -> None:
    await fatma.commands("leden")
    card = await chooses(fatma, "Anna (De Linde)", "Haal uit het netwerk", "Nee, laat zo")
    assert card.text.startswith("**Anna**")
    assert await role_of(app, "anna", network) is Role.MEMBER


async def test_of_two_who_change_the_same_member_the_second_hears_what_it_is_now(
    app: App, network: int, fatma: Conversation, gerrit: Conversation
) -> None:
    cards = []
    for facilitator in (fatma, gerrit):
        await facilitator.commands("leden")
        await facilitator.presses("Anna (De Linde)")
        cards.append(facilitator.last())
    await fatma.presses("Maak begeleider", cards[0])
    told_now = await gerrit.presses("Maak begeleider", cards[1])
    assert told_now.text.startswith("Dat was intussen al veranderd.")
    assert "Rol in Netwerk Oost: begeleider" in told_now.text
    assert len(await audited(app)) == 1


async def test_who_removes_a_member_that_became_facilitator_meanwhile_hears_so(
    app: App, network: int, fatma: Conversation, gerrit: Conversation
) -> None:
    await gerrit.commands("leden")
    await chooses(gerrit, "Anna (De Linde)", "Haal uit het netwerk")
    sure = gerrit.last()
    await fatma.commands("leden")
    await chooses(fatma, "Anna (De Linde)", "Maak begeleider")
    assert "intussen al veranderd" in (await gerrit.presses("Ja, haal weg", sure)).text
    assert await role_of(app, "anna", network) is Role.FACILITATOR


async def test_a_member_who_was_erased_meanwhile_is_gone(app: App, network: int, fatma: Conversation) -> None:
    await fatma.commands("leden")
    listed = fatma.last()
    await fatma.presses("Anna (De Linde)")
    card = fatma.last()
    async with app.store.transaction() as tx:
        await tx.people.erase((await person_at(app, "anna")).id)
    for label, shown in (("Anna (De Linde)", listed), ("Maak begeleider", card)):
        assert "niet (meer) in Netwerk Oost" in (await fatma.presses(label, shown)).text


@pytest.mark.parametrize("choices", [["Maak gewoon lid"], ["Haal uit het netwerk", "Ja, haal weg"]])
async def test_the_last_facilitator_stays_and_hears_the_way_out(
    app: App, network: int, fatma: Conversation, choices: Sequence[str]
) -> None:
    await fatma.commands("leden")
    reply = await chooses(fatma, "Fatma (NJi)", *choices)
    assert "een netwerk houdt altijd één begeleider" in reply.text
    assert "/uitnodigen" in reply.text
    assert await role_of(app, "fatma", network) is Role.FACILITATOR


async def test_two_facilitators_who_demote_each_other_leave_one(
    app: App, network: int, fatma: Conversation, gerrit: Conversation
) -> None:
    await fatma.commands("leden")
    await fatma.presses("Gerrit (NJi)")
    await gerrit.commands("leden")
    await gerrit.presses("Fatma (NJi)")
    shown = gerrit.last()
    fatmas = next(one for one in reversed(fatma.messenger.shown) if one.ref.address == fatma.address)
    demotions = [
        fatma.sends(fatma.message(Kind.CHOICE, choice_token(fatmas.key, 0))),
        gerrit.sends(gerrit.message(Kind.CHOICE, choice_token(shown.key, 0))),
    ]
    await asyncio.gather(*demotions)
    roles = [await role_of(app, sender, network) for sender in ("fatma", "gerrit")]
    assert set(roles) == {Role.FACILITATOR, Role.MEMBER}


async def test_who_gives_up_the_role_sees_no_members_any_more(
    app: App, network: int, fatma: Conversation, gerrit: Conversation
) -> None:
    await fatma.commands("leden")
    assert await chooses(fatma, "Fatma (NJi)", "Maak gewoon lid") == Reply("Genoteerd.", private=True)
    assert (await fatma.commands("leden")).text == ONLY_FACILITATORS


# The network


@pytest.mark.parametrize(
    ("setting", "value", "attribute", "expected"),
    [
        ("Herinneringen vooraf", "7 dagen, 2 uur", "reminders", ("P7D", "PT2H")),
        ("Herinneringen vooraf", "geen", "reminders", ()),
        ("Stille uren", "22:00 – 07:00", "quiet", "22:00-07:00"),
        ("Stille uren", "geen", "quiet", None),
        ("Taal van het netwerk", "English", "language", "en"),
        ("Tijdzone", "America/Curacao", "timezone", "America/Curacao"),
        ("Wie vragen mag stellen", "iedereen", "open_ask", True),
        ("Terugblik na afloop", "15 minuten", "reflect_after", "PT15M"),
        ("Tijd tussen twee vragen om na te denken", "3 weken", "prompts_every", "P3W"),
    ],
)
async def test_every_setting_is_changed_by_buttons(  # noqa: PLR0917 - what is chosen, and what comes of it
    app: App, network: int, fatma: Conversation, setting: str, value: str, attribute: str, expected: object
) -> None:
    await fatma.commands("netwerk")
    card = await chooses(fatma, setting, value)
    assert card.text.startswith("Genoteerd.")
    assert f"- {setting}: {value}" in card.text
    async with app.store.reading() as tx:
        assert getattr(await tx.networks.get(network), attribute) == expected
    ((_, action, _, detail),) = await audited(app)
    assert action == "network-set"
    assert detail is not None
    assert detail.startswith(f"{attribute}=")


async def test_a_network_gets_another_name_in_words(app: App, network: int, fatma: Conversation) -> None:
    await fatma.commands("network")
    await fatma.presses("Naam van het netwerk")
    await fatma.sends(fatma.message(Kind.TEXT, "\u200b"))
    assert "**Leren in Oost**" in (await fatma.says("Leren in Oost")).text
    assert (await person_at(app, "anna")).networks[0].name == "Leren in Oost"


async def test_who_is_facilitator_no_more_changes_no_name_in_a_step(
    app: App, network: int, fatma: Conversation, gerrit: Conversation
) -> None:
    await fatma.commands("netwerk")
    await fatma.presses("Naam van het netwerk")
    async with app.store.transaction() as tx:
        fatma_id = (await person_at(app, "fatma")).id
        await tx.people.change_role(fatma_id, network, Role.FACILITATOR, Role.MEMBER)
    assert (await fatma.says("Van mij")).text == ONLY_FACILITATORS
    assert (await person_at(app, "anna")).networks[0].name == "Netwerk Oost"


# Nobody else


@pytest.mark.parametrize("command", COMMANDS)
async def test_members_are_refused_kindly(network: int, anna: Conversation, command: str) -> None:
    assert (await anna.commands(command)).text == ONLY_FACILITATORS
    assert (await anna.says(command)).text == ONLY_FACILITATORS


async def test_buttons_of_a_facilitator_do_nothing_for_a_member(
    app: App, messenger: FakeMessenger, network: int, anna: Conversation, fatma: Conversation
) -> None:
    for command in ("uitnodigen", "leden", "netwerk"):
        await fatma.commands(command)
    await fatma.commands("leden")
    await chooses(fatma, "Anna (De Linde)", "Haal uit het netwerk")
    before = list(messenger.shown)
    for shown in before:
        for position in range(len(shown.reply.choices)):
            forged = anna.message(Kind.CHOICE, choice_token(shown.key, position))
            (reply,) = await anna.sends(forged)
            assert "gesloten" in reply.text
    assert await role_of(app, "anna", network) is Role.MEMBER
    assert await audited(app) == []


async def test_buttons_left_from_when_somebody_was_facilitator_are_refused(
    app: App, network: int, fatma: Conversation, gerrit: Conversation
) -> None:
    lists = []
    for command in ("uitnodigen", "leden", "netwerk"):
        await fatma.commands(command)
        lists.append(fatma.last())
    await fatma.commands("leden")
    await fatma.presses("Anna (De Linde)")
    lists.append(fatma.last())
    async with app.store.transaction() as tx:
        fatma_id = (await person_at(app, "fatma")).id
        await tx.people.change_role(fatma_id, network, Role.FACILITATOR, Role.MEMBER)
    for shown in lists:
        for choice in shown.reply.choices:
            assert (await fatma.presses(choice.label, shown)).text == ONLY_FACILITATORS
    assert len(await everybody(app, network)) == 3


async def test_a_facilitator_elsewhere_is_refused_with_buttons_of_before(
    app: App, network: int, fatma: Conversation, gerrit: Conversation
) -> None:
    west = await add_network(app, "west", "Netwerk West")
    await fatma.commands("leden")
    await fatma.presses("Anna (De Linde)")
    async with app.store.transaction() as tx:
        fatma_id = (await person_at(app, "fatma")).id
        await tx.people.change_role(fatma_id, network, Role.FACILITATOR, Role.MEMBER)
        await tx.people.place(fatma_id, west, Role.FACILITATOR, app.clock.now())
    assert (await fatma.presses("Maak begeleider")).text == ONLY_FACILITATORS
    assert await role_of(app, "anna", network) is Role.MEMBER
