"""`/uitnodigen`: facilitators make an invitation, to pass on as a code, a link or a picture."""

from datetime import timedelta

from bot.contract import Choice, Reply, escape
from handlers.people.access import Who
from handlers.people.codes import new_code
from handlers.people.invitations import bot_name, start_link
from handlers.people.membership import actor, note
from handlers.people.one_network import InOneNetwork, by_facilitator, facilitated
from handlers.people.people import Network, Role
from handlers.people.qr import qr_picture
from handlers.table import ChoiceAction, Command
from handlers.turn import Turn

USES = (1, 5, 10, 30)
DAYS = (7, 30, 90)


async def finish(turn: Turn, network: Network, argument: str) -> list[Reply]:
    """Make the invitation; argument: role, uses, days. Of its code only a digest is kept."""
    role, uses, days = argument.split()
    expires_at = turn.now + timedelta(days=int(days))
    code = new_code()
    await turn.tx.invitations.add(
        code, network.id, Role(role), uses=int(uses), expires_at=expires_at, by=actor(turn)
    )
    await note(turn, network, "invited", None, f"{role} uses={uses} until={expires_at.date()}")
    name = await turn.tx.facts.get(bot_name("telegram"))
    link = start_link(name, code) if name else None
    way_in = turn.say("invite-by-link", link=escape(link)) if link else turn.say("invite-by-code")
    text = turn.say(
        "invitation-made",
        network=escape(network.name),
        role=turn.say(f"role-{role}"),
        uses=int(uses),
        days=int(days),
        code=code,
        way=way_in,
    )
    picture = qr_picture(link or code, network.key)
    return [Reply(text, attachments=(picture,), private=True, sensitive=True)]


async def ask_role(turn: Turn, network: Network) -> list[Reply]:
    """As what people come in."""
    choices = tuple(Choice(turn.say(f"role-{role}"), f"invite-role:{network.id} {role}") for role in Role)
    return [Reply(turn.say("invite-role", network=escape(network.name)), choices, private=True)]


async def ask_uses(turn: Turn, network: Network, role: str) -> list[Reply]:
    """How many may come in."""
    choices = tuple(Choice(str(uses), f"invite-uses:{network.id} {role} {uses}") for uses in USES)
    return [Reply(turn.say("invite-uses"), choices, private=True)]


async def ask_days(turn: Turn, network: Network, argument: str) -> list[Reply]:
    """Until when; argument: role, uses."""
    choices = tuple(
        Choice(turn.say("duration-days", count=days), f"invite-days:{network.id} {argument} {days}")
        for days in DAYS
    )
    return [Reply(turn.say("invite-days"), choices, private=True)]


INVITE = InOneNetwork("invite", ask_role, facilitated)
COMMANDS = (Command("uitnodigen", "invite", "does-invite", INVITE.command, who=Who.FACILITATORS),)


CHOICES = {
    "invite": ChoiceAction(INVITE.chosen, who=Who.FACILITATORS),
    "invite-role": ChoiceAction(by_facilitator(ask_uses), who=Who.FACILITATORS),
    "invite-uses": ChoiceAction(by_facilitator(ask_days), who=Who.FACILITATORS),
    "invite-days": ChoiceAction(by_facilitator(finish), who=Who.FACILITATORS),
}
