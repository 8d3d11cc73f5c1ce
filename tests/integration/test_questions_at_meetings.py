"""Open questions on the agenda of a meeting, and what was said there back to who asked."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.app import App
from bot.contract import Language
from handlers.learn.open_questions import QuestionGroup
from handlers.learn.questions import QuestionState
from handlers.meet import meeting_changes
from handlers.meet.meetings import AgendaItem
from handlers.people.people import Role
from scheduler.meetings import NewMeeting
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger, Shown
from tests.passing_on import QUESTION, card_of, passes_on
from tests.people import add_network, add_person, audited, labels, told

DAY = timedelta(days=1)
IN_A_WEEK = timedelta(days=7)
SAID = "Vier euro per week werkt bij de meesten, en het kind houdt zelf een kasboekje bij."
FOUR: tuple[tuple[str, Role, Language], ...] = (
    ("Anna", Role.MEMBER, "nl"),
    ("Bert", Role.MEMBER, "en"),
    ("Fatma", Role.FACILITATOR, "nl"),
    ("Gijs", Role.FACILITATOR, "en"),
)


@pytest.fixture
def app_url(database_url: str) -> str:
    """Both databases."""
    return database_url


@dataclass
class Circle:
    """Anna and Bert are members, Fatma and Gijs facilitators; Bert and Gijs read English."""

    app: App
    messenger: FakeMessenger
    clock: FakeClock
    network: int
    people: dict[str, int]
    chats: dict[str, Conversation] = field(default_factory=dict)

    def chat(self, name: str) -> Conversation:
        """Somebody's own chat."""
        return self.chats.setdefault(name, Conversation(self.app, self.messenger, sender=name))

    def card(self, name: str, words: str = QUESTION) -> Shown:
        """The last message in somebody's chat with these words."""
        return card_of(self.messenger, name, words)

    async def told(self, name: str) -> list[str]:
        """What somebody is told now, unasked."""
        return await told(self.app, self.messenger, name)

    async def later(self, after: timedelta, name: str = "fatma") -> list[str]:
        """Time passes, and the bot does what it does each minute; what somebody is told."""
        self.clock.advance(after)
        await self.app.plan_questions()
        return await self.told(name)

    async def asks(self, name: str = "anna", text: str = QUESTION) -> None:
        """A member's question reaches the facilitators."""
        await passes_on(self.app, self.chat(name), text)
        await self.app.delivery.send_all_due()

    async def brings(self, name: str = "fatma", label: str = "Op de agenda") -> str:
        """A facilitator puts the question on the agenda from its card; what the card says then."""
        facilitator = self.chat(name)
        await facilitator.sends(facilitator.press(label, self.card(name)))
        await self.app.delivery.send_all_due()
        return self.card(name).reply.text

    async def meets(self, after: timedelta = IN_A_WEEK, theme: str = "Geld & zo") -> int:
        """A meeting of two hours is planned; its id."""
        start = self.clock.now() + after
        async with self.app.store.transaction() as tx:
            fresh = NewMeeting(self.network, theme, start, "PT2H", "Europe/Amsterdam")
            return await tx.meetings.add(fresh, self.clock.now())

    async def calls_off(self, meeting_id: int) -> None:
        """A meeting is cancelled."""
        async with self.app.store.transaction() as tx:
            seen = await tx.meetings.get(meeting_id)
            assert seen
            await meeting_changes.cancel(tx, seen, None, self.clock.now(), "operator")

    async def erases(self, name: str) -> None:
        """Somebody is forgotten."""
        async with self.app.store.transaction() as tx:
            subject = await tx.own_data.subject(self.people[name])
            await tx.own_data.erase(subject, self.clock.now())

    async def group(self) -> QuestionGroup:
        """The only group of the network."""
        async with self.app.store.reading() as tx:
            [group] = await tx.question_groups.of_network(self.network)
        return group

    async def items(self, meeting_id: int | None) -> list[AgendaItem]:
        """What is brought to a meeting."""
        async with self.app.store.reading() as tx:
            return list(await tx.agenda.for_meeting(self.network, meeting_id))


@pytest.fixture
async def circle(app: App, messenger: FakeMessenger, clock: FakeClock) -> Circle:
    network = await add_network(app, quiet=None)
    people = {
        name.lower(): await add_person(app, name, {network: role}, doors=[name.lower()], language=language)
        for name, role, language in FOUR
    }
    return Circle(app, messenger, clock, network, people)


async def test_brought_discussed_and_back_to_who_asked(circle: Circle) -> None:
    meeting = await circle.meets()
    await circle.asks()
    card = await circle.brings()
    assert "Staat op de agenda van donderdag 10 december 2026, 14.00 uur" in card
    assert "It is on the agenda of" in circle.card("gijs").reply.text
    [item] = await circle.items(meeting)
    assert (item.text, item.chosen, item.person_id) == (QUESTION, True, circle.people["fatma"])
    agenda = await circle.chat("gijs").commands("bring")
    assert QUESTION in agenda.text

    assert await circle.later(IN_A_WEEK + timedelta(hours=25)) == []
    [question] = await circle.later(timedelta(hours=2))
    assert "«Geld & zo»" in question
    assert QUESTION in question
    assert "zonder namen van kinderen" in question
    assert await circle.told("gijs") == []
    assert "gaat naar wie het vroeg" in (await circle.chat("fatma").says(SAID)).text

    [answer] = await circle.told("anna")
    assert f"Dit is erover gezegd: {SAID}" in answer
    assert "Helpt dit?" in answer
    await circle.chat("anna").presses("Ja, dit helpt", circle.card("anna", SAID))
    async with circle.app.store.reading() as tx:
        [noted] = await tx.questions.all()
    assert noted.status == QuestionState.CLOSED
    assert [action for _, action, *_ in await audited(circle.app)] == [
        "question-brought",
        "question-answered",
    ]
    assert await circle.later(10 * DAY) == []


async def test_in_english_it_reads_the_same(circle: Circle) -> None:
    bert, english = circle.chat("bert"), "How much pocket money do you give a child of twelve?"
    await circle.meets(theme="Money")
    reply = await bert.commands(f"ask {english}")
    while not any(choice.value.startswith("pass-on:") for choice in reply.choices):
        reply = await bert.presses(
            next(c.label for c in reply.choices if c.value.startswith(("none", "help")))
        )
    await bert.presses("Yes, pass it on")
    await circle.app.plan_questions()
    await circle.app.delivery.send_all_due()
    gijs = circle.chat("gijs")
    await gijs.sends(gijs.press("Put it on the agenda", circle.card("gijs", english)))
    await circle.app.delivery.send_all_due()
    [question] = await circle.later(IN_A_WEEK + 2 * DAY, "gijs")
    assert "What was said about it?" in question
    await gijs.says("Four euros a week works for most of them, they said.")
    [answer] = await circle.told("bert")
    assert "It came up at the meeting «Money»" in answer


async def test_without_a_next_meeting_the_way_out_is_said(circle: Circle) -> None:
    await circle.asks()
    fatma = circle.chat("fatma")
    reply = await fatma.presses("Op de agenda", circle.card("fatma"))
    assert "geen bijeenkomst" in reply.text
    assert "/plan" in reply.text
    assert (await circle.group()).brought_at is None
    await circle.meets()
    assert "Staat op de agenda" in await circle.brings()


async def test_from_the_list_of_questions_too(circle: Circle) -> None:
    meeting = await circle.meets()
    await circle.asks()
    fatma = circle.chat("fatma")
    await fatma.commands("vragen")
    shown = await fatma.presses(labels(fatma.last().reply)[0])
    assert "Op de agenda" in labels(shown)
    await fatma.sends(fatma.press("Op de agenda"))
    assert "Staat op de agenda" in fatma.last().reply.text
    assert "Op de agenda" not in labels(fatma.last().reply)
    assert len(await circle.items(meeting)) == 1


async def test_two_facilitators_at_once_put_it_there_once(circle: Circle) -> None:
    meeting = await circle.meets()
    await circle.asks()
    fatma, gijs = circle.chat("fatma"), circle.chat("gijs")
    pressed = (
        fatma.press("Op de agenda", circle.card("fatma")),
        gijs.press("Put it on the agenda", circle.card("gijs")),
    )
    await asyncio.gather(*(circle.app.receive(message) for message in pressed))
    assert len(await circle.items(meeting)) == 1
    assert len([action for _, action, *_ in await audited(circle.app) if action == "question-brought"]) == 1
    await circle.app.delivery.send_all_due()
    assert "agenda of Thu" in circle.card("gijs").reply.text


async def test_skipped_it_stays_open_and_can_be_brought_again(circle: Circle) -> None:
    await circle.meets()
    later = await circle.meets(4 * IN_A_WEEK, "Later")
    await circle.asks()
    await circle.brings()
    await circle.later(IN_A_WEEK + 2 * DAY)
    fatma = circle.chat("fatma")
    asked = circle.card("fatma", "Wat is erover gezegd?")
    assert "blijft open" in (await fatma.presses("Sla over, de vraag blijft open", asked)).text
    assert await circle.told("anna") == []
    group = await circle.group()
    assert (group.status, group.claimed_by, group.agenda_item_id) == (QuestionState.OPEN, None, None)
    reply = await fatma.says("Dat laten we nog even liggen voor een andere keer.")
    assert "gaat naar" not in reply.text
    await fatma.commands("vragen")
    await fatma.presses(labels(fatma.last().reply)[0])
    await fatma.sends(fatma.press("Op de agenda"))
    assert [item.text for item in await circle.items(later)] == [QUESTION]


async def test_what_nobody_tells_is_nudged_once_and_the_question_stays_open(circle: Circle) -> None:
    await circle.meets()
    await circle.asks()
    await circle.brings()
    for _ in range(7):
        assert await circle.later(DAY) == []  # no nudge while it waits for the meeting
    assert len(await circle.later(2 * DAY)) == 1
    [nudge] = await circle.later(4 * DAY)
    assert "stond op de agenda" in nudge
    assert await circle.later(7 * DAY) == []
    assert (await circle.group()).status is QuestionState.CLAIMED


async def test_a_meeting_that_moves_takes_the_question_along(circle: Circle) -> None:
    meeting = await circle.meets()
    await circle.asks()
    await circle.brings()
    async with circle.app.store.transaction() as tx:
        seen = await tx.meetings.get(meeting)
        assert seen
        await meeting_changes.move(tx, seen, seen.start + IN_A_WEEK, circle.clock.now(), "operator")
    assert await circle.later(IN_A_WEEK + 2 * DAY) == []
    assert len(await circle.later(IN_A_WEEK)) == 1


async def test_of_a_meeting_that_is_called_off_it_goes_on_to_the_next(circle: Circle) -> None:
    meeting = await circle.meets()
    after = await circle.meets(3 * IN_A_WEEK, "Daarna")
    await circle.asks()
    await circle.brings()
    await circle.calls_off(meeting)
    await circle.app.plan_questions()
    assert [(item.text, item.chosen) for item in await circle.items(after)] == [(QUESTION, True)]
    assert await circle.later(IN_A_WEEK + 2 * DAY) == []
    [question] = await circle.later(2 * IN_A_WEEK)
    assert "«Daarna»" in question


async def test_called_off_with_no_next_meeting_it_is_open_again_and_nudged(circle: Circle) -> None:
    meeting = await circle.meets()
    await circle.asks()
    await circle.brings()
    await circle.calls_off(meeting)
    await circle.app.plan_questions()
    group = await circle.group()
    assert (group.status, group.brought_at) == (QuestionState.OPEN, None)
    assert [(item.text, item.chosen) for item in await circle.items(None)] == [(QUESTION, False)]
    [nudge] = await circle.later(4 * DAY)
    assert "twee werkdagen" in nudge
    again = await circle.meets()
    assert "Staat op de agenda" in await circle.brings()
    assert len(await circle.items(again)) == 1


async def test_taken_off_the_agenda_by_hand_it_is_open_again(circle: Circle) -> None:
    meeting = await circle.meets()
    await circle.asks()
    await circle.brings()
    [item] = await circle.items(meeting)
    async with circle.app.store.transaction() as tx:
        await tx.agenda.remove(item.id)
    await circle.app.plan_questions()
    group = await circle.group()
    assert (group.status, group.brought_at, group.nudged_at) == (QuestionState.OPEN, None, None)


@pytest.mark.parametrize("others", [0, 1])
async def test_an_asker_who_is_erased_takes_their_words_off_the_agenda(circle: Circle, others: int) -> None:
    meeting = await circle.meets()
    await circle.asks()
    in_other_words = QUESTION.lower().replace(",", "")
    if others:
        await circle.asks("bert", in_other_words)
    await circle.brings()
    await circle.erases("anna")
    left = [item.text for item in await circle.items(meeting)]
    assert left == ([in_other_words] if others else [])
    asked = await circle.later(IN_A_WEEK + 2 * DAY)
    assert len(asked) == others
    if others:
        await circle.chat("fatma").says(SAID)
        assert len(await circle.told("bert")) == 1


async def test_who_is_erased_while_the_answer_is_typed_gets_none(circle: Circle) -> None:
    await circle.meets()
    await circle.asks()
    await circle.brings()
    await circle.later(IN_A_WEEK + 2 * DAY)
    await circle.erases("anna")
    assert "gaat naar niemand" in (await circle.chat("fatma").says(SAID)).text


async def test_when_who_brought_it_is_no_facilitator_any_more_the_others_are_asked(circle: Circle) -> None:
    await circle.meets()
    await circle.asks()
    await circle.brings()
    async with circle.app.store.transaction() as tx:
        await tx.people.change_role(circle.people["fatma"], circle.network, Role.FACILITATOR, Role.MEMBER)
    assert await circle.later(IN_A_WEEK + 2 * DAY) == []
    await circle.chat("gijs").says("Four euros a week works for most of them, they said.")
    assert len(await circle.told("anna")) == 1


async def test_client_data_in_what_was_said_is_held_back(circle: Circle) -> None:
    await circle.meets()
    await circle.asks()
    await circle.brings()
    await circle.later(IN_A_WEEK + 2 * DAY)
    await circle.chat("fatma").says("Ze zeiden: bel zijn moeder op 06-12345678 daarover.")
    assert await circle.told("anna") == []


async def test_facilitators_of_another_network_can_not_bring_or_tell(circle: Circle) -> None:
    elsewhere = await add_network(circle.app, "west", "Netwerk West")
    await add_person(circle.app, "Hans", {elsewhere: Role.FACILITATOR}, doors=["hans"], language="nl")
    await circle.meets()
    await circle.asks()
    assert await circle.told("hans") == []
    hans = circle.chat("hans")
    assert (await hans.commands("vragen")).choices == ()
    await hans.sends(hans.press("Op de agenda", circle.card("fatma")))
    assert (await circle.group()).brought_at is None
