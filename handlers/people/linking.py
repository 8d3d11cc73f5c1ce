"""`/koppel`: the same person through another door. Two people who turn out to be one become one."""

from datetime import datetime, timedelta

from bot.contract import Choice, Reply, escape
from handlers.notices import tell
from handlers.people import joining
from handlers.people.access import Who
from handlers.people.codes import looks_like_code, new_code
from handlers.people.guessing import minutes_to_wait, note_wrong_code
from handlers.people.membership import note
from handlers.people.people import Person, Role
from handlers.table import ChoiceAction, Command
from handlers.turn import Turn

CODE_WORKS_FOR = timedelta(minutes=15)
CONFIRMED_WITHIN = timedelta(hours=1)


async def link(turn: Turn, code: str) -> list[Reply]:
    """`/koppel`: a code for the other app. `/koppel CODE`: whoever made the code is here too."""
    if code:
        return await take_code(turn, code)
    person = turn.visitor.person
    if person is None:
        return [Reply(turn.say("link-nobody"), private=True)]
    fresh = new_code()
    await turn.tx.invitations.add_link(fresh, person.id, turn.now + CODE_WORKS_FOR)
    minutes = CODE_WORKS_FOR // timedelta(minutes=1)
    return [Reply(turn.say("link-code", code=fresh, minutes=minutes), private=True, sensitive=True)]


async def typed_code(turn: Turn, text: str) -> list[Reply]:
    """A code without a command, from somebody we don't know: it links this door, or invites."""
    if await turn.tx.invitations.find_link(text, turn.now) is not None:
        return await take_code(turn, text)
    return await joining.start(turn, text)


async def take_code(turn: Turn, code: str) -> list[Reply]:
    """Somebody types the code that they got in another app. It works once."""
    if wait := await minutes_to_wait(turn):
        return [Reply(turn.say("wrong-codes", minutes=wait), private=True)]
    here = turn.visitor.person
    owner_id = await turn.tx.invitations.find_link(code, turn.now) if looks_like_code(code) else None
    if here and owner_id == here.id:
        return [Reply(turn.say("link-same"), private=True)]
    owner = await turn.tx.people.get(owner_id) if owner_id is not None else None
    if owner is None or await turn.tx.invitations.use_link(code, turn.now) is None:
        await note_wrong_code(turn)
        return [Reply(turn.say("link-unknown"), private=True)]
    return [ask_to_merge(turn, here, owner) if here else await add_door(turn, owner)]


async def add_door(turn: Turn, owner: Person) -> Reply:
    """This door becomes the owner's; they hear of it where they were already."""
    await turn.tx.doors.belongs_to(turn.message.address.platform, turn.message.sender, owner.id)
    await linked(turn, owner)
    return Reply(turn.say("linked", name=escape(owner.name)), private=True)


async def linked(turn: Turn, owner: Person) -> None:
    """Leave what was going on here as a stranger, and tell the owner in the chat that they prefer."""
    await turn.tx.steps.close(turn.message.address, turn.message.sender)
    platform = turn.message.address.platform.capitalize()
    says = turn.speaking(owner.language or turn.language)
    await tell(turn, owner, says.say("told-linked", platform=platform))


def ask_to_merge(turn: Turn, here: Person, owner: Person) -> Reply:
    """Ask whether somebody we know here and somebody we know elsewhere are one."""
    deadline = int((turn.now + CONFIRMED_WITHIN).timestamp())
    choices = (
        Choice(turn.say("merge-yes"), f"merge:{owner.id} {deadline}"),
        Choice(turn.say("merge-no"), "merge-not:"),
    )
    text = turn.say("merge-sure", here=escape(here.name), there=escape(owner.name))
    return Reply(text, choices, private=True, sensitive=True)


async def confirm_merge(turn: Turn, argument: str) -> list[Reply]:
    """They are one; argument: the id of who made the code, and until when that may be said (seconds)."""
    owner_id, deadline = argument.split()
    here = turn.visitor.person
    owner = await turn.tx.people.get(int(owner_id))
    if here is None or owner is None or here.id == owner.id or is_past(deadline, turn.now):
        return [Reply(turn.say("closed"), private=True)]
    await merge(turn, here, owner)
    await linked(turn, owner)
    return [Reply(turn.say("linked", name=escape(owner.name)), private=True)]


def is_past(deadline: str, now: datetime) -> bool:
    """Whether a moment, in seconds, is over."""
    return now.timestamp() > int(deadline)


async def merge(turn: Turn, old: Person, new: Person) -> None:
    """Everything of `old` becomes `new`'s. Opinions and questions hang on doors, and move with them."""
    for place in old.memberships:
        is_new_there = await turn.tx.people.place(new.id, place.network.id, place.role, turn.now)
        if not is_new_there and place.role is Role.FACILITATOR:
            await turn.tx.people.change_role(new.id, place.network.id, Role.MEMBER, Role.FACILITATOR)
    await fill_gaps(turn, old, new)
    await turn.tx.doors.move(old.id, new.id)
    await turn.tx.outbox.hand_over(old.id, new.id)
    await turn.tx.meetings.hand_over(old.id, new.id)
    await turn.tx.reflections.hand_over(old.id, new.id)
    await turn.tx.tip_uses.hand_over(old.id, new.id)
    await turn.tx.tips.hand_over(old.pseudonym, new.pseudonym)
    await turn.tx.question_groups.hand_over(old.id, new.id)
    await note(turn, None, "merged", new.pseudonym, None)
    await turn.tx.people.erase(old.id)


async def fill_gaps(turn: Turn, old: Person, new: Person) -> None:
    """What is not known of `new` is what was known of `old`."""
    news = {
        name: getattr(old, name)
        for name in ("function", "language", "started_at")
        if getattr(new, name) is None and getattr(old, name) is not None
    }
    if new.organisation is None and old.organisation is not None:
        news["organisation_id"] = await turn.tx.organisations.ensure(old.organisation)
    if news:
        await turn.tx.people.change(new.id, **news)


async def stay_two(turn: Turn, _: str) -> list[Reply]:
    """They are two people after all."""
    return [Reply(turn.say("merge-declined"), private=True)]


COMMANDS = (Command("koppel", "link", "does-link", link, who=Who.EVERYBODY),)
CHOICES = {
    "merge": ChoiceAction(confirm_merge, who=Who.EVERYBODY),
    "merge-not": ChoiceAction(stay_two, who=Who.EVERYBODY),
}
