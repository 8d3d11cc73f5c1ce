"""What members asked and the bot did not know: counted by theme, never kept in words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.contract import Choice, Language, Reply, escape
from handlers.learn.question_cards import LONGEST_LINE, label
from handlers.texts import Catalogue
from knowledge_base import Ranked, Theme

OTHER = "other"  # no theme is near
LEAST = 0.05  # probability that one of a theme's tips is meant; with less, its being nearest says nothing
MOST_SHOWN = 5
BRING = "gap-bring"


@dataclass(frozen=True, slots=True)
class Gap:
    """How often the bot knew no answer to what was asked about a theme (or `OTHER`)."""

    theme: str
    times: int


class Gaps(Protocol):
    """The counts, by month (its first day) and network."""

    async def note(self, month: date, network_id: int, theme: str) -> None: ...
    async def of(self, network_id: int, month: date) -> Sequence[Gap]: ...


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A group of open questions: the words of its first, which its author passed on, and how many asked."""

    id: int
    text: str
    asked: int


@dataclass(frozen=True, slots=True)
class Month:
    """What there is to say of a network's month."""

    network: str
    first_day: date
    gaps: Sequence[Gap]
    open_groups: Sequence[OpenGroup]


def nearest_theme(ranking: Sequence[Ranked]) -> str:
    """The theme to which most of the probability goes, however little; `OTHER` when next to none does."""
    near: dict[str, float] = {}
    for ranked in ranking:
        near[ranked.tip.theme] = near.get(ranked.tip.theme, 0.0) + ranked.score
    theme = max(near, key=near.__getitem__, default=OTHER)
    return theme if near.get(theme, 0.0) >= LEAST else OTHER


def month_in_words(texts: Catalogue, language: Language, themes: Mapping[str, Theme], month: Month) -> Reply:
    """What was not known, the most asked first, and the questions to put on the agenda by one tap."""
    groups = month.open_groups[:MOST_SHOWN]
    parts = [
        texts.say(language, "gaps-head", network=escape(month.network), month=month.first_day.month),
        "\n".join(theme_line(texts, language, themes, gap) for gap in named(month.gaps, themes)),
    ]
    if groups:
        lines = "\n".join(group_line(texts, language, group) for group in groups)
        parts += [texts.say(language, "gaps-open", questions=lines)]
    choices = tuple(
        Choice(texts.say(language, "gaps-bring", question=label(group.text)), f"{BRING}:{group.id}")
        for group in groups
    )
    return Reply("\n\n".join(filter(None, parts)), choices, private=True, sensitive=True)


def named(gaps: Sequence[Gap], themes: Mapping[str, Theme]) -> list[Gap]:
    """The counts, the most first; what has no theme (any more) together, at the end."""
    known = [gap for gap in gaps if gap.theme in themes]
    rest = sum(gap.times for gap in gaps if gap.theme not in themes)
    ordered = sorted(known, key=lambda gap: (-gap.times, gap.theme))
    return [*ordered, *([Gap(OTHER, rest)] if rest else [])]


def theme_line(texts: Catalogue, language: Language, themes: Mapping[str, Theme], gap: Gap) -> str:
    """A theme with its count."""
    theme = themes.get(gap.theme)
    title = escape(theme.title[language]) if theme else texts.say(language, "gaps-other")
    return texts.say(language, "gaps-theme", theme=title, count=gap.times)


def group_line(texts: Catalogue, language: Language, group: OpenGroup) -> str:
    """A question that waits for an answer, and how many asked it."""
    return texts.say(
        language, "gaps-question", question=escape(label(group.text, LONGEST_LINE)), count=group.asked
    )
