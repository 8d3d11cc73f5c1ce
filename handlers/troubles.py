"""What to say to somebody whom the bot can't or may not hear, so that nobody waits in vain."""

from bot.contract import Reply
from handlers.turn import Turn


def explained(turn: Turn) -> list[Reply]:
    """One sentence on what is the matter and what helps."""
    match turn.message.text:
        case "unreadable":
            return [Reply(turn.say("unreadable"))]
        case "stranger":
            return [Reply(turn.say("from-elsewhere"))]
        case "plain":
            return [Reply(turn.say("plain-room"))]
        case "too-many":
            return [Reply(turn.say("too-many"))]
        case _:
            return []
