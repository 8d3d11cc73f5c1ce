"""A prompt to reflect on between meetings: answered in words, swapped for another, or put aside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.contract import Choice, Language, Reply, escape
from handlers.asking_back import ask_back, closed
from handlers.people.people import Person
from handlers.reflect.prompt_answers import AskedPrompt
from handlers.reflect.reflections import shortened
from handlers.table import ChoiceAction, Step
from handlers.texts import Catalogue
from handlers.turn import Turn
from knowledge_base import Anonymity, Prompt
from knowledge_base.choosing import next_prompt
from scheduler.outbox import OutboxKind
from scheduler.rounds import AskedState

PROMPT = "prompt-answer"
MOST_OTHERS = 3
LONGEST_SHOWN = 200  # characters of what others wrote


def round_of(network_id: int, day: date) -> str:
    """What the messages of a round are filed under, and what answers to them are about."""
    return f"prompts-{network_id}-{day.isoformat()}"


def value_of(asked: AskedPrompt) -> str:
    """What a choice says about which prompt it belongs to."""
    return f"{asked.network_id} {asked.day.isoformat()} {asked.prompt}"


def data_of(asked: AskedPrompt) -> dict[str, str]:
    """The same, for a step."""
    return {"prompt": value_of(asked)}


def card(texts: Catalogue, language: Language, prompt: Prompt, asked: AskedPrompt) -> Reply:
    """A prompt as it is sent. Who will see the answer is said before anybody answers."""
    who_sees = texts.say(language, f"prompt-seen-by-{prompt.anonymity}")
    tip = (Choice(texts.say(language, "prompt-tip"), f"tip:{prompt.tip}"),) if prompt.tip else ()
    choices = (
        *tip,
        Choice(texts.say(language, "prompt-other"), f"prompt-other:{value_of(asked)}"),
        Choice(texts.say(language, "prompt-not-now"), f"prompt-not-now:{value_of(asked)}"),
    )
    return Reply(f"{prompt.text[language]}\n\n_{who_sees}_", choices, private=True)


@dataclass(frozen=True, slots=True)
class Prompting:
    """The handlers of prompts, over the prompt bank."""

    prompts: Sequence[Prompt]

    @property
    def choices(self) -> dict[str, ChoiceAction]:
        """What can be chosen under a prompt, and after an answer."""
        return {
            "prompt-other": ChoiceAction(self.other, answers=PROMPT),
            "prompt-not-now": ChoiceAction(self.not_now, answers=PROMPT),
            "prompt-quote": ChoiceAction(self.may_quote),
        }

    @property
    def steps(self) -> dict[str, Step]:
        """The answer in words."""
        return {PROMPT: Step(self.answered, guarded=True, unasked=True)}

    async def answered(self, turn: Turn, text: str) -> list[Reply]:
        """Keep an answer the way the prompt said."""
        asked = await self._asked(turn, turn.answered["prompt"])
        prompt = self._prompt(asked)
        if asked is None or prompt is None:
            return closed(turn)
        is_first = await turn.tx.prompt_answers.change_state(asked, AskedState.ANSWERED)
        await self._settle(turn, asked)
        if prompt.anonymity is Anonymity.ANONYMOUS:
            return await self._keep_anonymously(turn, asked, prompt, text if is_first else None)
        await turn.tx.prompt_answers.answer(asked, prompt.anonymity, shortened(text), turn.now)
        thanks = await self._thanks(turn, asked, prompt)
        choices = (Choice(turn.say("quote-yes"), f"prompt-quote:{value_of(asked)}"),)
        return [Reply(thanks, choices, private=True)]

    async def other(self, turn: Turn, argument: str) -> list[Reply]:
        """ "Geef me een andere": one with a name to it, since few others get the same."""
        asked = await self._asked(turn, argument)
        if asked is None:
            return closed(turn)
        await turn.tx.prompt_answers.change_state(asked, AskedState.PUT_ASIDE)
        await self._settle(turn, asked)
        had = await turn.tx.prompt_answers.had_by(asked.person_id)
        today = turn.now.date()
        prompt = next_prompt(with_names(self.prompts), had, today, f"{value_of(asked)}/{asked.person_id}")
        if prompt is None:
            return [Reply(turn.say("prompt-no-more"), private=True)]
        instead = replace(asked, prompt=prompt.id, asked_on=today, state=AskedState.ASKED)
        await turn.tx.prompt_answers.asked([instead])
        shown = card(turn.texts, turn.language, prompt, instead)
        return await ask_back(turn, shown.text, PROMPT, data_of(instead), shown.choices)

    async def not_now(self, turn: Turn, argument: str) -> list[Reply]:
        """Not this time: no reminder either."""
        asked = await self._asked(turn, argument)
        if asked is None:
            return closed(turn)
        await turn.tx.prompt_answers.change_state(asked, AskedState.PUT_ASIDE)
        await self._settle(turn, asked)
        return [Reply(turn.say("prompt-put-aside"), private=True)]

    async def may_quote(self, turn: Turn, argument: str) -> list[Reply]:
        """Their words may go into the harvest."""
        asked = await self._asked(turn, argument)
        if asked is None:
            return closed(turn)
        await turn.tx.prompt_answers.may_quote(asked, quotable=True)
        return [Reply(turn.say("prompt-quote-noted"), private=True)]

    async def _keep_anonymously(
        self, turn: Turn, asked: AskedPrompt, prompt: Prompt, text: str | None
    ) -> list[Reply]:
        if text is None:
            return [Reply(turn.say("prompt-answered-already"), private=True)]
        await turn.tx.prompt_answers.answer_anonymously(
            asked.network_id, asked.day, asked.prompt, shortened(text)
        )
        return [Reply(with_follow_up(turn, prompt, turn.say("prompt-thanks-anonymous")), private=True)]

    async def _thanks(self, turn: Turn, asked: AskedPrompt, prompt: Prompt) -> str:
        thanks = with_follow_up(turn, prompt, turn.say("prompt-thanks"))
        others = await self._others(turn, asked) if prompt.anonymity is Anonymity.GROUP else []
        return "\n\n".join(
            [thanks, *([turn.say("prompt-others", answers="\n".join(others))] if others else [])]
        )

    async def _others(self, turn: Turn, asked: AskedPrompt) -> list[str]:
        """What others answered to the same, with their names, as they were told."""
        names = {person.id: person.name for person in await turn.tx.people.all(asked.network_id)}
        return [
            turn.say(
                "prompt-other-answer",
                name=escape(names[answer.person_id]),
                text=escape(answer.text[:LONGEST_SHOWN]),
            )
            for answer in await turn.tx.prompt_answers.shown(asked.network_id)
            if (answer.prompt, answer.day) == (asked.prompt, asked.day)
            and answer.person_id in names
            and answer.person_id != asked.person_id
        ][-MOST_OTHERS:]

    async def _asked(self, turn: Turn, value: str) -> AskedPrompt | None:
        """The prompt that is meant, as whoever speaks got it, while its round goes on."""
        network_id, day, prompt_id = value.split(" ")
        person = turn.visitor.person
        if person is None or person.role_in(int(network_id)) is None:
            return None
        if await self._is_over(turn, int(network_id), date.fromisoformat(day)):
            return None
        return await asked_of(turn, person, int(network_id), date.fromisoformat(day), prompt_id)

    async def _is_over(self, turn: Turn, network_id: int, day: date) -> bool:
        rounds = await turn.tx.prompt_answers.rounds_of(network_id)
        return any(later > day for later in rounds.values())

    def _prompt(self, asked: AskedPrompt | None) -> Prompt | None:
        return next((prompt for prompt in self.prompts if asked and prompt.id == asked.prompt), None)

    async def _settle(self, turn: Turn, asked: AskedPrompt) -> None:
        """No reminder any more, and no other answer to the same."""
        subject = round_of(asked.network_id, asked.day)
        await turn.tx.outbox.cancel_open(subject, [OutboxKind.PROMPT], person_id=asked.person_id)
        await turn.tx.expected.close(asked.person_id, subject)


async def asked_of(
    turn: Turn, person: Person, network_id: int, day: date, prompt_id: str
) -> AskedPrompt | None:
    """A prompt as somebody got it; None when they didn't."""
    everybody = await turn.tx.prompt_answers.asked_in(network_id, day)
    mine = (asked for asked in everybody if (asked.person_id, asked.prompt) == (person.id, prompt_id))
    return next(mine, None)


def with_names(prompts: Sequence[Prompt]) -> list[Prompt]:
    """The prompts whose answers bear a name."""
    return [prompt for prompt in prompts if prompt.anonymity is not Anonymity.ANONYMOUS]


def with_follow_up(turn: Turn, prompt: Prompt, thanks: str) -> str:
    """The thanks, with something to think on."""
    line = prompt.follow_up.get(turn.language)
    return f"{thanks}\n\n{turn.say('prompt-to-think-on', line=line)}" if line else thanks
