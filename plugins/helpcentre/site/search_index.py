"""The search files of a site: built from the finished pages, and checked against the asks of the writers."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline
from helpcentre.articles.read import decode_source
from helpcentre.errors import Finding, FindingsError, Severity
from helpcentre.search.ask_contract import find_broken_asks
from helpcentre.search.documents import SearchDocument, Section
from helpcentre.search.index_writer import build_index
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.query import search
from helpcentre.search.settings import SearchSettings
from helpcentre.search.synonyms import SiteWords, read_synonyms
from helpcentre.site.options import SearchOptions
from helpcentre.site.output_paths import SEARCH_FOLDER
from helpcentre.site.pages import TOPICS
from helpcentre.site.site import Site
from helpcentre.site.support_file import find_private_file, name_private_file

LABELLED_KINDS = frozenset({Kind.VIDEO, Kind.GUIDE, Kind.POLICY, Kind.NOTICE})
"""The kinds whose names people type: *return video*."""
NEVER_FOUND = ("index", "404", "search", "help-panel")


@dataclass(frozen=True, slots=True)
class _SearchFiles:
    """The search files of a language by path, and the asks that do not find their article."""

    files: dict[str, bytes]
    broken: list[Finding]


def build_search_files(site: Site, options: SearchOptions) -> dict[str, bytes]:
    """Return the search files of every language by output path; wrong synonyms and broken promises add findings."""
    found: dict[str, bytes] = {}
    words = read_site_words(site, options)
    by_language = {language: list(search_documents(site, language)) for language in site.languages.all}
    everything = list(chain.from_iterable(by_language.values()))
    for language, documents in by_language.items():
        settings = _make_settings(options, language, words)
        built = site.memory.recall(
            "search",
            (repr(part) for part in (language, settings, options.contract, everything)),
            _SearchFiles,
            partial(_build_language, site, options, settings, documents, everything, language),
        )
        site.findings.extend(built.broken)
        found |= {f"{SEARCH_FOLDER}/{path}": content for path, content in built.files.items()}
    return found


def _build_language(
    site: Site,
    options: SearchOptions,
    settings: SearchSettings,
    documents: Sequence[SearchDocument],
    everything: Sequence[SearchDocument],
    language: str,
) -> "_SearchFiles":
    with _cached_analysis(site, language) as cache:
        files = build_index(documents, language, settings, cache, everything)
    return _SearchFiles(files, _broken_promises(options, documents, language, files))


def search_settings(site: Site, options: SearchOptions, language: str) -> SearchSettings:
    """Return the settings of a language; errors in `synonyms.yml` become findings."""
    return _make_settings(options, language, read_site_words(site, options))


def search_documents(site: Site, language: str) -> Iterator[SearchDocument]:
    """Yield the documents of a language: every page with its own text, without lists and placeholders."""
    for article in site.pages:
        outline = site.pages.outlines.get(article.path)
        if article.language == language and outline is not None and article.path not in site.pages.refused:
            document = document_of(article, outline)
            if document is not None:
                is_labelled = article.kind in LABELLED_KINDS
                label = site.words(language).plain(f"kind.{document.kind}") if is_labelled else ""
                yield replace(document, kind_label=label)


def document_of(article: Article, outline: Outline) -> SearchDocument | None:
    """Return the search document of a page; None for home, lists and pages without words."""
    if article.slug in NEVER_FOUND or article.slug.startswith(TOPICS) or article.slug.endswith("/index"):
        return None
    sections = tuple(Section(each.id, each.heading, each.text) for each in outline.sections)
    if not any(section.text for section in sections):
        return None
    return SearchDocument(
        id=article.id,
        language=article.language,
        url=article.url,
        title=article.title,
        asks=tuple(article.front.asks),
        lead=article.front.description or "",
        sections=sections,
        kind=article.kind.value,
        topics=tuple(article.topics),
        path=article.path,
        ask_lines=tuple(_line_of(article, ask) for ask in article.front.asks),
    )


def _line_of(article: Article, ask: str) -> int:
    """Return the line of the file an ask is on, 0 if it is written with escapes."""
    for number, line in enumerate(article.source.splitlines(), 1):
        if ask in line and number < article.body_line:
            return number
    return 0


def _make_settings(options: SearchOptions, language: str, words: SiteWords) -> SearchSettings:
    return SearchSettings(
        stemmer=options.stemmers.get(language),
        stop=tuple(options.stop_words.get(language, ())),
        question=tuple(options.question_words.get(language, ())),
        synonyms=words.groups.get(language, ()),
        thesaurus=options.thesaurus,
        brands=words.brands,
        shapes=words.shapes,
    )


def read_site_words(site: Site, options: SearchOptions) -> SiteWords:
    """Return the words of `synonyms.yml`; errors in the file become findings."""
    path = find_private_file(site.options, options.synonyms_file)
    if not path.is_file():
        return SiteWords()
    name = name_private_file(site.options, path)
    source = decode_source(name, path.read_bytes())
    findings: Sequence[Finding] = source.findings
    if not findings:
        try:
            return read_synonyms(source.text, name, site.languages.all, {article.id for article in site.pages})
        except FindingsError as error:
            findings = error.findings
    site.findings.extend(findings)
    return SiteWords()


def _broken_promises(
    options: SearchOptions, documents: Sequence[SearchDocument], language: str, files: dict[str, bytes]
) -> list[Finding]:
    """Return the asks that do not find their article among the first three, as severe as `contract` says."""
    if options.contract == "off":
        return []
    severity: Severity = "error" if options.contract == "error" else "warning"
    index = PackedIndex(language, files.__getitem__)
    found = find_broken_asks(lambda ask: [hit.number for hit in search(index, ask).hits], documents)
    return [replace(finding, severity=severity) for finding in found]


@contextmanager
def _cached_analysis(site: Site, language: str) -> Iterator[dict[str, Any]]:
    """Provide the analysed articles of the last build, and store those of this one; a missing cache only costs time."""
    path = site.options.cache_dir / f"search-{language}.json"
    cache = _read_cache(path)
    before = set(cache)
    yield cache
    if set(cache) != before:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(cache, ensure_ascii=False), encoding="utf-8")


def _read_cache(path: Path) -> dict[str, Any]:
    try:
        cache = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cache if isinstance(cache, dict) else {}
