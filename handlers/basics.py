"""Help and stop: what everybody must always be able to say."""

from collections.abc import Iterable

from bot.contract import Reply
from handlers.people.access import may
from handlers.table import Command
from handlers.turn import Handler, Turn


def help_on(commands: Iterable[Command]) -> Handler:
    """The handler of `/help`: written from the commands there are, so that it is never out of date."""

    async def show_help(turn: Turn, _: str) -> list[Reply]:
        lines = [
            turn.say("help-line", name=command.name[turn.language], does=turn.say(command.does))
            for command in commands
            if may(turn.visitor, command.who, open_to_all=True)
        ]
        return [Reply(turn.say("help", commands="\n".join(lines)))]

    return show_help


async def stop(turn: Turn, _: str) -> list[Reply]:
    """`/stop`: leave whatever dialogue is open."""
    address = turn.message.address
    step_was_open = await turn.tx.steps.close(address, turn.message.sender)
    if turn.visitor.person:
        step_was_open |= await turn.tx.expected.close(turn.visitor.person.id) > 0
    lists_were_open = await turn.tx.choices.close_all(address, turn.message.sender, turn.now)
    return [Reply(turn.say("stopped" if step_was_open or lists_were_open else "nothing-to-stop"))]
