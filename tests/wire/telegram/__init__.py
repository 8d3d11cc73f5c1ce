"""A Telegram Bot API server for tests, which refuses what Telegram refuses.

    async with telegram_server() as server:
        anna = server.person("Anna", language_code="nl")
        anna.says("hallo")
        bot = Bot(server.token, base_url=server.base_url)

`server.py` is what tests see, with `people.py` and `groups.py`; `api.py` is the way from request to answer;
`methods.py` says which methods there are.
"""

from tests.wire.telegram.api import Call
from tests.wire.telegram.faults import Faults
from tests.wire.telegram.groups import Group
from tests.wire.telegram.hosting import telegram_server, threaded_telegram_server
from tests.wire.telegram.limits import FloodLimits
from tests.wire.telegram.people import Person
from tests.wire.telegram.server import TelegramServer
from tests.wire.telegram.shown import Button, Entity, File, Shown
from tests.wire.telegram.state import Query
from tests.wire.telegram.webhook import Pauses, Webhook

__all__ = [
    "Button",
    "Call",
    "Entity",
    "Faults",
    "File",
    "FloodLimits",
    "Group",
    "Pauses",
    "Person",
    "Query",
    "Shown",
    "TelegramServer",
    "Webhook",
    "telegram_server",
    "threaded_telegram_server",
]
