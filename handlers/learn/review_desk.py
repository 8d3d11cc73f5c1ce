"""`/tip nakijken`: tips that are to be looked at again, each done with in two taps."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.contract import Choice, Reply, escape
from handlers.ask import tip_text
from handlers.asking_back import ask_back, closed
from handlers.dates import date_in_words
from handlers.learn.drafting import CARD, as_label
from handlers.learn.practice import Practice
from handlers.learn.reviewing import (
    LONGEST_REMARK,
    NewReview,
    Reason,
    TipRecord,
    Verdict,
    reason,
    up_for_review,
)
from handlers.learn.tip_uses import TipUse, UseOutcome
from handlers.learn.tips import seen_networks, year_later
from handlers.people.access import Who
from handlers.people.membership import actor, note
from handlers.people.one_network import facilitated
from handlers.table import ChoiceAction, Step
from handlers.turn import Turn
from knowledge_base import KnowledgeBase, Tip

REMARK = "tip-remark"
MOST_LISTED = 20
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """The handlers of looking at tips again. A tip for all is the operator's: they are told."""

    knowledge: KnowledgeBase
    practice: Practice

    @property
    def choices(self) -> dict[str, ChoiceAction]:
        """What can be chosen in the list and under a tip; facilitators only, looked up each time."""
        who = Who.FACILITATORS
        return {
            "review-tip": ChoiceAction(self.show, leaves_open=True, who=who),
            "review-right": ChoiceAction(self.right, who=who),
            "review-tell": ChoiceAction(self.ask_remark, who=who),
            "review-no-remark": ChoiceAction(self.no_remark, answers=REMARK, who=who),
            "review-warn": ChoiceAction(self.warn, who=who),
        }

    @property
    def steps(self) -> dict[str, Step]:
        """What a facilitator tells the operator, past the guard."""
        return {REMARK: Step(self.remark_typed, guarded=True, topics=True, who=Who.FACILITATORS)}

    async def overview(self, turn: Turn) -> list[Reply]:
        """What there is to look at."""
        if not turn.visitor.is_facilitator:
            return [Reply(turn.say("facilitators-only"), private=True)]
        return [await self._list(turn)]

    async def show(self, turn: Turn, tip_id: str) -> list[Reply]:
        """A tip with how it does, and what can be done with it."""
        found = await self._found(turn, tip_id)
        return [await self._card(turn, *found)] if found else closed(turn)

    async def right(self, turn: Turn, tip_id: str) -> list[Reply]:
        """It is still right: the next time is in a year."""
        found = await self._found(turn, tip_id)
        if found is None:
            return closed(turn)
        record, _ = found
        today = turn.now.date()
        if record.network_id is not None:
            await self._keep_up(turn, tip_id)
        await self._note(turn, record, Verdict.RIGHT)
        return [await self._list(turn, turn.say("review-noted", day=date_in_words(turn, year_later(today))))]

    async def ask_remark(self, turn: Turn, argument: str) -> list[Reply]:
        """What is wrong with a tip for all: `TIP VERDICT`."""
        tip_id, _, verdict = argument.partition(" ")
        found = await self._found(turn, tip_id)
        if found is None or found[0].network_id is not None:
            return closed(turn)
        skip = Choice(turn.say("skip"), f"review-no-remark:{argument}")
        data = {"tip": tip_id, "verdict": Verdict(verdict)}
        return await ask_back(turn, turn.say("review-ask-remark"), REMARK, data, (skip,))

    async def remark_typed(self, turn: Turn, text: str) -> list[Reply]:
        """What the operator is to know."""
        return await self._tell(turn, turn.answered["tip"], turn.answered["verdict"], text)

    async def no_remark(self, turn: Turn, argument: str) -> list[Reply]:
        """Nothing to add."""
        tip_id, _, verdict = argument.partition(" ")
        return await self._tell(turn, tip_id, verdict, None)

    async def warn(self, turn: Turn, argument: str) -> list[Reply]:
        """Whether a member's words come to stand under a tip: `USE yes`."""
        use_id, _, answer = argument.partition(" ")
        use = await turn.tx.tip_uses.get(int(use_id))
        mine = {network.id for network in await facilitated(turn)}
        if use is None or use.network_id not in mine or not use.shared or not use.context:
            return closed(turn)
        await turn.tx.tip_uses.change(use.id, approved=answer == "yes")
        await note(turn, await turn.tx.networks.get(use.network_id), "tip-warning", use.tip, answer)
        return await self.show(turn, use.tip)

    async def _tell(self, turn: Turn, tip_id: str, verdict: str, remark: str | None) -> list[Reply]:
        found = await self._found(turn, tip_id)
        if found is None:
            return closed(turn)
        await self._note(turn, found[0], Verdict(verdict), remark)
        return [await self._list(turn, turn.say("review-told"))]

    async def _keep_up(self, turn: Turn, tip_id: str) -> None:
        """Who looked at a tip that nobody keeps up, does so from now on."""
        stored = await turn.tx.tips.get(tip_id)
        if stored:
            owner = stored.owner or actor(turn)
            tip = replace(stored.tip, review=year_later(turn.now.date()))
            await turn.tx.tips.change(tip_id, turn.now, tip=tip, owner=owner)

    async def _note(self, turn: Turn, record: TipRecord, verdict: Verdict, remark: str | None = None) -> None:
        networks = await facilitated(turn)
        last = turn.visitor.person.last_network_id if turn.visitor.person else None
        ids = [network.id for network in networks]
        here = record.network_id or (last if last in ids else next(iter(ids), None))
        said = " ".join(remark.split())[:LONGEST_REMARK] if remark else None
        await turn.tx.tip_records.note_review(
            NewReview(record.tip, here, actor(turn), verdict, said, turn.now)
        )
        await note(
            turn,
            next((each for each in networks if each.id == here), None),
            "tip-reviewed",
            record.tip,
            verdict,
        )

    async def _found(self, turn: Turn, tip_id: str) -> tuple[TipRecord, Tip] | None:
        """A tip that is the visitor's to look at: of a network that they facilitate, or for all."""
        tip = self.knowledge.tip(tip_id, seen_networks(turn.visitor))
        records = await turn.tx.tip_records.all(await mine(turn))
        record = next((each for each in records if each.tip == tip_id), None)
        return (record, tip) if record and tip else None

    async def _list(self, turn: Turn, first: str = "") -> Reply:
        found = await up_for_review(turn.tx, await mine(turn), turn.now.date())
        shown = [
            (tip, why)
            for record, why in found
            if (tip := self.knowledge.tip(record.tip, seen_networks(turn.visitor)))
        ]
        choices = tuple(Choice(listed(turn, tip, why), f"review-tip:{tip.id}") for tip, why in shown)
        text = turn.say("review-list", count=len(shown)) if shown else turn.say("review-none")
        return Reply("\n\n".join(filter(None, [first, text])), choices[:MOST_LISTED], private=True)

    async def _card(self, turn: Turn, record: TipRecord, tip: Tip) -> Reply:
        told = await turn.tx.tip_uses.told_of(tip.id, await mine(turn))
        waiting = next((use for use in told if use.shared and use.approved is None), None)
        parts = [
            await self._about(turn, record),
            tip_text(turn, tip, self.knowledge.sources, self.practice.of(tip.id)),
            situations(turn, told),
            turn.say("review-may-warn", said=escape(waiting.context or "")) if waiting else "",
        ]
        warn = warning_choices(turn, waiting) if waiting else ()
        return Reply("\n\n".join(filter(None, parts)), (*warn, *what_to_do(turn, record)), private=True)

    async def _about(self, turn: Turn, record: TipRecord) -> str:
        """Why it is to be looked at, how it does, and who keeps it up."""
        why = reason(record, turn.now.date())
        lines = [turn.say(f"review-why-{why}")] if why else []
        lines.append(turn.say("review-numbers", tried=record.tried, worked=record.worked))
        if record.answered_on:
            lines.append(turn.say("review-answered", day=date_in_words(turn, record.answered_on)))
        if owner := await owner_of(turn, record):
            lines.append(turn.say("review-owner", name=escape(owner)))
        return "\n".join(lines)


async def mine(turn: Turn) -> Collection[int]:
    """The networks whose tips the visitor looks after."""
    return [network.id for network in await facilitated(turn)]


async def owner_of(turn: Turn, record: TipRecord) -> str | None:
    """The name of who keeps a tip up, while they are in its network."""
    stored = await turn.tx.tips.get(record.tip) if record.network_id is not None else None
    if stored is None or stored.owner is None:
        return None
    people = await turn.tx.people.all(record.network_id)
    return next((person.name for person in people if person.pseudonym == stored.owner), None)


def situations(turn: Turn, told: Sequence[TipUse]) -> str:
    """What members said of the situations in which they used it, without their names."""
    worked = [use.context or "" for use in told if use.outcome is UseOutcome.WORKED][:MOST_TOLD]
    not_worked = [use.context or "" for use in told if use.outcome is UseOutcome.NOT_WORKED][:MOST_TOLD]
    lines = [turn.say("review-worked-when", said=escape(each)) for each in worked]
    return "\n".join(
        [*lines, *(turn.say("review-not-worked-when", said=escape(each)) for each in not_worked)]
    )


def warning_choices(turn: Turn, use: TipUse) -> tuple[Choice, ...]:
    """Whether a member's words come to stand under the tip."""
    return (
        Choice(turn.say("review-warn-yes"), f"review-warn:{use.id} yes"),
        Choice(turn.say("review-warn-no"), f"review-warn:{use.id} no"),
    )


def what_to_do(turn: Turn, record: TipRecord) -> tuple[Choice, ...]:
    """A network's own tip is changed or withdrawn here; of one for all the operator is told."""
    tip_id = record.tip
    right = Choice(turn.say("review-right"), f"review-right:{tip_id}")
    if record.network_id is None:
        return (
            right,
            Choice(turn.say("review-tell-change"), f"review-tell:{tip_id} {Verdict.CHANGE}"),
            Choice(turn.say("review-tell-withdraw"), f"review-tell:{tip_id} {Verdict.WITHDRAW}"),
        )
    return (
        right,
        Choice(turn.say("review-change"), f"{CARD}:{tip_id}"),
        Choice(turn.say("tip-retire"), f"tip-retire:{tip_id}"),
    )


def listed(turn: Turn, tip: Tip, why: Reason) -> str:
    """A tip in the list, and why it is there."""
    title = as_label(tip.title[tip.nearest_language(turn.language)])
    return turn.say(f"review-listed-{why}", title=title)
