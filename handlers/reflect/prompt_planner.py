"""Puts prompts between meetings, and their one reminder, into the outbox. A second time changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from bot.contract import Reply, escape
from handlers.notices import language_of
from handlers.people.people import Network, Person
from handlers.reflect.prompt_answers import FEWEST_SHOWN, AskedPrompt
from handlers.reflect.prompting import PROMPT, card, data_of, round_of, with_names
from handlers.reflect.reflection_planner import Store, expect
from handlers.texts import Catalogue
from handlers.turn import Transaction
from knowledge_base import Prompt
from knowledge_base.choosing import is_fresh, next_prompt
from scheduler.durations import parse_duration
from scheduler.outbox import OutboxKind, Planned, ToPerson
from scheduler.planning import BATCH
from scheduler.reflections import Window
from scheduler.rounds import (
    REMINDER_AFTER,
    AskedState,
    Hours,
    LastAsked,
    Round,
    at_wall,
    is_left_alone,
    prompt_window,
    reminder_window,
    round_at,
)

AHEAD = timedelta(days=1)
APART = timedelta(days=6)  # who is in several networks gets one prompt at a time
SMALLEST_ANONYMOUS = 2 * FEWEST_SHOWN  # members; with fewer, five answers are not to be expected
MEETINGS_AHEAD = timedelta(days=60)


@dataclass(slots=True)
class Run:
    """A round of one network being planned: what is worked out once for all members."""

    network: Network
    turn: Round
    hours: Hours
    prompt: Prompt
    busy: Mapping[int, set[date]]
    last_meeting: date | None
    last_asked: Mapping[int, LastAsked]
    had: Mapping[int, Mapping[str, date]]
    plans: list[tuple[Planned, AskedPrompt]] = field(default_factory=list)

    def window_for(self, person: Person) -> Window | None:
        """When this person may be asked; None when they are to be left alone in this round."""
        if is_left_alone(self.last_asked.get(person.id), self.last_meeting, self.turn.day):
            return None
        if any(self.turn.day - day < APART for day in self.had.get(person.id, {}).values()):
            return None
        window = prompt_window(self.turn, self.hours, days_of(person, self.busy))
        if window and person.paused_until and person.paused_until > window.not_before:
            return None
        return window


class PromptPlanner:
    """The source of prompts and reminders."""

    def __init__(self, store: Store, texts: Catalogue, prompts: Sequence[Prompt]) -> None:
        self._store = store
        self._texts = texts
        self._prompts = prompts
        self._by_id = {prompt.id: prompt for prompt in prompts}

    async def __call__(self, now: datetime) -> Sequence[Planned]:
        """Plan what is due; there is nothing left to plan for the caller."""
        async with self._store.reading() as tx:
            networks = await tx.networks.all()
            busy = await meeting_days(tx, networks, now)
        for network in networks:
            await self._keep_free(network, busy[network.id], now)
            await self._remind(network, busy, now)
            await self._ask(network, busy, now)
        return ()

    async def _ask(self, network: Network, busy: Mapping[int, set[date]], now: datetime) -> None:
        """Ask the members of a network, once a round."""
        hours = Hours(ZoneInfo(network.timezone), network.quiet)
        turn = round_at(parse_duration(network.prompts_every), hours.zone, now + AHEAD)
        async with self._store.reading() as tx:
            if await tx.facts.get(prompted(network)) == turn.day.isoformat():
                return
            first = prompt_window(turn, hours, busy[network.id])
            is_time = first is not None and first.not_before - AHEAD <= now < first.not_after
            run = await self._run(tx, network, turn, busy, now) if is_time else None
            members = await tx.people.all(network.id) if run else []
        if run is None:
            return
        for person in members:
            self._plan_for(run, person)
        await self._carry_out(run)

    async def _run(
        self, tx: Transaction, network: Network, turn: Round, busy: Mapping[int, set[date]], now: datetime
    ) -> Run | None:
        prompt = await self._prompt_of_round(tx, network, turn)
        if prompt is None:
            return None
        over = await tx.meetings.over([network.id], now - MEETINGS_AHEAD, now)
        zone = ZoneInfo(network.timezone)
        return Run(
            network,
            turn,
            Hours(zone, network.quiet),
            prompt,
            busy,
            max((meeting.end.astimezone(zone).date() for meeting in over), default=None),
            await tx.prompt_answers.last_asked(network.id),
            await tx.prompt_answers.had_in(network.id),
        )

    async def _prompt_of_round(self, tx: Transaction, network: Network, turn: Round) -> Prompt | None:
        """The same for the whole network, so that answers can stand together."""
        is_large = len(await tx.people.all(network.id)) >= SMALLEST_ANONYMOUS
        bank = self._prompts if is_large else with_names(self._prompts)
        had = await tx.prompt_answers.rounds_of(network.id)
        return next_prompt(bank, had, turn.day, f"{network.key}/{turn.day}")

    def _plan_for(self, run: Run, person: Person) -> None:
        window = run.window_for(person)
        prompt = self._prompt_for(run, person) if window else None
        if window is None or prompt is None:
            return
        day = window.not_before.astimezone(run.hours.zone).date()
        asked = AskedPrompt(person.id, run.network.id, run.turn.day, prompt.id, day, AskedState.ASKED)
        run.plans.append((self._message(run.network, person, asked, window, "prompt"), asked))

    def _prompt_for(self, run: Run, person: Person) -> Prompt | None:
        """That of the round; another one, with a name to it, for who had that within a year."""
        had = run.had.get(person.id, {})
        if is_fresh(had.get(run.prompt.id), run.turn.day):
            return run.prompt
        return next_prompt(with_names(self._prompts), had, run.turn.day, f"{run.turn.day}/{person.id}")

    def _message(
        self, network: Network, person: Person, asked: AskedPrompt, window: Window, what: str
    ) -> Planned:
        language = language_of(person, network)
        shown = card(self._texts, language, self._by_id[asked.prompt], asked)
        intro = self._texts.say(language, "prompt-intro", network=escape(network.name))
        if what == "reminder":
            intro = self._texts.say(language, "prompt-reminder")
        return Planned(
            f"{round_of(network.id, asked.day)}/person-{person.id}/{what}",
            OutboxKind.PROMPT,
            ToPerson(person.id, language),
            Reply(f"{intro}\n\n{shown.text}", shown.choices, private=True),
            window.not_before,
            window.not_after,
            subject=round_of(network.id, asked.day),
            network_id=network.id,
        )

    async def _carry_out(self, run: Run) -> None:
        for start in range(0, len(run.plans), BATCH):
            batch = run.plans[start : start + BATCH]
            async with self._store.transaction() as tx:
                await tx.prompt_answers.asked([asked for _, asked in batch])
                await self._send(tx, batch)
        async with self._store.transaction() as tx:
            await tx.prompt_answers.open_round(run.network.id, run.turn.day, run.prompt.id)
            await tx.facts.keep(prompted(run.network), run.turn.day.isoformat())

    async def _send(self, tx: Transaction, batch: Sequence[tuple[Planned, AskedPrompt]]) -> None:
        await tx.outbox.plan([planned for planned, _ in batch])
        for planned, asked in batch:
            await expect(tx, planned, round_of(asked.network_id, asked.day), PROMPT, data_of(asked))

    async def _remind(self, network: Network, busy: Mapping[int, set[date]], now: datetime) -> None:
        """Remind once who was asked and has not reacted."""
        hours = Hours(ZoneInfo(network.timezone), network.quiet)
        turn = round_at(parse_duration(network.prompts_every), hours.zone, now)
        if now < turn.opens + REMINDER_AFTER - 2 * AHEAD:
            return
        async with self._store.reading() as tx:
            if await tx.facts.get(reminded(network)) == turn.day.isoformat():
                return
            waiting = [
                asked
                for asked in await tx.prompt_answers.asked_in(network.id, turn.day)
                if asked.state is AskedState.ASKED
            ]
            people = {person.id: person for person in await tx.people.all(network.id)} if waiting else {}
        latest = None
        for asked in waiting:
            person = people.get(asked.person_id)
            window = reminder_window(turn, asked.asked_on, hours, days_of(person, busy)) if person else None
            if person is None or window is None:
                continue
            latest = max(latest or window.not_before, window.not_before)
            if window.not_before - AHEAD <= now < window.not_after:
                await self._remind_one(network, person, asked, window)
        if waiting and latest is not None and latest - AHEAD <= now:
            async with self._store.transaction() as tx:
                await tx.facts.keep(reminded(network), turn.day.isoformat())

    async def _remind_one(self, network: Network, person: Person, asked: AskedPrompt, window: Window) -> None:
        """A reminder; none of a prompt that never came, or in a pause."""
        first = f"{round_of(network.id, asked.day)}/person-{person.id}/prompt"
        async with self._store.transaction() as tx:
            if await tx.outbox.ref_of(first) is None:
                await tx.prompt_answers.change_state(asked, AskedState.UNSENT)
                return
            if person.paused_until and person.paused_until > window.not_before:
                return
            await self._send(tx, [(self._message(network, person, asked, window, "reminder"), asked)])

    async def _keep_free(self, network: Network, days: set[date], now: datetime) -> None:
        """Take back what waits for a day on which there is a meeting after all."""
        zone = ZoneInfo(network.timezone)
        turn = round_at(parse_duration(network.prompts_every), zone, now + AHEAD)
        soon = {now.astimezone(zone).date(), (now + AHEAD).astimezone(zone).date()}
        if not days & soon:
            return
        rounds = {turn.day, round_at(parse_duration(network.prompts_every), zone, now).day}
        async with self._store.transaction() as tx:
            for opened, day in product(rounds, days & soon):
                start, end = (at_wall(each, time(0), zone) for each in (day, day + AHEAD))
                await tx.outbox.cancel_due_between(round_of(network.id, opened), start, end)


async def meeting_days(tx: Transaction, networks: Sequence[Network], now: datetime) -> dict[int, set[date]]:
    """By network, the days on which it meets, as far as they are near or ahead."""
    zones = {network.id: ZoneInfo(network.timezone) for network in networks}
    coming = await tx.meetings.coming(list(zones), now)
    over = await tx.meetings.over(list(zones), now - AHEAD, now)
    days: dict[int, set[date]] = {network_id: set() for network_id in zones}
    for meeting in (*coming, *over):
        zone = zones[meeting.network_id]
        first, last = (moment.astimezone(zone).date() for moment in (meeting.start, meeting.end))
        days[meeting.network_id] |= {first + number * AHEAD for number in range((last - first).days + 1)}
    return days


def days_of(person: Person, busy: Mapping[int, set[date]]) -> set[date]:
    """The days on which somebody has a meeting, of whichever network."""
    return {day for network in person.networks for day in busy.get(network.id, set())}


def prompted(network: Network) -> str:
    """The fact that names the last round whose prompts are planned."""
    return f"prompted/{network.id}"


def reminded(network: Network) -> str:
    """The fact that names the last round whose reminders are planned."""
    return f"reminded/{network.id}"
