"""Members on Matrix without a client, in rooms without encryption: quick, and able to send anything."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.matrix_bot import ServedBot
from tests.wire.handmade import Handmade, encrypted_room, says
from tests.wire.synapse import Account, Json, Synapse

REPLY_S = 60.0
LOOK_S = 0.05


@dataclass
class PlainTalk:
    """Somebody in a room with the bot, who counts what it says. `bot_id`: the bot's user id."""

    account: Account
    room: str
    bot_id: str
    _seen: int = field(default=0)

    def says(self, text: str, **more: Any) -> str:
        """Send a text; its event id."""
        return self.sends({"msgtype": "m.text", "body": text, **more})

    def sends(self, content: Json, kind: str = "m.room.message") -> str:
        """Send anything; its event id."""
        return says(self.account, self.room, content, kind)

    def asks(self, text: str) -> str:
        """Send a text; the words of the one answer."""
        self.says(text)
        return self.gets()

    def gets(self, replies: int = 1) -> str:
        """Wait for so many new messages of the bot; the words of the last."""
        self._seen += replies
        end = time.monotonic() + REPLY_S
        while len(self.heard()) < self._seen:
            assert time.monotonic() < end, f"only {self.heard()}"
            time.sleep(LOOK_S)
        return self.heard()[-1]

    def hears_nothing_more(self, after_s: float = 0.7) -> None:
        """Look on for a while: nothing may come."""
        time.sleep(after_s)
        assert len(self.heard()) == self._seen, self.heard()[self._seen :]

    def heard(self) -> list[str]:
        """All that the bot said in this room, oldest first."""
        said = [event for event in self.events() if event["type"] == "m.room.message"]
        return [event["content"].get("body", "") for event in said if event["sender"] == self.bot_id]

    def events(self) -> list[Json]:
        """The newest events of the room, oldest first."""
        page = self.account.get(f"/rooms/{self.room}/messages?dir=b&limit=200")
        return list(reversed(page["chunk"]))

    def membership_of_bot(self) -> str:
        """Whether the bot is in the room, invited, or gone."""
        state = self.account.get(f"/rooms/{self.room}/state/m.room.member/{self.bot_id}")
        return str(state["membership"])

    def waits_for(self, membership: str) -> None:
        """Wait until the bot is in the room, or gone from it."""
        end = time.monotonic() + REPLY_S
        while self.membership_of_bot() != membership:
            assert time.monotonic() < end, f"the bot's membership is {self.membership_of_bot()}"
            time.sleep(LOOK_S)


def invited(account: Account, bot: ServedBot, **more: Any) -> PlainTalk:
    """A new plain room in which the bot is invited (`more`: of the room)."""
    body = {"invite": [bot.user_id], "is_direct": True, "preset": "trusted_private_chat", **more}
    return PlainTalk(account, str(account.post("/createRoom", body)["room_id"]), bot.user_id)


def plain_talk(synapse: Synapse, bot: ServedBot, **more: Any) -> PlainTalk:
    """Somebody new in a plain, private chat with the bot, once it is there."""
    chat = invited(synapse.somebody(), bot, **more)
    chat.waits_for("join")
    return chat


class SecretTalk:
    """Somebody in an encrypted room with the bot, whose device is made by hand and can encrypt anything."""

    def __init__(self, synapse: Synapse, bot: ServedBot) -> None:
        self.device = Handmade(synapse.somebody())
        self.device.publishes()
        self.room = encrypted_room(self.device.account, bot.user_id)
        PlainTalk(self.device.account, self.room, bot.user_id).waits_for("join")
        self._synapse = synapse
        self._bot = bot
        self._key = self.device.group.session_key.to_base64()

    def gives_key(self) -> None:
        """Give the bot the key, from the first message on."""
        session = self._synapse.log_in(self._bot.user_id)
        (device,) = {each["device_id"] for each in session.get("/devices")["devices"]} - {session.device_id}
        session.post("/logout", {})
        self.device.shares_room_key(self.room, self._bot.user_id, device, session_key=self._key)

    def says(self, text: str) -> None:
        """Send a text."""
        self.sends(
            {"type": "m.room.message", "room_id": self.room, "content": {"msgtype": "m.text", "body": text}}
        )

    def sends(self, event: Any) -> None:
        """Send anything at all, encrypted."""
        encrypted = self.device.encrypts_event(self.room, event)
        says(self.device.account, self.room, encrypted, "m.room.encrypted")

    def answers(self) -> list[str]:
        """What the bot sent to this room, from its own account of that."""
        query = "SELECT reply FROM outbox WHERE conversation = ? AND status = 'sent' ORDER BY id"
        return [str(json.loads(row[0])["text"]) for row in self._bot.rows(query, self.room)]

    def hears(self, words: str) -> list[str]:
        """Wait for an answer with these words; all answers."""
        end = time.monotonic() + REPLY_S
        while not any(words in answer for answer in self.answers()):
            assert time.monotonic() < end, f"only {self.answers()}"
            time.sleep(LOOK_S)
        return self.answers()
