"""What a platform may bring, sound or spoilt, from its own form to the committed answer."""

import asyncio
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.contract import IncomingMessage
from bot.incoming.inbox import Inbox
from bot.matrix import translate as matrix
from bot.telegram.intake import Intake
from tests.fuzz.town import ANNA_ON, Town
from tests.fuzz.words import spoilt, thorough, tokens, words
from tests.telegram_json import ANNA, FORUM, GROUP, ME, PRIVATE, Json, membership, message, press
from tests.wire.telegram.media import MEDIA

BOT_ON_MATRIX = matrix.Me("@bot:lab.test", "Leernetwerkbot")
chats = st.sampled_from([PRIVATE, GROUP, FORUM])


class Acknowledging:
    """The part of Telegram's client that a press needs."""

    async def answer_callback_query(self, query_id: str) -> None:
        """Stop the little clock."""


@st.composite
def updates(draw: st.DrawFn) -> Json:
    """An update, sound or spoilt."""
    chat, text = draw(chats), draw(words | words.map("/plan {}".format) | words.map("/tip {}".format))
    earlier = message(PRIVATE, text="eerder")
    payloads: list[Json] = [
        {"message": message(chat, text=text, reply_to_message=earlier)},
        {"message": message(chat, text=text)},
        {"edited_message": message(chat, text=text)},
        {"message": message(chat, **draw(st.sampled_from(list(MEDIA.values()))))},
        {"message": message(GROUP, migrate_to_chat_id=-100)},
        {"callback_query": press(earlier, data=draw(tokens))},
        {"my_chat_member": membership(chat, draw(st.sampled_from(["kicked", "member", "left"])))},
    ]
    return draw(spoilt(draw(st.sampled_from(payloads))))


async def brought(town: Town, raws: list[Json]) -> None:
    """Have these handled, one after the other, and a question behind them."""
    inbox = Inbox(town.app.receive, town.messengers["telegram"], town.app.surplus("telegram"))
    intake = Intake(cast(Bot, Acknowledging()), ME, inbox)
    for raw in raws:
        await taken(intake, {**raw, "update_id": next(town.numbers)})
    last = 10**9 + next(town.numbers)
    await taken(intake, {"update_id": last, "message": message(text="/help") | {"message_id": last}})
    await inbox.close()
    answers = [each for each in town.messengers["telegram"].shown if f"{ANNA['id']}/{last}" in each.key]
    assert len(answers) == 1


async def taken(intake: Intake, raw: Json) -> None:
    """Until the platform may forget it."""
    async with asyncio.timeout(60):
        if done := intake.take(raw):
            await done


@thorough(2)
@given(st.lists(updates(), min_size=1, max_size=3))
def test_no_update_makes_the_bot_fail_or_stop(runner: asyncio.Runner, town: Town, raws: list[Json]) -> None:
    with town.watched():
        runner.run(brought(town, raws))


RELATIONS = (
    {"rel_type": "m.replace", "event_id": "$0"},
    {"rel_type": "m.thread", "event_id": "$0", "m.in_reply_to": {"event_id": "$1"}},
    {"m.in_reply_to": {"event_id": "$0"}},
    {"rel_type": "m.annotation", "event_id": "$0", "key": "👍"},
)


@st.composite
def events(draw: st.DrawFn) -> Json:
    """An event of a room, sound or spoilt."""
    body = draw(words | words.map("!plan {}".format))
    content: dict[str, Any] = {
        "msgtype": "m.text",
        "body": body,
        "m.relates_to": draw(st.sampled_from(RELATIONS)),
    }
    content |= {
        "m.new_content": {"msgtype": "m.text", "body": draw(words)},
        "m.mentions": {"user_ids": ["@bot:lab.test"]},
    }
    content = draw(st.sampled_from([content, {key: content[key] for key in ("msgtype", "body")}]))
    kind = draw(st.sampled_from(["m.room.message", "m.reaction", "m.sticker"]))
    sound = {"type": kind, "event_id": "$1", "sender": ANNA_ON["matrix"], "content": content}
    return draw(spoilt(sound))


def heard(town: Town, event: Json, place: matrix.Place) -> IncomingMessage | None:
    """What an event says. A server that leaves out its id or sender is broken, and nio refuses it."""
    named = {**event, "event_id": f"${next(town.numbers)}", "sender": ANNA_ON["matrix"]}
    return matrix.translate(named, place, BOT_ON_MATRIX)


@thorough(2)
@given(
    st.lists(events(), min_size=1, max_size=4),
    st.builds(matrix.Place, st.just("!room:lab.test"), is_direct=st.booleans(), is_plain=st.booleans()),
)
def test_no_event_makes_the_bot_fail(
    runner: asyncio.Runner, town: Town, raws: list[Json], place: matrix.Place
) -> None:
    with town.watched():
        for raw in raws:
            if incoming := heard(town, raw, place):
                runner.run(town.app.receive(incoming))
