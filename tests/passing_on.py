"""Questions that members pass on, and what stands in the chats of who hears of them."""

from bot.app import App
from bot.contract import Reply
from tests.conversation import Conversation
from tests.fakes import FakeMessenger, Shown

QUESTION = "Hoeveel zakgeld geven jullie een kind van twaalf, en wie beheert dat?"


async def passes_on(app: App, who: Conversation, text: str = QUESTION) -> Reply:
    """Ask, and have it passed on to the facilitators."""
    reply = await who.commands(f"vraag {text}")
    while not any(choice.value.startswith("pass-on:") for choice in reply.choices):
        reply = await chooses(who, reply, "none-of-these:", "helped-not:")
    reply = await chooses(who, reply, "pass-on:")
    await app.plan_questions()
    return reply


async def chooses(who: Conversation, reply: Reply, *values: str) -> Reply:
    """Press the first button that means one of these."""
    label = next(choice.label for choice in reply.choices if choice.value.startswith(values))
    return await who.presses(label)


def chat(app: App, messenger: FakeMessenger, sender: str) -> Conversation:
    return Conversation(app, messenger, sender=sender)


def card_of(messenger: FakeMessenger, sender: str, words: str) -> Shown:
    """The last message in somebody's chat with these words."""
    return next(
        shown
        for shown in reversed(messenger.shown)
        if shown.ref.address.conversation == f"chat-{sender}" and words in shown.reply.text
    )
