"""`leernetwerk guard`: what in texts may identify somebody. Stores nothing and needs no database."""

from typing import Annotated, Any

import typer

from bot.cli.asking import batch_lines
from bot.cli.output import one_line, print_json
from knowledge_base.guard import Checked, load_guard


def guard(
    batch: Annotated[str, typer.Option(help="A file with a text per line; - for stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object per line.")] = False,
) -> None:
    """Look for personal data in texts. Nothing is stored; no token and no database is needed."""
    lines = batch_lines(batch)
    checker = load_guard()
    for line in lines:
        checked = checker.check(line)
        if as_json:
            print_json(report(checked))
        else:
            print(readable(checked))


def report(checked: Checked) -> dict[str, Any]:
    """What was found in the form that scripts rely on."""
    return {
        "text": checked.text,
        "personal": checked.personal,
        "spans": [
            {"start": span.start, "end": span.end, "kind": span.kind.value, "level": span.level.value}
            for span in checked.spans
        ],
        "neutral": checked.neutral,
    }


def readable(checked: Checked) -> str:
    """What was found for human eyes: each piece with its kind, and the neutral wording."""
    if not checked.personal:
        return f"-  {one_line(checked.text)}"
    found = ", ".join(
        f"{one_line(checked.text[span.start : span.end])} ({span.kind.value}, {span.level.value})"
        for span in checked.spans
    )
    return f"{found}  ->  {one_line(checked.neutral)}"
