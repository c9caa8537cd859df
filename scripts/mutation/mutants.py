"""The small slips a programmer could make in a Python source, found in its syntax tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
OPERATORS: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "//"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
}
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
Scope = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Mutant:
    """One change to one file: the bytes from `start` to `end` of its UTF-8 source become `text`.

    `statement` is the first line of the innermost statement that it is in; for a default of an argument it is the first
    line of the function, that of its first decorator; 0 in JavaScript.
    """

    path: str
    line: int
    start: int
    end: int
    text: str
    change: str
    statement: int = 0

    def apply(self, source: str) -> str:
        """Return the source with this change."""
        data = source.encode()
        return (data[: self.start] + self.text.encode() + data[self.end :]).decode()

    def __str__(self) -> str:
        """Return the place and the change, as `path:line: change`."""
        return f"{self.path}:{self.line}: {self.change}"


class Finder(ast.NodeVisitor):
    """Collects the mutants of one file: in bodies of functions, and not in what is raised, asserted or annotated."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.data = source.encode()
        self.offsets = [0]
        for line in self.data.splitlines(keepends=True):
            self.offsets.append(self.offsets[-1] + len(line))
        self.found: list[Mutant] = []
        self.statements: list[int] = []  # the first lines of those around the place, from that of a function on

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.offsets[node.lineno - 1] + node.col_offset, self.offsets[node.end_lineno - 1] + node.end_col_offset

    def _text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self._span(node)
        return self.data[start:end].decode()

    def _add(self, node: ast.expr | ast.stmt, text: str, change: str) -> None:
        self._add_span(node.lineno, self._span(node), text, change)

    def _add_span(self, line: int, span: tuple[int, int], text: str, change: str) -> None:
        if self.statements:
            self.found.append(Mutant(self.path, line, *span, text, change, self.statements[-1]))

    def _swap_between(self, left: ast.expr, right: ast.expr, old: str, new: str) -> None:
        """Replace an operator that is written between two operands."""
        start, end = self._span(left)[1], self._span(right)[0]
        between = self.data[start:end].decode()
        place = between.find(old)
        if place >= 0:
            at = start + len(between[:place].encode())
            self._add_span(left.end_lineno or left.lineno, (at, at + len(old.encode())), new, f"{old} becomes {new}")

    def visit(self, node: ast.AST) -> None:
        """Visit a node; within a function, note the statement."""
        if isinstance(node, ast.stmt) and self.statements:
            self.statements.append(node.lineno)
            super().visit(node)
            self.statements.pop()
        else:
            super().visit(node)

    def _visit_function(self, node: Scope) -> None:
        self.statements.append(first_line(node))
        for default in (*node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)):
            self.visit(default)
        for statement in node.body:
            if not is_docstring(statement):
                self.visit(statement)
        self.statements.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Change a function's body."""
        self._visit_function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """Change a coroutine's body."""
        self._visit_function(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """Look for methods; a class's own statements are declarations."""
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                self.visit(statement)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Leave a raise alone: its words are for people."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """Leave an assert alone: it narrows a type."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Change the value, never the annotation."""
        if node.value is not None:
            self.visit(node.value)

    def visit_Import(self, node: ast.Import) -> None:
        """Leave imports alone."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Leave imports alone."""

    def visit_Expr(self, node: ast.Expr) -> None:
        """Leave out a call that is made for its effect."""
        if isinstance(node.value, ast.Call):
            self._add(node, "None", f"{_short(self._text(node))} is left out")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Leave out an update in place."""
        self._add(node, "pass", f"{_short(self._text(node))} is left out")
        self.visit(node.value)

    def visit_Break(self, node: ast.Break) -> None:
        """Go on where a loop ended."""
        self._add(node, "continue", "break becomes continue")

    def visit_Continue(self, node: ast.Continue) -> None:
        """End a loop that went on."""
        self._add(node, "break", "continue becomes break")

    def _negate(self, test: ast.expr, what: str) -> None:
        if not isinstance(test, ast.Compare | ast.UnaryOp):
            self._add(test, f"(not ({self._text(test)}))", f"{what} {_short(self._text(test))} is negated")

    def visit_If(self, node: ast.If) -> None:
        """Negate the condition."""
        self._negate(node.test, "if")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """Negate the condition."""
        self._negate(node.test, "if")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """Drop each filter."""
        for test in node.ifs:
            self._add(test, "True", f"the filter {_short(self._text(test))} is dropped")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        """Return nothing."""
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self._add(node.value, "None", f"return {_short(self._text(node.value))} returns None")
            self.visit(node.value)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """Swap `and` and `or`."""
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._swap_between(left, right, old, new)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Drop `not` and the minus sign."""
        if isinstance(node.op, ast.Not | ast.USub):
            self._add(node, f"({self._text(node.operand)})", f"{_short(self._text(node))} loses its sign")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Move each boundary, turn each equality round."""
        operands = [node.left, *node.comparators]
        for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
            self._swap_between(left, right, *COMPARISONS[type(operator)])
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Take the neighbouring operator."""
        if type(node.op) in OPERATORS and not _is_text(node.left) and not _is_text(node.right):
            self._swap_between(node.left, node.right, *OPERATORS[type(node.op)])
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Swap `min` and `max`, `any` and `all`; leave `strict` of a zip alone, which asserts equal lengths."""
        if isinstance(node.func, ast.Name) and node.func.id in TWINS:
            self._add(node.func, TWINS[node.func.id], f"{node.func.id} becomes {TWINS[node.func.id]}")
        if isinstance(node.func, ast.Name) and node.func.id == "zip":
            for argument in node.args:
                self.visit(argument)
        else:
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Turn booleans round and count one further."""
        if isinstance(node.value, bool):
            self._add(node, str(not node.value), f"{node.value} becomes {not node.value}")
        elif isinstance(node.value, int | float):
            self._add(node, f"({self._text(node)} + 1)", f"{node.value} becomes {node.value + 1}")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave text alone: its words and forms are for people."""


def first_line(node: Scope) -> int:
    """Return the first line of a function as Python counts it: that of its first decorator."""
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


def is_docstring(statement: ast.stmt) -> bool:
    """Return whether a statement is only a text."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else one_line[:57] + "..."


def mutants_of(path: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of a Python source that still compiles, in the order of the text."""
    finder = Finder(path, source)
    finder.visit(ast.parse(source))
    for mutant in sorted(finder.found, key=lambda one: (one.start, one.end, one.text)):
        try:
            ast.parse(mutant.apply(source))
        except SyntaxError:
            continue
        yield mutant
