"""`leernetwerk questions`: what members passed on to the facilitators."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.cli.asking import batch_lines
from bot.cli.errors import REFUSED, Refused, leave
from bot.cli.output import one_line, print_json
from bot.cli.stored import OPERATOR, opened
from bot.clock import SystemClock
from bot.settings import Settings, load_settings
from bot.store import Transaction
from handlers.learn.answer_tips import worded_by
from handlers.learn.drafting import keep_draft, tell_of_draft
from handlers.learn.open_questions import LONGEST_ANSWER, Asked
from handlers.learn.question_answers import send_answer
from handlers.learn.question_cards import is_waiting
from handlers.learn.questions import OpenQuestion
from handlers.learn.tips import LONGEST_TIP, StoredTip
from handlers.texts import load_catalogue
from knowledge_base import KnowledgeBase, load_knowledge_base
from knowledge_base.guard import Guard, Level, load_guard

questions_app = typer.Typer(no_args_is_help=True, help="Questions that were passed on.")


@questions_app.callback()
def questions() -> None:
    """Questions that were passed on."""


@questions_app.command("list")
def list_questions(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Every question that was passed on, oldest first."""
    found = asyncio.run(stored_questions(load_settings()))
    if as_json:
        print_json([as_fields(question) for question in found])
    else:
        for question in found:
            print(
                f"{question.id}  {question.asked_at:%Y-%m-%d}  {question.status}  {one_line(question.text)}"
            )


async def stored_questions(settings: Settings) -> list[OpenQuestion]:
    """The questions in the database."""
    async with opened(settings) as store, store.reading() as tx:
        return list(await tx.questions.all())


def as_fields(question: OpenQuestion) -> dict[str, Any]:
    """A question in the form that scripts rely on."""
    return {
        "id": question.id,
        "network": question.network,
        "text": question.text,
        "language": question.language,
        "status": question.status,
        "group": question.group_id,
        "asked_at": question.asked_at.isoformat(),
    }


@questions_app.command()
def answer(
    question_id: Annotated[int, typer.Argument(metavar="ID", help="The id of the question.")],
    text: Annotated[str, typer.Option(help="The answer.")],
    as_tip: Annotated[
        bool, typer.Option("--as-tip", help="Make a draft tip of it too; facilitators publish it.")
    ] = False,
) -> None:
    """Answer a question, and all that are in its group; a running bot sends it."""
    longest, text = LONGEST_TIP if as_tip else LONGEST_ANSWER, text.strip()
    if not text or len(text) > longest:
        leave(f"Give an answer of at most {longest} characters.", REFUSED)
    guard = load_guard()
    if words := certain_words(guard, text):
        leave(f"Nothing was sent: {words} may identify somebody. Say it without.", REFUSED)
    drafting = Drafting(load_knowledge_base(), guard) if as_tip else None
    print(asyncio.run(answered(load_settings(), question_id, text, drafting)))


def certain_words(guard: Guard, text: str) -> str:
    """What in a text is certain to identify somebody, quoted; empty when nothing is."""
    spans = [span for span in guard.check(text).spans if span.level is Level.CERTAIN]
    return ", ".join(repr(text[span.start : span.end]) for span in spans)


@dataclass(frozen=True, slots=True)
class Drafting:
    """What it takes to make a tip of an answer."""

    knowledge: KnowledgeBase
    guard: Guard

    async def tip_of(self, tx: Transaction, asked: Asked, text: str, now: datetime) -> StoredTip:
        """A draft of an answer to a question and all in its group; the facilitators are told."""
        group_id, network_id = asked.group_id or 0, asked.network_id
        questions = (await tx.question_groups.asked_in([group_id]))[group_id]
        language = self.knowledge.language(text, asked.language)
        wording = worded_by(None, text, language, questions, lambda line: self.guard.check(line).neutral)
        stored = await keep_draft(tx, self.knowledge, wording, network_id, now)
        await tx.audit.note(OPERATOR, "tip-drafted", now, network_id=network_id, subject=stored.tip.id)
        network = await tx.networks.get(network_id) if network_id is not None else None
        if network:
            await tell_of_draft(tx, load_catalogue(), network, stored, now)
        return stored


async def answered(settings: Settings, question_id: int, text: str, drafting: Drafting | None) -> str:
    """Answer a question; in words what became of it. Raises Refused."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        asked = await tx.question_groups.asked(question_id)
        if asked is None:
            raise Refused(f"There is no question {question_id}. See: leernetwerk questions list")
        if asked.group_id is None:
            group_id = await tx.question_groups.add(asked.network_id, now)
            await tx.question_groups.change(group_id, passed_on_at=now)
            await tx.question_groups.put(asked.id, group_id)
            asked = replace(asked, group_id=group_id)
        group = await tx.question_groups.held(asked.group_id or 0)
        if group is None or not is_waiting(group):
            raise Refused(f"Question {question_id} is answered already.")
        network = await tx.networks.get(group.network_id) if group.network_id is not None else None
        reached = await send_answer(tx, load_catalogue(), group, text, now, by=None, network=network)
        await tx.audit.note(
            OPERATOR, "question-answered", now, network_id=group.network_id, detail=str(group.id)
        )
        said = f"The answer goes to {reached} people." if reached != 1 else "The answer goes to 1 person."
        if drafting:
            tip = (await drafting.tip_of(tx, asked, text, now)).tip
            said += f"\nThe draft tip {tip.id} waits to be published. In the chat: /tip change {tip.id}"
        return said


@questions_app.command()
def similar(
    batch: Annotated[str, typer.Option(help="A tab-separated file with the header id, text; - is stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object per line.")] = False,
) -> None:
    """Which questions in a file look alike. Nothing is stored."""
    rows = batch_rows(batch)
    alike = load_knowledge_base().alike
    for place, (name, text) in enumerate(rows):
        others = [row for number, row in enumerate(rows) if number != place]
        near = alike.near(text, [other for _, other in others])
        found = [(others[position][0], score) for position, score in near.similar]
        merge = [others[position][0] for position in near.same]
        if as_json:
            print_json({"id": name, "similar": [list(pair) for pair in found], "merge": merge})
        else:
            listed = ", ".join(f"{other} {score:.2f}" for other, score in found)
            print(f"{one_line(name)}  {one_line(listed)}")


def batch_rows(name: str) -> list[tuple[str, str]]:
    """The id and text of each row."""
    lines = [line for line in batch_lines(name) if line.strip()]
    header = lines[0].removeprefix("\ufeff").split("\t") if lines else []
    if not {"id", "text"} <= set(header):
        leave(f"{name} needs a first line with the columns id and text, with a tab between.", REFUSED)
    columns = header.index("id"), header.index("text")
    cells = [[*line.split("\t"), *[""] * len(header)] for line in lines[1:]]
    return [(row[columns[0]], row[columns[1]]) for row in cells]
