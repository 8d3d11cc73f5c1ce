"""What facilitators do with tips: look, change, publish, retire, offer to all networks."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.contract import Choice, Reply, escape
from handlers.ask import tip_text
from handlers.asking_back import ask_back, closed
from handlers.learn.drafting import CARD, as_label, themes_by_nearness
from handlers.learn.tip_changes import FIELDS, Mended, Refused, with_change
from handlers.learn.tip_preview import as_text, previewed
from handlers.learn.tips import LONGEST_TIP, StoredTip, TipStatus
from handlers.notices import language_of, tell
from handlers.people.access import Who
from handlers.people.membership import actor, note
from handlers.people.one_network import facilitated
from handlers.people.people import Network
from handlers.table import ChoiceAction, Step
from handlers.turn import Handler, Turn
from knowledge_base import KnowledgeBase, Theme, Tip

EDIT = "tip-edit"
MOST_LISTED = 20
OfTip = Callable[[Turn, StoredTip, str], Awaitable[list[Reply]]]


def by_curator(run: OfTip) -> Handler:
    """A handler for facilitators of a tip's network; the argument begins with the tip's id.

    Roles are looked up each time, for they change while lists stay open. A tip for all is the operator's.
    """

    async def checked(turn: Turn, argument: str) -> list[Reply]:
        tip_id, _, rest = argument.partition(" ")
        stored = await turn.tx.tips.get(tip_id)
        if stored is None:
            return closed(turn)
        mine = {network.id for network in await facilitated(turn)}
        if not turn.visitor.is_operator and stored.tip.network_id not in mine:
            return [Reply(turn.say("facilitators-only"), private=True)]
        return await run(turn, stored, rest)

    return checked


class Curating:
    """The handlers of a tip's card."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        who = Who.FACILITATORS
        self.show = by_curator(self._show)
        self.choices = {
            CARD: ChoiceAction(self.show, leaves_open=True, who=who),
            "tip-publish": ChoiceAction(by_curator(self._publish), who=who),
            "tip-retire": ChoiceAction(by_curator(self._retire), who=who),
            "tip-offer": ChoiceAction(by_curator(offer), who=who),
            "tip-change": ChoiceAction(by_curator(ask_change), leaves_open=True, who=who),
            "tip-themes": ChoiceAction(by_curator(self._themes), leaves_open=True, who=who),
            "tip-theme": ChoiceAction(by_curator(self._theme), who=who),
        }
        self.steps = {
            EDIT: Step(self.edited, guarded=True, topics=True, takes_questions=True, who=who),
        }

    async def overview(self, turn: Turn, tip_id: str) -> list[Reply]:
        """`/tip wijzig`: drafts to look at and tips to change, or the one that is named."""
        if not turn.visitor.is_facilitator:
            return [Reply(turn.say("facilitators-only"), private=True)]
        if tip_id:
            return await self.show(turn, tip_id)
        networks = None if turn.visitor.is_operator else [each.id for each in await facilitated(turn)]
        found = await turn.tx.tips.in_networks(networks, (TipStatus.DRAFT, TipStatus.PUBLISHED), MOST_LISTED)
        choices = tuple(Choice(listed(turn, each), f"{CARD}:{each.tip.id}") for each in found)
        text = turn.say("tips-to-change") if found else turn.say("no-tips-to-change")
        return [Reply(text, choices, private=True)]

    async def edited(self, turn: Turn, text: str) -> list[Reply]:
        """Other words for a part of a tip, past the guard."""
        return await by_curator(self._edit)(turn, f"{turn.answered.get('tip', '')} {text}")

    async def _edit(self, turn: Turn, stored: StoredTip, text: str) -> list[Reply]:
        field = turn.answered.get("field", "")
        match with_change(stored.tip, field, text, self._knowledge.language(text, turn.language)):
            case Refused(longest):
                asked = turn.say("text-too-long", longest=longest) if longest else turn.say("tip-incomplete")
                return await ask_back(turn, asked, EDIT, {"tip": stored.tip.id, "field": field})
            case Mended(tip):
                return await self._change(turn, stored, field, replace(stored, tip=tip))

    async def _themes(self, turn: Turn, stored: StoredTip, _: str) -> list[Reply]:
        choices = tuple(
            Choice(theme.title[turn.language], f"tip-theme:{stored.tip.id} {theme.id}")
            for theme in self._nearest_themes(stored.tip)
        )
        return [Reply(turn.say("tip-which-theme"), choices, private=True)]

    async def _theme(self, turn: Turn, stored: StoredTip, theme_id: str) -> list[Reply]:
        if theme_id not in self._knowledge.themes:
            return closed(turn)
        return await self._change(
            turn, stored, "theme", replace(stored, tip=replace(stored.tip, theme=theme_id))
        )

    def _nearest_themes(self, tip: Tip) -> list[Theme]:
        texts = [*(line for lines in tip.phrasings.values() for line in lines), *tip.body.values()]
        ids = themes_by_nearness(self._knowledge, tip.network_id, texts)
        return [self._knowledge.themes[theme_id] for theme_id in ids if theme_id in self._knowledge.themes]

    async def _change(self, turn: Turn, old: StoredTip, field: str, new: StoredTip) -> list[Reply]:
        await turn.tx.tips.change(old.tip.id, turn.now, tip=new.tip)
        await note_tip(turn, new, "tip-changed", field)
        return await self._show(turn, new, "")

    async def _show(self, turn: Turn, stored: StoredTip, _: str) -> list[Reply]:
        return [await self.card(turn, stored)]

    async def card(self, turn: Turn, stored: StoredTip, first: str = "") -> Reply:
        """A tip as members will see it, with what the bot would answer, below what is said `first`."""
        tip = stored.tip
        networks = [tip.network_id] if tip.network_id is not None else []
        preview = await previewed(self._knowledge, tip, networks)
        theme = self._knowledge.themes.get(tip.theme)
        about = turn.say(
            f"tip-about-{stored.status}",
            theme=theme.title[turn.language] if theme else tip.theme,
            network=await network_name(turn, stored),
        )
        shown = tip_text(turn, tip, self._knowledge.sources)
        waits = turn.say("tip-waits-for-consent") if is_waiting_for_consent(stored) else ""
        is_published = stored.status is TipStatus.PUBLISHED
        tried = as_text(turn, tip, preview, is_published=is_published)
        text = "\n\n".join(filter(None, [first, waits, about, shown, tried]))
        return Reply(text, choices_for(turn, stored), private=True)

    async def _publish(self, turn: Turn, stored: StoredTip, _: str) -> list[Reply]:
        """From now on members get it; at once, in every process."""
        if any(len(body) > LONGEST_TIP for body in stored.tip.body.values()):
            return [await self.card(turn, stored, turn.say("tip-too-long", longest=LONGEST_TIP))]
        if is_waiting_for_consent(stored):
            return [await self.card(turn, stored)]
        if not await self._take_further(turn, stored, TipStatus.DRAFT, TipStatus.PUBLISHED):
            return await self._outdated(turn, stored)
        await turn.tx.tips.change(stored.tip.id, turn.now, owner=actor(turn))
        await note_tip(turn, stored, "tip-published")
        await tell_author(turn, stored, "published")
        return [Reply(turn.say("tip-published"), choices_after(turn, stored), private=True)]

    async def _retire(self, turn: Turn, stored: StoredTip, _: str) -> list[Reply]:
        """Members don't get it any more; a draft never was for them."""
        if not await self._take_further(turn, stored, stored.status, TipStatus.RETIRED):
            return await self._outdated(turn, stored)
        await note_tip(turn, stored, "tip-retired")
        if stored.status is TipStatus.DRAFT:
            await tell_author(turn, stored, "not-placed")
        return [Reply(turn.say(f"tip-retired-{stored.status}"), private=True)]

    async def _take_further(self, turn: Turn, stored: StoredTip, old: TipStatus, new: TipStatus) -> bool:
        return stored.status is old and await turn.tx.tips.change_status(stored.tip.id, old, new, turn.now)

    async def _outdated(self, turn: Turn, stored: StoredTip) -> list[Reply]:
        now = await turn.tx.tips.get(stored.tip.id)
        return [await self.card(turn, now or stored, turn.say("tip-outdated"))]


async def offer(turn: Turn, stored: StoredTip, _: str) -> list[Reply]:
    """Offer a tip to all networks; the operator decides."""
    if stored.status is not TipStatus.PUBLISHED or stored.tip.network_id is None:
        return closed(turn)
    await turn.tx.tips.change(stored.tip.id, turn.now, offered_at=turn.now)
    await note_tip(turn, stored, "tip-offered")
    return [Reply(turn.say("tip-offered"), private=True)]


async def ask_change(turn: Turn, stored: StoredTip, field: str) -> list[Reply]:
    """Ask for other words: `ID FIELD`."""
    if field not in FIELDS or stored.status is TipStatus.RETIRED:
        return closed(turn)
    return await ask_back(turn, turn.say(f"tip-new-{field}"), EDIT, {"tip": stored.tip.id, "field": field})


def choices_for(turn: Turn, stored: StoredTip) -> tuple[Choice, ...]:
    """What can be done with a tip as far as it is."""
    tip_id = stored.tip.id
    if stored.status is TipStatus.RETIRED:
        return ()
    changes = (Choice(turn.say(f"tip-change-{field}"), f"tip-change:{tip_id} {field}") for field in FIELDS)
    common = (*changes, Choice(turn.say("tip-change-theme"), f"tip-themes:{tip_id}"))
    not_place = Choice(turn.say("tip-not-place"), f"tip-retire:{tip_id}")
    if is_waiting_for_consent(stored):
        return (*common, not_place)
    if stored.status is TipStatus.DRAFT:
        publish = Choice(turn.say("tip-publish"), f"tip-publish:{tip_id}")
        return (publish, *common, not_place)
    return (*common, Choice(turn.say("tip-retire"), f"tip-retire:{tip_id}"), *choices_after(turn, stored))


def is_waiting_for_consent(stored: StoredTip) -> bool:
    """Whether who wrote a draft has not said yet that it may be a tip."""
    return stored.status is TipStatus.DRAFT and stored.consent_asked_at is not None


def choices_after(turn: Turn, stored: StoredTip) -> tuple[Choice, ...]:
    """To offer it to all networks, unless it is theirs or offered already."""
    if stored.tip.network_id is None or stored.offered_at:
        return ()
    return (Choice(turn.say("tip-offer"), f"tip-offer:{stored.tip.id}"),)


def listed(turn: Turn, stored: StoredTip) -> str:
    """A tip in a list: its title, and whether it waits to be looked at."""
    title = as_label(stored.tip.title[stored.tip.nearest_language(turn.language)])
    return turn.say("tip-draft-of", title=title) if stored.status is TipStatus.DRAFT else title


async def network_of(turn: Turn, stored: StoredTip) -> Network | None:
    """The network whose a tip is, if it is one's."""
    return await turn.tx.networks.get(stored.tip.network_id) if stored.tip.network_id is not None else None


async def network_name(turn: Turn, stored: StoredTip) -> str:
    """For whom a tip is."""
    network = await network_of(turn, stored)
    return escape(network.name) if network else turn.say("tip-for-all")


async def note_tip(turn: Turn, stored: StoredTip, action: str, detail: str | None = None) -> None:
    """Note in the audit what became of a tip."""
    await note(turn, await network_of(turn, stored), action, stored.tip.id, detail)


async def tell_author(turn: Turn, stored: StoredTip, outcome: str) -> None:
    """Let a tip's author know what became of it, unless they did it themselves."""
    network = await network_of(turn, stored)
    if network is None or stored.author in (None, actor(turn)):
        return
    for person in await turn.tx.people.all(network.id):
        if person.pseudonym == stored.author:
            says = turn.speaking(language_of(person, network))
            title = escape(stored.tip.title[stored.tip.nearest_language(says.language)])
            await tell(turn, person, says.say(f"told-tip-{outcome}", title=title), network)
