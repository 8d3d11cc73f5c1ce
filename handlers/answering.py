"""Who answers what: one table, read top to bottom."""

from collections.abc import Callable, Mapping, Sequence

from bot.contract import Language
from handlers import meet
from handlers.ask import PASS_ON, PASS_ON_TO, Ask, unnoted
from handlers.attendance import attendance
from handlers.basics import help_on, stop
from handlers.browse import Browse
from handlers.calendar.own_calendar import OwnCalendar
from handlers.guard.guarding import Guard, Guarding
from handlers.language import speak
from handlers.learn import question_answers, question_bringing, question_desk, trying
from handlers.learn.answer_tips import AnswerTips
from handlers.learn.curating import Curating
from handlers.learn.practice import Practice
from handlers.learn.proposing import Proposing
from handlers.learn.questions import ShortMemory
from handlers.learn.review_desk import ReviewDesk
from handlers.meet import deliveries
from handlers.people import inviting, joining, linking, members, my_networks, network_settings, profile
from handlers.people.access import Who
from handlers.people.data_copy import my_data
from handlers.people.forgetting import Forgetting
from handlers.people.privacy import privacy_of
from handlers.reflect import digest, pausing, recapping, reflecting, stepping
from handlers.reflect.celebrating import Celebrating
from handlers.reflect.harvesting import NO_ARTIST, Artist, Harvesting
from handlers.reflect.prompting import Prompting
from handlers.reflect.stepping import Stepping
from handlers.reflect.translating import Translating
from handlers.table import ChoiceAction, Command, Step, Table
from handlers.texts import LANGUAGES, Catalogue
from knowledge_base import KnowledgeBase, Prompt
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
    knowledge: KnowledgeBase,
    memory: ShortMemory,
    guard: Guard,
    rules: Sequence[Rule] = RULES,
    *,
    public_url: str | None = None,
    prompts: Sequence[Prompt] = (),
    artist: Artist = NO_ARTIST,
    noted: Callable[[str], None] = unnoted,
    practice: Practice | None = None,
) -> Table:
    """The table of everything the bot answers.

    `rules` say how long what is kept; `public_url` is where the bot is on the web, if it is; `prompts` are
    those between meetings, `artist` draws the harvest, `noted` hears the outcome of each question; `practice`
    is what is known of how tips do.
    """
    steps: dict[str, Step] = {}  # the guard lets words through to them
    guarding = Guarding(guard, memory, steps)
    practice = practice or Practice()
    ask = Ask(knowledge, memory, guarding, practice, noted)
    browse = Browse(knowledge)
    forgetting = Forgetting(memory)
    own_calendar = OwnCalendar(public_url)
    stepping_out = Stepping(guarding)
    prompting = Prompting(prompts)
    harvesting = Harvesting(artist, prompts)
    celebrating = Celebrating(prompts)
    translating = Translating(knowledge)
    curating = Curating(knowledge)
    answer_tips = AnswerTips(knowledge, guarding, curating)
    reviewing = ReviewDesk(knowledge, practice)
    proposing = Proposing(knowledge, guarding, curating, reviewing)
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
        *proposing.commands,
        *reflecting.COMMANDS,
        *stepping_out.commands,
        *harvesting.commands,
        *profile.COMMANDS,
        *linking.COMMANDS,
        *my_networks.COMMANDS,
        *own_calendar.commands,
        *inviting.COMMANDS,
        *members.COMMANDS,
        *network_settings.COMMANDS,
        *attendance.COMMANDS,
        *meet.commands(guarding),
        *deliveries.COMMANDS,
        *digest.COMMANDS,
        *question_desk.COMMANDS,
    )
    steps |= {
        PASS_ON: Step(ask.store, takes_questions=True, who=Who.ASKERS, guarded=True),
        **reflecting.STEPS,
        **stepping.STEPS,
        **recapping.STEPS,
        **prompting.steps,
        **translating.steps,
        **celebrating.steps,
        **proposing.steps,
        **curating.steps,
        **answer_tips.steps,
        **reviewing.steps,
        **trying.STEPS,
        **joining.STEPS,
        **profile.STEPS,
        **network_settings.STEPS,
        **attendance.STEPS,
        **meet.STEPS,
        **question_desk.STEPS,
        **question_bringing.STEPS,
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
            **reflecting.CHOICES,
            **stepping.CHOICES,
            **prompting.choices,
            **harvesting.choices,
            **celebrating.choices,
            **translating.choices,
            **proposing.choices,
            **curating.choices,
            **answer_tips.choices,
            **reviewing.choices,
            **trying.CHOICES,
            **joining.CHOICES,
            **pausing.CHOICES,
            **profile.CHOICES,
            **linking.CHOICES,
            **my_networks.CHOICES,
            **own_calendar.choices,
            **inviting.CHOICES,
            **members.CHOICES,
            **network_settings.CHOICES,
            **attendance.CHOICES,
            **meet.CHOICES,
            **deliveries.CHOICES,
            **digest.CHOICES,
            **question_desk.CHOICES,
            **question_bringing.CHOICES,
            **question_answers.CHOICES,
        },
        steps={name: guarding.before(name, step) for name, step in steps.items()},
        question=meet.answering_first(ask.question),
        code=linking.typed_code,
        held=guarding,
    )
