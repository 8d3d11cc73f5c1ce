"""How long each of these looks for trouble, and a bot that says so when one of its handlers fails."""

import asyncio
import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.fuzz.town import Town, opened_town

settings.register_profile(
    "fuzz",
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "20000")),
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """Runs what is asynchronous in a test that is not."""
    with asyncio.Runner() as opened:
        yield opened


@pytest.fixture(scope="module")
def town(runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One bot for a whole file; each example brings people of its own."""
    opening = opened_town(tmp_path_factory.mktemp("town"))
    opened = runner.run(opening.__aenter__())
    logging.getLogger().addHandler(opened.failures)
    yield opened
    logging.getLogger().removeHandler(opened.failures)
    runner.run(opening.__aexit__(None, None, None))
