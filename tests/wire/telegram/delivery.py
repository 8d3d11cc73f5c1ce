"""The methods by which a bot gets its updates: fetching them, or having them brought."""

from typing import Any

from tests.wire.telegram.parameters import Given
from tests.wire.telegram.refusals import Json, conflict
from tests.wire.telegram.updates import Updates
from tests.wire.telegram.webhook import Courier, Pauses, Webhook, info, wanted

WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET = "terminated by setWebhook request"


class Delivery:
    """How updates go to the bot at the moment."""

    def __init__(self, updates: Updates) -> None:
        self.pauses = Pauses()
        self.webhook: Webhook | None = None
        self._updates = updates
        self._courier: Courier | None = None

    async def carry_out(self, method: str, given: Given) -> Any:
        """Carry out one of the methods. Raises Refused."""
        match method:
            case "getUpdates":
                return await self._get_updates(given)
            case "setWebhook" if given.get("url"):
                return await self._set_webhook(given)
            case "setWebhook" | "deleteWebhook":
                return await self._delete_webhook(given)
        return info(self.webhook, self._updates)

    async def _get_updates(self, given: Given) -> list[Json]:
        if self.webhook is not None:
            raise conflict(WEBHOOK_ACTIVE)
        self._updates.allow(given.get("allowed_updates"))
        return await self._updates.fetch(
            given.get("offset", 0), given.get("limit", 100), given.get("timeout", 0)
        )

    async def _set_webhook(self, given: Given) -> bool:
        webhook = wanted(given)
        self._updates.end_poll(WEBHOOK_SET)
        await self._delete_webhook(given)
        self._updates.allow(given.get("allowed_updates"))
        self.webhook = webhook
        self._courier = Courier(webhook, self._updates, self.pauses)
        self._courier.start()
        return True

    async def _delete_webhook(self, given: Given) -> bool:
        await self.stop()
        if given.get("drop_pending_updates"):
            self._updates.clear()
        return True

    async def stop(self) -> None:
        """Bring nothing any more."""
        courier, self._courier, self.webhook = self._courier, None, None
        if courier is not None:
            await courier.stop()
