"""What the people learned between and after their meetings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bot.demo.stage import Event, Scene, chat_of
from bot.demo.story import (
    ZONE,
    LookBack,
    MembersTip,
    PassedOn,
    PromptRound,
    Story,
    TriedStep,
    begins,
    noon,
)
from handlers.learn.open_questions import QuestionGroup
from handlers.learn.question_answers import send_answer
from handlers.learn.questions import QuestionState
from handlers.learn.tips import StoredTip, TipStatus, drafted, year_later
from handlers.people.people import Network
from handlers.reflect.prompt_answers import AskedPrompt
from handlers.reflect.small_steps import Outcome
from knowledge_base import Anonymity, Prompt
from scheduler.durations import parse_duration
from scheduler.reflections import When
from scheduler.rounds import AskedState, round_at

LOOKED_BACK = timedelta(hours=4)
HOUR = timedelta(hours=1)


def learning(story: Story, today: date, prompts: Sequence[Prompt]) -> Iterator[Event]:
    """Everything that was said, tried, asked and passed on."""
    days = {meeting.key: meeting.day for meeting in story.meetings}
    for said in story.reflections:
        yield Event(begins(today, days[said.meeting]) + LOOKED_BACK, partial(look_back, said))
    for tried in story.steps:
        yield Event(begins(today, days[tried.meeting]) + LOOKED_BACK, partial(try_step, tried, today))
    for each in story.prompts:
        prompt = next(one for one in prompts if one.id == each.prompt)
        yield Event(noon(today, -7 * each.weeks), partial(ask_around, each, prompt))
    for question in story.questions:
        yield from course_of(question, today)
    for tip in story.tips:
        yield Event(noon(today, tip.day), partial(propose, tip))
        if tip.published is not None:
            yield Event(noon(today, tip.published), partial(publish, tip))


async def look_back(said: LookBack, scene: Scene) -> None:
    """Somebody looks back on a meeting."""
    meeting = await scene.tx.meetings.get(scene.cast.meetings[said.meeting])
    if meeting is None:
        raise LookupError(said.meeting)
    words = {"mark": said.mark, "takeaway": said.takeaway, "quotable": said.quotable}
    person_id = scene.cast.people[said.person]
    await scene.tx.reflections.note(person_id, meeting.network_id, meeting.id, scene.now, **words)


async def try_step(tried: TriedStep, today: date, scene: Scene) -> None:
    """Somebody takes a step upon themselves; what came of it is known already."""
    meeting = await scene.tx.meetings.get(scene.cast.meetings[tried.meeting])
    if meeting is None:
        raise LookupError(tried.meeting)
    when = When.NEVER if tried.closed is not None else When.BEFORE_NEXT
    more = {"meeting_id": meeting.id, "ask_when": when, "shared": tried.shared}
    person_id = scene.cast.people[tried.person]
    step_id = await scene.tx.small_steps.add(person_id, meeting.network_id, tried.text, scene.now, **more)
    if tried.closed is not None:
        over = {"closed_at": noon(today, tried.closed), "learned": tried.learned}
        await scene.tx.small_steps.change(step_id, outcome=Outcome(tried.outcome), **over)


async def ask_around(each: PromptRound, prompt: Prompt, scene: Scene) -> None:
    """A round in which everybody got a prompt, and some answered."""
    network = await network_of(each.network, scene)
    day = round_at(parse_duration(network.prompts_every), ZONE, scene.now).day
    await scene.tx.prompt_answers.open_round(network.id, day, prompt.id)
    people = await scene.tx.people.all(network.id)
    asked = {
        person.id: AskedPrompt(person.id, network.id, day, prompt.id, day, AskedState.ASKED)
        for person in people
    }
    await scene.tx.prompt_answers.asked(list(asked.values()))
    for key, text in each.answers.items():
        await say(asked[scene.cast.people[key]], prompt, text, scene, quotable=key in each.quotable)


async def say(asked: AskedPrompt, prompt: Prompt, text: str, scene: Scene, *, quotable: bool) -> None:
    """Somebody answers a prompt, without a name where that was promised."""
    answers = scene.tx.prompt_answers
    await answers.change_state(asked, AskedState.ANSWERED)
    if prompt.anonymity is Anonymity.ANONYMOUS:
        await answers.answer_anonymously(asked.network_id, asked.day, prompt.id, text)
    else:
        await answers.answer(asked, prompt.anonymity, text, scene.now)
        await answers.may_quote(asked, quotable=quotable)


def course_of(question: PassedOn, today: date) -> Iterator[Event]:
    """A question is passed on, picked up, answered."""
    yield Event(noon(today, question.day), partial(pass_on, question))
    if question.claimed is not None:
        yield Event(noon(today, question.claimed) + HOUR, partial(claim, question))
    if question.answered is not None:
        yield Event(noon(today, question.answered) + HOUR, partial(answer, question))


async def pass_on(question: PassedOn, scene: Scene) -> None:
    """Somebody asks what the bot doesn't know."""
    person = await scene.person(question.person)
    address, network = chat_of(question.person), person.networks[0]
    await scene.tx.questions.add(
        address, question.person, question.text, question.language, scene.now, network_id=network.id
    )


async def claim(question: PassedOn, scene: Scene) -> None:
    """A facilitator picks a question up."""
    group, by = await group_of(question, scene), scene.cast.people[question.by or ""]
    picked = {"status": QuestionState.CLAIMED, "claimed_by": by, "claimed_at": scene.now}
    await scene.tx.question_groups.change(group.id, **picked)


async def answer(question: PassedOn, scene: Scene) -> None:
    """A facilitator answers, and whoever asked gets it."""
    group, by = await group_of(question, scene), scene.cast.people[question.by or ""]
    network = await scene.tx.networks.get(group.network_id) if group.network_id else None
    text = question.answer or ""
    await send_answer(scene.tx, scene.texts, group, text, scene.now, by=by, network=network)


async def group_of(question: PassedOn, scene: Scene) -> QuestionGroup:
    """The group that a question was put in."""
    known = await scene.tx.questions.all()
    group_id = next(each.group_id for each in known if each.text == question.text)
    group = await scene.tx.question_groups.held(group_id or 0)
    if group is None:
        raise LookupError("a question is in a group once it was passed on")
    return group


async def propose(tip: MembersTip, scene: Scene) -> None:
    """A member proposes a tip."""
    author, network = await scene.person(tip.person), await network_of(tip.network, scene)
    review = year_later(scene.now.date())
    draft = drafted(
        tip.text,
        "nl",
        tip_id=tip.key,
        theme=tip.theme,
        network_id=network.id,
        review=review,
        phrasings=tip.phrasings,
    )
    draft = replace(draft, credit=author.name)
    await scene.tx.tips.add(StoredTip(draft, TipStatus.DRAFT, author.pseudonym, scene.now))


async def publish(tip: MembersTip, scene: Scene) -> None:
    """A facilitator puts a tip where members find it."""
    owner = await scene.person(tip.by or "")
    await scene.tx.tips.change_status(tip.key, TipStatus.DRAFT, TipStatus.PUBLISHED, scene.now)
    await scene.tx.tips.change(tip.key, scene.now, owner=owner.pseudonym)


async def network_of(key: str, scene: Scene) -> Network:
    """A network of the story."""
    network = await scene.tx.networks.keyed(key)
    if network is None:
        raise LookupError(key)
    return network
