"""Who answers what: one table, read top to bottom."""

from collections.abc import Mapping, Sequence

from bot.contract import Language
from handlers import (
    deliveries,
    inviting,
    joining,
    linking,
    meet,
    members,
    my_networks,
    network_settings,
    pausing,
    profile,
)
from handlers.access import Who
from handlers.ask import PASS_ON, PASS_ON_TO, Ask
from handlers.basics import help_on, stop
from handlers.browse import Browse
from handlers.data_copy import my_data
from handlers.forgetting import Forgetting
from handlers.guarding import Guard, Guarding
from handlers.language import speak
from handlers.privacy import privacy_of
from handlers.questions import ShortMemory
from handlers.table import ChoiceAction, Command, Step, Table
from handlers.texts import LANGUAGES, Catalogue
from knowledge_base import KnowledgeBase
from scheduler.retention import RULES, Rule

Menu = Mapping[Language, Sequence[tuple[str, str]]]
"""By language, each command and what it does, for a platform that shows a menu."""


def command_menu(table: Table, texts: Catalogue) -> Menu:
    """The menu of all commands but those of facilitators, who find theirs in the help."""
    return {
        language: [
            (command.name[language], texts.say(language, command.does))
            for command in table.commands
            if command.who is not Who.FACILITATORS
        ]
        for language in LANGUAGES
    }


def answering_table(
    knowledge: KnowledgeBase, memory: ShortMemory, guard: Guard, rules: Sequence[Rule] = RULES
) -> Table:
    """The table of everything the bot answers; `rules` say how long what is kept."""
    steps: dict[str, Step] = {}  # the guard lets words through to them
    guarding = Guarding(guard, memory, steps)
    ask = Ask(knowledge, memory, guarding)
    browse = Browse(knowledge)
    forgetting = Forgetting(memory)
    commands: list[Command] = []  # the help lists itself too
    commands += (
        Command("vraag", "ask", "does-ask", ask.command, asks=True, who=Who.ASKERS),
        Command("themas", "topics", "does-themes", browse.themes, who=Who.ASKERS),
        Command("taal", "language", "does-language", speak, who=Who.EVERYBODY),
        Command("help", "help", "does-help", help_on(commands), who=Who.ASKERS),
        Command("pauze", "pause", "does-pause", pausing.pause),
        Command("privacy", "privacy", "does-privacy", privacy_of(rules), who=Who.EVERYBODY),
        Command("mijngegevens", "mydata", "does-my-data", my_data, who=Who.EVERYBODY),
        Command("vergeetmij", "forgetme", "does-forget", forgetting.ask, who=Who.EVERYBODY),
        Command("start", "start", "does-start", joining.start, who=Who.EVERYBODY),
        Command("stop", "stop", "does-stop", stop, who=Who.EVERYBODY),
        *profile.COMMANDS,
        *linking.COMMANDS,
        *my_networks.COMMANDS,
        *inviting.COMMANDS,
        *members.COMMANDS,
        *network_settings.COMMANDS,
        *meet.commands(guarding),
        *deliveries.COMMANDS,
    )
    steps |= {
        PASS_ON: Step(ask.store, takes_questions=True, who=Who.ASKERS, guarded=True),
        **joining.STEPS,
        **profile.STEPS,
        **network_settings.STEPS,
        **meet.STEPS,
    }
    return Table(
        commands=tuple(commands),
        choices={
            "tip": ChoiceAction(ask.tip, leaves_open=True, for_all=True, who=Who.ASKERS),
            "helped": ChoiceAction(ask.helped, leaves_open=True, for_all=True, who=Who.ASKERS),
            "helped-not": ChoiceAction(ask.helped_not, leaves_open=True, who=Who.ASKERS),
            "none-of-these": ChoiceAction(ask.none_of_these, who=Who.ASKERS),
            PASS_ON: ChoiceAction(ask.pass_on, who=Who.ASKERS),
            PASS_ON_TO: ChoiceAction(ask.pass_on_to, who=Who.ASKERS),
            "leave-it": ChoiceAction(ask.leave_it, who=Who.ASKERS),
            "theme": ChoiceAction(browse.theme, leaves_open=True, for_all=True, who=Who.ASKERS),
            "language": ChoiceAction(speak, who=Who.EVERYBODY),
            **guarding.choices,
            **forgetting.choices,
            **joining.CHOICES,
            **pausing.CHOICES,
            **profile.CHOICES,
            **linking.CHOICES,
            **my_networks.CHOICES,
            **inviting.CHOICES,
            **members.CHOICES,
            **network_settings.CHOICES,
            **meet.CHOICES,
            **deliveries.CHOICES,
        },
        steps={name: guarding.before(name, step) for name, step in steps.items()},
        question=meet.answering_first(ask.question),
        code=linking.typed_code,
        held=guarding,
    )
