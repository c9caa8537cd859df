"""Fixtures that the tests of the commands share."""

import pytest

from tests.collector.conftest import address
from tests.collector.postgres import fresh_database, why_not
from tests.commands.data import fill

__all__ = ["address"]


@pytest.fixture
def postgres_address():
    """The address of an empty PostgreSQL database."""
    if why_not():
        pytest.skip(f"NO POSTGRESQL, ITS TESTS DID NOT RUN: {why_not()}")
    with fresh_database() as made:
        yield made


@pytest.fixture
def database(tmp_path):
    """The address of a database with a little data, and the id of its vote with a comment."""
    address = f"sqlite:///{tmp_path}/feedback.db"
    return address, fill(address)
