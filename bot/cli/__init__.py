"""The command line. Results go to stdout, everything else to stderr.

Exit code 0: done; 1: refused, not found, or faults found; 2: wrong settings or usage.
"""

import sys

import typer

from bot.cli.asking import ask
from bot.cli.attendance import attendance
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.errors import explained_exit
from bot.cli.guard import guard
from bot.cli.inviting import invite
from bot.cli.keeping import backup, migrate_to, restore
from bot.cli.meeting_export import export
from bot.cli.meetings import meeting_app
from bot.cli.members import member_app
from bot.cli.networks import network_app
from bot.cli.outbox import outbox_app
from bot.cli.questions import questions_app
from bot.cli.reflections import harvest, reflection_app
from bot.cli.retention import retention
from bot.cli.serving import chat, run
from bot.cli.setup import setup
from bot.cli.tips import tips_app

cli = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, help="De Leernetwerkbot."
)
cli.command()(chat)
cli.command()(demo)
cli.command()(ask)
cli.command()(guard)
cli.command()(run)
cli.command()(invite)
cli.command()(doctor)
cli.command()(setup)
cli.command()(retention)
cli.command()(attendance)
cli.command()(harvest)
cli.command()(backup)
cli.command()(restore)
cli.command("migrate-to")(migrate_to)
cli.add_typer(network_app, name="network")
cli.add_typer(member_app, name="member")
meeting_app.command()(export)
cli.add_typer(meeting_app, name="meeting")
cli.add_typer(tips_app, name="tips")
cli.add_typer(questions_app, name="questions")
cli.add_typer(reflection_app, name="reflection")
cli.add_typer(outbox_app, name="outbox")


def run_command_line() -> None:
    """Run one command; what goes wrong is one line on stderr."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    with explained_exit():
        raise SystemExit(cli(standalone_mode=False))  # so that a mistake in usage is one line too
