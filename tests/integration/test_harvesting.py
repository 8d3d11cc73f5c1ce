"""What facilitators see of what was said: the digest and the harvest."""

import pytest

from bot.app import App
from tests.fakes import FakeClock, FakeMessenger
from tests.reflecting import FOUR, HOUR, Course, asked, begin


@pytest.fixture
async def course(app: App, messenger: FakeMessenger, clock: FakeClock) -> Course:
    """A network of four."""
    return await begin(app, messenger, clock, FOUR)


async def test_the_digest_says_what_to_do_and_what_went_well_on_monday_morning(course: Course) -> None:
    await asked(course)
    await course.chat("anna").says("8 - samen eten helpt")
    reply = await course.chat("frits").commands("overzicht")
    assert reply.text.count("\n- ") <= 3
    assert "Er staat geen bijeenkomst gepland" in reply.text
    sent = [shown for _ in range(30) for shown in await course.goes_on(4 * HOUR)]
    assert {shown.ref.address.conversation for shown in sent if shown.key.startswith("digest-")} == {
        "chat-frits"
    }
    assert len([shown for shown in sent if shown.key.startswith("digest-")]) == 1


async def test_the_harvest_is_for_facilitators_with_a_picture_and_files(course: Course) -> None:
    await asked(course)
    await course.chat("anna").says("8 - samen eten helpt")
    assert (await course.chat("anna").commands("oogst")).text.startswith("Dat kunnen alleen begeleiders")
    frits = course.chat("frits")
    reply = await frits.commands("oogst")
    assert reply.text.startswith("**Oogst van Netwerk Oost")
    assert reply.attachments[0].content.startswith(b"\x89PNG")
    page = await frits.presses("Als pagina om te printen")
    assert b"<!doctype html>" in page.attachments[0].content
    assert b"samen eten helpt" not in page.attachments[0].content
