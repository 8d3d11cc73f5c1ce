"""What Telegram knows: people, chats, messages and pressed buttons."""

import itertools
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from tests.wire.telegram.entities import utf16_cut
from tests.wire.telegram.keyboards import Keyboard
from tests.wire.telegram.limits import Flood
from tests.wire.telegram.refusals import Json
from tests.wire.telegram.updates import Updates

BOT_ID = 123456
FIRST_PERSON = 100_000_001
BIG = 6_000_000_000  # every second person has an id beyond 32 bits, as newer accounts have
FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001


class Standing(Enum):
    """How the bot stands in a chat."""

    STRANGER = auto()  # a private chat in which nobody has said anything yet
    MEMBER = auto()
    BLOCKED = auto()
    KICKED = auto()
    LEFT = auto()


@dataclass(slots=True, eq=False)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    is_bot: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        """The `User` object."""
        result: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            result["username"] = self.username
        if self.language_code:
            result["language_code"] = self.language_code
        return result


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the bot sent."""

    name: str
    media_type: str
    content: bytes


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands in a chat. `content`: the fields of the `Message` object that say what it is."""

    id: int
    chat: "Chat"
    sender: User
    date: int
    content: Json
    reply_to: "Message | None" = None
    keyboard: Keyboard = field(default_factory=list)
    thread: int | None = None
    is_service: bool = False
    edit_date: int | None = None
    upload: Upload | None = None
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    def as_json(self, *, with_reply: bool = True) -> Json:
        """The `Message` object; the message it replies to comes without the one that replies to."""
        result: Json = {"message_id": self.id, "from": self.sender.as_json(), "chat": self.chat.as_json()}
        result |= {"date": self.date, **self.content}
        if self.edit_date is not None:
            result["edit_date"] = self.edit_date
        if self.thread is not None:
            result |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.reply_to is not None and with_reply:
            result["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        if self.keyboard:
            result["reply_markup"] = {"inline_keyboard": self.keyboard}
        return result


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, group or supergroup, and how the bot stands in it."""

    id: int
    kind: str
    title: str
    numbers: Iterator[int]
    user: User | None = None
    standing: Standing = Standing.MEMBER
    members: list[User] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    bot_is_admin: bool = False
    topics: set[int] | None = None  # of a forum
    moved_to: "Chat | None" = None

    def as_json(self) -> Json:
        """The `Chat` object."""
        if self.user is not None:
            user = self.user.as_json()
            return {key: user[key] for key in ("id", "first_name", "username") if key in user} | {
                "type": "private"
            }
        forum = {"is_forum": True} if self.topics is not None else {}
        return {"id": self.id, "type": self.kind, "title": self.title, **forum}


@dataclass(slots=True, eq=False)
class Query:
    """A pressed button. `answered`: the bot said it has seen it, with `text` if it gave one."""

    id: str
    asked: float
    answered: bool = False
    text: str | None = None
    alert: bool = False


Commands = dict[str, str]


class World:
    """Everything that Telegram knows of one bot and those around it."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.can_read_all_group_messages = False
        self.chats: dict[int, Chat] = {}
        self.updates = Updates()
        self.queries: dict[str, Query] = {}
        self.files: dict[str, Upload] = {}
        self.commands: dict[tuple[str, str], Commands] = {}
        self.typing: defaultdict[int, list[str]] = defaultdict(list)
        self.complaints: list[str] = []
        self.flood: Flood | None = None
        self.numbers = itertools.count(1)
        # Private chats and groups number their messages together, each supergroup its own.
        self._messages = itertools.count(1)

    def now(self) -> int:
        """The time of messages, in whole seconds."""
        return int(time.time())

    def person(self, first_name: str, language_code: str | None) -> Chat:
        """Somebody new, and the private chat that the bot might have with them."""
        number = next(self.numbers)
        user = User(FIRST_PERSON + number + (number % 2) * BIG, first_name, language_code)
        return self._added(
            Chat(user.id, "private", first_name, self._messages, user, Standing.STRANGER, [user])
        )

    def group(self, title: str, members: list[User], *, is_super: bool, is_forum: bool) -> Chat:
        """A group with the bot in it."""
        number = next(self.numbers)
        if is_super or is_forum:
            chat = Chat(FIRST_SUPERGROUP - number, "supergroup", title, itertools.count(1), members=members)
            chat.topics = set() if is_forum else None
            return self._added(chat)
        return self._added(Chat(FIRST_GROUP - number, "group", title, self._messages, members=members))

    def _added(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        return chat

    def post(self, chat: Chat, sender: User, content: Json, *, reply_to: Message | None = None) -> Message:
        """Put a message into a chat."""
        message = Message(next(chat.numbers), chat, sender, self.now(), content, reply_to)
        chat.messages[message.id] = message
        return message

    def receive(self, chat: Chat, sender: User, content: Json, **more: object) -> Message:
        """Somebody's message: it stands in the chat, and the bot hears of it if it may."""
        message = self.post(chat, sender, content)
        for name, value in more.items():
            setattr(message, name, value)
        if self.hears(message):
            self.updates.put("message", message.as_json())
        return message

    def hears(self, message: Message) -> bool:
        """Whether the bot gets to know of a message: in groups that is limited by privacy mode.

        core.telegram.org, Bot features, Privacy mode. Other bots, to which a command might be meant instead,
        are not there.
        """
        chat = message.chat
        if chat.standing is not Standing.MEMBER:
            return False
        if chat.kind == "private" or self.can_read_all_group_messages or chat.bot_is_admin:
            return True
        replies_to_bot = message.reply_to is not None and message.reply_to.sender is self.bot
        return message.is_service or replies_to_bot or self._is_command_for_bot(message.content)

    def _is_command_for_bot(self, content: Json) -> bool:
        for entity in content.get("entities", ()):
            if entity["type"] == "bot_command" and entity["offset"] == 0:
                _, _, name = utf16_cut(content["text"], 0, entity["length"]).partition("@")
                return name.lower() in ("", (self.bot.username or "").lower())
        return False

    def knows(self, user: User) -> bool:
        """Whether the bot has met somebody in a group."""
        return any(user in chat.members for chat in self.chats.values() if chat.kind != "private")
