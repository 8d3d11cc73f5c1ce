"""What is kept, how long and what for: told from the rules that are carried out."""

from collections.abc import Sequence

from bot.contract import Reply
from handlers.dates import period_in_words
from handlers.turn import Handler, Turn
from scheduler.retention import Rule


def privacy_of(rules: Sequence[Rule]) -> Handler:
    """The handler of `/privacy`."""

    async def show_privacy(turn: Turn, _: str) -> list[Reply]:
        kept = [turn.say(f"kept-{rule.kind}", period=period_in_words(turn, rule.period)) for rule in rules]
        return [Reply(turn.say("privacy", kept="\n".join(f"- {line}" for line in kept)), private=True)]

    return show_privacy
