"""The statements that each test runs: every test of some files is run once, and notes the statements it needs."""

import os
import pickle
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from scripts.mutation import run
from scripts.mutation.trace import Statement, TracedSources

Fixture = pytest.FixtureDef[Any]


@dataclass(frozen=True)
class CoverageMap:
    """The tests of some files on the unchanged tree, by their ids: seconds of the processor, and what they ran.

    `imported` are the statements that ran before the first test, while modules were imported and tests collected.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[Statement, list[str]] = field(default_factory=dict)
    imported: frozenset[Statement] = frozenset()
    failing: tuple[str, ...] = ()
    longest_setup: float = 0
    _depths: dict[str, Counter[str]] = field(default_factory=dict)

    def depths(self, path: str) -> Counter[str]:
        """Return how many statements of a module each test runs."""
        if not self._depths:
            for (file, _), names in self.tests.items():
                self._depths.setdefault(file, Counter()).update(names)
        return self._depths.get(path, Counter())


class Recorder:
    """A plugin of pytest that makes the map.

    The statements of a fixture count for every test that uses it, and the caches of our functions are emptied before
    each: so a test runs the same statements alone.
    """

    def __init__(self, traced: TracedSources) -> None:
        self.ran = traced.ran
        self.seconds: dict[str, float] = {}
        self.tests: dict[Statement, list[str]] = defaultdict(list)
        self.imported: frozenset[Statement] = frozenset()
        self.failing: list[str] = []
        self.longest_setup = 0.0
        self._fixtures: dict[Fixture, set[Statement]] = defaultdict(set)
        self._used: list[Fixture] = []

    def pytest_collection_finish(self) -> None:
        """Note what ran already."""
        self.imported = frozenset(self.ran)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Run a test, and note its statements."""
        _empty_caches()
        self.ran.clear()
        self._used.clear()
        began = time.process_time()
        result = yield
        self.seconds[item.nodeid] = time.process_time() - began
        for statement in self.ran.union(*(self._fixtures[one] for one in self._used)):
            self.tests[statement].append(item.nodeid)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Fixture) -> Generator[None, object, object]:
        """Set up a fixture, and note its statements."""
        before = set(self.ran)
        self.ran.clear()
        began = time.process_time()
        try:
            return (yield)
        finally:
            self.longest_setup = max(self.longest_setup, time.process_time() - began)
            self._fixtures[fixturedef] |= self.ran
            self.ran |= before

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Note which fixtures a test has used."""
        request = getattr(item, "_request", None)
        self._used += list(request._fixture_defs.values()) if request else []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that fails on the unchanged tree."""
        if report.failed:
            self.failing.append(report.nodeid)


def _empty_caches() -> None:
    """Empty the caches of the functions and methods of our modules."""
    for module in list(sys.modules.values()):
        if str(getattr(module, "__file__", "")).startswith(f"{run.SOURCES}{os.sep}"):
            for owner in (module, *(one for one in vars(module).values() if isinstance(one, type))):
                _empty_caches_of(owner)


def _empty_caches_of(owner: ModuleType | type) -> None:
    for value in list(vars(owner).values()):
        if isinstance(value, _lru_cache_wrapper):
            value.cache_clear()


def map_tests(files: Sequence[str]) -> CoverageMap:
    """Run every test of some files in a fork; return which statements each of them runs."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "map.pickle"

        def record() -> int:
            traced = TracedSources(run.SOURCES)
            sys.meta_path.insert(0, traced)
            recorder = Recorder(traced)
            code = run.run_pytest(files, plugins=[recorder])
            found = CoverageMap(
                recorder.seconds, dict(recorder.tests), recorder.imported, tuple(recorder.failing),
                recorder.longest_setup,
            )  # fmt: skip
            result.write_bytes(pickle.dumps(found))
            return code

        code = run.run_forked(record, run.WHOLE_LIMIT, run.WHOLE_LIMIT)
        if not result.exists():
            return CoverageMap(failing=tuple(files))
        found: CoverageMap = pickle.loads(result.read_bytes())
    return found if code in (0, run.NO_TESTS) or found.failing else CoverageMap(failing=tuple(files))
