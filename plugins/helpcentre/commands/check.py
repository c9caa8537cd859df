"""`helpcentre check`: every content finding at once, with file, line and column."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.articles.captions import parse_captions
from helpcentre.articles.checks import Checked, CheckedPage, check_all
from helpcentre.articles.model import Article, Source
from helpcentre.articles.read import Languages, Library, read_library
from helpcentre.commands.build import load_mkdocs
from helpcentre.errors import Finding, FindingsError
from helpcentre.markdown_blocks.outline import Outline, outline_of_markdown
from helpcentre.mkdocs_plugins.search import SearchPlugin
from helpcentre.mkdocs_plugins.search_pages import document_of
from helpcentre.mkdocs_plugins.shared import site_of, support_path
from helpcentre.support.advice import advice
from helpcentre.support.load import load_support


def run(config_file: Path, paths: Sequence[Path], output: str, today: date) -> int:
    """Print the findings of the site of `config_file` (only those under `paths`, if any); return the exit code."""
    config = load_mkdocs(config_file)
    docs = Path(config.docs_dir)
    findings = sorted(set(check_site(config, today)))
    shown = [finding for finding in findings if _wanted(finding, docs, paths)]
    prefix = _relative(docs)
    placed = [
        Finding(f"{prefix}{item.path}", item.line, item.column, item.message, item.rule, item.severity)
        for item in shown
    ]
    print(format_findings(placed, output), end="")
    return 1 if any(finding.severity == "error" for finding in shown) else 0


def check_site(config: MkDocsConfig, today: date) -> list[Finding]:
    """Return every finding in the content of a site."""
    docs = Path(config.docs_dir)
    languages = site_of(config).languages
    files = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
    texts = {name: (docs / name).read_text(encoding="utf-8") for name in files if name.endswith(".md")}
    sources = [(Source(name, text), None) for name, text in texts.items()]
    library = read_library(sources, languages)
    findings = list(library.findings)
    topics, broken = _support(config, today)
    findings.extend(broken)
    findings.extend(_captions(docs, [name for name in files if name.endswith(".vtt")]))
    outlines, refused = _outlines(library, config)
    findings.extend(refused)
    pages = {article.path: CheckedPage(article, outline.links, outline.anchors) for article, outline in outlines}
    unread = texts.keys() - pages.keys()
    site = Checked(languages, pages, {}, frozenset(files) | unread, topics)
    findings.extend(check_all(site, today))
    findings.extend(_promises(outlines, config))
    return findings


def format_findings(findings: Sequence[Finding], output: str) -> str:
    """Return the findings as text, as JSON, or as annotations that GitHub shows in the pull request."""
    if output == "json":
        return json.dumps([_as_dict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n"
    if output == "github":
        return "".join(f"{_annotation(finding)}\n" for finding in findings)
    errors = sum(finding.severity == "error" for finding in findings)
    lines = [f"{finding}" if finding.severity == "error" else f"{finding} (warning)" for finding in findings]
    summary = f"{errors} to mend, {len(findings) - errors} to look at." if findings else "Nothing to mend."
    return "\n".join([*lines, summary, ""])


def _support(config: MkDocsConfig, today: date) -> tuple[tuple[str, ...] | None, list[Finding]]:
    path = support_path(config)
    if not path.is_file():
        return None, []
    try:
        support = load_support(path, name=path.relative_to(config.docs_dir).as_posix())
        noon = datetime.combine(today, time(12), UTC)
        return tuple(support.topics), advice(support, noon)
    except FindingsError as error:
        return None, list(error.findings)


def _captions(docs: Path, names: Iterable[str]) -> list[Finding]:
    findings: list[Finding] = []
    for name in names:
        try:
            parse_captions((docs / name).read_text(encoding="utf-8"), name)
        except FindingsError as error:
            findings.extend(error.findings)
    return findings


def _outlines(library: Library, config: MkDocsConfig) -> tuple[list[tuple[Article, Outline]], list[Finding]]:
    """Return what stands in each page, and the mistakes in its blocks."""
    extensions = list(config.markdown_extensions)
    found: list[tuple[Article, Outline]] = []
    findings: list[Finding] = []
    for article in library.articles:
        configs = _configs(config, library.languages, article, findings)
        found.append((article, outline_of_markdown(article.body, extensions, configs)))
    return found, findings


def _promises(outlines: list[tuple[Article, Outline]], config: MkDocsConfig) -> list[Finding]:
    """Return the asks that do not bring their article among the first three."""
    plugin = config.plugins.get("helpcentre/search")
    if not isinstance(plugin, SearchPlugin):
        return []
    findings: list[Finding] = []
    for language in site_of(config).languages.all:
        of_language = [document_of(article, outline) for article, outline in outlines if article.language == language]
        documents = [document for document in of_language if document is not None]
        try:
            findings.extend(plugin.broken(documents, language, plugin.index(documents, language, config)))
        except FindingsError as error:
            findings.extend(error.findings)
    return findings


def _configs(
    config: MkDocsConfig, languages: Languages, article: Article, problems: list[Finding]
) -> dict[str, dict[str, Any]]:
    configs = {name: dict(values) for name, values in config.mdx_configs.items()}
    if "helpcentre.markdown_blocks" in config.markdown_extensions:
        own = configs.setdefault("helpcentre.markdown_blocks", {})
        own |= {
            "docs_dir": config.docs_dir,
            "language": article.language,
            "languages": list(languages.all),
            "root": "../" * article.path.count("/"),
            "path": article.path,
            "text": article.source,
            "problems": problems,
        }
    return configs


def _wanted(finding: Finding, docs: Path, paths: Sequence[Path]) -> bool:
    if not paths:
        return True
    place = (docs / finding.path).resolve()
    return any(place == path.resolve() or path.resolve() in place.parents for path in paths)


def _relative(docs: Path) -> str:
    try:
        return docs.resolve().relative_to(Path.cwd().resolve()).as_posix() + "/"
    except ValueError:
        return f"{docs.as_posix()}/"


def _as_dict(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
    }


def _annotation(finding: Finding) -> str:
    """Return a workflow command; its own characters are escaped as the runner asks."""
    message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = f"file={finding.path},line={finding.line or 1},col={finding.column or 1},title={finding.rule}"
    return f"::{finding.severity} {place}::{message}"
