"""The statements of our functions that run: modules are imported with a note before every statement."""

import ast
import importlib.abc
import importlib.machinery
import os
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from scripts.mutation.mutants import Scope, first_line, is_docstring

Statement = tuple[str, int]
"""A statement of a function: its file, from the root of the project, and its first line."""


class TracedSources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Imports the modules below `sources` with a note before every statement of a function; `ran` collects them.

    That a function was called is noted at its first line, that of its first decorator.
    """

    def __init__(self, sources: Path) -> None:
        self.sources = sources
        self.ran: set[Statement] = set()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG002 - the protocol's
    ) -> ModuleSpec | None:
        """Return the spec of one of our modules, None for any other."""
        found = importlib.machinery.PathFinder.find_spec(fullname, path)
        if found is None or not found.has_location or not str(found.origin).startswith(f"{self.sources}{os.sep}"):
            return None
        found.loader = self
        return found

    def exec_module(self, module: ModuleType) -> None:
        """Run a module with its notes."""
        assert module.__file__ is not None
        path = Path(module.__file__)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(self.sources.parent).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, Scope):
                _add_notes(node, name)
        module.__dict__["__note__"] = self.ran.add
        exec(compile(ast.fix_missing_locations(tree), str(path), "exec"), module.__dict__)

    def get_source(self, fullname: str) -> str | None:  # noqa: ARG002 - the protocol's
        """Return no source: it is read from the file."""
        return None


def _add_notes(scope: Scope, path: str) -> None:
    """Insert `__note__((path, line))` at the beginning of a function and before each of its statements."""
    documented = is_docstring(scope.body[0])
    first = [_note(path, first_line(scope), scope.lineno)]
    scope.body = [*scope.body[:documented], *first, *_noted(scope.body[documented:], path)]


def _noted(statements: list[ast.stmt], path: str) -> list[ast.stmt]:
    """Return some statements, each after its note; functions among them have been or will be visited themselves."""
    found: list[ast.stmt] = []
    for statement in statements:
        if not isinstance(statement, Scope):
            _add_notes_within(statement, path)
        found += [_note(path, statement.lineno, statement.lineno), statement]
    return found


def _add_notes_within(node: ast.AST, path: str) -> None:
    for name in ("body", "orelse", "finalbody"):
        inner = getattr(node, name, None)
        if isinstance(inner, list):
            setattr(node, name, _noted(inner, path))
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        _add_notes_within(part, path)


def _note(path: str, line: int, place: int) -> ast.stmt:
    name = ast.Name("__note__", ast.Load(), lineno=place, col_offset=0)
    value = ast.Constant((path, line), lineno=place, col_offset=0)
    call = ast.Call(name, [value], [], lineno=place, col_offset=0)
    return ast.Expr(call, lineno=place, col_offset=0)
