"""`/netwerk`: every setting of a network, for its facilitators to change by buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.contract import Choice, Reply, escape
from handlers.durations_in_words import in_words
from handlers.language import NAMES, named_language
from handlers.people.access import Who
from handlers.people.membership import note
from handlers.people.one_network import InOneNetwork, by_facilitator, facilitated
from handlers.people.organisations import tidy
from handlers.people.people import Network
from handlers.table import ChoiceAction, Command, Step
from handlers.turn import Turn

NETWORK_NAME = "network-name"
OFF = "off"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is written as (as on the command line), what that means in words, what is kept.

    `presets` are the values that a facilitator can choose from, written so.
    """

    presets: tuple[str, ...]
    written: Callable[[Network], str]
    in_words: Callable[[Turn, str], str]
    kept: Callable[[str], Any]


def reminders_in_words(turn: Turn, written: str) -> str:
    """Before a meeting, when reminders come."""
    if written == OFF:
        return turn.say("setting-none")
    return ", ".join(in_words(turn, duration) for duration in written.split(","))


def as_written(_: Turn, written: str) -> str:
    """What needs no translation."""
    return written


def quiet_in_words(turn: Turn, written: str) -> str:
    """The hours in which no messages come."""
    return turn.say("setting-none") if written == OFF else written.replace("-", " – ")


def language_in_words(turn: Turn, written: str) -> str:
    """A language by its own name."""
    return NAMES[named_language(written) or turn.language][0]


def open_in_words(turn: Turn, written: str) -> str:
    """Who may ask."""
    return turn.say("setting-everybody" if written == "yes" else "setting-members-only")


SETTINGS = {
    "reminders": Setting(
        ("P14D,P2D,PT2H", "P7D,P1D,PT2H", "P7D,PT2H", "P2D,PT2H", "P1D", OFF),
        lambda network: ",".join(network.reminders) or OFF,
        reminders_in_words,
        lambda written: [] if written == OFF else written.split(","),
    ),
    "quiet": Setting(
        ("21:00-08:00", "20:00-08:00", "22:00-07:00", "18:00-09:00", OFF),
        lambda network: network.quiet or OFF,
        quiet_in_words,
        lambda written: None if written == OFF else written,
    ),
    "language": Setting(("nl", "en"), lambda network: network.language, language_in_words, str),
    "timezone": Setting(
        ("Europe/Amsterdam", "Europe/London", "America/Curacao", "America/Paramaribo"),
        lambda network: network.timezone,
        as_written,
        str,
    ),
    "open_ask": Setting(
        ("no", "yes"),
        lambda network: "yes" if network.open_ask else "no",
        open_in_words,
        lambda written: written == "yes",
    ),
    "reflect_after": Setting(
        ("PT15M", "PT1H", "PT3H", "P1D"), lambda network: network.reflect_after, in_words, str
    ),
    "prompts_every": Setting(
        ("P1W", "P2W", "P3W", "P4W"), lambda network: network.prompts_every, in_words, str
    ),
}


async def show(turn: Turn, network: Network) -> list[Reply]:
    """`/netwerk`: how a network is set up."""
    return [settings_card(turn, network)]


def settings_card(turn: Turn, network: Network, first: str = "") -> Reply:
    """All settings below a first line, each to choose."""
    lines = [
        turn.say(
            "setting-line", name=turn.say(f"setting-is-{name}"), value=current_in_words(turn, network, name)
        )
        for name in SETTINGS
    ]
    head = turn.say("network-settings", network=escape(network.name))
    text = "\n\n".join(part for part in (first, head, "\n".join(lines), turn.say("what-to-change")) if part)
    choices = (
        Choice(turn.say("setting-name"), f"network-name:{network.id}"),
        *(Choice(turn.say(f"setting-is-{name}"), f"setting:{network.id} {name}") for name in SETTINGS),
    )
    return Reply(text, choices, private=True)


def current_in_words(turn: Turn, network: Network, name: str) -> str:
    """What a setting is now."""
    return SETTINGS[name].in_words(turn, SETTINGS[name].written(network))


async def offer(turn: Turn, network: Network, name: str) -> list[Reply]:
    """The values that a setting can get."""
    choices = tuple(
        Choice(SETTINGS[name].in_words(turn, preset), f"set:{network.id} {name} {preset}")
        for preset in SETTINGS[name].presets
    )
    text = turn.say(
        "setting-choose", name=turn.say(f"setting-is-{name}"), value=current_in_words(turn, network, name)
    )
    return [Reply(text, choices, private=True)]


async def change(turn: Turn, network: Network, argument: str) -> list[Reply]:
    """Give a setting another value; argument: its name and the value as it is written."""
    name, _, written = argument.partition(" ")
    await turn.tx.networks.change(network.id, turn.now, **{name: SETTINGS[name].kept(written)})
    return await changed(turn, network, f"{name}={written}")


async def ask_name(turn: Turn, network: Network, _: str) -> list[Reply]:
    """Ask for another name."""
    await turn.wait_for(NETWORK_NAME, {"network": str(network.id)})
    return [Reply(turn.say("ask-network-name", network=escape(network.name)), private=True)]


async def name_given(turn: Turn, text: str) -> list[Reply]:
    """Another name, for the network that was asked about."""
    return await by_facilitator(rename)(turn, f"{turn.answered['network']} {text}")


async def rename(turn: Turn, network: Network, text: str) -> list[Reply]:
    """Give a network another name."""
    name = tidy(text)
    if not name:
        return await ask_name(turn, network, "")
    await turn.tx.networks.change(network.id, turn.now, name=name)
    return await changed(turn, network, f"name={name}")


async def changed(turn: Turn, network: Network, detail: str) -> list[Reply]:
    """It is noted: the settings as they are now."""
    await note(turn, network, "network-set", None, detail)
    fresh = await turn.tx.networks.get(network.id)
    return [settings_card(turn, fresh or network, turn.say("noted"))]


SETTINGS_OF = InOneNetwork("network", show, facilitated)
COMMANDS = (Command("netwerk", "network", "does-network", SETTINGS_OF.command, who=Who.FACILITATORS),)
CHOICES = {
    "network": ChoiceAction(SETTINGS_OF.chosen, leaves_open=True, who=Who.FACILITATORS),
    "setting": ChoiceAction(by_facilitator(offer), leaves_open=True, who=Who.FACILITATORS),
    "set": ChoiceAction(by_facilitator(change), who=Who.FACILITATORS),
    "network-name": ChoiceAction(by_facilitator(ask_name), leaves_open=True, who=Who.FACILITATORS),
}
STEPS = {NETWORK_NAME: Step(name_given, takes_questions=True, who=Who.FACILITATORS)}
