"""The harvest of successes, as a conversation: put together, seen, sent to everybody."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import App
from bot.contract import Reply
from handlers.people.people import Role
from handlers.reflect.small_steps import Outcome
from tests.fakes import FakeClock, FakeMessenger, Shown
from tests.people import add_network, add_person, audited, labels
from tests.reflecting import DAY, FOUR, HOUR, Course, begin, meet

SEND = "Verstuur naar 4 mensen"


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of four that met yesterday, of which nobody said anything yet."""
    course = await begin(app, messenger, clock, FOUR)
    await meet(course)
    await course.goes_on(DAY)
    return course


async def said(course: Course, name: str, takeaway: str, *, quotable: bool = True) -> None:
    """Somebody said what they take along from the meeting."""
    async with course.app.store.transaction() as tx:
        person = course.people[name]
        now = course.clock.now()
        await tx.reflections.note(person, course.network_id, 1, now, takeaway=takeaway, quotable=quotable)


async def tried(course: Course, name: str, text: str, *, days_ago: int = 0, shared: bool = True) -> None:
    """Somebody's step worked."""
    at = course.clock.now() - days_ago * DAY
    async with course.app.store.transaction() as tx:
        step_id = await tx.small_steps.add(course.people[name], course.network_id, text, at)
        await tx.small_steps.change(
            step_id, outcome=Outcome.DONE, closed_at=at, learned="rust helpt", shared=shared
        )


async def previewed(course: Course) -> Reply:
    """Frits asks for the harvest, and then for its successes."""
    frits = course.chat("frits")
    await frits.commands("oogst")
    return await frits.presses("Vier de successen")


def celebrations(course: Course, sent: list[Shown]) -> dict[str, str]:
    """Who got the message, and as which words."""
    return {
        shown.ref.address.conversation.removeprefix("chat-"): shown.reply.text
        for shown in sent
        if shown.key.startswith("successes/")
    }


async def test_it_is_shown_as_members_get_it_and_then_everybody_gets_it(course: Course) -> None:
    await said(course, "anna", "samen eten helpt")
    await said(course, "bram", "dit hou ik voor mij", quotable=False)
    await tried(course, "emma", "als het zondag is, dan kook ik")
    reply = await previewed(course)
    assert "Dit lezen 4 mensen:" in reply.text
    assert "dit hou ik voor mij" not in reply.text
    assert "Anna" not in reply.text
    frits = course.chat("frits")
    assert (await frits.presses(SEND)).text == "Verstuurd naar 4 mensen, buiten de stille uren."
    got = celebrations(course, await course.goes_on(timedelta(minutes=1)))
    assert sorted(got) == ["anna", "bram", "emma", "frits"]
    assert got["bram"] in reply.text
    assert '- Gelukt: "als het zondag is, dan kook ik" Geleerd: "rust helpt"' in got["bram"]
    assert '- Iemand zegt: "samen eten helpt"' in got["bram"]
    assert got["emma"].startswith("**This worked in Netwerk Oost**")
    assert celebrations(course, await course.goes_on(DAY)) == {}
    assert any(row[1] == "celebrated" for row in await audited(course.app))


async def test_it_waits_for_the_end_of_the_quiet_hours(course: Course) -> None:
    async with course.app.store.transaction() as tx:
        await tx.networks.change(course.network_id, course.clock.now(), quiet="21:00-08:00")
    local = course.clock.now().astimezone(ZoneInfo("Europe/Amsterdam"))
    course.clock.advance(local.replace(hour=22, minute=30) - local)
    await tried(course, "anna", "ik belde de mentor")
    await previewed(course)
    await course.chat("frits").presses(SEND)
    assert celebrations(course, await course.day_by_hours(9)) == {}
    assert len(celebrations(course, await course.goes_on(HOUR))) == 4


async def test_with_nothing_to_celebrate_that_is_said_and_nothing_can_be_sent(course: Course) -> None:
    await said(course, "anna", "mijn zin", quotable=False)
    await tried(course, "bram", "mijn stap", shared=False)
    reply = await previewed(course)
    assert "niets om te delen" in reply.text
    assert labels(reply) == ["Alleen de laatste maand", "Het afgelopen jaar"]


async def test_another_period_shows_what_is_older(course: Course) -> None:
    await tried(course, "bram", "een oude stap", days_ago=200)
    assert "niets om te delen" in (await previewed(course)).text
    assert "een oude stap" in (await course.chat("frits").presses("Het afgelopen jaar")).text


async def test_a_line_can_be_left_out_and_words_put_above_it(course: Course) -> None:
    await tried(course, "anna", "ik belde de mentor")
    await said(course, "bram", "samen eten helpt")
    await previewed(course)
    frits = course.chat("frits")
    which = await frits.presses("Laat een regel weg")
    assert labels(which) == ["1", "2"]
    left = await frits.presses("2")
    assert "samen eten helpt" not in left.text
    assert "ik belde de mentor" in left.text
    reply = await frits.says("Wat een <b>mooie</b> tijd hadden we *samen*")
    assert "Wat een <b>mooie</b> tijd hadden we \\*samen\\*" in reply.text
    assert "samen eten helpt" not in reply.text
    await frits.presses(SEND)
    got = celebrations(course, await course.goes_on(timedelta(minutes=1)))
    assert got["anna"] in reply.text


async def test_who_changed_their_mind_meanwhile_is_not_shown(course: Course) -> None:
    await said(course, "anna", "samen eten helpt")
    await tried(course, "bram", "ik belde de mentor")
    await previewed(course)
    await said(course, "anna", "samen eten helpt", quotable=False)
    reply = await course.chat("frits").presses(SEND)
    assert reply.text.startswith("Er is iets veranderd sinds je dit zag.")
    assert celebrations(course, await course.goes_on(timedelta(minutes=1))) == {}
    await course.chat("frits").presses(SEND)
    got = celebrations(course, await course.goes_on(timedelta(minutes=1)))
    assert "samen eten" not in got["emma"]


async def test_words_that_name_a_member_are_left_out_and_the_facilitator_hears_it(course: Course) -> None:
    await said(course, "anna", "bram dacht goed mee")
    await tried(course, "emma", "ik belde de mentor")
    reply = await previewed(course)
    assert "bram dacht" not in reply.text
    assert "Eén zin noemt een lid." in reply.text


async def test_a_rehearsal_goes_to_who_asked_for_it_alone(course: Course) -> None:
    await tried(course, "anna", "ik belde de mentor")
    await previewed(course)
    reply = await course.chat("frits").presses("Stuur eerst alleen aan mij")
    assert SEND in labels(reply)
    sent = await course.goes_on(timedelta(minutes=1))
    assert [shown.ref.address.conversation for shown in sent] == ["chat-frits"]
    await course.chat("frits").presses(SEND, course.messenger.shown[-2])
    assert len(celebrations(course, await course.goes_on(timedelta(minutes=1)))) == 4


async def test_the_same_button_twice_sends_it_once(course: Course) -> None:
    await tried(course, "anna", "ik belde de mentor")
    await previewed(course)
    frits = course.chat("frits")
    card = frits.last()
    await frits.presses(SEND, card)
    assert (await frits.presses(SEND, card)).text.startswith("Deze vraag is gesloten.")
    assert len(celebrations(course, await course.goes_on(timedelta(minutes=1)))) == 4


async def test_it_can_be_thrown_away(course: Course) -> None:
    await tried(course, "anna", "ik belde de mentor")
    await previewed(course)
    assert (await course.chat("frits").presses("Gooi weg")).text.startswith("Weggegooid.")
    assert celebrations(course, await course.goes_on(timedelta(minutes=1))) == {}


async def test_a_facilitator_who_is_one_no_more_sends_nothing(course: Course) -> None:
    await tried(course, "anna", "ik belde de mentor")
    await previewed(course)
    async with course.app.store.transaction() as tx:
        await tx.people.place(course.people["bram"], course.network_id, Role.MEMBER, course.clock.now())
        await tx.people.change_role(course.people["frits"], course.network_id, Role.FACILITATOR, Role.MEMBER)
    assert (await course.chat("frits").presses(SEND)).text.startswith("Dat kunnen alleen begeleiders")
    assert celebrations(course, await course.goes_on(timedelta(minutes=1))) == {}


async def test_the_facilitator_of_another_network_sees_nothing_of_it(course: Course) -> None:
    await tried(course, "anna", "ik belde de mentor")
    west = await add_network(course.app, "west", "Netwerk West")
    await add_person(course.app, "Wies", {west: Role.FACILITATOR}, doors=["wies"])
    await previewed(course)
    card = course.chat("frits").last()
    wies = course.chat("wies")
    assert "mentor" not in (await wies.commands("oogst")).text
    assert "mentor" not in (await wies.presses(SEND, card)).text
    assert celebrations(course, await course.goes_on(timedelta(minutes=1))) == {}


async def test_client_data_above_it_is_stopped(course: Course) -> None:
    await tried(course, "anna", "ik belde de mentor")
    await previewed(course)
    reply = await course.chat("frits").says("fijn dat Jayden van 14 weer naar school gaat")
    assert "Jayden" in reply.text
    assert "Dit lezen" not in reply.text
