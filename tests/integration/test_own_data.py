"""What somebody gets when they ask for their data, and what is left when they ask to be forgotten."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.contract import Kind, Reply, TemporaryDeliveryError, choice_token
from bot.store import open_database
from bot.store.own_data import NOBODY
from bot.store.tables import metadata
from handlers.people.people import Role
from scheduler.retention import RULES, columns_by_table
from tests.conversation import Conversation
from tests.fakes import FakeClock, FakeMessenger
from tests.lives import Life, everything, live
from tests.outbox_rows import statuses
from tests.stubs import UNKNOWN, stub_knowledge

WORD = "zonnebloem"
SHOWN_AS = {
    "organisation_id": "organisation",
    "network_id": "network",
    "meeting_id": "meeting",
    "group_id": "answer",
}
NOT_PERSONAL = {
    # Numbers of rows, and what only says which row belongs to whom.
    "people.id",
    "memberships.person_id",
    "doors.person_id",
    "link_codes.person_id",
    "outbox.person_id",
    "questions.id",
    "question_groups.id",
    "question_groups.claimed_by",
    "question_groups.answered_by",
    "question_groups.brought_by",
    "question_groups.agenda_item_id",
    "reflections.id",
    "reflections.person_id",
    "expected_answers.person_id",
    "small_steps.id",
    "small_steps.person_id",
    "prompt_answers.id",
    "prompt_answers.person_id",
    "prompts_asked.person_id",
    "outbox.id",
    "surplus.id",
    "choice_list.id",
    "invitations.id",
    "audit.id",
    "meetings.id",
    "meeting_preparers.person_id",
    "invitees.person_id",
    "rsvps.id",
    "rsvps.person_id",
    "rsvps.replaced_by_person",
    "attendance.id",
    "attendance.person_id",
    "agenda_items.id",
    "agenda_items.person_id",
    "agenda_votes.person_id",
    "calendar_feeds.person_id",
    # Digests and random names, of which nobody can tell whose they are.
    "handled.digest",
    "surplus.digest",
    "handled.at",
    "erasures.mark",
    "erasures.at",
    "choice_list.name",
    "link_codes.code_hash",
    "invitations.code_hash",
    # The bot's own affairs.
    "outbox.claimed_by",
    "outbox.claimed_at",
    "outbox.fleeting",
    "calendar_feeds.token_hash",
    # What says something of a tip; `owner` is of another, under a pseudonym that goes with them.
    *(f"tips.{column}" for column in ("id", "review", "question_id", "owner")),
    "tip_uses.id",
    "tip_uses.person_id",
    *(f"tip_reviews.{column}" for column in ("id", "tried", "worked")),
    "question_groups.passed_on_at",
    # What says something of a meeting and of nobody.
    *(
        f"meetings.{column}"
        for column in (
            "series",
            "uid",
            "start_at",
            "end_at",
            "reminders",
            "moves",
            "moved_from",
            "sequence",
            "announced_at",
            "cancelled_at",
            "attendance_confirmed_at",
            "planned_until",
            "plan_at",
        )
    ),
    # The labels among the choices once more, in another form.
    "choice_list.labels",
}
# An organisation is shown with who works there; counts say how often, not who; of an anonymous answer
# nobody knows whose it is.
ABOUT_NOBODY = {
    "tip_records",
    "networks",
    "organisations",
    "facts",
    "guard_counts",
    "unknown_counts",
    "prompt_rounds",
    "anonymous_answers",
}


@pytest.fixture
async def app(database_url: str, messenger: FakeMessenger, clock: FakeClock) -> AsyncIterator[App]:
    """The whole bot, on each database."""
    async with open_app(database_url, {"fake": messenger}, stub_knowledge(), clock) as opened:
        yield opened


@pytest.fixture
async def anna(app: App, messenger: FakeMessenger) -> Life:
    """Anna, whose every word begins with the same letters."""
    return await live(app, messenger, WORD)


@pytest.fixture
async def bob(app: App, messenger: FakeMessenger) -> Life:
    """Bob, in the same network."""
    return await live(app, messenger, "bob")


@pytest.fixture
async def facilitator(app: App, messenger: FakeMessenger) -> Life:
    """Frits, the only facilitator of the network."""
    return await live(app, messenger, "frits", Role.FACILITATOR)


async def forgets(life: Life) -> Reply:
    """The farewell, after having asked for it and said yes."""
    await life.chat.commands("vergeetmij")
    return await life.chat.presses("Ja, wis alles")


def copy_for_programs(reply: Reply) -> dict[str, Any]:
    """What the JSON file says."""
    [file] = [file for file in reply.attachments if file.name.endswith(".json")]
    found: dict[str, Any] = json.loads(file.content)
    return found


# What is stored


def test_every_stored_column_about_people_has_a_rule_and_a_place_in_the_copy() -> None:
    """A new column belongs in the rules of `scheduler.retention`, or among those that say nothing."""
    ruled = {f"{table}.{column}" for table, columns in columns_by_table().items() for column in columns}
    stored = {
        str(column)
        for table in metadata.sorted_tables
        if table.name not in ABOUT_NOBODY
        for column in table.columns
    }
    assert stored - ruled - NOT_PERSONAL == set()
    assert (ruled | NOT_PERSONAL) - stored == set()


async def test_the_copy_has_every_table_and_every_column(anna: Life) -> None:
    copy = copy_for_programs(await anna.chat.commands("mijngegevens"))
    expected = {
        table: {SHOWN_AS.get(column, column) for column in columns}
        for table, columns in columns_by_table().items()
        if columns
    }
    assert {table: set(rows[0]) for table, rows in copy.items() if isinstance(rows, list)} == expected
    assert copy["people"][0]["name"] == f"{WORD}-naam"
    assert copy["people"][0]["organisation"] == f"{WORD}-huis"
    assert [door["sender"] for door in copy["doors"]] == [f"{WORD}-door", f"{WORD}-other-door"]
    assert copy["memberships"][0]["network"] == "noord"
    assert copy["questions"][0]["text"] == f"{WORD}-vraag"
    assert copy["reflections"][0]["takeaway"] == f"{WORD}-takeaway"
    assert copy["small_steps"][0]["learned"] == f"{WORD}-learned"
    assert copy["prompt_answers"][0]["text"] == f"{WORD}-answer"


async def test_the_copy_can_be_read_in_both_languages(anna: Life) -> None:
    in_dutch = (await anna.chat.commands("mijngegevens")).attachments[0]
    await anna.chat.commands("taal en")
    in_english = (await anna.chat.commands("mydata")).attachments[0]
    assert (in_dutch.name, in_english.name) == ("mijngegevens.txt", "mydata.txt")
    assert f"naam: {WORD}-naam" in in_dutch.content.decode()
    assert "functie: Pedagogisch professional" in in_dutch.content.decode()
    assert "begonnen op: 2026-12-03 14:00" in in_dutch.content.decode()  # on the clocks in Amsterdam
    assert f"name: {WORD}-naam" in in_english.content.decode()
    assert "role: member" in in_english.content.decode()


async def test_the_copy_says_nothing_of_others(anna: Life, bob: Life) -> None:
    for file in (await anna.chat.commands("mijngegevens")).attachments:
        assert "bob" not in file.content.decode()


async def test_the_copy_itself_is_never_stored_and_can_be_asked_again_when_sending_fails(
    anna: Life, messenger: FakeMessenger, clock: FakeClock
) -> None:
    messenger.fail_next(TemporaryDeliveryError("down"))
    assert await anna.chat.sends(anna.chat.message(Kind.COMMAND, "mijngegevens")) == []
    rows = (await everything(anna.chat.app.store))["outbox"]
    [row] = [row for row in rows if (row["status"], row["kind"]) == ("pending", "answer")]
    assert (WORD in repr(row["reply"]), row["reply"]["attachments"]) == (False, [])
    clock.advance(row["not_before"] - clock.now())
    await anna.chat.app.delivery.send_all_due()
    later = anna.chat.last().reply
    assert later.attachments == ()
    assert "Stuur nog een keer /mijngegevens" in later.text


async def test_somebody_unknown_gets_what_little_there_is(app: App, messenger: FakeMessenger) -> None:
    vera = Conversation(app, messenger, sender="vera")
    copy = copy_for_programs(await vera.commands("mijngegevens"))
    assert set(copy) == {"copied_at", "doors"}


# What is left


async def test_whoever_is_forgotten_leaves_no_trace_in_any_table(anna: Life, bob: Life) -> None:
    app = anna.chat.app
    async with app.store.reading() as tx:
        person = await tx.people.get(anna.id)
    reply = await forgets(anna)
    assert reply.text.startswith("Ik heb alles van je gewist.")
    left = await everything(app.store)
    assert WORD not in repr(left)
    assert [row["id"] for row in left["people"]] == [bob.id]
    assert person
    assert person.pseudonym in {row["subject"] for row in left["audit"]}


async def test_whoever_is_forgotten_leaves_the_others_alone(anna: Life, bob: Life) -> None:
    before = copy_for_programs(await bob.chat.commands("mijngegevens"))
    await forgets(anna)
    after = copy_for_programs(await bob.chat.commands("mijngegevens"))
    for table, rows in before.items():
        if isinstance(rows, list):
            assert [row for row in rows if row not in after[table]] == []


async def test_an_opinion_stays_as_a_count(anna: Life) -> None:
    await forgets(anna)
    [opinion] = (await everything(anna.chat.app.store))["feedback"]
    assert (opinion["tip"], opinion["helped"], opinion["platform"]) == ("rust", True, NOBODY)


async def test_not_a_byte_of_the_file_names_whoever_was_forgotten(
    sqlite_url: str, messenger: FakeMessenger, clock: FakeClock
) -> None:
    async with open_app(sqlite_url, {"fake": messenger}, stub_knowledge(), clock) as app:
        await forgets(await live(app, messenger, WORD))
    await (await open_database(sqlite_url)).close()
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    assert [path.name for path in folder.iterdir() if WORD.encode() in path.read_bytes()] == []


async def test_a_farewell_that_can_not_be_sent_at_once_leaves_no_trace_afterwards(
    anna: Life, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await anna.chat.commands("vergeetmij")
    messenger.fail_next(TemporaryDeliveryError("down"))
    token = choice_token(anna.chat.last().key, 0)
    assert await anna.chat.sends(anna.chat.message(Kind.CHOICE, token)) == []
    app = anna.chat.app
    assert list((await statuses(app.store)).values()) == ["pending"]
    [row] = (await everything(app.store))["outbox"]
    clock.advance(row["not_before"] - clock.now())
    await app.delivery.send_all_due()
    assert anna.chat.last().reply.text.startswith("Ik heb alles van je gewist.")
    assert WORD not in repr(await everything(app.store))


async def test_words_that_were_only_remembered_are_forgotten_too(anna: Life) -> None:
    await anna.chat.says(UNKNOWN)
    offer = anna.chat.last()
    await forgets(anna)
    assert (await anna.chat.presses("Ja, geef door", offer)).text.startswith("Deze vraag is gesloten.")
    assert (await everything(anna.chat.app.store))["questions"] == []


async def test_whoever_was_forgotten_is_a_stranger(anna: Life) -> None:
    await forgets(anna)
    assert (await anna.chat.says("hoi")).text.startswith("Hoi. Ik ben er voor de leden")


async def test_on_second_thoughts_everything_stays(anna: Life) -> None:
    await anna.chat.commands("vergeetmij")
    assert (await anna.chat.presses("Nee, toch niet")).text == "Goed, alles blijft zoals het was."
    copy = copy_for_programs(await anna.chat.commands("mijngegevens"))
    assert copy["questions"]


async def test_somebody_unknown_can_be_forgotten(app: App, messenger: FakeMessenger) -> None:
    vera = Conversation(app, messenger, sender="vera")
    await vera.commands("taal en")
    await vera.commands("forgetme")
    await vera.presses("Yes, erase it all")
    assert "vera" not in repr(await everything(app.store))


# The last facilitator


async def test_the_last_facilitator_of_members_is_refused_with_the_way_out(
    facilitator: Life, bob: Life
) -> None:
    reply = await facilitator.chat.commands("vergeetmij")
    assert "enige begeleider van Noord" in reply.text
    assert "Maak eerst iemand anders begeleider" in reply.text
    assert reply.choices == ()


async def test_somebody_who_became_the_last_facilitator_meanwhile_is_refused_too(
    facilitator: Life, bob: Life, app: App, messenger: FakeMessenger
) -> None:
    other = await live(app, messenger, "otto", Role.FACILITATOR)
    await facilitator.chat.commands("vergeetmij")
    asked = facilitator.chat.last()
    await forgets(other)
    assert "enige begeleider" in (await facilitator.chat.presses("Ja, wis alles", asked)).text
    async with app.store.reading() as tx:
        assert await tx.people.get(facilitator.id)


async def test_a_facilitator_who_is_not_the_only_one_or_has_no_members_may_go(
    facilitator: Life, app: App, messenger: FakeMessenger
) -> None:
    other = await live(app, messenger, "otto", Role.FACILITATOR)
    for life in (facilitator, other):
        assert (await forgets(life)).text.startswith("Ik heb alles van je gewist.")


# What is told


@pytest.mark.parametrize("command", ["privacy", "Privacy?"])
async def test_what_is_kept_is_told_from_the_rules(anna: Life, command: str) -> None:
    reply = await anna.chat.says(command)
    assert reply.text.count("\n- ") == len(RULES)
    assert "**Vragen die je doorgeeft**: zodat begeleiders ze kunnen beantwoorden. 12 maanden." in reply.text
    assert "30 dagen" in reply.text


async def test_what_is_kept_is_told_in_english_too(app: App, messenger: FakeMessenger) -> None:
    emma = Conversation(app, messenger, sender="emma", language_code="en")
    assert "so that facilitators can answer them. 12 months." in (await emma.commands("privacy")).text
