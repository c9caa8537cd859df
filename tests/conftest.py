"""Shared fixtures; `--full` runs every round of the long tests, on newly drawn examples."""

import logging

import pytest
from hypothesis import HealthCheck, settings


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="run every round of the long proofs")
    parser.addoption("--search-corpus", help="a folder of *.LANG.jsonl.gz: compare the stemmers on every word of it")


def pytest_configure(config):
    """Draw the same examples each time; `--full` draws new ones. No example fails for being slow on a busy machine."""
    slow = [HealthCheck.too_slow]
    settings.register_profile("same", derandomize=True, database=None, deadline=None, suppress_health_check=slow)
    settings.register_profile("new", deadline=None, suppress_health_check=slow)
    settings.load_profile("new" if config.getoption("--full") else "same")


@pytest.fixture(autouse=True)
def logs_as_they_were():
    """Restore these loggers after each test, so that no test depends on those before it."""
    loggers = [logging.getLogger(name) for name in (None, "mkdocs", "helpcentre", "uvicorn")]
    before = [(one.level, one.handlers[:], one.propagate) for one in loggers]
    yield
    for one, (level, handlers, propagate) in zip(loggers, before, strict=True):
        one.setLevel(level)
        one.handlers[:], one.propagate = handlers, propagate


@pytest.fixture
def rounds(request):
    """Return a function that picks a few rounds by default and all of them with --full."""
    full = request.config.getoption("--full")
    return lambda few, every: every if full else few


def pytest_collection_modifyitems(items):
    """Browser tests run last: Playwright keeps an event loop running in this thread, and others start their own."""
    items.sort(key=lambda item: "browser" in item.keywords)
