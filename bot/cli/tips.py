"""`leernetwerk tips`: the curator's tools."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.errors import REFUSED
from knowledge_base.checks import faults

tips_app = typer.Typer(no_args_is_help=True, help="The curator's tools.")


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
