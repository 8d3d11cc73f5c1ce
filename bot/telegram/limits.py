"""How fast Telegram lets a bot talk: 30 a second in all, one a second to a person, 20 a minute to a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Broadcasts leave at least
two of the thirty to answers, and five but for moments in which they catch up with a slow machine.
"""

from datetime import timedelta

from bot.contract import Address
from scheduler.pace import Limits, Rate

SECOND = timedelta(seconds=1)


def is_group(address: Address) -> bool:
    """Whether more people read along: Telegram gives groups negative numbers."""
    return address.conversation.startswith("-")


LIMITS = Limits(
    broadcasts=Rate(SECOND / 25, catch_up=SECOND / 10),
    person=Rate(SECOND),
    group=Rate(SECOND, most=20, within=SECOND * 61),  # a second more than told, for what is on its way
    is_group=is_group,
)
