"""`leernetwerk invite`: a code that lets people in."""

import asyncio
import sys
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli import values
from bot.cli.stored import OPERATOR, known_network, opened
from bot.clock import SystemClock
from bot.settings import Settings, load_settings
from handlers.people.codes import new_code
from handlers.people.invitations import bot_name, invitation_text, start_link
from handlers.people.people import Network, Role
from handlers.texts import load_catalogue
from scheduler.durations import Duration, parse_duration

NO_LINK = "No Telegram link yet: the bot's name there is known once `leernetwerk run` has served Telegram."


def invite(
    network: Annotated[str, typer.Option(help="The key of the network.")],
    role: Annotated[str, typer.Option(help="member or facilitator.")],
    uses: Annotated[str, typer.Option(help="How many people it is for.")] = "1",
    expires: Annotated[str, typer.Option(help="How long it can be used.")] = "P30D",
) -> None:
    """Make an invitation: prints its code, then a link and a text to send. The code is stored nowhere."""
    as_role = values.valid("--role", values.role, role)
    people = values.valid("--uses", values.uses, uses)
    period = parse_duration(values.valid("--expires", values.duration, expires))
    code = new_code()
    invited_to, name = asyncio.run(
        invited(load_settings(), network, code, role=as_role, uses=people, period=period)
    )
    link = start_link(name, code) if name else None
    print(code)
    print(link) if link else print(NO_LINK, file=sys.stderr)
    print(invitation_text(load_catalogue(), invited_to, code, link))


async def invited(
    settings: Settings, key: str, code: str, *, role: Role, uses: int, period: Duration
) -> tuple[Network, str | None]:
    """Keep an invitation; its network, and the bot's name on Telegram. Raises Refused."""
    now = SystemClock().now()
    async with opened(settings) as store, store.transaction() as tx:
        network = await known_network(tx, key)
        expires_at = period.after(now, ZoneInfo(network.timezone))
        await tx.invitations.add(code, network.id, role, uses=uses, expires_at=expires_at, by=OPERATOR)
        await tx.audit.note(OPERATOR, "invite", now, network_id=network.id, detail=f"{uses} × {role}")
        return network, await tx.facts.get(bot_name("telegram"))
