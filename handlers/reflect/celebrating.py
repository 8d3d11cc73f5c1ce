"""The harvest of successes: a message to everybody in a network, which a facilitator sees before it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from bot.contract import Choice, Language, Reply, escape
from handlers.asking_back import closed
from handlers.meet.alone import wait_alone
from handlers.meet.lines import is_too_long
from handlers.notices import language_of
from handlers.people.access import Who
from handlers.people.membership import note
from handlers.people.one_network import by_facilitator, facilitated, with_id
from handlers.people.people import Network, Person
from handlers.reflect.harvesting import material_of
from handlers.reflect.successes import Success, Successes, successes_of
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from knowledge_base import Prompt
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.quiet import moment_outside, quiet_hours

CELEBRATE = "celebrate"
PERIODS = (30, 90, 365)  # days
FIRST_PERIOD = 90
LONGEST_OPENING = 500  # characters
LASTING = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is being put together: of which days, what is left out, and the words above it."""

    network_id: int
    days: int
    without: tuple[str, ...] = ()
    opening: str = ""

    @property
    def data(self) -> dict[str, str]:
        """As the data of a step."""
        return {
            "network": str(self.network_id),
            "days": str(self.days),
            "without": " ".join(self.without),
            "opening": self.opening,
        }


def draft_in(data: Mapping[str, str]) -> Draft | None:
    """The draft in the data of a step, if there is one."""
    if "days" not in data:
        return None
    return Draft(int(data["network"]), int(data["days"]), tuple(data["without"].split()), data["opening"])


@dataclass(frozen=True, slots=True)
class Message:
    """What would go now, and to whom."""

    network: Network
    draft: Draft
    people: Sequence[Person]
    all: Successes

    @property
    def shown(self) -> tuple[Success, ...]:
        """What is in it."""
        return self.all.without(self.draft.without)

    @property
    def print(self) -> str:
        """Tells whether the message is still the one that was seen."""
        words = "\n".join((self.draft.opening, *(success.ref for success in self.shown)))
        return sha256(words.encode()).hexdigest()[:12]


def in_words(turn: Turn, language: Language, message: Message) -> str:
    """The message as it is read in a language; members' own words stay as they are."""
    says = turn.speaking(language)
    lines = "\n".join(line(says, success) for success in message.shown)
    body = "\n\n".join(filter(None, (escape(message.draft.opening), lines)))
    return says.say("successes", network=escape(message.network.name), body=body)


def line(turn: Turn, success: Success) -> str:
    """One success on a line."""
    shown = turn.say(f"success-{success.kind}", text=escape(success.text))
    learned = turn.say("successes-learned", text=escape(success.learned)) if success.learned else ""
    return f"{shown} {learned}".rstrip()


def preview(turn: Turn, message: Message) -> Reply:
    """The message as members read it, to how many it goes, and what can be done with it."""
    people, network_id = len(message.people), message.network.id
    seen = in_words(turn, turn.language, message)
    shown = turn.say("successes-preview", people=people, message=seen, days=message.draft.days)
    choices = (
        Choice(turn.say("plan-send", people=people), f"celebrate-send:{network_id} {message.print}"),
        Choice(turn.say("plan-rehearse"), f"celebrate-rehearse:{network_id}"),
        Choice(turn.say("successes-leave-out"), f"celebrate-which:{network_id}"),
        *other_periods(turn, message),
        Choice(turn.say("plan-away"), f"celebrate-away:{network_id}"),
    )
    return Reply("\n\n".join(filter(None, (shown, left_out(turn, message)))), choices, private=True)


def left_out(turn: Turn, message: Message) -> str:
    """What is not in it because it names a member; empty when nothing does."""
    return turn.say("successes-naming", count=message.all.naming) if message.all.naming else ""


def other_periods(turn: Turn, message: Message) -> tuple[Choice, ...]:
    """The periods that are not the one that is shown."""
    return tuple(
        Choice(turn.say(f"successes-days-{days}"), f"celebrate-days:{message.network.id} {days}")
        for days in PERIODS
        if days != message.draft.days
    )


def nothing(turn: Turn, message: Message) -> Reply:
    """There is nothing to celebrate in this period."""
    text = turn.say("successes-none", network=escape(message.network.name), days=message.draft.days)
    return Reply(f"{text} {left_out(turn, message)}".rstrip(), other_periods(turn, message), private=True)


class Celebrating:
    """The handlers of the harvest of successes. All is looked up each time: people change their minds."""

    def __init__(self, prompts: Sequence[Prompt]) -> None:
        self._prompts = prompts
        acts = {
            "celebrate-send": self.send,
            "celebrate-rehearse": self.rehearse,
            "celebrate-which": self.which,
            "celebrate-without": self.leave_out,
            "celebrate-days": self.other_days,
            "celebrate-away": self.away,
        }
        self.choices = {
            "celebrate": ChoiceAction(by_facilitator(self.begin), leaves_open=True, who=Who.FACILITATORS),
            **{
                name: ChoiceAction(by_facilitator(run), answers=CELEBRATE, who=Who.FACILITATORS)
                for name, run in acts.items()
            },
        }
        self.steps = {
            CELEBRATE: Step(self.typed, takes_questions=True, who=Who.FACILITATORS, guarded=True, topics=True)
        }

    async def begin(self, turn: Turn, network: Network, _: str) -> list[Reply]:
        """Put a first message together."""
        return await self._show(turn, network, Draft(network.id, FIRST_PERIOD))

    async def other_days(self, turn: Turn, network: Network, days: str) -> list[Reply]:
        """The same of another period; words above it stay."""
        draft = draft_of(turn, network) or Draft(network.id, FIRST_PERIOD)
        return await self._show(turn, network, replace(draft, days=int(days)))

    async def which(self, turn: Turn, network: Network, _: str) -> list[Reply]:
        """Ask what to leave out."""
        draft = draft_of(turn, network)
        if draft is None:
            return closed(turn)
        await wait_alone(turn, CELEBRATE, draft.data)
        shown = (await self._message(turn, network, draft)).shown
        lines = "\n".join(f"{number}: {escape(success.text)}" for number, success in enumerate(shown, 1))
        choices = tuple(
            Choice(str(number), f"celebrate-without:{network.id} {success.ref}")
            for number, success in enumerate(shown, 1)
        )
        return [Reply(turn.say("successes-which", lines=lines), choices, private=True)]

    async def leave_out(self, turn: Turn, network: Network, ref: str) -> list[Reply]:
        """Without this one."""
        draft = draft_of(turn, network)
        if draft is None:
            return closed(turn)
        return await self._show(turn, network, replace(draft, without=(*draft.without, ref)))

    async def typed(self, turn: Turn, text: str) -> list[Reply]:
        """Words of the facilitator, to stand above it."""
        draft = draft_in(turn.answered)
        network = with_id(await facilitated(turn), str(draft.network_id)) if draft else None
        if draft is None or network is None:
            return closed(turn)
        if is_too_long(text, LONGEST_OPENING):
            await wait_alone(turn, CELEBRATE, draft.data)
            return [Reply(turn.say("text-too-long", longest=LONGEST_OPENING), private=True)]
        return await self._show(turn, network, replace(draft, opening=text.strip()))

    async def rehearse(self, turn: Turn, network: Network, _: str) -> list[Reply]:
        """It goes to who put it together alone."""
        draft, person = draft_of(turn, network), turn.visitor.person
        if draft is None:
            return closed(turn)
        if person is None:
            await wait_alone(turn, CELEBRATE, draft.data)
            return [Reply(turn.say("plan-rehearse-member"), private=True)]
        message = await self._message(turn, network, draft)
        await plan_for(turn, message, {person.id: turn.language}, "rehearsal")
        [again] = await self._show(turn, network, draft)
        return [replace(again, text=f"{turn.say('plan-rehearsal-sent')}\n\n{again.text}")]

    async def send(self, turn: Turn, network: Network, seen: str) -> list[Reply]:
        """It goes to everybody, when it is still what was seen."""
        draft = draft_of(turn, network)
        if draft is None:
            return closed(turn)
        message = await self._message(turn, network, draft)
        if message.print != seen or not message.shown:
            [again] = await self._show(turn, network, draft)
            return [replace(again, text=f"{turn.say('successes-changed')}\n\n{again.text}")]
        told = {person.id: language_of(person, network) for person in message.people}
        await plan_for(turn, message, told, "successes")
        await note(turn, network, "celebrated", None, f"people={len(told)}")
        return [Reply(turn.say("announced", people=len(told)), private=True)]

    async def away(self, turn: Turn, _: Network, __: str) -> list[Reply]:
        """It is thrown away."""
        return [Reply(turn.say("plan-thrown-away"), private=True)]

    async def _show(self, turn: Turn, network: Network, draft: Draft) -> list[Reply]:
        message = await self._message(turn, network, draft)
        if not message.shown:
            return [nothing(turn, message)]
        await wait_alone(turn, CELEBRATE, draft.data)
        return [preview(turn, message)]

    async def _message(self, turn: Turn, network: Network, draft: Draft) -> Message:
        since = turn.now - timedelta(days=draft.days)
        material = await material_of(turn.tx, network, self._prompts, since, turn.now)
        people = await turn.tx.people.all(network.id)
        found = successes_of(material, since.date(), [person.name for person in people])
        return Message(network, draft, people, found)


def draft_of(turn: Turn, network: Network) -> Draft | None:
    """The draft that waits, if it is of this network."""
    draft = draft_in(turn.answered)
    return draft if draft and draft.network_id == network.id else None


async def plan_for(turn: Turn, message: Message, told: Mapping[int, Language], kind: str) -> None:
    """Put it into the outbox for these people, by the language they read."""
    hours = quiet_hours(message.network.quiet, message.network.timezone)
    at = turn.now if kind == "rehearsal" else moment_outside(turn.now, hours)
    await turn.tx.outbox.plan(
        [
            Planned(
                f"{kind}/{turn.key(1)}/person-{person_id}",
                OutboxKind.NOTICE,
                ToPerson(person_id, language),
                Reply(in_words(turn, language, message), private=True),
                at,
                at + LASTING,
                subject=f"{kind}/{turn.key(1)}",
                network_id=message.network.id,
            )
            for person_id, language in told.items()
        ]
    )
