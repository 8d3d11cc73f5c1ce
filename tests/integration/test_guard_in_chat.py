"""The guard in a conversation, on both databases: what is stored, what is said, what leaves no trace."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.app import App, open_app
from bot.contract import Address, IncomingMessage, Kind, Language, NotAllowed, Reply, TemporaryDeliveryError
from bot.store.tables import metadata
from handlers.learn.questions import LONGEST_QUESTION
from handlers.people.people import Role
from knowledge_base import KnowledgeBase
from knowledge_base.guard import Guard
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.people import add_network, add_person, labels
from tests.stubs import FOUND, UNKNOWN, stub_knowledge

CERTAIN: dict[Language, str] = {
    "nl": "wie belt de moeder van Jayden terug op 06-12345678",
    "en": "who calls the mother of Jayden back on 06-12345678",
}
POSSIBLE = "kunnen we met Floor in gesprek over school"
HELD = {"nl": "Dit heb ik niet bewaard", "en": "I have not kept this"}
SEND = {"nl": "Ja, stuur het zo", "en": "Yes, send it like this"}
PASS_ON = {"nl": "Ja, geef door", "en": "Yes, pass it on"}
PASSED_ON = {"nl": "Je vraag staat nu bij", "en": "Your question is with"}
REMOVE, LEAVE = "Haal mijn bericht weg", "Nee, laat maar"
GENTLE = {"nl": "Noem hier liever geen naam", "en": "Please don't mention a name"}
SECRETS = ("jayden", "12345678", "floor")
TEAM = Address("fake", "team")

in_both_languages = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture
def app_url(database_url: str) -> str:
    return database_url


@pytest.fixture
def knowledge() -> KnowledgeBase:
    return stub_knowledge()


async def stored(app: App) -> list[str]:
    """The questions that were passed on."""
    async with app.store.reading() as tx:
        return [question.text for question in await tx.questions.all()]


async def everything(app: App) -> str:
    """Every row of every table."""
    async with app.store.reading() as tx:
        rows: list[Any] = []
        for table in metadata.sorted_tables:
            rows += (await tx._connection.execute(sa.select(table))).all()
    return json.dumps([list(row) for row in rows], default=str).casefold()


async def outcomes(app: App, network_id: int | None = None) -> list[str]:
    """What was counted, in a few words each."""
    async with app.store.reading() as tx:
        found = await tx.guard_counts.of(network_id)
    return [
        f"{counted.event.kind} {counted.event.level} {counted.event.outcome} {counted.times}"
        for counted in found
    ]


async def passes_on(person: Conversation, text: str, language: Language = "nl") -> Reply:
    """What somebody hears who asks something that the bot does not know, and has it passed on."""
    await person.says(text)
    return await person.presses(PASS_ON[language])


def edited(person: Conversation, text: str, *, of: IncomingMessage) -> IncomingMessage:
    """The sender of a message changed its words."""
    return replace(person.message(Kind.EDIT, text), edits=of.id, ref=of.ref)


# Certain


@in_both_languages
async def test_what_certainly_identifies_somebody_is_pointed_at_and_not_stored(
    anna: Conversation, language: Language
) -> None:
    remark = await passes_on(anna, CERTAIN[language], language)
    assert remark.text.startswith(HELD[language])
    assert "«Jayden»" in remark.text
    assert "«06-12345678»" in remark.text
    assert await stored(anna.app) == []
    rows = await everything(anna.app)
    assert [word for word in SECRETS if word in rows] == []


@in_both_languages
async def test_the_neutral_wording_is_sent_with_one_tap_in_the_place_of_the_remark(
    anna: Conversation, messenger: FakeMessenger, language: Language
) -> None:
    remark = await passes_on(anna, CERTAIN[language], language)
    shown = len(messenger.shown)
    assert await anna.sends(anna.press(SEND[language])) == []
    assert len(messenger.shown) == shown
    assert messenger.shown[-1].reply.text.startswith(PASSED_ON[language])
    [question] = await stored(anna.app)
    assert question in remark.text
    assert [word for word in SECRETS if word in question.casefold()] == []


async def test_the_question_itself_is_answered_all_the_same(anna: Conversation) -> None:
    assert "Dat weet ik niet." in (await anna.says(CERTAIN["nl"])).text


async def test_the_remark_can_be_answered_with_plain_words(anna: Conversation) -> None:
    await passes_on(anna, CERTAIN["nl"])
    await anna.sends(anna.message(Kind.TEXT, "ja"))
    assert len(await stored(anna.app)) == 1


async def test_typing_it_anew_without_the_name_passes_that_on(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    remark = anna.last()
    assert (await anna.says("wie belt de moeder van een jongere terug")).text.startswith(PASSED_ON["nl"])
    assert await stored(anna.app) == ["wie belt de moeder van een jongere terug"]
    await anna.sends(anna.press(SEND["nl"], remark))
    assert messenger.edits[-1].reply.text.startswith("Deze vraag is gesloten.")
    assert len(await stored(anna.app)) == 1


async def test_typing_it_anew_with_a_name_still_is_held_again(anna: Conversation) -> None:
    await passes_on(anna, CERTAIN["nl"])
    assert (await anna.says("wie belt de moeder van Jayden")).text.startswith(HELD["nl"])
    assert await stored(anna.app) == []


async def test_nothing_is_stored_when_somebody_leaves_it(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    assert await anna.sends(anna.press(LEAVE)) == []
    assert messenger.shown[-1].reply == Reply(
        "Goed, ik heb niets bewaard.", private=True, replaces=messenger.shown[-1].key
    )
    assert await stored(anna.app) == []
    assert "Dat weet ik niet" in (await anna.says(UNKNOWN)).text


async def test_a_second_tap_stores_nothing_twice(anna: Conversation) -> None:
    await passes_on(anna, CERTAIN["nl"])
    tap = anna.press(SEND["nl"])
    await anna.sends(tap)
    await anna.sends(replace(tap, id="again"))
    assert len(await stored(anna.app)) == 1


async def test_where_nothing_readable_would_be_left_the_member_types_it_anew(anna: Conversation) -> None:
    remark = await passes_on(anna, " en ".join(f"06-123456{number}" for number in range(10, 40)))
    assert "Typ het opnieuw, zonder namen" in remark.text
    assert labels(remark) == [REMOVE, LEAVE]


async def test_another_question_after_the_remark_is_not_taken_for_other_words(anna: Conversation) -> None:
    await passes_on(anna, CERTAIN["nl"])
    assert (await anna.says(UNKNOWN)).text == "Is dit je antwoord, of heb je een nieuwe vraag?"
    assert "Dat weet ik niet" in (await anna.presses("Nieuwe vraag")).text
    assert await stored(anna.app) == []


async def test_a_question_that_was_taken_for_an_answer_first_can_be_taken_away_too(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    await anna.says("mijn collega heeft het nummer 06-87654321 en belt vandaag")
    said = messenger.theirs[-1]
    await anna.presses("Nieuwe vraag")
    assert (await anna.presses(PASS_ON["nl"])).text.startswith(HELD["nl"])
    await anna.sends(anna.press(REMOVE))
    assert said not in messenger.theirs


async def test_what_is_said_to_be_the_answer_goes_past_the_guard_too(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    await anna.says("mijn collega heeft het nummer 06-87654321 en belt vandaag")
    assert (await anna.presses("Mijn antwoord")).text.startswith(HELD["nl"])
    assert labels(messenger.shown[-1].reply) == [SEND["nl"], REMOVE, LEAVE]
    assert await stored(anna.app) == []


async def test_a_very_long_text_is_held_or_shortened_and_what_is_stored_was_seen_whole(
    anna: Conversation,
) -> None:
    long = "en toen belde school weer met een vraag. " * 3000
    assert (await passes_on(anna, f"06-12345678 {long}")).text.startswith(HELD["nl"])
    await anna.commands("stop")
    reply = await passes_on(anna, f"{long} 06-12345678")
    assert reply.text.startswith("Je vraag is lang. De eerste 4.000 tekens")
    [kept] = await stored(anna.app)
    assert len(kept) <= LONGEST_QUESTION
    assert "06-" not in kept


@pytest.mark.parametrize(
    "typed",
    [
        "<b>06-12345678</b> bellen",
        "**bel** _06-12345678_ {$x}",
        "bel\n\n06-12345678\x00\u202e",
        "!bel 06 12345678",
    ],
)
async def test_odd_texts_are_quoted_as_they_were_typed(anna: Conversation, typed: str) -> None:
    remark = await passes_on(anna, typed)
    assert remark.text.startswith(HELD["nl"])
    assert await stored(anna.app) == []


# Possible


async def test_a_word_that_may_be_a_name_is_asked_about(anna: Conversation) -> None:
    reply = await passes_on(anna, POSSIBLE)
    assert reply.text == "Voor de zekerheid: is «Floor» een persoon?"
    assert labels(reply) == ["Ja", "Nee"]
    assert await stored(anna.app) == []
    assert "«floor»" not in await everything(anna.app)


async def test_several_such_words_are_asked_about_in_one_question(anna: Conversation) -> None:
    reply = await passes_on(anna, "kunnen we met Floor en met Sterre in gesprek")
    assert "«Floor», «Sterre»" in reply.text
    assert labels(reply) == ["Ja", "Nee"]


async def test_no_lets_the_words_through_as_they_are(anna: Conversation, messenger: FakeMessenger) -> None:
    await passes_on(anna, POSSIBLE)
    await anna.sends(anna.press("Nee"))
    assert messenger.shown[-1].reply.text.startswith(PASSED_ON["nl"])
    assert await stored(anna.app) == [POSSIBLE]


async def test_yes_is_as_if_the_guard_had_been_certain(anna: Conversation, messenger: FakeMessenger) -> None:
    await passes_on(anna, POSSIBLE)
    await anna.sends(anna.press("Ja"))
    remark = messenger.shown[-1].reply
    assert remark.text.startswith(HELD["nl"])
    assert labels(remark) == [SEND["nl"], REMOVE, LEAVE]
    await anna.sends(anna.press(SEND["nl"]))
    assert await stored(anna.app) == ["kunnen we met een jongere in gesprek over school"]


# A question that is only answered


@in_both_languages
async def test_client_data_in_a_question_gets_one_line_and_not_twice_in_a_row(
    anna: Conversation, language: Language
) -> None:
    assert GENTLE[language] in (await anna.says(CERTAIN[language])).text
    assert GENTLE[language] not in (await anna.says(CERTAIN[language])).text
    assert GENTLE[language] not in (await anna.says(UNKNOWN)).text
    assert GENTLE[language] in (await anna.says(CERTAIN[language])).text


@pytest.mark.parametrize("text", [FOUND, POSSIBLE, "mag roos zelf kiezen?", "hoi"])
async def test_without_certain_client_data_there_is_no_such_line(anna: Conversation, text: str) -> None:
    assert GENTLE["nl"] not in (await anna.says(text)).text


# Taking the original away


async def test_the_original_is_taken_away_and_the_choice_is_still_there(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    original = messenger.theirs[0]
    await anna.sends(anna.press(REMOVE))
    card = messenger.shown[-1].reply
    assert original not in messenger.theirs
    assert card.text.startswith("Je bericht is weg.")
    assert "«Jayden»" not in card.text
    assert labels(card) == [SEND["nl"], LEAVE]
    await anna.sends(anna.press(SEND["nl"]))
    assert len(await stored(anna.app)) == 1


async def test_where_the_platform_refuses_the_member_is_asked_to_do_it(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    messenger.fail_next(NotAllowed("too old"))
    await anna.sends(anna.press(REMOVE))
    assert messenger.shown[-1].reply.text.startswith("Ik mag je bericht niet weghalen. Wil jij dat doen?")
    assert labels(messenger.shown[-1].reply) == [SEND["nl"], LEAVE]


async def test_a_removal_that_fails_for_a_moment_is_done_later(
    anna: Conversation, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    original = messenger.theirs[0]
    messenger.fail_next(TemporaryDeliveryError("no connection"))
    await anna.sends(anna.press(REMOVE))
    assert original in messenger.theirs
    clock.advance(timedelta(seconds=3))
    await anna.app.delivery.send_all_due()
    assert original not in messenger.theirs
    rows = await everything(anna.app)
    assert [word for word in SECRETS if word in rows] == []


async def test_where_nothing_can_be_taken_away_that_is_said_simply(anna: Conversation) -> None:
    await anna.sends(replace(anna.message(Kind.TEXT, CERTAIN["nl"]), ref=None))
    remark = await anna.presses(PASS_ON["nl"])
    assert "staat alleen op jouw scherm" in remark.text
    assert labels(remark) == [SEND["nl"], LEAVE]


# Edits


async def test_a_question_edited_after_the_remark_until_it_is_clean_is_passed_on(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    question = anna.message(Kind.TEXT, CERTAIN["nl"])
    await anna.sends(question)
    await anna.presses(PASS_ON["nl"])
    assert await anna.sends(edited(anna, "wie belt de moeder terug", of=question)) == []
    assert messenger.shown[-1].reply.text.startswith(PASSED_ON["nl"])
    assert await stored(anna.app) == ["wie belt de moeder terug"]


async def test_an_edit_that_is_not_clean_yet_gets_a_new_remark_in_the_same_place(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    question = anna.message(Kind.TEXT, CERTAIN["nl"])
    await anna.sends(question)
    await anna.presses(PASS_ON["nl"])
    for text in (
        "wie belt de moeder van Jayden",
        "wie belt er met 06-87654321",
        "wie belt de moeder van Jayden",
    ):
        assert await anna.sends(edited(anna, text, of=question)) == []
        assert messenger.shown[-1].reply.text.startswith(HELD["nl"])
    await anna.sends(anna.press(SEND["nl"]))
    assert len(await stored(anna.app)) == 1


async def test_an_edit_that_brings_client_data_in_is_held_when_it_is_passed_on(
    anna: Conversation, messenger: FakeMessenger
) -> None:
    question = anna.message(Kind.TEXT, UNKNOWN)
    await anna.sends(question)
    await anna.sends(edited(anna, CERTAIN["nl"], of=question))
    assert GENTLE["nl"] in messenger.shown[-1].reply.text
    remark = await anna.says("1")
    assert remark.text.startswith(HELD["nl"])
    assert await stored(anna.app) == []


# Restart, forgetting


async def test_after_a_restart_the_words_are_gone_and_asked_for(
    anna: Conversation, messenger: FakeMessenger, app_url: str, clock: FakeClock, guard: Guard
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    async with open_app(app_url, {"fake": messenger}, stub_knowledge(), clock, guard=guard) as fresh:
        anna.app = fresh
        await anna.sends(anna.press(SEND["nl"]))
        assert messenger.shown[-1].reply.text.startswith("Ik bewaar je woorden niet zomaar")
        assert (await anna.says("wie belt de moeder terug")).text.startswith(PASSED_ON["nl"])
        assert await stored(fresh) == ["wie belt de moeder terug"]


async def test_who_is_forgotten_leaves_no_words_behind(anna: Conversation) -> None:
    await passes_on(anna, CERTAIN["nl"])
    remark = anna.last()
    await anna.commands("vergeetmij")
    await anna.presses("Ja, wis alles")
    (reply,) = await anna.sends(anna.press(SEND["nl"], remark))
    assert reply.text.startswith("Deze vraag is gesloten.")
    assert await stored(anna.app) == []


async def test_a_remark_that_is_too_late_closes_politely_and_a_new_question_is_a_question(
    anna: Conversation, clock: FakeClock
) -> None:
    await passes_on(anna, CERTAIN["nl"])
    clock.advance(timedelta(hours=2))
    assert "Dat weet ik niet" in (await anna.says(UNKNOWN)).text
    assert await stored(anna.app) == []


# Groups


@pytest.fixture
def in_team(app: App, messenger: FakeMessenger) -> Callable[[str], IncomingMessage]:
    """Anna names the bot in the team's group."""
    here = Conversation(app, messenger, sender="anna", group=TEAM)
    return lambda text: replace(here.message(Kind.TEXT, text), mentions_bot=True)


async def test_in_a_group_the_remark_goes_to_its_author_alone(
    anna: Conversation, messenger: FakeMessenger, in_team: Callable[[str], IncomingMessage]
) -> None:
    await anna.commands("start")
    await anna.sends(in_team(CERTAIN["nl"]))
    answer, line = messenger.shown[-2:]
    assert (answer.ref.address, line.ref.address) == (TEAM, anna.address)
    assert GENTLE["nl"] not in answer.reply.text
    assert line.reply.text.startswith("In je vraag in de groep")
    team = Conversation(anna.app, messenger, sender="anna", group=TEAM)
    await anna.sends(replace(team.press(PASS_ON["nl"], answer), id="pass"))
    assert messenger.shown[-1].ref.address == anna.address
    assert messenger.shown[-1].reply.text.startswith(HELD["nl"])
    await anna.sends(anna.press(SEND["nl"]))
    assert len(await stored(anna.app)) == 1


async def test_a_question_in_a_group_can_be_taken_away_from_the_private_chat(
    anna: Conversation, messenger: FakeMessenger, in_team: Callable[[str], IncomingMessage]
) -> None:
    await anna.commands("start")
    question = in_team(CERTAIN["nl"])
    await anna.sends(question)
    assert (await anna.presses(REMOVE)).text == "Je bericht is weg."
    assert question.ref not in messenger.theirs


async def test_without_a_private_chat_nothing_is_told_or_stored_in_the_group(
    anna: Conversation, messenger: FakeMessenger, in_team: Callable[[str], IncomingMessage]
) -> None:
    (answer,) = await anna.sends(in_team(CERTAIN["nl"]))
    assert GENTLE["nl"] not in answer.text
    team = Conversation(anna.app, messenger, sender="anna", group=TEAM)
    reply = (await anna.sends(replace(team.press(PASS_ON["nl"]), id="pass")))[0]
    assert reply.text.startswith("Dat bespreek ik liever met jou alleen.")
    assert await stored(anna.app) == []


async def test_an_edit_in_the_group_answers_the_remark_in_the_private_chat(
    anna: Conversation, messenger: FakeMessenger, in_team: Callable[[str], IncomingMessage]
) -> None:
    await anna.commands("start")
    question = in_team(CERTAIN["nl"])
    await anna.sends(question)
    team = Conversation(anna.app, messenger, sender="anna", group=TEAM)
    await anna.sends(replace(team.press(PASS_ON["nl"], messenger.shown[-2]), id="pass"))
    await anna.sends(edited(team, "wie belt de moeder terug", of=question))
    assert messenger.shown[-1].ref.address == anna.address
    assert messenger.shown[-1].reply.text.startswith(PASSED_ON["nl"])
    assert await stored(anna.app) == ["wie belt de moeder terug"]


# Networks and counts


async def networks_of(app: App) -> list[tuple[str, str | None]]:
    """Each stored question, and the key of its network."""
    async with app.store.reading() as tx:
        return [(question.text, question.network) for question in await tx.questions.all()]


async def test_a_question_is_for_the_network_of_its_asker(anna: Conversation) -> None:
    oost = await add_network(anna.app)
    west = await add_network(anna.app, "west", "Netwerk West")
    await add_person(anna.app, "Anna", {west: Role.MEMBER}, doors=["anna"])
    await passes_on(anna, UNKNOWN)
    assert await networks_of(anna.app) == [(UNKNOWN, "west")]
    async with anna.app.store.reading() as tx:
        assert await tx.questions.all(oost) == []
        assert len(await tx.questions.all(west)) == 1


async def test_who_is_in_several_networks_is_asked_which_and_the_last_comes_first(anna: Conversation) -> None:
    oost, west = await add_network(anna.app), await add_network(anna.app, "west", "Netwerk West")
    await add_person(anna.app, "Anna", {oost: Role.MEMBER, west: Role.MEMBER}, doors=["anna"])
    assert labels(await passes_on(anna, UNKNOWN)) == ["Netwerk Oost", "Netwerk West"]
    assert (await anna.presses("Netwerk West")).text.startswith(PASSED_ON["nl"])
    assert labels(await passes_on(anna, CERTAIN["nl"])) == ["Netwerk West", "Netwerk Oost"]
    assert (await anna.presses("Netwerk Oost")).text.startswith(HELD["nl"])
    await anna.sends(anna.press(SEND["nl"]))
    assert [network for _, network in await networks_of(anna.app)] == ["west", "oost"]


async def test_what_the_guard_did_is_counted_by_network_and_day(anna: Conversation, clock: FakeClock) -> None:
    network = await add_network(anna.app)
    await add_person(anna.app, "Anna", {network: Role.MEMBER}, doors=["anna"])
    for _ in range(2):
        await passes_on(anna, CERTAIN["nl"])
        await anna.sends(anna.press(SEND["nl"]))
    await passes_on(anna, POSSIBLE)
    await anna.sends(anna.press("Nee"))
    assert await outcomes(anna.app, network) == [
        "name certain answered 2",
        "name certain held 2",
        "name certain reworded 2",
        "name possible asked 1",
        "name possible let-through 1",
        "phone certain answered 2",
        "phone certain held 2",
        "phone certain reworded 2",
    ]
    async with anna.app.store.reading() as tx:
        assert {counted.day for counted in await tx.guard_counts.of(network)} == {date(2026, 12, 3)}


async def test_somebody_who_left_the_network_sends_nothing_after_all(anna: Conversation) -> None:
    network = await add_network(anna.app)
    person_id = await add_person(anna.app, "Anna", {network: Role.MEMBER}, doors=["anna"])
    await passes_on(anna, CERTAIN["nl"])
    async with anna.app.store.transaction() as tx:
        await tx.people.remove(person_id, network)
    await anna.presses(SEND["nl"])
    assert await stored(anna.app) == []
