"""Counts what members saw: which question was answered, how often, in which order, how long it took."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.journeys.telegram_bot import ServedBot
from tests.wire.telegram import Person, Shown

QUESTIONS = (
    "school stuurt hem weer naar huis, wat nu?",
    "hoe vaak komt het netwerk bijeen?",
    "ouders betrekken",
    "the school contact person",
)


@dataclass(slots=True)
class Asker:
    """Somebody who asks, and what was asked: the ids of their messages, in order."""

    person: Person
    asked: list[int] = field(default_factory=list)

    def asks(self, number: int = 0) -> None:
        """Ask the question of that number; there are as many as wanted."""
        self.asked.append(self.person.says(QUESTIONS[number % len(QUESTIONS)]).id)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the questions; `disordered`: chats in which answers overtook each other."""

    asked: int
    unanswered: int
    doubled: int
    disordered: int

    def __str__(self) -> str:
        return (
            f"asked={self.asked} unanswered={self.unanswered} doubled={self.doubled} "
            f"disordered={self.disordered}"
        )


def askers(bot: ServedBot, number: int) -> list[Asker]:
    """That many people who have started the bot, by the time this returns."""
    people = [bot.telegram.person(f"Lid {count}", "nl") for count in range(number)]
    for person in people:
        person.starts()
    bot.telegram.wait_until(lambda: all(person.sees for person in people), 60)
    return [Asker(person) for person in people]


def answered(bot: ServedBot, asker: Asker) -> list[int]:
    """The questions that were answered, by the ids of their messages, in the order of the answers."""
    names = [choice_list(shown) for shown in asker.person.sees if shown.keyboard]
    keys: dict[str, str] = dict(
        bot.rows("SELECT name, key FROM choice_list WHERE conversation = ?", str(asker.person.id))
    )
    return [int(keys[name].split("/")[1]) for name in names]


def choice_list(shown: Shown) -> str:
    """The name of the stored list behind the buttons: one for each answer, the same when it is sent again."""
    return shown.keyboard[0][0].data.partition(":")[0]


def tally(bot: ServedBot, people: Iterable[Asker]) -> Tally:
    """Count for all of them."""
    asked = unanswered = doubled = disordered = 0
    for asker in people:
        seen = answered(bot, asker)
        asked += len(asker.asked)
        unanswered += len(set(asker.asked) - set(seen))
        doubled += len(seen) - len(set(seen))
        disordered += in_order_of(asker.asked, seen)
    return Tally(asked, unanswered, doubled, disordered)


def in_order_of(asked: Sequence[int], seen: Sequence[int]) -> bool:
    """Whether first answers came in another order than the questions."""
    first = list(dict.fromkeys(seen))
    return first != [each for each in asked if each in set(first)]


def doubles_by_life(bot: ServedBot, asker: Asker, seen_at_kills: Sequence[int]) -> Counter[int]:
    """How many answers were repeats in each life; `seen_at_kills`: messages in the chat at each kill."""
    shown = asker.person.sees
    known: set[str] = set()
    doubles: Counter[int] = Counter()
    for position, message in enumerate(shown):
        if not message.keyboard:
            continue
        name = choice_list(message)
        doubles[sum(position >= count for count in seen_at_kills)] += name in known
        known.add(name)
    return doubles


def answers_shown(people: Iterable[Asker]) -> int:
    """How many answers stand in all their chats."""
    return sum(bool(shown.keyboard) for asker in people for shown in asker.person.sees)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies; nan if there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
