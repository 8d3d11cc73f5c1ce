"""An update of Telegram as one of our messages. Pure; None for what is not meant for us."""

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from bot.contract import Address, IncomingMessage, Kind, MessageRef
from bot.telegram.errors import PLATFORM

__all__ = ["PLATFORM", "Me", "translate"]

COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?:\s+(?P<argument>.*))?", re.DOTALL | re.ASCII)
GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
AWAY = ("left", "kicked")


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account."""

    id: int
    username: str

    def is_called(self, name: str) -> bool:
        """Whether this is the bot's user name."""
        return name.casefold() == self.username.casefold()

    def without_mention(self, text: str) -> tuple[str, bool]:
        """A text without the bot's name, and whether it was there."""
        # Behind a command, with a space before it, or by itself; no part of a longer word.
        mention = re.compile(rf"(\A/\w+| |(?<!\w))@{re.escape(self.username)}\b", re.IGNORECASE)
        stripped, found = mention.subn(lambda name: name[1].rstrip(), text)
        return (stripped.strip(), True) if found else (text, False)


def translate(update: Update, me: Me) -> IncomingMessage | None:
    """What somebody did, if it was a person and we have to do with it."""
    if update.message:
        return from_message(update.message, me)
    if update.edited_message:
        return from_edit(update.edited_message, me, update.update_id)
    if update.callback_query:
        return from_press(update.callback_query)
    if update.my_chat_member:
        return from_membership(update.my_chat_member, update.update_id)
    return None


def from_message(message: Message, me: Me) -> IncomingMessage | None:
    """A message in a private chat or a group."""
    person = person_in(message.chat, message.from_user)
    if person is None:
        return None
    if message.migrate_to_chat_id:
        return moved(message, person, message.migrate_to_chat_id)
    if message.text:
        return from_text(message, person, message.text, me)
    if message.effective_attachment:
        name = f"album-{message.media_group_id}" if message.media_group_id else str(message.message_id)
        return said(message, person, me, Kind.MEDIA, message_id=f"{message.chat.id}/{name}")
    return None


def from_text(message: Message, person: User, text: str, me: Me) -> IncomingMessage | None:
    """Words, or a command; None for a command to another bot."""
    command = COMMAND.fullmatch(text)
    if command is None or not command["name"][0].isalpha():
        words, mentioned = me.without_mention(text)
        return said(message, person, me, Kind.TEXT, words, mentions_bot=mentioned)
    if command["bot"] and not me.is_called(command["bot"]):
        return None
    words = f"{command['name']} {command['argument'] or ''}".strip()
    return said(message, person, me, Kind.COMMAND, words, mentions_bot=bool(command["bot"]))


def from_edit(message: Message, me: Me, update_id: int) -> IncomingMessage | None:
    """Words that were changed after they were sent."""
    person = person_in(message.chat, message.from_user)
    if person is None or not message.text:
        return None
    return said(
        message,
        person,
        me,
        Kind.EDIT,
        me.without_mention(message.text)[0],
        message_id=f"{message.chat.id}/{message.message_id}/edit-{update_id}",
        edits=name_of(message),
    )


def from_press(query: CallbackQuery) -> IncomingMessage | None:
    """A press on a button. What it carries may be made up: the stored choices decide."""
    if query.from_user.is_bot:
        return None
    under = query.message
    address = Address(PLATFORM, str(under.chat.id if under else query.from_user.id), thread_of(under))
    return IncomingMessage(
        f"press-{query.id}",
        Kind.CHOICE,
        str(query.from_user.id),
        address,
        query.data if isinstance(query.data, str) else "",
        query.from_user.language_code,
        MessageRef(address, str(under.message_id)) if under else None,
        is_direct=under is None or under.chat.type == Chat.PRIVATE,
    )


def from_membership(change: ChatMemberUpdated, update_id: int) -> IncomingMessage | None:
    """Somebody let the bot in, or put it out: blocked it, in a private chat."""
    person = person_in(change.chat, change.from_user)
    if person is None:
        return None
    return IncomingMessage(
        f"membership-{update_id}",
        Kind.LEFT if change.new_chat_member.status in AWAY else Kind.JOINED,
        str(person.id),
        Address(PLATFORM, str(change.chat.id)),
        language_code=person.language_code,
        is_direct=change.chat.type == Chat.PRIVATE,
    )


def moved(message: Message, person: User, new_chat_id: int) -> IncomingMessage:
    """A group that became a supergroup, with another number."""
    address, old = Address(PLATFORM, str(new_chat_id)), str(message.chat.id)
    return IncomingMessage(name_of(message), Kind.MOVED, str(person.id), address, old, is_direct=False)


def said(
    message: Message,
    person: User,
    me: Me,
    kind: Kind,
    text: str = "",
    *,
    message_id: str | None = None,
    edits: str | None = None,
    mentions_bot: bool = False,
) -> IncomingMessage:
    """What a person said in this message."""
    address = Address(PLATFORM, str(message.chat.id), thread_of(message))
    return IncomingMessage(
        message_id or name_of(message),
        kind,
        str(person.id),
        address,
        text,
        person.language_code,
        replied_to(message, address, me),
        edits,
        mentions_bot,
        message.chat.type == Chat.PRIVATE,
        ref=MessageRef(address, str(message.message_id)),
    )


def person_in(chat: Chat, sender: User | None) -> User | None:
    """Who did it, where we listen: no other bots, no channels, no anonymous administrators."""
    listening = chat.type == Chat.PRIVATE or chat.type in GROUPS
    return sender if sender and listening and not sender.is_bot else None


def replied_to(message: Message, address: Address, me: Me) -> MessageRef | None:
    """The message of ours that this one is a reply to."""
    earlier = message.reply_to_message
    if earlier is None or earlier.from_user is None or earlier.from_user.id != me.id:
        return None
    return MessageRef(address, str(earlier.message_id))


def name_of(message: Message) -> str:
    """A message's own id: Telegram counts messages per chat."""
    return f"{message.chat.id}/{message.message_id}"


def thread_of(message: object) -> str | None:
    """The topic of a forum that a message is in."""
    if isinstance(message, Message) and message.is_topic_message and message.message_thread_id:
        return str(message.message_thread_id)
    return None
