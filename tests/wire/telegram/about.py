"""The methods about the bot itself and about chats."""

import re

from tests.wire.telegram.access import readable
from tests.wire.telegram.parameters import Given
from tests.wire.telegram.refusals import Json, Misused, bad_request
from tests.wire.telegram.state import Commands, World

COMMAND = re.compile(r"[a-z0-9_]+")
LANGUAGE = re.compile(r"([a-z]{2})?")
LONGEST_COMMAND = 32
LONGEST_DESCRIPTION = 256
MOST_COMMANDS = 100
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def get_me(world: World, given: Given) -> Json:
    """getMe."""
    return {
        **world.bot.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": world.can_read_all_group_messages,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, given: Given) -> Json:
    """getChat: a `ChatFullInfo`, of which only what identifies the chat is true to life."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return {
        **readable(world, given).as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def set_my_commands(world: World, given: Given) -> bool:
    """setMyCommands."""
    commands = given.get("commands", [])
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")  # not verified in the Bot API
    key = _key(world, given)
    world.commands[key] = dict(_command(command) for command in commands)
    return True


def get_my_commands(world: World, given: Given) -> list[Json]:
    """getMyCommands."""
    commands: Commands = world.commands.get(_key(world, given), {})
    return [{"command": name, "description": description} for name, description in commands.items()]


def delete_my_commands(world: World, given: Given) -> bool:
    """deleteMyCommands."""
    world.commands.pop(_key(world, given), None)
    return True


def _command(command: Json) -> tuple[str, str]:
    """td, BotCommand.cpp, set_commands; seen: a name with other signs is BOT_COMMAND_INVALID."""
    for field in ("command", "description"):
        if not isinstance(command.get(field), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    name, description = command["command"].strip().removeprefix("/"), command["description"].strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > LONGEST_COMMAND:
        raise bad_request(f"command length must not exceed {LONGEST_COMMAND}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {LONGEST_DESCRIPTION}")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return name, description


def _key(world: World, given: Given) -> tuple[str, str]:
    """Language ("" for the others) and scope; of one chat as `chat:ID`."""
    language = given.get("language_code", "")
    if not LANGUAGE.fullmatch(language):
        raise bad_request(
            "invalid language code specified"
        )  # td says so; which codes it takes is not verified
    scope = given.get("scope", {"type": "default"})
    kind = scope.get("type")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if set(scope) != {"type", *SCOPES[kind]}:
        raise Misused(f"a scope {kind} with {sorted(scope)}")
    if "chat_id" in scope:
        readable(world, scope)
    return language, ":".join([kind, *(str(scope[field]) for field in SCOPES[kind])])
