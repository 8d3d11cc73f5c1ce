"""How fast a Matrix server lets the bot talk: Synapse as it is installed, a burst of ten and then one in five
seconds, in all rooms together (`rc_message` in its configuration). Edits and reactions count too.

Broadcasts go a little slower, so that the burst and some of the rest stay for answers. An operator can lift
the limit for the bot's account; then answers go as fast as they come. What the server says to wait is heeded
in any case.
"""

from datetime import timedelta

from scheduler.pace import Limits, Rate

BURST = 10
EACH_S = 5.0

LIMITS = Limits(
    broadcasts=Rate(timedelta(seconds=6)),
    person=Rate(timedelta(seconds=EACH_S)),
    group=Rate(timedelta(seconds=EACH_S)),
    is_group=lambda _: False,  # the limit is one for all rooms
)
