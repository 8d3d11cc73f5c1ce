"""The bot coming into chats and leaving them."""

from tests.wire.telegram.refusals import Json
from tests.wire.telegram.state import Chat, Standing, User, World

STATUS = {
    Standing.STRANGER: "left",
    Standing.MEMBER: "member",
    Standing.BLOCKED: "kicked",
    Standing.KICKED: "kicked",
    Standing.LEFT: "left",
}
ADMINISTRATOR = {
    "status": "administrator",
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": False,
    "can_restrict_members": False,
    "can_promote_members": False,
    "can_change_info": False,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
}


def changed_standing(world: World, chat: Chat, by: User, standing: Standing) -> None:
    """Let the bot stand otherwise in a chat from now on, and tell it."""
    before = _member(world, chat)
    chat.standing = standing
    chat.bot_is_admin = chat.bot_is_admin and standing is Standing.MEMBER
    _tell(world, chat, by, before)


def promoted(world: World, chat: Chat, by: User) -> None:
    """Make the bot an administrator, and tell it."""
    before = _member(world, chat)
    chat.bot_is_admin = True
    _tell(world, chat, by, before)


def _tell(world: World, chat: Chat, by: User, before: Json) -> None:
    change = {"chat": chat.as_json(), "from": by.as_json(), "date": world.now()}
    change |= {"old_chat_member": before, "new_chat_member": _member(world, chat)}
    world.updates.put("my_chat_member", change)


def _member(world: World, chat: Chat) -> Json:
    user = {"user": world.bot.as_json()}
    if chat.bot_is_admin:
        return {**user, **ADMINISTRATOR}
    status = STATUS[chat.standing]
    return {**user, "status": status} | ({"until_date": 0} if status == "kicked" else {})
