"""A prompt between meetings, as a conversation, and a year of them with the clock running fast."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.app import App
from bot.store.tables import outbox
from handlers.people.people import Role
from handlers.reflect.prompt_answers import Answer
from knowledge_base import Anonymity, load_prompts
from scheduler.meetings import NewMeeting
from scheduler.planning import plan
from scheduler.rounds import AskedState
from tests.fakes import FakeClock, FakeMessenger, Shown
from tests.lives import everything
from tests.people import add_network, add_person, labels
from tests.reflecting import DAY, HOUR, Course, begin, meet

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PROMPTS = {prompt.id: prompt for prompt in load_prompts()}
NAMES = ("frits", "anna", "bram", "carla", "dirk", "els", "fatma", "gijs", "hana", "ivo", "jan", "kees")


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of twelve: large enough for anonymous prompts."""
    return await begin(app, messenger, clock, dict.fromkeys(NAMES))


async def next_round(course: Course) -> list[Shown]:
    """The prompts of the next round."""
    for _ in range(6 * 30):
        sent = [shown for shown in await course.goes_on(4 * HOUR) if shown.key.endswith("/prompt")]
        if sent:
            return sent
    raise AssertionError("no prompt came")


async def round_with(course: Course, anonymity: Anonymity) -> list[Shown]:
    """The first round whose prompt says this of who sees the answers."""
    for _ in range(20):
        sent = await next_round(course)
        if PROMPTS[prompt_in(sent[0])].anonymity is anonymity:
            return sent
        for shown in sent:
            await course.chat(name_of(shown)).presses("Nu even niet", shown)
    raise AssertionError(f"no prompt that is {anonymity}")


def prompt_in(shown: Shown) -> str:
    """The id of a prompt, from what its choices say."""
    return next(
        choice.value.split(" ")[2]
        for choice in shown.reply.choices
        if choice.value.startswith("prompt-other")
    )


def prompts_among(sent: list[Shown]) -> list[Shown]:
    """The prompts and reminders in what was sent."""
    return [shown for shown in sent if shown.key.startswith("prompts-")]


def name_of(shown: Shown) -> str:
    """Who got a message."""
    return shown.ref.address.conversation.removeprefix("chat-")


async def shown_answers(course: Course) -> list[Answer]:
    """What may be read."""
    async with course.app.store.transaction() as tx:
        return list(await tx.prompt_answers.shown(course.network_id))


async def test_everybody_gets_the_same_prompt_by_day_and_hears_who_will_see_the_answer(
    course: Course,
) -> None:
    sent = await next_round(course)
    assert Counter(name_of(shown) for shown in sent) == Counter(NAMES)
    assert len({prompt_in(shown) for shown in sent}) == 1
    assert time(8) <= course.clock.now().astimezone(AMSTERDAM).time() < time(21)
    prompt = PROMPTS[prompt_in(sent[0])]
    assert prompt.text["nl"] in sent[0].reply.text
    assert "antwoord" in sent[0].reply.text.splitlines()[-1]
    assert labels(sent[0].reply)[-2:] == ["Geef me een andere", "Nu even niet"]


async def test_an_answer_with_a_name_is_kept_and_may_be_shown_when_the_author_says_so(course: Course) -> None:
    await round_with(course, Anonymity.FACILITATORS)
    anna = course.chat("anna")
    reply = await anna.says("we beginnen nu met wat goed ging")
    assert reply.text.startswith("Dank je wel.")
    await anna.presses("Ja, zonder mijn naam")
    [answer] = await shown_answers(course)
    assert (answer.text, answer.person_id, answer.quotable) == (
        "we beginnen nu met wat goed ging",
        course.people["anna"],
        True,
    )


async def test_answers_for_the_group_are_read_by_who_answers_too(course: Course) -> None:
    await round_with(course, Anonymity.GROUP)
    await course.chat("anna").says("samen koken op zondag")
    reply = await course.chat("bram").says("een rondje lopen na school")
    assert "- Anna: samen koken op zondag" in reply.text


@pytest.mark.parametrize("told", ["vandaag ging het goed", "we hebben gelachen", "het was een mooie dag"])
async def test_what_only_resembles_small_talk_is_an_answer(course: Course, told: str) -> None:
    await round_with(course, Anonymity.GROUP)
    await course.chat("anna").says(told)
    assert [answer.text for answer in await shown_answers(course)] == [told]


async def test_an_anonymous_answer_is_told_to_be_one_and_shown_from_five_on(course: Course) -> None:
    sent = await round_with(course, Anonymity.ANONYMOUS)
    assert "anoniem" in sent[0].reply.text
    assert "niet meer wijzigen, opvragen of wissen" in sent[0].reply.text
    for number, name in enumerate(NAMES[:5]):
        assert await shown_answers(course) == []
        await course.chat(name).says(f"zonnebloem{number} was een goede les")
    answers = await shown_answers(course)
    assert {answer.text for answer in answers} == {
        f"zonnebloem{number} was een goede les" for number in range(5)
    }
    assert {answer.person_id for answer in answers} == {None}
    again = await course.chat("anna").commands("mijngegevens")
    assert all("zonnebloem" not in file.content.decode() for file in again.attachments)


async def test_the_words_of_an_anonymous_answer_stand_in_one_table_alone(course: Course) -> None:
    """Every other table is searched for the words, and this one for whose they are."""
    await round_with(course, Anonymity.ANONYMOUS)
    for name in NAMES[:6]:
        await course.chat(name).says(f"zonnebloem-{name} deed iets nieuws")
    tables = await everything(course.app.store)
    nameless = tables.pop("anonymous_answers")
    assert "zonnebloem" not in repr(tables)
    assert len(nameless) == 6
    assert {frozenset(row) for row in nameless} == {
        frozenset({"key", "network_id", "day", "prompt", "text", "shown"})
    }
    assert len({row["day"] for row in nameless}) == 1


async def test_an_anonymous_answer_is_given_once(course: Course) -> None:
    sent = await round_with(course, Anonymity.ANONYMOUS)
    anna = course.chat("anna")
    [card] = course.sent_to("anna", sent)
    await anna.says("de eerste keer")
    reply = await anna.says("de tweede keer", replies_to=card)
    assert "de tweede keer" not in reply.text
    rows = (await everything(course.app.store))["anonymous_answers"]
    assert [row["text"] for row in rows] == ["de eerste keer"]


async def test_who_asks_for_another_gets_one_that_they_have_not_had(course: Course) -> None:
    [card] = course.sent_to("anna", await next_round(course))
    anna = course.chat("anna")
    seen = {prompt_in(card)}
    for _ in range(5):
        await anna.presses("Geef me een andere", card)
        card = anna.last()
        prompt = PROMPTS[prompt_in(card)]
        assert prompt.id not in seen
        assert prompt.anonymity is not Anonymity.ANONYMOUS
        seen.add(prompt.id)
    assert (await anna.says("dat het team er stond")).text.startswith("Dank je wel.")


async def test_one_reminder_and_then_silence_until_a_meeting_has_been(course: Course) -> None:
    await next_round(course)
    for name in NAMES[1:]:
        await course.chat(name).presses("Nu even niet", course.sent_to(name, course.messenger.shown)[0])
    later = prompts_among([shown for _ in range(40) for shown in await course.goes_on(DAY)])
    reminders = [shown for shown in later if shown.key.endswith("/reminder")]
    assert [name_of(shown) for shown in reminders][:1] == ["frits"]
    assert len(course.sent_to("frits", later)) == 1
    await meet(course)
    after = [shown for _ in range(20) for shown in await course.goes_on(DAY)]
    assert any(shown.key.endswith("/prompt") for shown in course.sent_to("frits", after))


async def test_who_answered_gets_no_reminder(course: Course) -> None:
    await next_round(course)
    for name in NAMES:
        await course.chat(name).says("een rustige avond met zijn allen")
    later = [shown for _ in range(7) for shown in await course.goes_on(DAY)]
    assert prompts_among(later) == []


async def test_a_closed_prompt_answers_politely(course: Course) -> None:
    [first] = course.sent_to("anna", await next_round(course))
    await course.chat("anna").says("een rustige avond met zijn allen")
    await next_round(course)
    reply = await course.chat("anna").presses("Geef me een andere", first)
    assert reply.text.startswith("Deze vraag is gesloten.")


async def test_a_meeting_planned_at_the_last_moment_takes_the_prompt_of_that_day_back(course: Course) -> None:
    while True:
        await course.goes_on(HOUR)
        async with course.app.store.reading() as tx:
            rows = (
                (await tx._connection.execute(select(outbox).where(outbox.c.status == "pending")))
                .mappings()
                .all()
            )
        if rows:
            break
    start = rows[0]["not_before"] + 5 * HOUR
    await meet(course, start=start)
    sent = await course.day_by_hours(24)
    assert [shown for shown in sent if shown.key.endswith("/prompt")] == []


async def test_who_pauses_is_not_asked(course: Course) -> None:
    await course.chat("anna").commands("pauze 4w")
    sent = await next_round(course)
    assert course.sent_to("anna", sent) == []


# A year


async def year(app: App, clock: FakeClock, days: int) -> None:
    """Let the clock jump from one due moment to the next, at most a day, planning each time."""
    end = clock.now() + days * DAY
    while clock.now() < end:
        await plan(app.store, app.sources, clock.now())
        await app.delivery.send_all_due()
        async with app.store.reading() as tx:
            due = await tx.outbox.next_due(["fake"], clock.now(), broadcasts_to=["fake"])
        step = DAY if due is None else max(due - clock.now(), timedelta(minutes=1))
        clock.advance(min(step, DAY))


async def lively_networks(app: App, clock: FakeClock, members: int, networks: int) -> set[date]:
    """Networks that meet every two months, with somebody in two of them; the days of the meetings."""
    ids = [await add_network(app, f"net-{number}", f"Net {number}") for number in range(networks)]
    for number in range(members):
        place = {ids[number % networks]: Role.MEMBER}
        if number == 0:
            place = dict.fromkeys(ids, Role.FACILITATOR)
        await add_person(app, f"Lid {number}", place, doors=[f"lid{number}"])
    days = set()
    async with app.store.transaction() as tx:
        for network_id in ids:
            for month in range(0, 12, 2):
                start = clock.now() + timedelta(days=5 + 30 * month)
                fresh = NewMeeting(network_id, "Thema", start, "PT2H", "Europe/Amsterdam")
                await tx.meetings.add(fresh, clock.now())
                days.add(start.astimezone(AMSTERDAM).date())
    return days


async def check_year(
    app: App, messenger: FakeMessenger, clock: FakeClock, members: int, networks: int
) -> None:
    """A simulated year in which half the members answer at times, and one has a pause."""
    meeting_days = await lively_networks(app, clock, members, networks)
    moments: dict[str, datetime] = {}
    send = messenger.send

    async def noted(to: object, reply: object, *, key: str) -> object:
        moments[key] = clock.now()
        return await send(to, reply, key=key)  # type: ignore[arg-type]

    messenger.send = noted  # type: ignore[method-assign, assignment]
    async with app.store.transaction() as tx:
        people = await tx.people.all()
        paused = people[3]
        until = clock.now() + 200 * DAY
        await tx.people.change(paused.id, paused_until=until)
    for _ in range(26):
        await year(app, clock, 14)
        async with app.store.transaction() as tx:
            for network in await tx.networks.all():
                rounds = await tx.prompt_answers.rounds_of(network.id)
                for asked in await tx.prompt_answers.asked_in(
                    network.id, max(rounds.values(), default=date.min)
                ):
                    if asked.person_id % 2:
                        await tx.prompt_answers.change_state(asked, AskedState.ANSWERED)
    prompts = {key: moment for key, moment in moments.items() if key.startswith("prompts-")}
    assert len(prompts) > members * 6
    by_round: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, moment in prompts.items():
        wall = moment.astimezone(AMSTERDAM)
        assert time(8) <= wall.time() < time(21), key
        assert wall.date() not in meeting_days, key
        subject, person, what = key.split("/")
        by_round[subject, person].append(what)
    assert all(sorted(whats) in (["prompt"], ["prompt", "reminder"]) for whats in by_round.values())
    to_paused = [moment for key, moment in prompts.items() if f"/person-{paused.id}/" in key]
    assert all(moment >= until for moment in to_paused)
    had = Counter((row["person_id"], row["prompt"]) for row in (await everything(app.store))["prompts_asked"])
    assert max(had.values()) == 1


async def test_in_a_year_nobody_gets_more_than_a_prompt_and_a_reminder_a_round(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await check_year(app, messenger, clock, members=40, networks=2)


@pytest.mark.faults
@pytest.mark.timeout(1800)
async def test_the_same_holds_for_five_hundred_members_in_five_networks(
    app: App, messenger: FakeMessenger, clock: FakeClock
) -> None:
    await check_year(app, messenger, clock, members=500, networks=5)
