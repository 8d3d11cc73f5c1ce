"""The identity that vouches for the bot's device, as members' clients see it."""

from pathlib import Path

import pytest

from tests.contract.matrix_bot import matrix_bot
from tests.wire.matrix_members import member
from tests.wire.synapse import Synapse

pytestmark = pytest.mark.usefixtures("members")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "matrix"


async def test_a_careful_member_and_the_bot_read_each_other_without_a_warning(
    homeserver: Synapse, folder: Path
) -> None:
    """A nio bot without an identity of its own can neither read such a member nor be read (MSC4153)."""
    async with matrix_bot(homeserver, folder) as bot, member(homeserver, isolation=True) as anna:
        room = await anna.invites(bot.user_id)
        await bot.joins(room)
        await anna.says(room, "kun je mij lezen?")
        await bot.hears("kun je mij lezen?")
        await bot.says(room, "ja, en jij mij?")
        heard = await anna.hears(room, bot.user_id, "ja, en jij mij?")
        assert (heard.shield, heard.undecryptable) == ("none", None)


async def test_a_new_device_in_the_same_identity_is_not_noticed(homeserver: Synapse, folder: Path) -> None:
    async with member(homeserver, isolation=True) as anna:
        async with matrix_bot(homeserver, folder) as bot:
            room = await anna.invites(bot.user_id)
            await bot.joins(room)
            user = bot.user_id
        (folder / "keys.db").unlink()
        async with matrix_bot(homeserver, folder, user_id=user) as bot:
            await bot.says(room, "met een nieuw apparaat")
            assert (await anna.hears(room, user, "met een nieuw apparaat")).shield == "none"
