"""The words that all rooms share: what comes in, what goes out, how sending fails, what time it is.

Standard library only. Everything a handler or an adapter needs to know of the other side is here.
"""

from bot.contract.clock import Clock
from bot.contract.messages import (
    Address,
    Attachment,
    Choice,
    IncomingMessage,
    Kind,
    Language,
    MessageRef,
    Removal,
    Reply,
    choice_token,
    escape,
    shows_positions,
    sign_of,
    well_formed,
)
from bot.contract.messenger import (
    ConversationMoved,
    DeliveryError,
    Messenger,
    NotAllowed,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)

__all__ = [
    "Address",
    "Attachment",
    "Choice",
    "Clock",
    "ConversationMoved",
    "DeliveryError",
    "IncomingMessage",
    "Kind",
    "Language",
    "MessageRef",
    "Messenger",
    "NotAllowed",
    "PermanentDeliveryError",
    "Removal",
    "Reply",
    "TemporaryDeliveryError",
    "choice_token",
    "escape",
    "shows_positions",
    "sign_of",
    "well_formed",
]
