"""`leernetwerk tips`: the curator's tools."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.errors import REFUSED
from bot.cli.output import print_json
from bot.cli.stored_tips import accept, decline, export_tips, import_tips, list_tips, retire
from bot.cli.tip_reviews import review
from knowledge_base import load_knowledge_base
from knowledge_base.checks import faults
from knowledge_base.evaluation import Result, Share, confusions, groups, measures, read_questions

MOST_CONFUSIONS = 10

tips_app = typer.Typer(no_args_is_help=True, help="The curator's tools.")


tips_app.command("list")(list_tips)
tips_app.command("export")(export_tips)
tips_app.command("import")(import_tips)
tips_app.command()(accept)
tips_app.command()(decline)
tips_app.command()(retire)
tips_app.command()(review)


@tips_app.callback()
def tips() -> None:
    """The curator's tools."""


@tips_app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Another knowledge base than the one installed.")
    ] = None,
) -> None:
    """Look for faults in the tip files."""
    found = faults(folder)
    for fault in found:
        print(fault)
    if found:
        raise typer.Exit(REFUSED)
    print("No faults.", file=sys.stderr)


@tips_app.command()
def evaluate(
    file: Annotated[
        Path, typer.Argument(help="Questions: qid, lang, style, question, accept; tab-separated.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Measure how well questions are answered."""
    questions = read_questions(file)
    knowledge = load_knowledge_base()
    results = [Result(question, knowledge.judge(question.text)) for question in questions]
    if as_json:
        print_json(report(results))
    else:
        show(results)


def report(results: Sequence[Result]) -> dict[str, Any]:
    """All figures in the form that scripts rely on."""
    return {
        "all": {name: fields(figure) for name, figure in measures(results).items()},
        "groups": {
            name: {figure: fields(share) for figure, share in measures(group).items() if share.of}
            for name, group in groups(results).items()
        },
        "confusions": [list(confusion) for confusion in confusions(results)],
    }


def fields(figure: Share) -> dict[str, Any]:
    """One figure with its interval."""
    low, high = figure.interval
    return {
        "value": round(figure.value, 4),
        "hits": figure.hits,
        "of": figure.of,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def show(results: Sequence[Result]) -> None:
    """All figures for human eyes."""
    for name, figure in measures(results).items():
        print(line(name, figure))
    for name, group in groups(results).items():
        found = measures(group)
        print(f"\n{name}")
        for figure_name in ("top-1", "top-3", "right tip visible", "answered with a wrong tip"):
            print(line(f"  {figure_name}", found[figure_name]))
    worst = confusions(results)[:MOST_CONFUSIONS]
    if worst:
        print("\nmost often confused (right tip < what came first)")
    for right, wrong, count in worst:
        print(f"  {count} × {right} < {wrong}")


def line(name: str, figure: Share) -> str:
    """One figure on a line, with its 95 % interval."""
    low, high = figure.interval
    return f"{name:40} {figure.value:6.1%}  ({figure.hits}/{figure.of}; {low:.0%}-{high:.0%})"
