"""`leernetwerk reflection list` and `leernetwerk harvest`: what people said, and what may be shown of it."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.errors import WRONG_SETTINGS, Refused, leave
from bot.cli.output import one_line, print_json
from bot.cli.stored import known_network, opened
from bot.clock import SystemClock
from bot.settings import Settings, load_settings
from handlers.people.people import Network
from handlers.reflect.harvest import Harvest, harvest_of
from handlers.reflect.harvesting import material_of
from handlers.reflect.prompt_answers import Answer
from handlers.reflect.reflections import MEETING_PROMPT, Reflection
from handlers.reflect.small_steps import SmallStep
from knowledge_base import Anonymity, load_prompts

SINCE_EVER = datetime(2000, 1, 1, tzinfo=UTC)
FORMS = (".html", ".xlsx")

reflection_app = typer.Typer(no_args_is_help=True, help="What members said when they looked back.")


@reflection_app.callback()
def reflections() -> None:
    """What members said when they looked back."""


@reflection_app.command("list")
def list_reflections(
    network: Annotated[str, typer.Option(help="The key of the network.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Every reflection and answer that facilitators may see. Anonymous ones from five on, without a name."""
    found = asyncio.run(stored_reflections(load_settings(), network))
    if as_json:
        print_json(found)
        return
    for row in found:
        mark = "-" if row["mark"] is None else row["mark"]
        print(f"{row['date']}  {row['prompt']}  {mark}  {one_line(row['takeaway'] or '')}")


async def stored_reflections(settings: Settings, key: str) -> list[dict[str, Any]]:
    """The reflections and answers in a network."""
    async with opened(settings) as store, store.transaction() as tx:
        network = await known_network(tx, key)
        shared = [step for step in await tx.small_steps.in_network(network.id) if step.shared]
        said = await tx.reflections.in_network(network.id)
        answers = await tx.prompt_answers.shown(network.id)
        return [
            *(reflection_fields(network, each, shared) for each in said),
            *(answer_fields(network, each) for each in answers),
        ]


def reflection_fields(network: Network, said: Reflection, shared: list[SmallStep]) -> dict[str, Any]:
    """A look back on a meeting in the form that scripts rely on. A step is there only when it was shared."""
    mine = (step for step in shared if (step.person_id, step.meeting_id) == (said.person_id, said.meeting_id))
    step = next(mine, None)
    return {
        "network": network.key,
        "meeting": said.meeting_id,
        "prompt": MEETING_PROMPT,
        "anonymity": Anonymity.FACILITATORS,
        "mark": said.mark,
        "takeaway": said.takeaway,
        "step": step.text if step else None,
        "person": said.person_id,
        "date": said.answered_at.date().isoformat(),
    }


def answer_fields(network: Network, answer: Answer) -> dict[str, Any]:
    """An answer to a prompt in the form that scripts rely on; its date is that of the round."""
    return {
        "network": network.key,
        "meeting": None,
        "prompt": answer.prompt,
        "anonymity": answer.anonymity,
        "mark": None,
        "takeaway": answer.text,
        "step": None,
        "person": answer.person_id,
        "date": answer.day.isoformat(),
    }


def harvest(
    *,
    network: Annotated[str, typer.Option(help="The key of the network.")],
    out: Annotated[Path, typer.Option(help="The file to write: .html or .xlsx.")],
    first: Annotated[str | None, typer.Option("--from", help="The first day: 2026-09-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last day.")] = None,
    meeting: Annotated[int | None, typer.Option(help="Only of the meeting with this id.")] = None,
) -> None:
    """Write what a network learned to a file that can be shown to others. It names nobody."""
    if out.suffix not in FORMS:
        leave("--out is not right: use a name that ends in .html or .xlsx.", WRONG_SETTINGS)
    if meeting is not None and (first or last):
        leave("--meeting goes without --from and --to.", WRONG_SETTINGS)
    days = [day_of(option, text) for option, text in (("--from", first), ("--to", last))]
    if days[0] and days[1] and days[0] > days[1]:
        leave("--from is after --to.", WRONG_SETTINGS)
    found, language = asyncio.run(stored_harvest(load_settings(), network, (days[0], days[1]), meeting))
    from bot.harvest import page, workbook  # noqa: PLC0415 - drawing costs a second, which only this needs

    draw = page if out.suffix == ".html" else workbook
    try:
        out.write_bytes(draw(found, language))
    except OSError as error:
        raise Refused(f"{out} can't be written: {error.strerror}") from error


def day_of(option: str, text: str | None) -> date | None:
    """A day as it is typed."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        leave(f"{option} is not right: use a day such as 2026-09-01.", WRONG_SETTINGS)


async def stored_harvest(
    settings: Settings, key: str, period: tuple[date | None, date | None], meeting_id: int | None
) -> tuple[Harvest, Any]:
    """The harvest of a network, and its language. Raises Refused for the meeting of another network."""
    async with opened(settings) as store, store.transaction() as tx:
        network = await known_network(tx, key)
        prompts = load_prompts()
        material = await material_of(tx, network, prompts, SINCE_EVER, SystemClock().now())
        if meeting_id is not None and meeting_id not in {each.id for each in material.meetings}:
            raise Refused(f"There is no past meeting {meeting_id} in {key!r}. See: leernetwerk meeting list")
        return harvest_of(material, *period, meeting_id), network.language
