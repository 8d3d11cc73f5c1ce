"""What facilitators read of a group of open questions, and what they can do with it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.contract import Choice, Language, Reply, escape
from handlers.learn.open_questions import Asked, QuestionGroup
from handlers.learn.questions import QuestionState
from handlers.texts import Catalogue
from scheduler.meetings import Meeting
from scheduler.moments import shown as moment_shown

MOST_SHOWN = 5
LONGEST_LABEL = 40
LONGEST_LINE = 120  # in a list
LONGEST_QUOTE = 600
MAKE_TIP = "answer-tip"


@dataclass(frozen=True, slots=True)
class Card:
    """A group as it is shown: `who` is the name of who picked it up or answered, None for the operator.

    `near` are groups that look alike, nearest first, each with the words of its first question. `meeting` is
    the one on whose agenda it is.
    """

    group: QuestionGroup
    questions: Sequence[Asked]
    network: str
    who: str | None = None
    near: Mapping[int, str] | None = None
    meeting: Meeting | None = None


def card(texts: Catalogue, language: Language, shown: Card) -> Reply:
    """A group, and the next steps that are possible."""

    group, count = shown.group, len(shown.questions)
    parts = [
        texts.say(
            language,
            "question-card" if is_waiting(group) else "question-card-answered",
            network=escape(shown.network),
            count=count,
        ),
        "\n".join(f"- {quoted(question.text)}" for question in shown.questions[:MOST_SHOWN]),
        stand(texts, language, shown),
    ]
    if is_waiting(group) and shown.meeting:
        parts.append(texts.say(language, "question-on-agenda", day=day_of(shown.meeting, language)))
    if group.earlier_answer:
        parts.append(texts.say(language, "question-earlier", answer=quoted(group.earlier_answer)))
    if is_waiting(group) and shown.near:
        near = "\n".join(f"- {quoted(text)}" for text in shown.near.values())
        parts.append(texts.say(language, "question-alike", questions=near))
    choices = choices_of(texts, language, shown)
    return Reply("\n\n".join(filter(None, parts)), choices, private=True, sensitive=True)


def stand(texts: Catalogue, language: Language, shown: Card) -> str:
    """Who picked it up, or what was answered."""
    who = escape(shown.who or texts.say(language, "question-operator"))
    match shown.group.status:
        case QuestionState.OPEN:
            return ""
        case QuestionState.CLAIMED:
            return texts.say(language, "question-claimed", who=who)
        case _:
            answer = quoted(shown.group.answer or "")
            return texts.say(language, "question-answered", who=who, answer=answer)


def choices_of(texts: Catalogue, language: Language, shown: Card) -> tuple[Choice, ...]:
    """Pick it up, answer, put it with one that looks alike."""
    group = shown.group
    if not is_waiting(group):
        return (tip_choice(texts, language, group.id),) if group.answer else ()
    claim = Choice(texts.say(language, "question-claim"), f"question-claim:{group.id}")
    answer = Choice(texts.say(language, "question-answer"), f"question-answer:{group.id}")
    bring = Choice(texts.say(language, "question-bring"), f"question-bring:{group.id}")
    merges = tuple(
        Choice(
            texts.say(language, "question-merge", question=label(text)), f"question-merge:{group.id} {other}"
        )
        for other, text in (shown.near or {}).items()
    )
    claims = (claim,) if group.status is QuestionState.OPEN else ()
    return (*claims, answer, *(() if shown.meeting else (bring,)), *merges)


def day_of(meeting: Meeting, language: Language) -> str:
    """When a meeting begins, as the clocks there show it."""
    return moment_shown(meeting.start.astimezone(meeting.zone), language)


def tip_choice(texts: Catalogue, language: Language, group_id: int) -> Choice:
    """Make a tip of the answer, so that the bot knows it the next time."""
    return Choice(texts.say(language, "answer-tip-make"), f"{MAKE_TIP}:{group_id}")


def is_waiting(group: QuestionGroup) -> bool:
    """Whether a group waits for an answer."""
    return group.status in (QuestionState.OPEN, QuestionState.CLAIMED)


def label(text: str, longest: int = LONGEST_LABEL) -> str:
    """The beginning of a question, by default as much as fits on a button."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def quoted(text: str) -> str:
    """Somebody's words in one line, as they are."""
    return escape(label(text, LONGEST_QUOTE))
