"""`python -m bot` and `leernetwerk`."""

from bot.cli import run_command_line


def main() -> None:
    """Run one command."""
    run_command_line()


if __name__ == "__main__":
    main()
