"""The knowledge base: tips in, a judgement of every text out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from bot.contract import Language
from knowledge_base.conversation import bare, read_small_talk
from knowledge_base.decision import (
    Decision,
    Found,
    Judgement,
    Ranked,
    SmallTalk,
    Thresholds,
    decide,
)
from knowledge_base.language import detect
from knowledge_base.matcher import WordMatcher
from knowledge_base.tip_files import Source, Theme, Tip, read_sources, read_themes, read_tips

HERE = Path(__file__).parent
LONGEST_MATCHED = 2000  # characters; what follows is not read
THRESHOLDS = Thresholds(answer=0.5, suggest=0.33)


class Matcher(Protocol):
    """Says which tips fit a text."""

    def rank(self, text: str) -> list[Ranked]:
        """All tips with a score from 0 to 1, the best first."""
        ...


class KnowledgeBase:
    """Everything the bot knows. Build it with `load_knowledge_base`."""

    def __init__(
        self,
        tips: list[Tip],
        sources: Mapping[str, Source],
        themes: Mapping[str, Theme],
        small_talk: Mapping[str, SmallTalk],
        matcher: Matcher,
    ) -> None:
        self._tips = {tip.id: tip for tip in tips}
        self.sources = sources
        self._themes = themes
        self._small_talk = small_talk
        self._matcher = matcher

    def judge(self, text: str) -> Judgement:
        """What to do with a text."""
        text = text[:LONGEST_MATCHED]
        ranking = self._matcher.rank(text)
        confidence = ranking[0].score if ranking else 0.0
        return Judgement(self._decide(text, ranking, confidence), tuple(ranking), confidence, detect(text))

    def would_answer(self, text: str) -> bool:
        """Whether a text is a question that a tip answers."""
        return isinstance(self.judge(text).decision, Found)

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

    def _decide(self, text: str, ranking: list[Ranked], confidence: float) -> Decision:
        return self._small_talk.get(bare(text)) or decide(ranking, confidence, THRESHOLDS)


def load_knowledge_base(folder: Path = HERE) -> KnowledgeBase:
    """The knowledge base in a folder. Raises TipFileError for a file that can't be used."""
    tips = read_tips(folder / "tips")
    small_talk = {
        bare(wording): SmallTalk(kind.replies)
        for kind in read_small_talk(folder / "smalltalk.yaml")
        for wording in kind.wordings
    }
    return KnowledgeBase(
        tips,
        read_sources(folder / "sources.yaml"),
        read_themes(folder / "themes.yaml"),
        small_talk,
        WordMatcher(tips),
    )
