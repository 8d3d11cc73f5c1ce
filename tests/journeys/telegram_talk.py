"""Members who talk with the bot on Telegram, where it may say more than one thing at a time."""

from handlers.people.people import Role
from tests.journeys.telegram_bot import Member, ServedBot
from tests.journeys.together import Comer
from tests.wire.telegram import Shown

PATIENCE_S = 200.0  # with what the bot does each minute


def comer(member: Member, role: Role = Role.MEMBER) -> Comer:
    """A member as somebody who comes into a network."""
    user = member.person.user
    return Comer(user.first_name, str(member.person.id), role)


def says(member: Member, text: str, reply: str) -> Shown:
    """Type something; the first message after it with these words."""
    before = len(member.person.sees)
    member.person.says(text)
    return after(member, before, reply)


def press(member: Member, label: str, reply: str | None, under: Shown | None = None) -> Shown | None:
    """Press a button, under the last message that has it; the first message after it with these words."""
    before = len(member.person.sees)
    message = under or next(shown for shown in reversed(member.person.sees) if label in labels(shown))
    member.person.presses(stands(member, message), label)
    return after(member, before, reply) if reply else None


def hears(bot: ServedBot, member: Member, words: str) -> Shown:
    """Wait for a message with these words, asked for or not."""
    bot.telegram.wait_until(lambda: any(words in shown.text for shown in member.person.sees), PATIENCE_S)
    return next(shown for shown in member.person.sees if words in shown.text)


def after(member: Member, before: int, words: str) -> Shown:
    """The first message after so many that has these words."""
    member.telegram.wait_until(
        lambda: any(words in shown.text for shown in member.person.sees[before:]), PATIENCE_S
    )
    return next(shown for shown in member.person.sees[before:] if words in shown.text)


def stands(member: Member, message: Shown) -> Shown:
    """A message as it is now."""
    return next(shown for shown in member.person.sees if shown.id == message.id)


def labels(message: Shown) -> list[str]:
    """What can be pressed under a message."""
    return [button.label for row in message.keyboard for button in row]


def passes_on(member: Member, question: str) -> None:
    """Ask what the bot doesn't know, and let it go to the facilitators."""
    offered = says(member, question, "")
    if "Ja, geef door" not in labels(offered):
        press(member, labels(offered)[1], "begeleiders", offered)
    press(member, "Ja, geef door", "Je krijgt hier antwoord")
