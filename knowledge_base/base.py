"""The knowledge base: tips in, a judgement of every text out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, Self

from bot.contract import Language, well_formed
from knowledge_base.alike import Alike
from knowledge_base.conversation import SmallTalkKind, bare, read_small_talk
from knowledge_base.decision import Explanation, Judgement, SmallTalk, Verdict
from knowledge_base.language import detect
from knowledge_base.matching import (
    Intent,
    IntentKind,
    build_index,
    intents,
    read_combination,
    read_synonyms,
    tip_intent,
)
from knowledge_base.matching.fields import read_fields
from knowledge_base.matching.layers import Layers
from knowledge_base.matching.matcher import IntentMatcher, Talk
from knowledge_base.out_of_scope import Danger, read_danger, read_topics
from knowledge_base.tip_files import Source, Theme, Tip, read_sources, read_themes, read_tips

HERE = Path(__file__).parent
FIRST_TEXT = "ben je er?"  # judged at start, so that nobody waits for models that load at their first use
LONGEST_MATCHED = 2000  # characters; what follows is not read


class Matcher(Protocol):
    """Says which tips fit a text, and what to do."""

    def judge(self, text: str, networks: Collection[int] | None = None) -> Verdict:
        """The verdict on a text, for members of these networks; None: with everything in sight."""
        ...

    def explain(self, text: str, networks: Collection[int] | None = None) -> list[Explanation]:
        """Why the best tips stand where they stand."""
        ...

    def with_tips(self, new: Sequence[Tip], gone: Collection[str] = ()) -> Self:
        """Another that knows these tips too, and not those that are `gone`."""
        ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tips there are, by id, and what matches them: always changed together."""

    tips: Mapping[str, Tip]
    matcher: Matcher


class KnowledgeBase:
    """Everything the bot knows. Build it with `load_knowledge_base`.

    `networks` are those of whoever asks: a tip of one network shows in that network only. None: all tips,
    for the operator.
    """

    def __init__(
        self,
        tips: Sequence[Tip],
        sources: Mapping[str, Source],
        themes: Mapping[str, Theme],
        matcher: Matcher,
        alike: Alike,
    ) -> None:
        self.alike = alike
        self._shipped = Shelf({tip.id: tip for tip in tips}, matcher)
        self._shelf = self._shipped
        self.sources = sources
        self.themes = themes

    def judge(self, text: str, networks: Collection[int] | None = ()) -> Judgement:
        """What to do with a text."""
        text = well_formed(text[:LONGEST_MATCHED])
        verdict = self._shelf.matcher.judge(text, networks)
        return Judgement(verdict.decision, verdict.ranking, verdict.confidence, detect(text))

    def explain(self, text: str, networks: Collection[int] | None = ()) -> list[Explanation]:
        """Why the best tips for a text stand where they stand."""
        return self._shelf.matcher.explain(well_formed(text[:LONGEST_MATCHED]), networks)

    def language(self, text: str, otherwise: Language) -> Language:
        """The language of a text; `otherwise` when that can't be told."""
        return detect(text[:LONGEST_MATCHED]) or otherwise

    def tip(self, tip_id: str, networks: Collection[int] | None = ()) -> Tip | None:
        """A tip by its id."""
        tip = self._shelf.tips.get(tip_id)
        return tip if tip and is_seen(tip, networks) else None

    def by_theme(self, networks: Collection[int] | None = ()) -> list[tuple[Theme, list[Tip]]]:
        """The themes that have tips, in their order, with those tips."""
        seen = [tip for tip in self._shelf.tips.values() if is_seen(tip, networks)]
        grouped = [(theme, [tip for tip in seen if tip.theme == theme.id]) for theme in self.themes.values()]
        return [(theme, tips) for theme, tips in grouped if tips]

    @property
    def shipped(self) -> Collection[str]:
        """The ids of the tips that come from files."""
        return self._shipped.tips.keys()

    @property
    def shipped_reviews(self) -> Mapping[str, date]:
        """By id, when each tip that comes from a file is to be looked at again."""
        return {tip.id: tip.review for tip in self._shipped.tips.values()}

    def apart(self) -> "KnowledgeBase":
        """Another that knows the files alone and can be given other tips."""
        shipped = self._shipped
        tips = [*shipped.tips.values()]
        return KnowledgeBase(tips, self.sources, self.themes, shipped.matcher, self.alike)

    def with_draft(self, draft: Tip) -> "KnowledgeBase":
        """Another that knows this tip too, in place of what it knew by that id. Slow, as `take_in`."""
        other = self.apart()
        others = [tip for tip in self._shelf.tips.values() if tip.id not in (*self.shipped, draft.id)]
        other._shelf = changed(self._shelf, [*self._shipped.tips.values(), *others, draft])
        return other

    def take_in(self, tips: Sequence[Tip]) -> None:
        """Know these tips beside those of the files, instead of what was taken in before.

        Takes a part of a second, so do it in a thread: questions are answered from what was known, until all
        is ready. A tip with the id of one in the files is left out: it was merged, and the file is newer.
        """
        shipped = self._shipped.tips
        added = [tip for tip in tips if tip.id not in shipped]
        self._shelf = changed(self._shelf, [*shipped.values(), *added])


def is_seen(tip: Tip, networks: Collection[int] | None) -> bool:
    """Whether members of these networks see a tip."""
    return tip.network_id is None or networks is None or tip.network_id in networks


def changed(shelf: Shelf, wanted: Sequence[Tip]) -> Shelf:
    """A shelf with exactly these tips; what is on the old one is not worked out anew."""
    new = [tip for tip in wanted if shelf.tips.get(tip.id) != tip]
    stay = {tip.id for tip in wanted} - {tip.id for tip in new}
    gone = shelf.tips.keys() - stay
    matcher = shelf.matcher.with_tips(new, gone) if new or gone else shelf.matcher
    return Shelf({tip.id: tip for tip in wanted}, matcher)


def load_knowledge_base(folder: Path = HERE) -> KnowledgeBase:
    """The knowledge base in a folder, ready to answer. Raises TipFileError for a file that can't be used."""
    tips = read_tips(folder / "tips")
    matcher = load_matcher(tips, folder)
    knowledge = KnowledgeBase(
        tips,
        read_sources(folder / "sources.yaml"),
        read_themes(folder / "themes.yaml"),
        matcher,
        Alike(matcher, read_fields(folder / "fields.yaml")),
    )
    knowledge.judge(FIRST_TEXT)
    return knowledge


def load_matcher(tips: Sequence[Tip], folder: Path = HERE) -> IntentMatcher:
    """The matcher over these tips; what no tip answers comes from the folder."""
    kinds = read_small_talk(folder / "smalltalk.yaml")
    danger = read_danger(folder / "urgent.md")
    everything = all_intents(tips, read_topics(folder / "out_of_scope"), kinds, danger)
    index = build_index(everything, read_synonyms(folder / "synonyms.yaml"), folder / "index.npz")
    replies = {kind.id: SmallTalk(kind.replies) for kind in kinds}
    known = {kind.id: SmallTalk(kind.replies, known=True) for kind in kinds}
    exact = {bare(wording): known[kind.id] for kind in kinds for wording in kind.wordings}
    talk = Talk(replies, exact, danger.urgent)
    return IntentMatcher(tips, Layers(index), read_combination(folder / "combination.json"), talk)


def all_intents(
    tips: Sequence[Tip],
    topics: Mapping[str, Sequence[str]],
    small_talk: Sequence[SmallTalkKind],
    danger: Danger,
) -> list[Intent]:
    """Everything that a text can be about."""
    return [
        *(tip_intent(tip) for tip in tips),
        *intents(IntentKind.TOPIC, topics),
        *intents(IntentKind.SMALL_TALK, {kind.id: kind.wordings for kind in small_talk}),
        *intents(IntentKind.HARMLESS, {"harmless": danger.harmless}),
        *intents(IntentKind.URGENT, danger.wordings),
    ]
