"""Stores and a running collector for the tests of this package."""

import pytest

from helpcentre.collector.store.opening import open_store
from tests.collector import world
from tests.collector.postgres import fresh_database, why_not


@pytest.fixture(params=["sqlite", "postgres"])
def address(request, tmp_path):
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/data/feedback.db"
    else:
        if why_not():
            pytest.skip(f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
        with fresh_database() as made:
            yield made


@pytest.fixture
def store(address):
    with open_store(address) as opened:
        opened.learn(world.manifest(), world.NOON)
        yield opened


@pytest.fixture
def sqlite_store(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/data/feedback.db") as opened:
        opened.learn(world.manifest(), world.NOON)
        yield opened
