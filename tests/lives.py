"""Members with a whole life in the database: something of theirs in every table."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.app import App
from bot.contract import Address, Choice, IncomingMessage, Kind
from bot.store import Database, Transaction
from bot.store.tables import metadata
from handlers.choices import ChoiceList
from handlers.learn.reviewing import NewReview, Verdict
from handlers.learn.tip_uses import UseOutcome
from handlers.learn.tips import StoredTip, TipStatus, drafted
from handlers.meet.meetings import Presence, Rsvp
from handlers.people.people import Function, Person, Role
from handlers.reflect.prompt_answers import AskedPrompt
from handlers.reflect.small_steps import Outcome
from handlers.steps import PendingStep
from knowledge_base import PRACTICE, SourceReference
from scheduler.meetings import Answer, Meeting, NewMeeting
from scheduler.rounds import AskedState
from tests.conversation import Conversation
from tests.fakes import FakeMessenger
from tests.outbox_rows import NOW, planned

LATER = NOW + timedelta(days=3)


@dataclass(frozen=True)
class Life:
    """A member; every word of theirs begins with their own letters, so that a trace is recognised."""

    id: int
    word: str
    chat: Conversation

    @property
    def group(self) -> Address:
        """A group in which they chose something."""
        return Address("fake", "group")


async def live(app: App, messenger: FakeMessenger, word: str, role: Role = Role.MEMBER) -> Life:
    """A member of the network "noord" (made when it is not there) who left something everywhere."""
    chat = Conversation(app, messenger, sender=f"{word}-door")
    chat.address = Address("fake", f"{word}-chat")
    person_id = await moved_in(app, word, role)
    await chat.commands("themas")  # a list, an answer in the outbox, a handled message
    life = Life(person_id, word, chat)
    await leave_traces(app.store, life)
    return life


async def moved_in(app: App, word: str, role: Role) -> int:
    """Somebody at two doors, in the network."""
    async with app.store.transaction() as tx:
        network = await tx.networks.keyed("noord")
        network_id = (
            network.id
            if network
            else await tx.networks.add("noord", "Noord", timezone="Europe/Amsterdam", language="nl")
        )
        organisation = await tx.organisations.ensure(f"{word}-huis")
        person_id = await tx.people.add(
            f"{word}-naam", organisation, Function.PRACTITIONER, "nl", NOW, started=True
        )
        await tx.people.change(person_id, paused_until=LATER)
        await tx.people.place(person_id, network_id, role, NOW)
        for platform, sender in (("fake", f"{word}-door"), ("other", f"{word}-other-door")):
            await tx.doors.belongs_to(platform, sender, person_id)
        await tx.doors.opened("other", f"{word}-other-door", f"{word}-other-chat")
        await tx.doors.closed(Address("other", f"{word}-other-chat"), f"{word}-reason", NOW)
    return person_id


async def leave_traces(store: Database, life: Life) -> None:
    """What the chat alone doesn't leave."""
    word, here = life.word, life.chat.address
    async with store.transaction() as tx:
        person = await tx.people.get(life.id)
        assert person
        [network] = person.networks
        question_id = await tx.questions.add(
            here, f"{word}-door", f"{word}-vraag", "nl", NOW, network_id=network.id
        )
        group_id = await tx.question_groups.add(network.id, NOW)
        await tx.question_groups.put(question_id, group_id)
        mine = {"claimed_by": person.id, "claimed_at": NOW, "brought_by": person.id, "brought_at": NOW}
        await tx.question_groups.change(group_id, **mine)
        await tx.feedback.give("fake", f"{word}-door", "rust", helped=True, at=NOW)
        said = IncomingMessage(f"{word}-id", Kind.TEXT, f"{word}-door", here, f"{word}-text")
        await tx.surplus.add([said], NOW)
        await tx.outbox.plan([planned(f"{word}-planned", to=Address("other", f"{word}-other-chat"))])
        choices = (Choice(f"{word}-label", "yes:"),)
        await tx.choices.add(
            ChoiceList(f"{word}-list", life.group, "nl", choices, LATER, owner=f"{word}-door")
        )
        step = PendingStep("join-name", {"name": f"{word}-naam"}, f"{word}-prompt", "nl", LATER)
        await tx.steps.open(life.group, f"{word}-door", step)
        await tx.invitations.add(
            f"{word}-code", network.id, Role.MEMBER, uses=1, expires_at=LATER, by=person.pseudonym
        )
        await tx.invitations.add_link(f"{word}-link", life.id, LATER)
        await tx.invitations.note_wrong_code("other", f"{word}-other-door", NOW)
        await leave_meeting_traces(tx, network.id, person)
        await leave_tips(tx, network.id, person)
        await try_tip(tx, network.id, person)
        await tx.audit.note(person.pseudonym, "role", NOW, network_id=network.id, subject=person.pseudonym)


async def leave_tips(tx: Transaction, network_id: int, person: Person) -> None:
    """A draft in their own words, and a published tip that names them and where they work."""
    word = person.name.removesuffix("-naam")
    draft = drafted(
        f"{word}-tip",
        "nl",
        tip_id=f"{word}-tip",
        theme="school",
        network_id=network_id,
        review=NOW.date(),
        phrasings=[f"{word}-zo vraag je dat"],
    )
    await tx.tips.add(StoredTip(draft, TipStatus.DRAFT, person.pseudonym, NOW))
    source = (SourceReference(PRACTICE, f"{word}-huis"),)
    shown = replace(draft, id=f"tip-{person.id}", sources=source, credit=person.name)
    shown = replace(shown, title={"nl": "Rust"}, body={"nl": "Bel eerst."}, phrasings={"nl": (), "en": ()})
    await tx.tips.add(
        StoredTip(
            shown,
            TipStatus.PUBLISHED,
            person.pseudonym,
            NOW,
            owner=person.pseudonym,
            published_at=NOW,
            offered_at=NOW,
        )
    )


async def try_tip(tx: Transaction, network_id: int, person: Person) -> None:
    """A tip that did not work for them, which they said; and one that they looked at as a facilitator."""
    word = person.name.removesuffix("-naam")
    await tx.tip_uses.add(person.id, network_id, "rust", NOW, LATER)
    use = await tx.tip_uses.of(person.id, "rust")
    assert use
    await tx.tip_uses.take_up(use.id, 0, NOW)
    said = {"context": f"{word}-situatie", "shared": True, "approved": True}
    outcome = UseOutcome.NOT_WORKED
    await tx.tip_uses.change(use.id, outcome=outcome, ask_at=LATER, answered_at=NOW, **said)
    remark = f"{word}-opmerking"
    await tx.tip_records.note_review(
        NewReview("rust", network_id, person.pseudonym, Verdict.CHANGE, remark, NOW)
    )


async def reflect(tx: Transaction, person_id: int, meeting: Meeting, word: str) -> None:
    """A look back on a meeting, a step that is over, and an answer to a prompt."""
    network_id = meeting.network_id
    await tx.reflections.note(person_id, network_id, meeting.id, NOW, mark=8, takeaway=f"{word}-takeaway")
    more = {"meeting_id": meeting.id, "tip": "rust", "ask_when": "week", "ask_at": LATER}
    step_id = await tx.small_steps.add(person_id, network_id, f"{word}-step", NOW, **more)
    await tx.small_steps.change(step_id, outcome=Outcome.DONE, learned=f"{word}-learned", closed_at=LATER)
    await tx.expected.expect(
        person_id,
        f"{word}-step",
        PendingStep("step-learned", {"step": f"{word}-step"}, f"{word}-asked", "nl", LATER),
    )
    today = NOW.date()
    asked = AskedPrompt(person_id, network_id, today, "small-success", today, AskedState.ASKED)
    await tx.prompt_answers.asked([asked])
    await tx.prompt_answers.answer(asked, "group", f"{word}-answer", NOW)


async def leave_meeting_traces(tx: Transaction, network_id: int, person: Person) -> None:
    """A meeting that they made, prepare, answered to and were at, with what they brought to it."""
    word = person.name.removesuffix("-naam")
    fresh = NewMeeting(network_id, "School", LATER, "PT2H", "Europe/Amsterdam", person.pseudonym, "Utrecht")
    meeting_id = await tx.meetings.add(fresh, NOW)
    await tx.meetings.set_preparers(meeting_id, [person.id])
    await tx.invitees.invite(meeting_id, [(person.id, f"{word}-kaart", NOW)], 1)
    await tx.rsvps.give(
        Rsvp(meeting_id, person.id, Answer.REPLACED, NOW, 1, replaced_by_name=f"{word}-vervanger")
    )
    await tx.attendance.note(meeting_id, person.id, Presence.REPLACED, f"{word}-vervanger")
    item_id = await tx.agenda.add(network_id, meeting_id, person.id, f"{word}-punt", NOW)
    await tx.agenda.vote(item_id, person.id)
    await tx.calendar_feeds.renew(person.id, f"{word}-token", NOW)
    meeting = await tx.meetings.get(meeting_id)
    assert meeting
    await reflect(tx, person.id, meeting, word)


async def everything(store: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    async with store.reading() as tx:
        return {
            table.name: [dict(row) for row in (await tx._connection.execute(select(table))).mappings().all()]
            for table in metadata.sorted_tables
        }
