"""The harvest in the chat: in short, with a picture, and as files to show to others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.contract import Attachment, Choice, Language, Reply, escape
from handlers.people.access import Who
from handlers.people.one_network import InOneNetwork, OfOneNetwork, by_facilitator, facilitated
from handlers.people.people import Network
from handlers.reflect.harvest import Harvest, Material, harvest_of
from handlers.reflect.reflection_planner import who_was_there
from handlers.reflect.small_steps import Outcome
from handlers.table import ChoiceAction, Command
from handlers.turn import Transaction, Turn
from knowledge_base import Prompt

PERIOD = timedelta(days=365)
MOST_QUOTES = 3
LONGEST_QUOTE = 200

Draw = Callable[[Harvest, Language], bytes]
"""Makes a file of a harvest."""


@dataclass(frozen=True, slots=True)
class Artist:
    """What can be made of a harvest: a picture for the chat, a page to print, a workbook."""

    picture: Draw
    page: Draw
    workbook: Draw


def nothing_drawn(_: Harvest, __: Language) -> bytes:
    """No file, where nobody draws."""
    return b""


NO_ARTIST = Artist(nothing_drawn, nothing_drawn, nothing_drawn)


async def material_of(
    tx: Transaction, network: Network, prompts: Sequence[Prompt], since: datetime, now: datetime
) -> Material:
    """Everything that was said in a network about the meetings since a moment."""
    meetings = await tx.meetings.over([network.id], since, now)
    members = await tx.people.all(network.id)
    there = {meeting.id: len((await who_was_there(tx, meeting, members))[0]) for meeting in meetings}
    return Material(
        network.name,
        meetings,
        there,
        await tx.reflections.in_network(network.id),
        await tx.small_steps.in_network(network.id),
        await tx.prompt_answers.shown(network.id),
        {prompt.id: prompt.text[network.language] for prompt in prompts},
    )


class Harvesting:
    """The handlers of `/oogst`."""

    def __init__(self, artist: Artist, prompts: Sequence[Prompt]) -> None:
        self._artist = artist
        self._prompts = prompts
        run: OfOneNetwork = self.in_short
        self._of_network = InOneNetwork("harvest-network", run, facilitated)
        self.commands = (
            Command("oogst", "harvest", "does-harvest", self._of_network.command, who=Who.FACILITATORS),
        )
        self.choices = {
            "harvest-network": ChoiceAction(self._of_network.chosen, who=Who.FACILITATORS),
            "harvest-file": ChoiceAction(by_facilitator(self.file), leaves_open=True, who=Who.FACILITATORS),
        }

    async def in_short(self, turn: Turn, network: Network) -> list[Reply]:
        """The last year of a network in a few lines, with a picture."""
        harvest = await self._harvest(turn, network)
        if harvest.is_empty:
            return [Reply(turn.say("harvest-empty", network=escape(network.name)), private=True)]
        choices = (
            Choice(turn.say("harvest-page"), f"harvest-file:{network.id} html"),
            Choice(turn.say("harvest-workbook"), f"harvest-file:{network.id} xlsx"),
            Choice(turn.say("successes-begin"), f"celebrate:{network.id}"),
        )
        picture = Attachment("oogst.png", "image/png", self._artist.picture(harvest, turn.language))
        return [Reply(in_words(turn, harvest), choices, (picture,), private=True)]

    async def file(self, turn: Turn, network: Network, form: str) -> list[Reply]:
        """The same as a file."""
        harvest = await self._harvest(turn, network)
        draw = self._artist.page if form == "html" else self._artist.workbook
        media_type = (
            "text/html"
            if form == "html"
            else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
        file = Attachment(f"oogst-{network.key}.{form}", media_type, draw(harvest, turn.language))
        return [Reply(turn.say("harvest-file"), attachments=(file,), private=True)]

    async def _harvest(self, turn: Turn, network: Network) -> Harvest:
        material = await material_of(turn.tx, network, self._prompts, turn.now - PERIOD, turn.now)
        return harvest_of(material, (turn.now - PERIOD).date(), turn.now.date())


def in_words(turn: Turn, harvest: Harvest) -> str:
    """A harvest in a few lines."""
    looked_back, there = harvest.response
    lines = [
        turn.say("harvest-response", looked_back=looked_back, there=there, meetings=len(harvest.meetings))
    ]
    averages = [each.average for each in harvest.meetings if each.average is not None]
    if averages:
        lines.append(turn.say("harvest-marks", last=round(averages[-1], 1), first=round(averages[0], 1)))
    if harvest.steps:
        done = harvest.steps.get(Outcome.DONE, 0)
        partly = harvest.steps.get(Outcome.PARTLY, 0)
        lines.append(turn.say("harvest-steps", tried=harvest.tried, done=done, partly=partly))
    quotes = [quote for meeting in harvest.meetings for quote in meeting.quotes][-MOST_QUOTES:]
    lines += [turn.say("harvest-quote", text=escape(quote[:LONGEST_QUOTE])) for quote in quotes]
    return turn.say("harvest", network=escape(harvest.network), lines="\n".join(lines))
