"""Every finding in the content of a site, with what an earlier run has already found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.registry import CODES, check_all
from helpcentre.articles.checks.rule_severities import Levels
from helpcentre.articles.model import Article
from helpcentre.commands.check_key import check_key, describe_extensions
from helpcentre.commands.check_records import CheckRecords, KnownPages, hash_bytes, read_records, write_records
from helpcentre.commands.released_addresses import find_lost_addresses
from helpcentre.contract.manifest import Manifest
from helpcentre.errors import Finding
from helpcentre.markdown_blocks.base import build_time
from helpcentre.markdown_blocks.rendering import render_markdown
from helpcentre.mkdocs_plugins.files import read_files
from helpcentre.mkdocs_plugins.theme import has_template, layer_theme
from helpcentre.site.block_options import block_options
from helpcentre.site.generated_pages import generate_pages
from helpcentre.site.host_options import BLOCKS, site_options
from helpcentre.site.interface_strings import find_missing_strings
from helpcentre.site.loading import load_site
from helpcentre.site.page_reading import FinishedPage, finish_pages
from helpcentre.site.search_index import build_search_files, read_site_words
from helpcentre.site.site import Site
from helpcentre.site.site_checks import check_finished_site, checked_media, checked_site
from helpcentre.site.support_file import find_private_file
from helpcentre.site.untranslated import finish_placeholders
from helpcentre.support.checks.warnings import support_warnings


@dataclass(frozen=True, slots=True)
class SiteFindings:
    """The findings in a site, and whether every ask was searched for."""

    findings: list[Finding]
    asks_searched: bool = True


def find_in_site(
    config: MkDocsConfig, today: date, released: Manifest | None = None, *, cache: Path | None, quick: bool = False
) -> SiteFindings:
    """Return every finding in the content of a site: pages, support file, captions, synonyms and addresses.

    `released` is the manifest of the last release, if its addresses are to be compared. `cache` is the folder in which
    an earlier run has left what it found, and in which this one does; None for a run without. `quick` leaves out the
    search for all asks if anything has changed that it reads.
    """
    site = load_site(site_options(config, CODES), build_time())
    levels = _levels_of(site, config)
    extensions = describe_extensions(list(config.markdown_extensions), config.mdx_configs)
    articles, strict = site.options.articles, site.options.strict
    extra_keys = sorted(articles.extra_keys) if articles else []
    shared = repr((site.languages, site.shared_text))
    key = check_key([extensions, shared, strict, extra_keys, dict(levels), site.options.blocks])
    before = read_records(cache, key) if cache else CheckRecords(key)
    known = KnownPages(before, keep_articles=strict, keep_outlines=extensions is not None)
    checked = _check_site(site, config, today, known)
    results = known.results_for(checked)
    site.findings.extend(check_all(checked, levels, results))
    if released is not None:
        site.findings.extend(find_lost_addresses(released, checked))
    asks = _search_asks(site, results.digests, before, quick=quick)
    if cache:
        after = known.records_with(checked, results, *(asks or (before.asks_key, before.asks)))
        if after is not before:
            write_records(cache, after)
    return SiteFindings(site.findings, asks is not None)


def _check_site(site: Site, config: MkDocsConfig, today: date, known: KnownPages) -> CheckedSite:
    """Read and render all pages, add what is wrong with the site as a whole, and return it for the rules."""
    layer_theme(config)
    env = config.theme.get_env()
    files = get_files(config)
    files.add_files_from_theme(env, config)
    read_files(site, files, config, known.restore, with_scheduled=True)
    generate_pages(site)
    site.findings.extend(_check_support(site, today))
    site.findings.extend(find_missing_strings(site.options))
    finish_pages(site, _render_pages(site, config, known))
    finish_placeholders(site)
    check_finished_site(site, lambda name: has_template(env, name))
    checked = checked_media(site, checked_site(site, links_resolved=False))
    return replace(checked, today=today, strict=site.options.strict)


def _search_asks(
    site: Site, digests: Mapping[str, str], before: CheckRecords, *, quick: bool
) -> tuple[str, tuple[Finding, ...]] | None:
    """Search for all asks, unless nothing has changed since `before`, and add the findings to those of the site.

    Returns the fingerprint of everything that was searched, with the findings; None if the asks were not searched for.
    """
    options = site.options.search
    if options is None:
        return "", ()
    synonyms = find_private_file(site.options, options.synonyms_file)
    words = synonyms.read_bytes() if synonyms.is_file() else b""
    read = [sorted(digests.items()), sorted(site.site_strings.items()), options, hash_bytes(words)]
    key = hash_bytes(repr(read).encode())
    if key == before.asks_key:
        site.findings.extend(before.asks)
        return key, before.asks
    if quick:
        read_site_words(site, options)
        return None
    start = len(site.findings)
    build_search_files(site, options)
    return key, tuple(site.findings[start:])


def _levels_of(site: Site, config: MkDocsConfig) -> Levels:
    """Return the levels of single checks: readers never see the template code that macros fill in."""
    own = site.options.articles.levels if site.options.articles else {}
    return {"template-code": "off", "variable-unknown": "off", **own} if "macros" in config.plugins else own


def _check_support(site: Site, today: date) -> list[Finding]:
    """Return warnings about the support file; its errors are among the findings once it has been read."""
    if site.support is None:
        return []
    return support_warnings(site.support, datetime.combine(today, time(12), UTC), site.languages.all)


def _render_pages(site: Site, config: MkDocsConfig, known: KnownPages) -> Iterator[FinishedPage]:
    """Yield each page as Markdown renders it, with links as they are written; blocks with errors add findings."""
    for article in site.pages:
        outline = known.outline_of(article.path)
        if outline is not None:
            yield FinishedPage(article.path, article.url, "", title=article.title, outline=outline)
            continue
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
