"""Run the tests against one mutant in a separate process, forked from one that has already loaded the libraries."""

import contextlib
import importlib.abc
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

from scripts.mutation.mutants import Mutant

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
QUIETLY = ["-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist"]
LIMIT = 120
"""Seconds a mutant's tests may take: one that hangs was noticed."""


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
    """Import what the tests import anyway, but nothing of ours, so that each fork starts warm."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            __import__(name)


def survives(mutant: Mutant, tests: list[str]) -> bool:
    """Return whether all tests pass although the mutant is in place; without tests it does."""
    if not tests:
        return True
    path = ROOT / mutant.path
    mutated = mutant.apply(path.read_text(encoding="utf-8"))
    if path.suffix == ".js":
        return _survives_in_node(path, mutated, tests)
    child = os.fork()
    if child == 0:
        _run_tests(module_name(mutant.path), path, mutated, tests)
    return _exit_code(child) == 0


def passes(tests: list[str], *, javascript: bool) -> bool:
    """Return whether the tests pass on the tree as it is; without that no mutant says anything."""
    if javascript:
        return subprocess.run(["node", "--test", *tests], cwd=ROOT, capture_output=True, check=False).returncode == 0
    child = os.fork()
    if child == 0:
        _run_tests("", ROOT, "", tests)
    return _exit_code(child) == 0


def _run_tests(name: str, path: Path, source: str, tests: list[str]) -> None:
    """In the forked process: put the mutant in place, run pytest quietly, and end with its exit code."""
    import pytest

    os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if name:
        sys.meta_path.insert(0, MutatedSource(name, path, source))
    sys.dont_write_bytecode = True
    code = pytest.main([*QUIETLY, "-W", "ignore::pytest.PytestAssertRewriteWarning", *tests])
    os._exit(int(code))


def _exit_code(child: int) -> int:
    """Wait for a process, at most `LIMIT` seconds; a process that had to be killed has not passed."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1


def _survives_in_node(path: Path, mutated: str, tests: list[str]) -> bool:
    """Run the tests of a JavaScript module in a copy of what they read."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("theme/assets", "tests/js", "tests/cases"):
            ignored = shutil.ignore_patterns("node_modules")
            shutil.copytree(ROOT / name, copy / name, ignore=ignored)
        (copy / path.relative_to(ROOT)).write_text(mutated, encoding="utf-8")
        try:
            done = subprocess.run(["node", "--test", *tests], cwd=copy, capture_output=True, check=False, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0
