"""Who answers what: one table, read top to bottom."""

from collections.abc import Mapping, Sequence

from bot.contract import Language
from handlers.ask import PASS_ON, Ask
from handlers.basics import help_on, start, stop
from handlers.browse import Browse
from handlers.language import speak
from handlers.questions import ShortMemory
from handlers.table import ChoiceAction, Command, Step, Table
from handlers.texts import LANGUAGES, Catalogue
from knowledge_base import KnowledgeBase

Menu = Mapping[Language, Sequence[tuple[str, str]]]
"""By language, each command and what it does, for a platform that shows a menu."""


def command_menu(table: Table, texts: Catalogue) -> Menu:
    """The menu of all commands."""
    return {
        language: [(command.name[language], texts.say(language, command.does)) for command in table.commands]
        for language in LANGUAGES
    }


def answering_table(knowledge: KnowledgeBase, memory: ShortMemory) -> Table:
    """The table of everything the bot answers."""
    ask = Ask(knowledge, memory)
    browse = Browse(knowledge)
    commands: list[Command] = []  # the help lists itself too
    commands += (
        Command("vraag", "ask", "does-ask", ask.command, asks=True),
        Command("themas", "topics", "does-themes", browse.themes),
        Command("taal", "language", "does-language", speak),
        Command("help", "help", "does-help", help_on(commands)),
        Command("start", "start", "does-start", start),
        Command("stop", "stop", "does-stop", stop),
    )
    return Table(
        commands=tuple(commands),
        choices={
            "tip": ChoiceAction(ask.tip, leaves_open=True, for_all=True),
            "helped": ChoiceAction(ask.helped, leaves_open=True, for_all=True),
            "helped-not": ChoiceAction(ask.helped_not, leaves_open=True),
            "none-of-these": ChoiceAction(ask.none_of_these),
            "pass-on": ChoiceAction(ask.pass_on),
            "leave-it": ChoiceAction(ask.leave_it),
            "theme": ChoiceAction(browse.theme, leaves_open=True, for_all=True),
            "language": ChoiceAction(speak),
        },
        steps={PASS_ON: Step(ask.typed_again, takes_questions=True)},
        question=ask.question,
    )
