"""The form of the table that says who answers what. Its content is in `handlers.answering`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.contract import Address, Language
from handlers.people.access import Who
from handlers.steps import PendingStep
from handlers.turn import Handler, Turn


def never(_: PendingStep, __: str) -> bool:
    """No text is plainly the answer."""
    return False


@dataclass(frozen=True, slots=True)
class Command:
    """Something people can send with a `/`. `does` is the id of the text that says what it does.

    `asks`: its argument is a question, and is answered in the question's language.
    """

    nl: str
    en: str
    does: str
    run: Handler
    asks: bool = False
    who: Who = Who.MEMBERS

    @property
    def name(self) -> dict[Language, str]:
        """The command in both languages."""
        return {"nl": self.nl, "en": self.en}


@dataclass(frozen=True, slots=True)
class ChoiceAction:
    """What happens when something is chosen; by default the list it stood in is closed by that.

    `for_all`: in a group anybody may choose it, not only the person to whom the list was shown. `answers`:
    the step that is answered by choosing, if one is.
    """

    run: Handler
    leaves_open: bool = False
    for_all: bool = False
    answers: str | None = None
    who: Who = Who.MEMBERS


@dataclass(frozen=True, slots=True)
class Step:
    """An answer in words that the bot can wait for.

    `takes_questions`: the answer may well end in a question mark, so that alone is no reason to ask
    whether it is a new question. `guarded`: the words are stored or passed on, so they go through the guard
    before they come to `run`. `unasked`: the bot asked of its own accord, so "hoi" is no answer to it.
    `topics`: the answer may well be about what tips are about, so a tip that fits is no reason to ask either.
    `plainly`: whether a text is the answer, whatever else it resembles; a time of day or a mark may look like
    a cry for help to who knows only questions.
    """

    run: Handler
    takes_questions: bool = False
    who: Who = Who.MEMBERS
    guarded: bool = False
    unasked: bool = False
    topics: bool = False
    plainly: Callable[[PendingStep, str], bool] = never


class HeldWords(Protocol):
    """What the guard stopped, and what may take its place."""

    async def waiting(self, turn: Turn) -> tuple[Address, PendingStep] | None:
        """The step that waits for other words than those in the message that was edited now, and where."""
        ...

    def is_rewording(self, turn: Turn, step: PendingStep, text: str) -> bool | None:
        """Whether a text puts in other words what this step holds; None when it holds nothing known."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """Who answers what: commands, choices by the action in their value, steps by name, questions, codes."""

    commands: tuple[Command, ...]
    choices: Mapping[str, ChoiceAction]
    steps: Mapping[str, Step]
    question: Handler
    code: Handler
    held: HeldWords

    def plain_command(self, text: str) -> Command | None:
        """The command that a text is the name of, without any sign: "stop", "Help!"."""
        return self.command(text.strip(" .!?"))

    def command(self, name: str) -> Command | None:
        """The command with this name, in either language."""
        wanted = name.casefold()
        return next((known for known in self.commands if wanted in (known.nl, known.en)), None)
