"""The menu of commands that Telegram shows, in both languages."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.contract import Language
from bot.platforms import Menu

log = logging.getLogger(__name__)

DEFAULT: Language = "nl"  # who has another language in Telegram than ours sees this one


async def show_menu(bot: Bot, menu: Menu) -> None:
    """Let Telegram show the menu. When that fails, people can still type."""
    try:
        for language, commands in menu.items():
            listed = [BotCommand(name, does) for name, does in commands]
            await bot.set_my_commands(listed, language_code=None if language == DEFAULT else language)
    except TelegramError as error:
        log.warning("the menu of commands could not be set: %s", type(error).__name__)
