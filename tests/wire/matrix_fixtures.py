"""A homeserver for a whole test run; the conftest makes these fixtures known to all tests."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wire import matrix_members, synapse
from tests.wire.synapse import Synapse, running_synapse


@pytest.fixture(scope="session")
def homeserver() -> Iterator[Synapse]:
    """A Synapse without limits, shared by all tests of this process: make users of your own."""
    yield from server("relaxed")


@pytest.fixture(scope="session")
def limited_homeserver() -> Iterator[Synapse]:
    """A Synapse with the limits that it has as installed: a burst, then a message each five seconds."""
    yield from server("default")


@pytest.fixture
def own_homeserver() -> Iterator[Synapse]:
    """A Synapse for one test, which may stop, kill and restart it."""
    yield from server("relaxed")


@pytest.fixture(scope="session")
def members() -> None:
    """Asks for members on matrix-js-sdk to be there."""
    if reason := matrix_members.why_not():
        pytest.skip(reason)


def server(profile: synapse.Profile) -> Iterator[Synapse]:
    """A running server in a folder of its own."""
    if not synapse.is_installed():
        pytest.skip("needs matrix-synapse")
    folder = Path(tempfile.mkdtemp(prefix="leernetwerk-synapse-"))
    try:
        with running_synapse(folder, profile) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)
