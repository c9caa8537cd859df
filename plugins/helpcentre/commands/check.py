"""`helpcentre check`: every content finding at once, with file, line and column."""

import json
import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from helpcentre.articles.captions import read_captions
from helpcentre.articles.checks import CheckedPage, CheckedSite, check_all
from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline
from helpcentre.articles.read import decode_source
from helpcentre.commands.build import load_mkdocs
from helpcentre.errors import Finding, FindingsError
from helpcentre.markdown_blocks.rendering import outline_of_markdown
from helpcentre.mkdocs_plugins.check_input import addresses, extra_pages, known_topics, published_files
from helpcentre.mkdocs_plugins.search import SearchPlugin
from helpcentre.mkdocs_plugins.search_pages import document_of
from helpcentre.mkdocs_plugins.shared import gather, site_of, support_for, support_name
from helpcentre.support.checks.warnings import support_warnings


def run(config_file: Path, paths: Sequence[Path], output: str, today: date) -> int:
    """Print the findings of the site of `config_file` (only those under `paths`, if any); return the exit code."""
    config = load_mkdocs(config_file)
    docs = Path(config.docs_dir)
    findings = sorted(set(check_site(config, today)))
    shown = [finding for finding in findings if _wanted(finding, docs, paths)]
    prefix = _relative(docs)
    placed = [replace(item, path=posixpath.normpath(prefix + item.path)) for item in shown]
    print(format_findings(placed, output), end="")
    return 1 if any(finding.severity == "error" for finding in shown) else 0


def check_site(config: MkDocsConfig, today: date) -> list[Finding]:
    """Return every finding in the content of a site."""
    site = site_of(config)
    site.strict = True
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    library = gather(files, config).library
    assert library is not None
    published = published_files(files)
    site.findings.extend(_advice(config, today))
    site.findings.extend(_captions(Path(config.docs_dir), sorted(name for name in published if name.endswith(".vtt"))))
    sound = _outlines(library.articles, config)
    rest = _outlines(library.refused, config)
    pages = {article.path: _page(article, outline) for article, outline in sound}
    pages |= {article.path: replace(_page(article, outline), refused=True) for article, outline in rest}
    seen = CheckedSite(
        languages=site.languages,
        pages=pages,
        files=published | {path for path, _ in extra_pages(config)},
        topics=known_topics(config),
        addresses=addresses(config, files),
        site_url=config.site_url or "",
    )
    site.findings.extend(check_all(seen, today))
    site.findings.extend(_promises(sound, config))
    return site.findings


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


def _page(article: Article, outline: Outline) -> CheckedPage:
    return CheckedPage(article, outline.links, outline.anchors, [src for src, _ in outline.images])


def _advice(config: MkDocsConfig, today: date) -> list[Finding]:
    """Return what to look at in the support file; its mistakes are kept by whoever reads it first."""
    support = support_for(config)
    if support is None:
        return []
    return support_warnings(support, datetime.combine(today, time(12), UTC), site_of(config).languages.all)


def _captions(docs: Path, names: Iterable[str]) -> list[Finding]:
    findings: list[Finding] = []
    for name in names:
        source = decode_source(name, (docs / name).read_bytes())
        findings.extend(source.findings or read_captions(source.text, name).findings)
    return findings


def _outlines(articles: Iterable[Article], config: MkDocsConfig) -> list[tuple[Article, Outline]]:
    """Return what stands in each page; the mistakes in its blocks are kept with all others."""
    extensions = list(config.markdown_extensions)
    return [(article, outline_of_markdown(article.body, extensions, _configs(config, article))) for article in articles]


def _promises(outlines: list[tuple[Article, Outline]], config: MkDocsConfig) -> list[Finding]:
    """Return the asks that do not bring their article among the first three."""
    plugin = config.plugins.get("helpcentre/search")
    if not isinstance(plugin, SearchPlugin):
        return []
    name, docs = plugin.config.synonyms_file, Path(config.docs_dir)
    unreadable = decode_source(name, (docs / name).read_bytes()).findings if (docs / name).is_file() else ()
    if unreadable:
        return list(unreadable)
    findings: list[Finding] = []
    for language in site_of(config).languages.all:
        of_language = [document_of(article, outline) for article, outline in outlines if article.language == language]
        documents = [document for document in of_language if document is not None]
        try:
            findings.extend(plugin.broken(documents, language, plugin.index(documents, language, config)))
        except FindingsError as error:
            findings.extend(replace(one, path=os.path.relpath(one.path, docs)) for one in error.findings)
    return findings


def _configs(config: MkDocsConfig, article: Article) -> dict[str, dict[str, Any]]:
    configs = {name: dict(values) for name, values in config.mdx_configs.items()}
    if "helpcentre.markdown_blocks" in config.markdown_extensions:
        own = configs.setdefault("helpcentre.markdown_blocks", {})
        own |= {
            "docs_dir": config.docs_dir,
            "language": article.language,
            "languages": list(site_of(config).languages.all),
            "support_file": support_name(config),
            "root": "../" * article.path.count("/"),
            "path": article.path,
            "text": article.source,
            "problems": site_of(config).findings,
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
