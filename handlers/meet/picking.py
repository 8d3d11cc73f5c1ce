"""Which of the coming meetings a command is about: asked once, and only where there are more."""

from dataclasses import dataclass

from bot.contract import Choice, Reply
from handlers.meet.finding import OfMeeting
from handlers.meet.next_meeting import MOST_LISTED, pick_label
from handlers.people.one_network import facilitated
from handlers.turn import Turn


@dataclass(frozen=True, slots=True)
class PickMeeting:
    """A command about one of the coming meetings that the visitor leads, answered by `run`.

    `action` is what a choice of a meeting does.
    """

    action: str
    run: OfMeeting

    async def command(self, turn: Turn, _: str) -> list[Reply]:
        """Answer for the only meeting, or ask which one."""
        networks = {network.id: network for network in await facilitated(turn)}
        coming = [
            meeting
            for meeting in await turn.tx.meetings.coming(list(networks), turn.now)
            if meeting.start > turn.now
        ]
        if not coming:
            return [Reply(turn.say("meeting-none-to-lead"), private=True)]
        if len(coming) == 1:
            return await self.run(turn, networks[coming[0].network_id], coming[0], "")
        choices = tuple(
            Choice(
                label_of(pick_label(turn, meeting), networks[meeting.network_id].name, len(networks)),
                f"{self.action}:{meeting.id}",
            )
            for meeting in coming[:MOST_LISTED]
        )
        return [Reply(turn.say("which-meeting"), choices, private=True)]


def label_of(meeting: str, network: str, networks: int) -> str:
    """A meeting as a choice; with its network for who leads more than one."""
    return f"{meeting} ({network})" if networks > 1 else meeting
