"""`leernetwerk questions`: what members passed on to the facilitators."""

import asyncio
from typing import Annotated, Any

import typer

from bot.cli.output import one_line, print_json
from bot.cli.stored import opened
from bot.settings import Settings, load_settings
from handlers.questions import OpenQuestion

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
        "group": None,
        "asked_at": question.asked_at.isoformat(),
    }
