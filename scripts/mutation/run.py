"""Run test files, as they are or on a mutant, in processes forked from one that has the libraries loaded."""

import ast
import contextlib
import importlib.abc
import importlib.machinery
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
QUIETLY = ["-x", "-q", "--no-header", "-m", "not browser and not full and not world"]
QUIETLY += [part for name in ("cacheprovider", "randomly", "xdist") for part in ("-p", f"no:{name}")]
LIMIT = 300
"""Seconds that tests may take at most: a mutant that hangs was noticed."""
LEAST_SECONDS = 20
"""Seconds of the processor that the tests of a mutant have at least, however quick they were without it."""
NO_TESTS = 5
"""Pytest's exit code if every test of a file is deselected: they are long proofs."""

Function = tuple[str, int]
"""A function: its file, from the root of the project, and its first line (that of its first decorator)."""


@dataclass(frozen=True, slots=True)
class FileRun:
    """A test file on the unchanged tree: whether it passed, its seconds, and which of our functions it called."""

    passed: bool
    seconds: float
    functions: frozenset[Function] = frozenset()


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


class CountedSources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports our modules with a first statement in every function that notes that it was called."""

    def __init__(self) -> None:
        self.called: dict[Function, bool] = {}

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG002 - the protocol's
    ) -> ModuleSpec | None:
        """Return the spec of one of our modules, None for any other."""
        found = importlib.machinery.PathFinder.find_spec(fullname, path)
        if found is None or not found.has_location or not str(found.origin).startswith(f"{SOURCES}{os.sep}"):
            return None
        found.loader = self
        return found

    def exec_module(self, module: ModuleType) -> None:
        """Run a module with its notes."""
        assert module.__file__ is not None
        path = Path(module.__file__)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                _note_call(node, name)
        module.__dict__["__called__"] = self.called
        exec(compile(ast.fix_missing_locations(tree), str(path), "exec"), module.__dict__)

    def get_source(self, fullname: str) -> str | None:  # noqa: ARG002 - the protocol's
        """Return no source: it is read from the file."""
        return None


def _note_call(node: ast.FunctionDef | ast.AsyncFunctionDef, path: str) -> None:
    """Insert `__called__[path, line] = True` as the first statement, after the docstring."""
    line = min([node.lineno, *(one.lineno for one in node.decorator_list)])
    note = ast.parse(f"__called__[{path!r}, {line}] = True").body[0]
    for part in ast.walk(note):
        if isinstance(part, ast.expr | ast.stmt):
            part.lineno = part.end_lineno = node.lineno
            part.col_offset = part.end_col_offset = 0
    node.body.insert(int(ast.get_docstring(node, clean=False) is not None), note)


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
        notes = Path(folder) / "functions.json"

        def run() -> int:
            counted = CountedSources()
            sys.meta_path.insert(0, counted)
            code = _run_pytest([test])
            notes.write_text(json.dumps(sorted(counted.called)), encoding="utf-8")
            return code

        passed = _run_forked(run, LIMIT) in (0, NO_TESTS)
        functions = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else []
    return FileRun(passed, time.monotonic() - began, frozenset((path, line) for path, line in functions))


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
        return _run_pytest(tests)

    return _run_forked(run, int(LEAST_SECONDS + 5 * seconds)) in (0, NO_TESTS)


def _run_pytest(tests: Sequence[str]) -> int:
    import pytest

    sys.dont_write_bytecode = True
    return int(pytest.main([*QUIETLY, "-W", "ignore::pytest.PytestAssertRewriteWarning", *tests]))


def _run_forked(work: Callable[[], int], seconds: int) -> int:
    """Do some work in a silent fork of this process; return its exit code, 1 if it had to be killed.

    It may use `seconds` of the processor: unlike time, those do not pass faster on a busy machine.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            code = work()
        finally:
            os._exit(code)
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
