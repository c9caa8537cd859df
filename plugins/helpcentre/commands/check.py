"""`helpcentre check`: every content finding at once, with file, line and column."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from helpcentre.articles.checks.registry import CODES, check_all
from helpcentre.articles.checks.rule_severities import Levels
from helpcentre.articles.model import Article
from helpcentre.collector.manifest_source import ManifestSource
from helpcentre.commands.finding_formats import format_findings
from helpcentre.commands.released_addresses import find_lost_addresses
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import Finding
from helpcentre.markdown_blocks.base import build_time
from helpcentre.markdown_blocks.rendering import render_markdown
from helpcentre.mkdocs_plugins.files import read_files
from helpcentre.mkdocs_plugins.host import load_mkdocs
from helpcentre.mkdocs_plugins.theme import has_template, layer_theme
from helpcentre.site.block_options import block_options
from helpcentre.site.generated_pages import generate_pages
from helpcentre.site.host_options import BLOCKS, site_options
from helpcentre.site.interface_strings import find_missing_strings
from helpcentre.site.loading import load_site
from helpcentre.site.page_reading import FinishedPage, finish_pages
from helpcentre.site.search_index import build_search_files
from helpcentre.site.site import Site
from helpcentre.site.site_checks import check_finished_site, checked_media, checked_site
from helpcentre.site.untranslated import finish_placeholders
from helpcentre.support.checks.warnings import support_warnings


def run(config_file: Path, paths: Sequence[Path], output: str, today: date, released: str | None = None) -> int:
    """Print the findings of the site of `config_file` (only those under `paths`, if any); return the exit code.

    `released` is the folder or the https address of the last release, whose addresses must still lead somewhere.
    """
    config = load_mkdocs(config_file)
    docs = Path(config.docs_dir)
    manifest = ManifestSource(released).read() if released else None
    findings = set(check_site(config, today, manifest))
    shown = [finding for finding in findings if _is_wanted(finding, docs, paths)]
    prefix = _docs_prefix(docs)
    placed = [replace(item, path=posixpath.normpath(prefix + item.path)) for item in shown]
    print(format_findings(placed, output), end="")
    return 1 if any(finding.severity == "error" for finding in shown) else 0


def check_site(config: MkDocsConfig, today: date, released: Manifest | None = None) -> list[Finding]:
    """Return every finding in the content of a site: pages, support file, captions, synonyms and addresses.

    `released` is the manifest of the last release, if its addresses are to be compared.
    """
    site = load_site(site_options(config, CODES), build_time())
    layer_theme(config)
    env = config.theme.get_env()
    files = get_files(config)
    files.add_files_from_theme(env, config)
    read_files(site, files, config, with_scheduled=True)
    generate_pages(site)
    site.findings.extend(_check_support(site, today))
    site.findings.extend(find_missing_strings(site.options))
    finish_pages(site, _render_pages(site, config))
    finish_placeholders(site)
    check_finished_site(site, lambda name: has_template(env, name))
    checked = checked_media(site, checked_site(site, links_resolved=False))
    checked = replace(checked, today=today, strict=site.options.strict)
    site.findings.extend(check_all(checked, _levels_of(site, config)))
    if released is not None:
        site.findings.extend(find_lost_addresses(released, checked))
    if site.options.search is not None:
        build_search_files(site, site.options.search)
    return site.findings


def _levels_of(site: Site, config: MkDocsConfig) -> Levels:
    """Return the levels of single checks: readers never see the template code that macros fill in."""
    own = site.options.articles.levels if site.options.articles else {}
    return {"template-code": "off", "variable-unknown": "off", **own} if "macros" in config.plugins else own


def _check_support(site: Site, today: date) -> list[Finding]:
    """Return warnings about the support file; its errors are among the findings once it has been read."""
    if site.support is None:
        return []
    return support_warnings(site.support, datetime.combine(today, time(12), UTC), site.languages.all)


def _render_pages(site: Site, config: MkDocsConfig) -> Iterator[FinishedPage]:
    """Yield each page as Markdown renders it, with links as they are written; blocks with errors add findings."""
    for article in site.pages:
        body = "" if article.path in site.pages.generated else article.body
        html = render_markdown(body, list(config.markdown_extensions), _extension_configs(site, config, article))
        yield FinishedPage(article.path, article.url, html, title=article.title)


def _extension_configs(site: Site, config: MkDocsConfig, article: Article) -> dict[str, dict[str, Any]]:
    configs = {name: dict(values) for name, values in config.mdx_configs.items()}
    if site.options.blocks:
        own = configs.setdefault(BLOCKS, {})
        own |= block_options(site, article.path, article.url, article.source)
        own["root"] = "../" * article.path.count("/")  # while a text is checked, its links lead from file to file
    return configs


def _is_wanted(finding: Finding, docs: Path, paths: Sequence[Path]) -> bool:
    if not paths:
        return True
    place = (docs / finding.path).resolve()
    return any(place == path.resolve() or path.resolve() in place.parents for path in paths)


def _docs_prefix(docs: Path) -> str:
    try:
        return docs.resolve().relative_to(Path.cwd().resolve()).as_posix() + "/"
    except ValueError:
        return f"{docs.as_posix()}/"
