"""What people do, as tests have them do it."""

from tests.wire.telegram.entities import Formatted, trimmed, with_found
from tests.wire.telegram.loops import Home, at_home
from tests.wire.telegram.media import content_of
from tests.wire.telegram.membership import changed_standing
from tests.wire.telegram.refusals import Json
from tests.wire.telegram.shown import Shown, shown
from tests.wire.telegram.state import Chat, Message, Query, Standing, User, World

CHAT_INSTANCE = "-4200000000000000001"


def text_content(text: str) -> Json:
    """The fields of a message that a person typed."""
    typed = trimmed(with_found(Formatted(text)))
    return {"text": typed.text} | ({"entities": typed.entities} if typed.entities else {})


def standing_in(world: World, message: Shown) -> Message:
    """The message as it is now. Raises LookupError if it is no longer there."""
    return world.chats[message.chat_id].messages[message.id]


class Person:
    """Somebody with Telegram, and their private chat with the bot."""

    def __init__(self, world: World, home: Home, chat: Chat) -> None:
        assert chat.user is not None
        self.home = home
        self.user: User = chat.user
        self._world = world
        self._chat = chat

    @property
    def id(self) -> int:
        """Their id, which is also that of the private chat."""
        return self.user.id

    @property
    @at_home
    def sees(self) -> list[Shown]:
        """What stands in the private chat from the bot, oldest first."""
        bot = self._world.bot
        return [shown(message) for message in self._chat.messages.values() if message.sender is bot]

    @property
    @at_home
    def chat(self) -> list[Shown]:
        """Everything that stands in the private chat, the person's own messages too."""
        return [shown(message) for message in self._chat.messages.values()]

    @at_home
    def says(self, text: str) -> Shown:
        """Type a message to the bot."""
        return self._sends(text_content(text))

    def starts(self, code: str = "") -> Shown:
        """Press Start, or follow a link with a code."""
        return self.says(f"/start {code}".rstrip())

    @at_home
    def replies(self, to: Shown, text: str) -> Shown:
        """Type a reply to a message in the private chat."""
        return self._sends(text_content(text), reply_to=standing_in(self._world, to))

    @at_home
    def sends(self, kind: str, caption: str = "") -> Shown:
        """Send something that is no text; see `media.MEDIA` for the kinds."""
        return self._sends(content_of(kind, caption))

    def _sends(self, content: Json, **more: object) -> Shown:
        assert self._chat.standing in (Standing.STRANGER, Standing.MEMBER), "unblock the bot first"
        self._chat.standing = Standing.MEMBER
        return shown(self._world.receive(self._chat, self.user, content, **more))

    @at_home
    def edits(self, sent: Shown, text: str) -> Shown:
        """Change a message of their own, in whichever chat."""
        message = standing_in(self._world, sent)
        assert message.sender is self.user, "people can only edit what they wrote"
        message.content = text_content(text)
        message.edit_date = self._world.now()
        if self._world.hears(message):
            self._world.updates.put("edited_message", message.as_json())
        return shown(message)

    @at_home
    def deletes(self, sent: Shown) -> None:
        """Take a message away; Telegram doesn't tell bots."""
        del self._world.chats[sent.chat_id].messages[sent.id]

    @at_home
    def presses(self, message: Shown, label: str) -> Query:
        """Press a button that stands under the message now."""
        keyboard = shown(standing_in(self._world, message)).keyboard
        found = [button for row in keyboard for button in row if button.label == label]
        assert len(found) == 1, f"{len(found)} buttons {label!r} in {keyboard}"
        return self._presses(message, found[0].data)

    @at_home
    def presses_data(self, message: Shown, data: str) -> Query:
        """Have a client send this data, whether there is such a button or not."""
        return self._presses(message, data)

    def _presses(self, message: Shown, data: str) -> Query:
        world = self._world
        chat = world.chats[message.chat_id]
        query = Query(f"4{next(world.numbers):018d}", world.now())
        world.queries[query.id] = query
        # A message that is gone comes as an "inaccessible" one, which has the date 0.
        gone = {"chat": chat.as_json(), "message_id": message.id, "date": 0}
        standing = chat.messages.get(message.id)
        world.updates.put(
            "callback_query",
            {
                "id": query.id,
                "from": self.user.as_json(),
                "message": standing.as_json() if standing else gone,
                "chat_instance": CHAT_INSTANCE,
                "data": data,
            },
        )
        return query

    @at_home
    def reacts(self, to: Shown, emoji: str = "") -> None:
        """Put an emoji to a message, or take it away. In groups only an administrator bot hears of it."""
        message = standing_in(self._world, to)
        new = [{"type": "emoji", "emoji": emoji}] if emoji else []
        old = message.reactions.get(self.id, [])
        message.reactions[self.id] = new
        if message.chat.kind == "private" or message.chat.bot_is_admin:
            reaction = {"chat": message.chat.as_json(), "message_id": message.id, "user": self.user.as_json()}
            reaction |= {"date": self._world.now(), "old_reaction": old, "new_reaction": new}
            self._world.updates.put("message_reaction", reaction)

    @at_home
    def blocks(self) -> None:
        """Block the bot."""
        changed_standing(self._world, self._chat, self.user, Standing.BLOCKED)

    @at_home
    def unblocks(self) -> None:
        """Unblock the bot."""
        changed_standing(self._world, self._chat, self.user, Standing.MEMBER)

    @at_home
    def deactivates(self) -> None:
        """Delete the account. Whether Telegram tells bots is not verified; here they find out by a 403."""
        self.user.deactivated = True
