"""A conversation as a member has it: say something, get exactly one answer."""

import itertools

from bot.app import App
from bot.contract import Address, IncomingMessage, Kind, MessageRef, Reply, choice_token
from tests.fakes import FakeMessenger, Shown


class Conversation:
    """One person in one chat with the bot, by default their own, on the fake platform."""

    def __init__(
        self,
        app: App,
        messenger: FakeMessenger,
        *,
        sender: str = "anna",
        language_code: str | None = None,
        group: Address | None = None,
        platform: str = "fake",
    ) -> None:
        self.app = app
        self.messenger = messenger
        self.address = group or Address(platform, f"chat-{sender}")
        self.is_direct = group is None
        self.sender = sender
        self.language_code = language_code
        chat = "" if group is None else f"{group.conversation}/"
        self._ids = (f"{chat}{sender}-{number}" for number in itertools.count(1))

    async def says(self, text: str, *, replies_to: Shown | None = None) -> Reply:
        """The one reply to a text."""
        ref = replies_to.ref if replies_to else None
        return await self._one_reply(self.message(Kind.TEXT, text, ref))

    async def commands(self, text: str) -> Reply:
        """The one reply to a command, given without its slash."""
        return await self._one_reply(self.message(Kind.COMMAND, text))

    async def presses(self, label: str, of: Shown | None = None) -> Reply:
        """The one reply to pressing the button `label` under a message, by default the last."""
        return await self._one_reply(self.press(label, of))

    def press(self, label: str, of: Shown | None = None) -> IncomingMessage:
        """A press of the button `label` under a message, by default the last."""
        shown = of or self.last()
        labels = [choice.label for choice in shown.reply.choices]
        keys = [shown.key, *(edit.key for edit in self.messenger.edits if edit.ref == shown.ref)]
        return self.message(Kind.CHOICE, choice_token(keys[-1], labels.index(label)), shown.ref)

    async def sends(self, message: IncomingMessage) -> list[Reply]:
        """Whatever replies there are to a message."""
        before = len(self.messenger.shown)
        await self.app.receive(message)
        return [shown.reply for shown in self.messenger.shown[before:]]

    def last(self) -> Shown:
        """The last message in the chat."""
        return self.messenger.shown[-1]

    def message(self, kind: Kind, text: str = "", replies_to: MessageRef | None = None) -> IncomingMessage:
        """A new message of this person."""
        return IncomingMessage(
            next(self._ids),
            kind,
            self.sender,
            self.address,
            text,
            self.language_code,
            replies_to,
            is_direct=self.is_direct,
            ref=self.messenger.said(self.address) if kind is Kind.TEXT else None,
        )

    async def _one_reply(self, message: IncomingMessage) -> Reply:
        replies = await self.sends(message)
        assert len(replies) == 1, f"expected one reply, got {len(replies)}"
        return replies[0]
