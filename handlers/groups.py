"""How the bot behaves where more people are: quiet, unless it is spoken to."""

from bot.contract import IncomingMessage, Kind


def is_for_bot(message: IncomingMessage, known_command: bool) -> bool:
    """Whether a message asks something of the bot.

    In a group that is a command it knows, its name, or a reply to what it said. Photos and edits there are
    for the others; an edit of a question to the bot is recognised by its answer. What nobody could know to be
    in vain (trouble) is said in any case.
    """
    if message.is_direct or message.kind in (Kind.CHOICE, Kind.EDIT, Kind.TROUBLE):
        return True
    return known_command or message.mentions_bot or message.replies_to is not None
