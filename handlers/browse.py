"""Leafing through the tips by theme."""

from bot.contract import Choice, Reply
from handlers.ask import tip_choice
from handlers.learn.tips import seen_networks
from handlers.turn import Turn
from knowledge_base import KnowledgeBase


class Browse:
    """The handlers of themes and their tips."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge

    async def themes(self, turn: Turn, argument: str) -> list[Reply]:
        """`/themas`: every theme that has tips."""
        choices = tuple(
            Choice(
                turn.say("theme-choice", title=theme.title[turn.language], count=len(tips)),
                f"theme:{theme.id}",
            )
            for theme, tips in self._knowledge.by_theme(seen_networks(turn.visitor))
        )
        return [Reply(turn.say("themes"), choices)]

    async def theme(self, turn: Turn, theme_id: str) -> list[Reply]:
        """The tips of one theme."""
        for theme, tips in self._knowledge.by_theme(seen_networks(turn.visitor)):
            if theme.id == theme_id:
                choices = tuple(tip_choice(tip, turn.language) for tip in tips)
                return [Reply(turn.say("theme", title=theme.title[turn.language]), choices)]
        return [Reply(turn.say("closed"))]
