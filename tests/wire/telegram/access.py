"""May the bot reach this chat and this message? client, check_chat, check_chat_access and check_message."""

from tests.wire.telegram.parameters import Given
from tests.wire.telegram.refusals import Refused, bad_request, forbidden
from tests.wire.telegram.state import Chat, Message, Standing, World


def readable(world: World, given: Given) -> Chat:
    """The chat that `chat_id` means. Raises Refused if the bot knows no such chat."""
    if "chat_id" not in given:
        raise bad_request("chat_id is empty")
    chat = world.chats.get(given["chat_id"])
    if chat is None or chat.standing is Standing.STRANGER:
        raise bad_request("chat not found")
    return chat


def writable(world: World, given: Given) -> Chat:
    """The chat that `chat_id` means, if the bot may write there. Raises Refused if not."""
    chat = world.chats.get(given.get("chat_id", ""))
    if chat is not None and chat.user is not None:
        if chat.user.deactivated:
            raise forbidden("user is deactivated")
        if chat.standing is Standing.STRANGER and world.knows(chat.user):
            raise forbidden("bot can't initiate conversation with a user")
    chat = readable(world, given)
    if chat.moved_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to.id)
    if chat.standing is not Standing.MEMBER:
        raise _unwelcome(chat)
    return chat


def _unwelcome(chat: Chat) -> Refused:
    match chat.standing:
        case Standing.BLOCKED:
            return forbidden("bot was blocked by the user")
        case Standing.KICKED:
            return forbidden(f"bot was kicked from the {chat.kind} chat")
        case _:
            return forbidden(f"bot is not a member of the {chat.kind} chat")


def message_in(chat: Chat, given: Given, purpose: str) -> Message:
    """The message that `message_id` means. Raises Refused, naming the purpose, if it is not there."""
    message = chat.messages.get(given.get("message_id", 0))
    if message is None:
        raise bad_request(f"{purpose} not found")
    return message


def thread_in(chat: Chat, given: Given) -> int | None:
    """The topic that a message goes to. Raises Refused if there is no such topic.

    Telegram ignores a thread in groups that are no forum; here that is refused as well, because a bot that
    sends one is mistaken about the chat.
    """
    thread: int | None = given.get("message_thread_id")
    if thread is not None and thread not in (chat.topics or ()):
        raise bad_request("message thread not found")
    return thread


def replied_to(world: World, chat: Chat, given: Given) -> Message | None:
    """The message that the new one replies to. Raises Refused if it is not there and must be."""
    parameters = given.get("reply_parameters") or {}
    if not parameters:
        return None
    if not isinstance(parameters.get("message_id"), int):
        raise bad_request("can't parse reply parameters: Can't find field \"message_id\"")  # not verified
    where = readable(world, {"chat_id": parameters["chat_id"]}) if "chat_id" in parameters else chat
    found = where.messages.get(parameters["message_id"])
    if found is None and not parameters.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found
