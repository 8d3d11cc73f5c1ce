"""The knowledge base: tips in, a judgement of every text out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

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
from knowledge_base.matching.matcher import IntentMatcher, Talk
from knowledge_base.out_of_scope import Danger, read_danger, read_topics
from knowledge_base.tip_files import Source, Theme, Tip, read_sources, read_themes, read_tips

HERE = Path(__file__).parent
FIRST_TEXT = "ben je er?"  # judged at start, so that nobody waits for models that load at their first use
LONGEST_MATCHED = 2000  # characters; what follows is not read


class Matcher(Protocol):
    """Says which tips fit a text, and what to do."""

    def judge(self, text: str) -> Verdict:
        """The verdict on a text."""
        ...

    def explain(self, text: str) -> list[Explanation]:
        """Why the best tips stand where they stand."""
        ...


class KnowledgeBase:
    """Everything the bot knows. Build it with `load_knowledge_base`."""

    def __init__(
        self,
        tips: Sequence[Tip],
        sources: Mapping[str, Source],
        themes: Mapping[str, Theme],
        matcher: Matcher,
        alike: Alike,
    ) -> None:
        self.alike = alike
        self._tips = {tip.id: tip for tip in tips}
        self.sources = sources
        self._themes = themes
        self._matcher = matcher

    def judge(self, text: str) -> Judgement:
        """What to do with a text."""
        text = well_formed(text[:LONGEST_MATCHED])
        verdict = self._matcher.judge(text)
        return Judgement(verdict.decision, verdict.ranking, verdict.confidence, detect(text))

    def explain(self, text: str) -> list[Explanation]:
        """Why the best tips for a text stand where they stand."""
        return self._matcher.explain(well_formed(text[:LONGEST_MATCHED]))

    def language(self, text: str, otherwise: Language) -> Language:
        """The language of a text; `otherwise` when that can't be told."""
        return detect(text[:LONGEST_MATCHED]) or otherwise

    def tip(self, tip_id: str) -> Tip | None:
        """A tip by its id."""
        return self._tips.get(tip_id)

    def by_theme(self) -> list[tuple[Theme, list[Tip]]]:
        """The themes that have tips, in their order, with those tips."""
        grouped = [
            (theme, [tip for tip in self._tips.values() if tip.theme == theme.id])
            for theme in self._themes.values()
        ]
        return [(theme, tips) for theme, tips in grouped if tips]


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
    known = all_intents(tips, read_topics(folder / "out_of_scope"), kinds, danger)
    index = build_index(known, read_synonyms(folder / "synonyms.yaml"), folder / "index.npz")
    replies = {kind.id: SmallTalk(kind.replies) for kind in kinds}
    exact = {bare(wording): replies[kind.id] for kind in kinds for wording in kind.wordings}
    talk = Talk(replies, exact, danger.urgent)
    return IntentMatcher(tips, index, read_combination(folder / "combination.json"), talk)


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
