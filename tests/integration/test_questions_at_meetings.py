"""Open questions on the agenda of a meeting, and what was said there back to who asked."""

import asyncio
from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import Language, Reply
from handlers.learn.open_questions import QuestionGroup
from handlers.learn.questions import QuestionState
from handlers.meet import meeting_changes
from handlers.meet.meetings import AgendaItem
from handlers.people.people import Role
from scheduler.meetings import NewMeeting
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.passing_on import QUESTION, card_of, chat, passes_on
from tests.people import add_network, add_person, audited, labels, told

DAY = timedelta(days=1)
IN_A_WEEK = timedelta(days=7)
SAID = "Vier euro per week werkt bij de meesten, en het kind houdt zelf een kasboekje bij."
TO_AGENDA: dict[Language, str] = {"nl": "Op de agenda", "en": "Put it on the agenda"}


@pytest.fixture
def app_url(database_url: str) -> str:
    """Both databases."""
    return database_url


@pytest.fixture
async def network(app: App) -> int:
    return await add_network(app, quiet=None)


@pytest.fixture
async def people(app: App, network: int) -> dict[str, int]:
    """Anna and Bert are members, Fatma and Gijs facilitators; Bert and Gijs read English."""
    return {
        name.lower(): await add_person(app, name, {network: role}, doors=[name.lower()], language=language)
        for name, role, language in (
            ("Anna", Role.MEMBER, "nl"),
            ("Bert", Role.MEMBER, "en"),
            ("Fatma", Role.FACILITATOR, "nl"),
            ("Gijs", Role.FACILITATOR, "en"),
        )
    }


async def planned(app: App, network: int, after: timedelta = IN_A_WEEK, theme: str = "Geld & zo") -> int:
    """A meeting of two hours; its id."""
    start = app.clock.now() + after
    async with app.store.transaction() as tx:
        fresh = NewMeeting(network, theme, start, "PT2H", "Europe/Amsterdam")
        return await tx.meetings.add(fresh, app.clock.now())


async def called_off(app: App, meeting_id: int) -> None:
    """A meeting is cancelled."""
    async with app.store.transaction() as tx:
        seen = await tx.meetings.get(meeting_id)
        assert seen
        await meeting_changes.cancel(tx, seen, None, app.clock.now(), "operator")


async def group_of(app: App, network: int) -> QuestionGroup:
    """The only group of a network."""
    async with app.store.reading() as tx:
        [group] = await tx.question_groups.of_network(network)
    return group


async def items(app: App, network: int, meeting_id: int | None) -> list[AgendaItem]:
    """What is brought to a meeting."""
    async with app.store.reading() as tx:
        return list(await tx.agenda.for_meeting(network, meeting_id))


async def brings(app: App, messenger: FakeMessenger, name: str = "fatma", language: Language = "nl") -> str:
    """A facilitator puts the question on the agenda from its card; what the card says then."""
    facilitator = chat(app, messenger, name)
    await facilitator.sends(facilitator.press(TO_AGENDA[language], card_of(messenger, name, QUESTION)))
    await app.delivery.send_all_due()
    return card_of(messenger, name, QUESTION).reply.text


async def asked_at(
    app: App, messenger: FakeMessenger, clock: FakeClock, after: timedelta, name: str = "fatma"
) -> list[str]:
    """Time passes, and the bot does what it does each minute; what somebody is told."""
    clock.advance(after)
    await app.plan_questions()
    return await told(app, messenger, name)


async def passed_on(app: App, messenger: FakeMessenger, anna: Conversation) -> None:
    """Anna's question reaches the facilitators."""
    await passes_on(app, anna)
    await app.delivery.send_all_due()


async def test_brought_discussed_and_back_to_who_asked(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    meeting = await planned(app, network)
    await passed_on(app, messenger, anna)
    card = await brings(app, messenger)
    assert "Staat op de agenda van do 10 dec 2026" in card
    assert "It is on the agenda of" in card_of(messenger, "gijs", QUESTION).reply.text
    [item] = await items(app, network, meeting)
    assert (item.text, item.chosen, item.person_id) == (QUESTION, True, people["fatma"])
    agenda = await chat(app, messenger, "bert").commands("bring")
    assert QUESTION in agenda.text

    assert await asked_at(app, messenger, clock, IN_A_WEEK + timedelta(hours=25)) == []
    [question] = await asked_at(app, messenger, clock, timedelta(hours=2))
    assert "«Geld & zo»" in question
    assert QUESTION in question
    assert "zonder namen van kinderen" in question
    assert await told(app, messenger, "gijs") == []
    assert "gaat naar wie het vroeg" in (await chat(app, messenger, "fatma").says(SAID)).text

    [answer] = await told(app, messenger, "anna")
    assert f"Dit is erover gezegd: {SAID}" in answer
    assert "Helpt dit?" in answer
    await anna.presses("Ja, dit helpt", card_of(messenger, "anna", SAID))
    async with app.store.reading() as tx:
        [noted] = await tx.questions.all()
    assert noted.status == QuestionState.CLOSED
    assert [action for _, action, *_ in await audited(app)] == ["question-brought", "question-answered"]
    assert await asked_at(app, messenger, clock, 10 * DAY) == []


async def test_in_english_it_reads_the_same(
    app: App,
    messenger: FakeMessenger,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    bert, english = chat(app, messenger, "bert"), "How much pocket money do you give a child of twelve?"
    await planned(app, network, theme="Money")
    reply = await bert.commands(f"ask {english}")
    while not any(choice.value.startswith("pass-on:") for choice in reply.choices):
        reply = await bert.presses(
            next(c.label for c in reply.choices if c.value.startswith(("none", "help")))
        )
    await bert.presses("Yes, pass it on")
    await app.plan_questions()
    await app.delivery.send_all_due()
    gijs = chat(app, messenger, "gijs")
    await gijs.sends(gijs.press("Put it on the agenda", card_of(messenger, "gijs", english)))
    await app.delivery.send_all_due()
    [question] = await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY, "gijs")
    assert "What was said of it?" in question
    await gijs.says("Four euros a week works for most of them, they said.")
    [answer] = await told(app, messenger, "bert")
    assert "It came up at the meeting «Money»" in answer


async def test_without_a_next_meeting_the_way_out_is_said(
    app: App, messenger: FakeMessenger, anna: Conversation, people: dict[str, int], network: int
) -> None:
    await passed_on(app, messenger, anna)
    fatma = chat(app, messenger, "fatma")
    reply = await fatma.presses("Op de agenda", card_of(messenger, "fatma", QUESTION))
    assert "geen bijeenkomst" in reply.text
    assert "/plan" in reply.text
    assert (await group_of(app, network)).brought_at is None
    await planned(app, network)
    assert "Staat op de agenda" in await brings(app, messenger)


async def test_from_the_list_of_questions_too(
    app: App, messenger: FakeMessenger, anna: Conversation, people: dict[str, int], network: int
) -> None:
    meeting = await planned(app, network)
    await passed_on(app, messenger, anna)
    fatma = chat(app, messenger, "fatma")
    await fatma.commands("vragen")
    shown = await fatma.presses(labels(fatma.last().reply)[0])
    assert "Op de agenda" in labels(shown)
    await fatma.sends(fatma.press("Op de agenda"))
    assert "Staat op de agenda" in fatma.last().reply.text
    assert "Op de agenda" not in labels(fatma.last().reply)
    assert len(await items(app, network, meeting)) == 1


async def test_two_facilitators_at_once_put_it_there_once(
    app: App, messenger: FakeMessenger, anna: Conversation, people: dict[str, int], network: int
) -> None:
    meeting = await planned(app, network)
    await passed_on(app, messenger, anna)
    fatma, gijs = chat(app, messenger, "fatma"), chat(app, messenger, "gijs")
    pressed = (
        fatma.press("Op de agenda", card_of(messenger, "fatma", QUESTION)),
        gijs.press("Put it on the agenda", card_of(messenger, "gijs", QUESTION)),
    )
    await asyncio.gather(*(app.receive(message) for message in pressed))
    assert len(await items(app, network, meeting)) == 1
    assert len([action for _, action, *_ in await audited(app) if action == "question-brought"]) == 1
    await app.delivery.send_all_due()
    assert "agenda of Thu" in card_of(messenger, "gijs", QUESTION).reply.text


async def test_skipped_it_stays_open_and_can_be_brought_again(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    await planned(app, network)
    later = await planned(app, network, 4 * IN_A_WEEK, "Later")
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY)
    fatma = chat(app, messenger, "fatma")
    asked = card_of(messenger, "fatma", "Wat is erover gezegd?")
    assert "blijft open" in (await fatma.presses("Sla over, de vraag blijft open", asked)).text
    assert await told(app, messenger, "anna") == []
    group = await group_of(app, network)
    assert (group.status, group.claimed_by, group.agenda_item_id) == (QuestionState.OPEN, None, None)
    reply = await fatma.says("Dat laten we nog even liggen voor een andere keer.")
    assert "gaat naar" not in reply.text
    await fatma.commands("vragen")
    await fatma.presses(labels(fatma.last().reply)[0])
    await fatma.sends(fatma.press("Op de agenda"))
    assert [item.text for item in await items(app, network, later)] == [QUESTION]


async def test_what_nobody_tells_is_nudged_once_and_the_question_stays_open(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    await planned(app, network)
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    for _ in range(7):
        assert await asked_at(app, messenger, clock, DAY) == []  # no nudge while it waits for the meeting
    assert len(await asked_at(app, messenger, clock, 2 * DAY)) == 1
    [nudge] = await asked_at(app, messenger, clock, 4 * DAY)
    assert "stond op de agenda" in nudge
    assert await asked_at(app, messenger, clock, 7 * DAY) == []
    assert (await group_of(app, network)).status is QuestionState.CLAIMED


async def test_a_meeting_that_moves_takes_the_question_along(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    meeting = await planned(app, network)
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    async with app.store.transaction() as tx:
        seen = await tx.meetings.get(meeting)
        assert seen
        await meeting_changes.move(tx, seen, seen.start + IN_A_WEEK, clock.now(), "operator")
    assert await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY) == []
    assert len(await asked_at(app, messenger, clock, IN_A_WEEK)) == 1


async def test_of_a_meeting_that_is_called_off_it_goes_on_to_the_next(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    meeting = await planned(app, network)
    after = await planned(app, network, 3 * IN_A_WEEK, "Daarna")
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    await called_off(app, meeting)
    await app.plan_questions()
    assert [(item.text, item.chosen) for item in await items(app, network, after)] == [(QUESTION, True)]
    assert await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY) == []
    [question] = await asked_at(app, messenger, clock, 2 * IN_A_WEEK)
    assert "«Daarna»" in question


async def test_called_off_with_no_next_meeting_it_is_open_again_and_nudged(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    meeting = await planned(app, network)
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    await called_off(app, meeting)
    await app.plan_questions()
    group = await group_of(app, network)
    assert (group.status, group.brought_at) == (QuestionState.OPEN, None)
    assert [(item.text, item.chosen) for item in await items(app, network, None)] == [(QUESTION, False)]
    [nudge] = await asked_at(app, messenger, clock, 4 * DAY)
    assert "twee werkdagen" in nudge
    again = await planned(app, network)
    assert "Staat op de agenda" in await brings(app, messenger)
    assert len(await items(app, network, again)) == 1


async def test_taken_off_the_agenda_by_hand_it_is_open_again(
    app: App, messenger: FakeMessenger, anna: Conversation, people: dict[str, int], network: int
) -> None:
    meeting = await planned(app, network)
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    [item] = await items(app, network, meeting)
    async with app.store.transaction() as tx:
        await tx.agenda.remove(item.id)
    await app.plan_questions()
    group = await group_of(app, network)
    assert (group.status, group.brought_at, group.nudged_at) == (QuestionState.OPEN, None, None)


@pytest.mark.parametrize("others", [0, 1])
async def test_an_asker_who_is_erased_takes_their_words_off_the_agenda(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
    others: int,
) -> None:
    meeting = await planned(app, network)
    await passed_on(app, messenger, anna)
    in_other_words = QUESTION.lower().replace(",", "")
    if others:
        await passes_on(app, chat(app, messenger, "bert"), in_other_words)
    await brings(app, messenger)
    async with app.store.transaction() as tx:
        await tx.own_data.erase(await tx.own_data.subject(people["anna"]), clock.now())
    left = [item.text for item in await items(app, network, meeting)]
    assert left == ([in_other_words] if others else [])
    asked = await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY)
    assert len(asked) == others
    if others:
        await chat(app, messenger, "fatma").says(SAID)
        assert len(await told(app, messenger, "bert")) == 1


async def test_who_is_erased_while_the_answer_is_typed_gets_none(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    await planned(app, network)
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY)
    async with app.store.transaction() as tx:
        await tx.own_data.erase(await tx.own_data.subject(people["anna"]), clock.now())
    assert "gaat naar niemand" in (await chat(app, messenger, "fatma").says(SAID)).text


async def test_when_who_brought_it_is_no_facilitator_any_more_the_others_are_asked(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    await planned(app, network)
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    async with app.store.transaction() as tx:
        await tx.people.place(people["fatma"], network, Role.MEMBER, clock.now())
    assert await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY) == []
    await chat(app, messenger, "gijs").says("Four euros a week works for most of them, they said.")
    assert len(await told(app, messenger, "anna")) == 1


async def test_client_data_in_what_was_said_is_held_back(
    app: App,
    messenger: FakeMessenger,
    anna: Conversation,
    clock: FakeClock,
    people: dict[str, int],
    network: int,
) -> None:
    await planned(app, network)
    await passed_on(app, messenger, anna)
    await brings(app, messenger)
    await asked_at(app, messenger, clock, IN_A_WEEK + 2 * DAY)
    await chat(app, messenger, "fatma").says("Ze zeiden: bel zijn moeder op 06-12345678 daarover.")
    assert await told(app, messenger, "anna") == []


async def test_facilitators_of_another_network_can_not_bring_or_tell(
    app: App, messenger: FakeMessenger, anna: Conversation, people: dict[str, int], network: int
) -> None:
    elsewhere = await add_network(app, "west", "Netwerk West")
    await add_person(app, "Hans", {elsewhere: Role.FACILITATOR}, doors=["hans"], language="nl")
    await planned(app, elsewhere)
    await planned(app, network)
    await passed_on(app, messenger, anna)
    assert await told(app, messenger, "hans") == []
    group = await group_of(app, network)
    reply: Reply = await chat(app, messenger, "hans").commands("vragen")
    assert reply.choices == ()
    async with app.store.reading() as tx:
        people_there = await tx.people.all(elsewhere)
    assert group.network_id == network
    assert [person.name for person in people_there] == ["Hans"]
