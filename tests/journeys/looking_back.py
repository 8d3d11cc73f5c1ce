"""Everything a member goes through when looking back, act by act, for whichever platform.

What the bot asks of its own accord is planned in the database of a bot that may be running.
"""

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.store import Database, open_database
from handlers.people.people import Role
from handlers.reflect.prompt_answers import AskedPrompt
from handlers.reflect.prompt_planner import prompted
from handlers.reflect.prompting import PROMPT, card, data_of, round_of
from handlers.reflect.reflection_planner import ReflectionPlanner, expect
from handlers.texts import load_catalogue
from knowledge_base import Anonymity, load_prompts
from scheduler.durations import parse_duration
from scheduler.meetings import NewMeeting
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.rounds import AskedState, round_at

DAY = timedelta(days=1)
ZONE = "Europe/Amsterdam"
TAKEAWAY, STEP = "samen eten helpt", "als het zondag is, dan kook ik met de groep"
LEARNED, ANSWER = "dat rust helpt", "we beginnen nu met wat goed ging"
TAKEN, NEXT_STEP = "dat nabijheid telt", "als ik dienst heb, dan bel ik de mentor"
MAY_QUOTE = "Ja, zonder mijn naam"


@dataclass(frozen=True, slots=True)
class Act:
    """What a member says, or the label they choose, and words of the answer."""

    words: str
    answer: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A dialogue: what makes the bot begin it, if it does, with which words; and the acts."""

    begins: Callable[[str], Coroutine[object, object, None]] | None
    opening: str
    acts: tuple[Act, ...]


async def come_together(url: str, platform: str, sender: str, chat: str) -> None:
    """A network with one member behind this door, which met some hours ago."""
    store, now = await open_database(url), SystemClock().now()
    async with store.transaction() as tx:
        network = await tx.networks.add("oost", "Oost", timezone=ZONE, language="nl", quiet=None)
        person = await tx.people.add("Anna", None, None, "nl", now, started=True)
        await tx.people.place(person, network, Role.MEMBER, now)
        if await tx.doors.private_chat(platform, sender) is None:
            await tx.doors.opened(platform, sender, chat)
        await tx.doors.belongs_to(platform, sender, person)
        start = now - timedelta(hours=4)
        await tx.meetings.add(NewMeeting(network, "School en wij", start, "PT2H", ZONE), start)
        [known] = await tx.networks.all()
        turn = round_at(parse_duration(known.prompts_every), ZoneInfo(ZONE), now + DAY)
        await tx.facts.keep(prompted(known), turn.day.isoformat())  # no prompt but ours
    await store.close()


async def plan_questions(url: str) -> None:
    """What the bot does each minute, now: ask after meetings and steps."""
    store = await open_database(url)
    await ReflectionPlanner(store, load_catalogue(), load_prompts())(SystemClock().now())
    await store.close()


async def ask_after_step(url: str) -> None:
    """The moment at which the member wanted to be asked is now."""
    store = await open_database(url)
    async with store.transaction() as tx:
        [step] = await tx.small_steps.open_of(1)
        await tx.small_steps.change(step.id, ask_at=SystemClock().now() - timedelta(minutes=1))
    await store.close()
    await plan_questions(url)


async def plan_prompt(url: str) -> None:
    """A prompt whose answer bears a name comes now."""
    store, now = await open_database(url), SystemClock().now()
    prompt = next(each for each in load_prompts() if each.anonymity is Anonymity.FACILITATORS)
    asked = AskedPrompt(1, 1, (now - 20 * DAY).date(), prompt.id, now.date(), AskedState.ASKED)
    subject = round_of(1, asked.day)
    planned = Planned(
        f"{subject}/person-1/prompt",
        OutboxKind.PROMPT,
        ToPerson(1, "nl"),
        card(load_catalogue(), "nl", prompt, asked),
        now,
        now + DAY,
        subject=subject,
    )
    async with store.transaction() as tx:
        await tx.prompt_answers.asked([asked])
        await tx.outbox.plan([planned])
        await expect(tx, planned, subject, PROMPT, data_of(asked))
    await store.close()


SCENES = (
    Scene(
        plan_questions,
        "Hoe was",
        (
            Act("8", "Wat neem je mee", chosen=True),
            Act(TAKEAWAY, "Welke kleine stap"),
            Act(STEP, "Wanneer zal ik vragen"),
            Act("Volgende week", "Mag je zin zonder je naam", chosen=True),
            Act(MAY_QUOTE, "Je zin mag in de oogst", chosen=True),
        ),
    ),
    Scene(
        ask_after_step,
        "Je wilde dit proberen",
        (
            Act("Gelukt", "Wat leerde je ervan", chosen=True),
            Act(LEARNED, "Mag het netwerk je stap lezen"),
            Act("Ja, deel het", "Gedeeld, zonder je naam", chosen=True),
        ),
    ),
    Scene(
        plan_prompt,
        "Geef me een andere",
        (Act(ANSWER, "Dank je wel"), Act(MAY_QUOTE, "het mag in de oogst", chosen=True)),
    ),
    Scene(
        None,
        "",
        (
            Act("Hoe houden we een jongere op dezelfde school?", "Bron"),
            Act("Vertaal naar mijn praktijk", "Hoe", chosen=True),
            Act("6", "Wat neem je hiervan mee", chosen=True),
            Act(TAKEN, "Wat is er bij jullie voor nodig"),
            Act("Sla over", "Wat kun jij morgen al doen", chosen=True),
            Act(NEXT_STEP, "Mee: dat nabijheid telt"),
            Act("Over een maand", "dan vraag ik ernaar", chosen=True),
        ),
    ),
)
ACTS = sum(len(scene.acts) for scene in SCENES)
UNASKED = sum(scene.begins is not None for scene in SCENES)


def numbered() -> Iterator[tuple[int, Scene]]:
    """The scenes, each with how many acts go before it."""
    before = 0
    for scene in SCENES:
        yield before, scene
        before += len(scene.acts)


async def all_is_kept(url: str, *, was_asked: bool = True) -> None:
    """Whatever was said is in the store, once. `was_asked`: the bot began, with a prompt among it."""
    store: Database = await open_database(url)
    async with store.reading() as tx:
        [reflection] = await tx.reflections.in_network(1)
        steps = await tx.small_steps.in_network(1)
        answers = await tx.prompt_answers.shown(1)
    await store.close()
    assert (reflection.mark, reflection.takeaway, reflection.quotable) == (8, TAKEAWAY, True)
    assert [(step.text, step.outcome, step.learned, step.shared) for step in steps] == [
        (STEP, "done", LEARNED, True),
        (NEXT_STEP, "open", None, False),
    ]
    assert (steps[0].asked, steps[1].ask_at is None) == (int(was_asked), False)
    assert [(each.text, each.quotable) for each in answers] == ([(ANSWER, True)] if was_asked else [])
