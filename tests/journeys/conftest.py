"""One running bot for the checks of a whole file: a start costs seconds."""

from collections.abc import Iterator

import pytest

from tests.journeys.telegram_bot import POLLING, WEBHOOK, Member, ServedBot, served


@pytest.fixture(scope="module", params=[POLLING, WEBHOOK])
def bot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    """The bot, by polling and by webhook."""
    with served(tmp_path_factory.mktemp(request.param), request.param) as running:
        yield running


@pytest.fixture(scope="module")
def polling_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBot]:
    """The bot, by polling."""
    with served(tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest.fixture
def anna(bot: ServedBot) -> Member:
    """A Dutch member who has started the bot."""
    member = Member(bot.telegram)
    member.gets(member.person.starts)
    return member
