"""Run test files, as they are or on a mutant, in processes forked from one that has the libraries loaded."""

import contextlib
import importlib.abc
import importlib.util
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

from scripts.mutation.mutants import Mutant
from scripts.mutation.trace import Statement, TracedSources

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "plugins"
LIBRARIES = (
    "babel.dates",
    "babel.plural",
    "click",
    "holidays",
    "hypothesis",
    "jinja2",
    "markdown",
    "msgspec",
    "phonenumbers",
    "pydantic",
    "pytest",
    "scipy.special",
    "scipy.stats",
    "starlette.applications",
    "yaml",
)
QUIETLY = ["-x", "-q", "--no-header", "--capture=sys", "-m", "not browser and not full and not world"]
QUIETLY += [part for name in ("cacheprovider", "randomly", "xdist") for part in ("-p", f"no:{name}")]
LIMIT = 300
"""Seconds that tests may take at most: a mutant that hangs was noticed."""
WHOLE_LIMIT = 1800
"""Seconds that all tests of a package may take at most on the unchanged tree."""
LEAST_SECONDS = 20
"""Seconds of the processor that the tests of a mutant have at least, however quick they were without it."""
NO_TESTS = 5
"""Pytest's exit code if every test of a file is deselected: they are long proofs."""


@dataclass(frozen=True, slots=True)
class FileRun:
    """A test file on the unchanged tree: whether it passed, its seconds, and which of our statements it ran."""

    passed: bool
    seconds: float
    statements: frozenset[Statement] = frozenset()


class MutatedSource(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports one module from a mutated source; every other import goes its usual way."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        self.name, self.path, self.source = name, path, source

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the protocol's
        target: ModuleType | None = None,  # noqa: ARG002 - the protocol's
    ) -> ModuleSpec | None:
        """Return the spec of the mutated module, None for any other."""
        if fullname != self.name:
            return None
        package = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=self, submodule_search_locations=package
        )

    def get_source(self, fullname: str) -> str:  # noqa: ARG002 - the protocol's
        """Return the mutated source."""
        return self.source

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the protocol's
        """Return the mutated module's code."""
        return compile(self.source, str(self.path), "exec")


def module_name(path: str) -> str:
    """Return the dotted name of a file below the sources."""
    parts = Path(path).relative_to("plugins").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def load_libraries() -> None:
    """Import the libraries that the tests import anyway, but none of our modules, so that each fork starts warm."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            __import__(name)


def run_file(test: str) -> FileRun:
    """Run one test file on the tree as it is."""
    began = time.monotonic()
    if test.endswith(".mjs"):
        done = subprocess.run(["node", "--test", test], cwd=ROOT, capture_output=True, check=False)
        return FileRun(done.returncode == 0, time.monotonic() - began)
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "statements.json"

        def run() -> int:
            traced = TracedSources(SOURCES)
            sys.meta_path.insert(0, traced)
            code = run_pytest([test])
            notes.write_text(json.dumps(sorted(traced.ran)), encoding="utf-8")
            return code

        passed = run_forked(run, LIMIT) in (0, NO_TESTS)
        statements = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else []
    return FileRun(passed, time.monotonic() - began, frozenset((path, line) for path, line in statements))


def survives(mutant: Mutant, tests: Sequence[str], seconds: float) -> bool:
    """Return whether all tests pass although the mutant is in place; without tests it does.

    `seconds` is how long they took without it.
    """
    if not tests:
        return True
    path = ROOT / mutant.path
    mutated = mutant.apply(path.read_text(encoding="utf-8"))
    if path.suffix == ".js":
        return _survives_in_node(path, mutated, tests)

    def run() -> int:
        sys.meta_path.insert(0, MutatedSource(module_name(mutant.path), path, mutated))
        return run_pytest(tests)

    return run_forked(run, int(LEAST_SECONDS + 5 * seconds)) in (0, NO_TESTS)


def run_pytest(tests: Sequence[str], plugins: Sequence[object] = ()) -> int:
    """Run some test files in this process until one fails; return pytest's exit code."""
    import pytest

    sys.dont_write_bytecode = True
    return int(pytest.main([*QUIETLY, "-W", "ignore::pytest.PytestAssertRewriteWarning", *tests], plugins=plugins))


def silence() -> None:
    """Send what this process prints to nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)


def run_forked(work: Callable[[], int], seconds: int, limit: float = LIMIT) -> int:
    """Do some work in a silent fork of this process; return its exit code, 1 if it had to be killed.

    It may use `seconds` of the processor: unlike time, those do not pass faster on a busy machine. Nor may it take
    longer than `limit` in all.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            silence()
            code = work()
        finally:
            os._exit(code)
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def _survives_in_node(path: Path, mutated: str, tests: Sequence[str]) -> bool:
    """Run the tests of a JavaScript module in a copy of what they read."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("theme/assets", "tests/js", "tests/cases", "plugins/helpcentre/search"):
            ignored = shutil.ignore_patterns("node_modules")
            shutil.copytree(ROOT / name, copy / name, ignore=ignored)
        (copy / path.relative_to(ROOT)).write_text(mutated, encoding="utf-8")
        try:
            done = subprocess.run(["node", "--test", *tests], cwd=copy, capture_output=True, check=False, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0
