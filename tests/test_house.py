"""Rules of the project that no tool checks."""

import ast
import graphlib
import importlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest
import yaml

import helpcentre
from helpcentre.articles.model import FrontMatter
from helpcentre.cli import cli

from .house.prose import collect_texts

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins/helpcentre"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PLUGINS = [point for point in entry_points(group="mkdocs.plugins") if point.name.startswith("helpcentre/")]


def functions():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_there_are_six_plugins_and_each_loads():
    assert sorted(point.name for point in PLUGINS) == [
        f"helpcentre/{name}" for name in ("articles", "channels", "feedback", "hours", "languages", "search")
    ]
    for point in PLUGINS:
        assert point.load().config_class


@pytest.mark.parametrize("point", PLUGINS, ids=lambda point: point.name)
def test_every_plugin_option_is_documented(point):
    text = (ROOT / "docs/plugins.md").read_text(encoding="utf-8")
    section = text.split(f"## `{point.name}`")[1].split("\n## ")[0]

    for name, _ in point.load().config_class._schema:
        assert f"| `{name}` |" in section, name


def test_every_front_matter_key_is_documented():
    text = (ROOT / "docs/writing.md").read_text(encoding="utf-8")

    for name in FrontMatter.model_fields:
        assert f"| `{name}` |" in text, name


def commands(group, prefix=()):
    for name, command in group.commands.items():
        yield " ".join((*prefix, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*prefix, name))


@pytest.mark.parametrize(
    ("name", "command"), list(commands(cli)), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_every_option_says_what_it_does(name, command):
    assert command.help, name
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, (name, parameter.name)


def test_the_page_on_the_command_line_is_written_from_the_command_line():
    done = subprocess.run(
        [sys.executable, "-c", "import runpy; print(runpy.run_path('scripts/commands-page')['page'](), end='')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == done.stdout


def statements(node):
    """Yield everything inside a node, without what only a type checker sees."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield child
            yield from statements(child)


def imported_modules(path, names):
    """Return our modules that a module imports when it runs, at its top or within a function."""
    found = set()
    for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inside & names) | ({node.module} if inside - names else set())
    return found & names


DEEPEST_CHAIN = 12
"""Modules, the first and the last included."""


def longest_chains(graph):
    """Return for each module the longest chain of imports that begins with it."""
    chains = {}
    for name in graphlib.TopologicalSorter(graph).static_order():
        chains[name] = (name, *max((chains[other] for other in graph[name]), key=len, default=()))
    return chains


def test_a_chain_of_imports_is_short():
    modules = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in SOURCES
    }
    graph = {name: imported_modules(path, modules.keys()) - {name} for name, path in modules.items()}
    longest = max(longest_chains(graph).values(), key=len)

    assert len(longest) <= DEEPEST_CHAIN, " -> ".join(longest)


def test_no_file_is_much_longer_than_three_hundred_lines():
    long = {str(path.relative_to(ROOT)): n for path in SOURCES if (n := len(path.read_text().splitlines())) > 320}

    assert long == {}


def test_nine_in_ten_functions_fit_in_thirty_lines():
    lengths = sorted(node.end_lineno - node.lineno + 1 for _, node in functions())

    assert lengths[len(lengths) * 9 // 10] <= 30
    assert lengths[-1] <= 60


def test_every_public_function_says_what_it_does():
    silent = [
        f"{path.relative_to(PACKAGE)}:{node.name}"
        for path, node in functions()
        if not node.name.startswith("_") and ast.get_docstring(node) is None and node.col_offset == 0
    ]

    assert silent == []


def test_templates_are_plain_jinja_that_other_generators_read_too():
    for path in (ROOT / "theme").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert ".items()" not in text, path
        assert '{% extends "main.html"' not in text, path
        assert not re.search(r"<script(?![^>]*(src=|ld\+json))", text), path
        assert not re.search(r"\sstyle=|\son[a-z]+=\"", text), path


def test_there_is_no_main_template_that_would_hide_a_sites_own():
    assert not list((ROOT / "theme").rglob("main.html"))


def test_css_names_no_side_of_the_page():
    physical = re.compile(
        r"(?<![-\w])(margin|padding|border)-(left|right)\b|(?<![-\w])(left|right)\s*:|text-align:\s*(left|right)"
    )
    for path in (ROOT / "theme/assets").rglob("*.css"):
        assert not physical.search(path.read_text(encoding="utf-8")), path


def test_javascript_touches_no_page_without_being_asked_and_writes_no_html():
    for path in (ROOT / "theme/assets/helpcentre").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert "innerHTML" not in text, path
        assert "eval(" not in text, path


def test_the_version_is_the_changelogs_newest():
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert newest[1] == helpcentre.__version__


def test_import_linter_checks_every_pure_package():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    pure = next(item for item in contract if item["type"] == "forbidden")

    packages = ("articles", "contract", "language", "reporting", "search", "site", "support")
    assert {f"helpcentre.{name}" for name in packages} <= set(pure["source_modules"])
    for name in pure["source_modules"]:
        importlib.import_module(name)


def test_the_lock_names_no_address_and_has_a_hash_for_everything():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in text
    blocks = [block for block in re.split(r"\n(?=\S)", text) if "==" in block and not block.startswith("#")]
    assert all("--hash=sha256:" in block for block in blocks)


def locked_versions(name):
    """Return the blocks of a lock file by package: version and hashes."""
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8"))
    found = [re.match(r"([a-z0-9.-]+)==(\S+)", block) for block in blocks]
    return {
        match[1]: (match[2], frozenset(re.findall(r"sha256:[0-9a-f]{64}", block)))
        for match, block in zip(found, blocks, strict=True)
        if match
    }


def test_the_servers_lock_is_a_part_of_the_lock_without_mkdocs():
    server, everything = locked_versions("requirements-server.lock"), locked_versions("requirements.lock")
    assert server.items() <= everything.items()
    assert {"starlette", "uvicorn", "asyncpg", "msgspec", "jinja2", "pymdown-extensions"} <= server.keys()
    assert not [name for name in server if name.startswith(("mkdocs", "pytest"))]
    assert all(hashes for _, hashes in server.values())


def test_every_script_is_listed():
    text = (ROOT / "scripts/README.md").read_text(encoding="utf-8")

    for path in (ROOT / "scripts").iterdir():
        if path.is_file() and path.name != "README.md":
            assert f"`{path.name}`" in text, path.name


TERMS = yaml.safe_load((ROOT / "tests/house/terms.yml").read_text(encoding="utf-8"))


def unwanted_terms(texts):
    """Yield `file:line: term: use …` for every match of the term list in the texts."""
    for term in TERMS:
        find, fine = re.compile(term["find"], re.IGNORECASE), re.compile(term.get("fine", r"(?!)"), re.IGNORECASE)
        kinds = term.get("only", ["docs", "docstring", "attribute", "comment", "message", "name", "test"])
        for text in texts:
            match = find.search(fine.sub("", text.words)) if text.kind in kinds else None
            if match:
                yield f"{text.path}:{text.line}: '{match[0].strip()}': use {term['use']}"


def test_texts_use_the_words_of_the_term_list():
    assert sorted(unwanted_terms(collect_texts())) == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["use"])
def test_every_term_of_the_list_finds_what_it_is_for(term):
    assert re.search(term["find"], term["example"], re.IGNORECASE), term
    assert not re.search(term["find"], term.get("fine_example", ""), re.IGNORECASE), term


def test_private_functions_are_named_with_a_verb_and_an_object():
    private = [f"{path.name}:{node.name}" for path, node in functions() if re.match(r"_[a-z]", node.name)]
    one_word = [name for name in private if "_" not in name.partition(":")[2].strip("_")]

    assert len(private) > 300
    assert len(one_word) <= len(private) // 50, one_word  # some verbs are standard on their own, such as `_main`


LINES_OF_TESTS = 1.1  # per line of source


def test_there_are_at_least_as_many_lines_of_tests_as_of_source():
    """Python and JavaScript; golden files, cases and whole sites are not counted."""
    source = [*SOURCES, *(ROOT / "theme/assets/helpcentre").glob("*.js")]
    tests = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tests/js").glob("*.mjs")]
    lines = {
        name: sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
        for name, paths in (("source", source), ("tests", tests))
    }

    assert lines["tests"] >= LINES_OF_TESTS * lines["source"], lines
