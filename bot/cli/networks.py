"""`leernetwerk network`: the networks there are, and how each goes about things."""

import asyncio
from typing import Annotated, Any

import typer

from bot.cli import values
from bot.cli.errors import WRONG_SETTINGS, Refused, leave
from bot.cli.output import one_line, print_json
from bot.cli.stored import OPERATOR, known_network, opened
from bot.clock import SystemClock
from bot.settings import Settings, known_zone, load_settings
from handlers.people.people import Network

network_app = typer.Typer(no_args_is_help=True, help="Learning networks.")

Timezone = Annotated[str | None, typer.Option(help="Such as Europe/Amsterdam.")]
LanguageCode = Annotated[str | None, typer.Option(help="nl or en.")]
Reminders = Annotated[str | None, typer.Option(help="When to remind, before a meeting: P14D,P2D,PT2H; off.")]
Quiet = Annotated[str | None, typer.Option(help="When no message comes: 21:00-08:00; off.")]
ReflectAfter = Annotated[str | None, typer.Option(help="How long after a meeting to reflect: PT1H.")]
PromptsEvery = Annotated[str | None, typer.Option(help="How often to send a prompt: P2W.")]
OpenAsk = Annotated[bool | None, typer.Option(help="Whether anybody may ask questions.")]


@network_app.command()
def add(
    key: Annotated[str, typer.Argument(help="A short name for commands: noord-holland.")],
    *,
    name: Annotated[str, typer.Option(help="The name that members see.")],
    timezone: Timezone = None,
    language: LanguageCode = None,
    reminders: Reminders = None,
    quiet: Quiet = None,
    reflect_after: ReflectAfter = None,
    prompts_every: PromptsEvery = None,
    open_ask: OpenAsk = None,
) -> None:
    """Add a network; prints its key."""
    settings = load_settings()
    values.valid("KEY", values.network_key, key)
    chosen = checked(
        timezone=timezone,
        language=language,
        reminders=reminders,
        quiet=quiet,
        reflect_after=reflect_after,
        prompts_every=prompts_every,
        open_ask=open_ask,
    )
    fresh = {"timezone": settings.timezone, "language": "nl", **chosen}
    asyncio.run(added(settings, key, values.valid("--name", values.name, name), fresh))
    print(key)


@network_app.command("set")
def change(
    key: Annotated[str, typer.Argument(help="The key of the network.")],
    *,
    name: Annotated[str | None, typer.Option(help="The name that members see.")] = None,
    timezone: Timezone = None,
    language: LanguageCode = None,
    reminders: Reminders = None,
    quiet: Quiet = None,
    reflect_after: ReflectAfter = None,
    prompts_every: PromptsEvery = None,
    open_ask: OpenAsk = None,
) -> None:
    """Change how a network goes about things."""
    chosen = checked(
        timezone=timezone,
        language=language,
        reminders=reminders,
        quiet=quiet,
        reflect_after=reflect_after,
        prompts_every=prompts_every,
        open_ask=open_ask,
    )
    if name is not None:
        chosen["name"] = values.valid("--name", values.name, name)
    if not chosen:
        leave("Say what to change, such as --quiet 21:00-08:00.", WRONG_SETTINGS)
    asyncio.run(changed(load_settings(), key, chosen))


@network_app.command("list")
def list_networks(
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON array.")] = False,
) -> None:
    """Every network."""
    found = asyncio.run(stored_networks(load_settings()))
    if as_json:
        print_json([as_fields(network) for network in found])
    else:
        for network in found:
            print(f"{network.key}  {one_line(network.name)}  {network.timezone}  {network.language}")


def checked(
    *,
    timezone: str | None,
    language: str | None,
    reminders: str | None,
    quiet: str | None,
    reflect_after: str | None,
    prompts_every: str | None,
    open_ask: bool | None,
) -> dict[str, Any]:
    """The settings that were given, as they are kept; leaves when one can't be right."""
    given = (
        ("timezone", known_zone, timezone),
        ("language", values.language, language),
        ("reminders", values.durations, reminders),
        ("quiet", values.quiet_hours, quiet),
        ("reflect_after", values.duration, reflect_after),
        ("prompts_every", values.duration, prompts_every),
    )
    chosen: dict[str, Any] = {
        column: values.valid(f"--{column.replace('_', '-')}", check, typed)
        for column, check, typed in given
        if typed is not None
    }
    return chosen if open_ask is None else {**chosen, "open_ask": open_ask}


async def added(settings: Settings, key: str, name: str, chosen: dict[str, Any]) -> None:
    """Keep a new network. Raises Refused when there is one with this key."""
    async with opened(settings) as store, store.transaction() as tx:
        if await tx.networks.keyed(key):
            raise Refused(f"There is a network {key!r} already. Change it: leernetwerk network set {key}")
        network_id = await tx.networks.add(key, name, **chosen)
        await tx.audit.note(OPERATOR, "network-add", SystemClock().now(), network_id=network_id)


async def changed(settings: Settings, key: str, chosen: dict[str, Any]) -> None:
    """Keep new settings. Raises Refused when there is no such network."""
    async with opened(settings) as store, store.transaction() as tx:
        network = await known_network(tx, key)
        now = SystemClock().now()
        await tx.networks.change(network.id, now, **chosen)
        detail = ", ".join(sorted(chosen))
        await tx.audit.note(OPERATOR, "network-set", now, network_id=network.id, detail=detail)


async def stored_networks(settings: Settings) -> list[Network]:
    """The networks in the database."""
    async with opened(settings) as store, store.reading() as tx:
        return await tx.networks.all()


def as_fields(network: Network) -> dict[str, Any]:
    """A network in the form that scripts rely on."""
    return {
        "key": network.key,
        "name": network.name,
        "timezone": network.timezone,
        "language": network.language,
        "reminders": list(network.reminders),
        "quiet": network.quiet,
        "open_ask": network.open_ask,
        "reflect_after": network.reflect_after,
        "prompts_every": network.prompts_every,
    }
