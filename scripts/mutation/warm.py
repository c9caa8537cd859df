"""Try many mutants on the tests of a package, each in a fork of one process that has collected these tests.

In a fork, the functions that a mutant changes get their new code, and the tests are run until one fails. This cannot
show the effect of a mutant while modules are imported, nor change anything outside the code of functions, such as a
default.
"""

import contextlib
import functools
import gc
import importlib
import os
import resource
import shutil
import signal
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from scripts.mutation import run
from scripts.mutation.coverage_map import CoverageMap
from scripts.mutation.mutants import Mutant

SURVIVED, KILLED, UNCHANGED = 0, 1, 77
"""Exit codes of a fork; `UNCHANGED` if the mutant cannot be tried in this way."""
MOST_SECONDS = 40
"""Seconds of the processor that the tests of a mutant may take without it."""
LEAST_SECONDS = 8
"""Seconds of the processor that they may take with it, however quick they are without it."""
Key = tuple[str, int]
"""A function of a module: its qualified name, and how many before it have the same."""


@dataclass(frozen=True, slots=True)
class Task:
    """A mutant, the ids of the tests to try it on, and the seconds of the processor that they may take."""

    mutant: Mutant
    tests: tuple[str, ...]
    seconds: int


def plan_task(mutant: Mutant, found: CoverageMap, is_near: Callable[[str], bool]) -> Task:
    """Return the task of a mutant: the tests that run its statement, those first that probably notice it.

    Those are the tests of the near test files, then those that run most statements of its module, then the quick ones.
    Tests that would take longer than `MOST_SECONDS` together are left out: a mutant may survive without them, but none
    is killed that should not be.
    """
    names = found.tests.get((mutant.path, mutant.statement), [])
    depth = found.depths(mutant.path)
    near = {file: is_near(file) for file in {name.partition("::")[0] for name in names}}
    order = sorted(names, key=lambda name: (not near[name.partition("::")[0]], -depth[name], found.seconds[name]))
    total, chosen = 0.0, []
    for name in order:
        total += found.seconds[name]
        if chosen and total > MOST_SECONDS:
            break
        chosen.append(name)
    seconds = LEAST_SECONDS + 3 * found.longest_setup + 5 * sum(found.seconds[name] for name in chosen)
    return Task(mutant, tuple(chosen), int(seconds))


class Trial:
    """A plugin of pytest that tries mutants instead of running the collected tests."""

    def __init__(self, tasks: Sequence[Task], jobs: int, end: float, results: int) -> None:
        self.tasks, self.jobs, self.end, self.results = tasks, jobs, end, results
        self.running: dict[int, tuple[int, float, Path]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try each mutant; write a line `number exit-code` for each."""
        for name in sorted({run.module_name(task.mutant.path) for task in self.tasks}):
            importlib.import_module(name)
        items = {item.nodeid: item for item in session.items}
        functions = _find_functions()
        codes = {path: compile_functions(path) for path in {task.mutant.path for task in self.tasks}}
        gc.freeze()
        for number, task in enumerate(self.tasks):
            while len(self.running) >= self.jobs:
                self._reap()
            if time.monotonic() > self.end:
                break
            folder = Path(tempfile.mkdtemp())
            child = os.fork()
            if child == 0:
                gc.disable()  # it would touch, and so copy, every page
                swap = functools.partial(swap_code, task.mutant, codes[task.mutant.path], functions)
                _try_task(task, [items[name] for name in task.tests], swap, folder)
            self.running[child] = (number, time.monotonic() + run.LIMIT, folder)
        while self.running:
            self._reap()
        return True

    def _reap(self) -> None:
        """Report the forks that have ended, and end those that take too long."""
        for child, (number, deadline, folder) in list(self.running.items()):
            done, status = os.waitpid(child, os.WNOHANG)
            if not done and time.monotonic() < deadline:
                continue
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            if not done:
                os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status) if done else KILLED
            code = code if code in (SURVIVED, UNCHANGED) else KILLED  # one that was ended by a signal was noticed
            os.write(self.results, f"{number} {code}\n".encode())
            shutil.rmtree(folder, ignore_errors=True)
            del self.running[child]
        time.sleep(0.005)


def _try_task(task: Task, items: Sequence[pytest.Item], swap: Callable[[], bool], folder: Path) -> None:
    """Run the tests on a mutant, and exit."""
    code = KILLED
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (task.seconds, task.seconds + 1))
        resource.setrlimit(resource.RLIMIT_DATA, (4 << 30, 4 << 30))
        items[0].config._tmp_path_factory._basetemp = folder.resolve()  # type: ignore[attr-defined]
        code = _run_items(items) if swap() else UNCHANGED
    finally:
        os._exit(code)


def _run_items(items: Sequence[pytest.Item]) -> int:
    from _pytest.runner import runtestprotocol

    for item, following in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            return KILLED
    return SURVIVED


def _find_functions() -> dict[str, list[FunctionType]]:
    """Return the functions of our modules that exist now, by their files."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename.startswith(f"{run.SOURCES}{os.sep}"):
            found[one.__code__.co_filename].append(one)
    return found


def compile_functions(path: str, mutant: Mutant | None = None) -> dict[Key, CodeType]:
    """Return the code of every function of a module, as it is or with a mutant."""
    file = run.ROOT / path
    source = file.read_text(encoding="utf-8")
    return _codes(compile(mutant.apply(source) if mutant else source, str(file), "exec"))


def swap_code(mutant: Mutant, before: dict[Key, CodeType], functions: dict[str, list[FunctionType]]) -> bool:
    """Give the functions that a mutant changes their new code; return whether that was possible.

    `before` is the unchanged code of its module; `functions` are the functions that exist, by their files.
    """
    after = compile_functions(mutant.path, mutant)
    places = {(code.co_qualname, code.co_firstlineno): key for key, code in before.items()}
    swapped = False
    for function in functions[str(run.ROOT / mutant.path)]:
        code = function.__code__
        key = places.get((code.co_qualname, code.co_firstlineno))
        if key not in before or key not in after or _meaning(before[key]) == _meaning(after[key]):
            continue
        try:
            function.__code__ = after[key]
        except ValueError:  # it uses other variables of the function around it
            return False
        swapped = True
    return swapped


def _codes(module: CodeType) -> dict[Key, CodeType]:
    """Return the code of every function of a module."""
    found: dict[Key, CodeType] = {}
    seen: Counter[str] = Counter()

    def visit(code: CodeType) -> None:
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                found[constant.co_qualname, seen[constant.co_qualname]] = constant
                seen[constant.co_qualname] += 1
                visit(constant)

    visit(module)
    return found


def _meaning(code: CodeType) -> tuple[Any, ...]:
    """Return everything of a code but its places in the source."""
    constants = tuple(_meaning(one) if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts)
    return (code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)


def try_tasks(files: Sequence[str], tasks: Sequence[Task], jobs: int, end: float) -> Iterator[tuple[int, int]]:
    """Yield the number and the exit code of each task, in the order in which they end; nothing is begun after `end`."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            run.silence()
            run.run_pytest(files, plugins=[Trial(tasks, jobs, end, writing)])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as lines:
        for line in lines:
            number, code = line.split()
            yield int(number), int(code)
    os.waitpid(child, 0)
