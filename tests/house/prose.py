"""Collect the prose of the project, each piece with its kind and place, for the word checks of tests/test_house.py."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "plugins/helpcentre"


class Text(NamedTuple):
    """A piece of prose: its kind, its file from the root of the project, its line, and the words."""

    kind: str
    path: str
    line: int
    words: str


def collect_texts() -> list[Text]:
    """Return the prose of docs, sources, tests and the English interface strings."""
    texts = [*_read_docs(), *_read_strings()]
    for path in _python_files():
        texts += _read_python(path)
    for path in sorted((ROOT / "theme").rglob("*")):
        if path.suffix in {".js", ".css", ".html"} and "vendor" not in path.parts:
            texts += _read_comments(path)
    for path in sorted((ROOT / "tests/js").glob("*.mjs")):
        texts += [*_read_comments(path), *_read_node_tests(path)]
    return texts


def _python_files() -> list[Path]:
    scripts = [path for path in (ROOT / "scripts").rglob("*") if path.is_file() and _is_python(path)]
    return sorted([*PACKAGE.rglob("*.py"), *scripts, *(ROOT / "tests").rglob("*.py")])


def _is_python(path: Path) -> bool:
    if path.suffix:
        return path.suffix == ".py"
    return "python" in path.read_text(encoding="utf-8").partition("\n")[0]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _read_docs() -> Iterator[Text]:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "scripts/README.md"]
    for path in sorted(pages):
        fenced = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fenced ^= line.lstrip().startswith("```")
            if not fenced:
                yield Text("docs", _name(path), number, without_code(line))


def without_code(line: str) -> str:
    """Return a line of Markdown or of a docstring without its code spans and addresses."""
    return re.sub(r"\]\([^)]*\)|<https?:[^>]*>|https?://\S+", "]", re.sub(r"``?[^`]*``?", "`…`", line))


def _read_strings() -> Iterator[Text]:
    path = PACKAGE / "language/strings/en.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for key, value in yaml.safe_load("\n".join(lines)).items():
        number = next(n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:"))
        yield Text("string", _name(path), number, str(value))


def _read_python(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    name = _name(path)
    is_test = name.startswith("tests/")
    docstrings = set()
    for constant, text in _read_docstrings(tree, name):
        docstrings.add(constant)
        yield text
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and is_test and node.name.startswith("test_"):
            yield Text("test", name, node.lineno, node.name.replace("_", " "))
            continue
        yield from _names(node, name)
        if (
            not is_test
            and isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield from _message(node, name)
    if not is_test:
        yield from _comments(source, name)


def _read_docstrings(tree: ast.Module, path: str) -> Iterator[tuple[int, Text]]:
    """Yield the docstrings of a file, then those of its attributes and constants, each with the id of its node."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for constant, text in _docstring(node, path):
                found.add(constant)
                yield constant, text
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and id(node.value) not in found:
            for text in _attribute_docstring(node.value, path):
                yield id(node.value), text


def _docstring(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, path: str
) -> Iterator[tuple[int, Text]]:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        for number, line in enumerate(first.value.value.splitlines()):
            # a paragraph is one sentence after another: only its first line can begin one
            yield id(first.value), Text("docstring", path, first.lineno + number, without_code(line.strip()))


def _attribute_docstring(node: ast.Constant, path: str) -> Iterator[Text]:
    """Yield the lines of a string expression, which describes the attribute or constant above it."""
    if isinstance(node.value, str):
        for number, line in enumerate(node.value.splitlines()):
            yield Text("attribute", path, node.lineno + number, without_code(line.strip()))


def _names(node: ast.AST, path: str) -> Iterator[Text]:
    found: list[tuple[str, int]] = []
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        found.append((node.name, node.lineno))
    elif isinstance(node, ast.arg):
        found.append((node.arg, node.lineno))
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        found.append((node.id, node.lineno))
    for name, line in found:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").strip()
        yield Text("name", path, line, words)


def _message(node: ast.Constant, path: str) -> Iterator[Text]:
    """Yield a string that a person may read: one of several words, in neither code nor a query."""
    text = str(node.value)
    if " " not in text.strip() or re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|PRAGMA|<)", text):
        return
    for number, line in enumerate(text.splitlines()):
        yield Text("message", path, node.lineno + number, without_code(line))


def _comments(source: str, path: str) -> Iterator[Text]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith("#!"):
            yield Text("comment", path, token.start[0], without_code(token.string.lstrip("# ")))


def _read_node_tests(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    for match in re.finditer(r"^\s*test\(\s*[\"'`](.*)[\"'`],", source, re.MULTILINE):
        yield Text("test", _name(path), source.count("\n", 0, match.start(1)) + 1, match[1])


def _read_comments(path: Path) -> Iterator[Text]:
    source = path.read_text(encoding="utf-8")
    for match in re.finditer(r"/\*.*?\*/|\{#.*?#\}|(?<![:'\"`])//[^\n]*", source, re.DOTALL):
        first = source.count("\n", 0, match.start()) + 1
        for number, line in enumerate(match[0].splitlines()):
            yield Text("comment", _name(path), first + number, without_code(line))
