"""What the checks take from a MkDocs build: every page with its outline, and the files that links may lead to."""

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from helpcentre.articles.checks import CheckedPage, CheckedSite
from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline
from helpcentre.errors import HelpCentreError
from helpcentre.marked_yaml import load
from helpcentre.mkdocs_plugins import frame, shared


def pages_of(config: MkDocsConfig, files: Files) -> CheckedSite:
    """Return the site as the checks see it."""
    site = shared.site_of(config)
    by_url = {unquote(shared.address_of(file)): file.src_uri for file in files}
    refused = {article.path for article in site.library.refused} if site.library else set()
    pages, others = {}, {}
    for path, outline in site.outlines.items():
        article = site.by_path.get(path)
        file = files.get_file_from_path(path)
        if article is None or file is None or file.generated_by is not None:
            others[path] = outline.anchors
        else:
            pages[path] = _page(article, outline, by_url, refused=path in refused)
    return CheckedSite(
        languages=site.languages,
        pages=pages,
        other_anchors=others,
        files=published_files(files),
        topics=known_topics(config),
        addresses=addresses(config, files),
        site_url=config.site_url or "",
    )


def published_files(files: Files) -> frozenset[str]:
    """Return the files that a link may lead to."""
    return frozenset(file.src_uri for file in files if not file.inclusion.is_excluded())


def known_topics(config: MkDocsConfig) -> tuple[str, ...] | None:
    """Return the topics of the support file, also of one with mistakes elsewhere; None where they cannot be known."""
    support = shared.support_for(config)
    if support is not None:
        return tuple(support.topics)
    with suppress(HelpCentreError, OSError, UnicodeDecodeError):
        text = shared.support_path(config).read_text(encoding="utf-8")
        value = load(text, shared.support_name(config), keep_twice=True).value
        topics = value.get("topics") if isinstance(value, dict) else None
        return tuple(str(name) for name in topics) if isinstance(topics, dict) else None
    return None


def addresses(config: MkDocsConfig, files: Files) -> dict[str, str]:
    """Return every address that the site has or will have, relative to it, with the file behind it."""
    site = shared.site_of(config)
    found = {}
    for path, source in extra_pages(config):
        found[unquote(site.languages.url(site.languages.of(path), site.languages.slug(path)))] = source
    articles = shared.plugin_options(config, "articles")
    if articles is not None and articles.redirects:
        for article in site.by_path.values():
            for old in article.front.redirect_from:
                found[site.languages.url(article.language, old)] = article.path
    for file in files:
        if not file.inclusion.is_excluded():
            found[unquote(shared.address_of(file))] = file.src_uri
    return found


def extra_pages(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield (path, file behind it) of the pages nobody wrote: topics, search results, missing translations."""
    site = shared.site_of(config)
    if site.frame and site.shelves is not None:
        for language, slug, _ in frame.extra_pages(config):
            path = f"{language}/{slug}.md" if site.languages.folders else f"{slug}.md"
            yield path, path
    if shared.plugin_options(config, "languages") is not None:
        for slug in site.slugs():
            for language in site.languages.all:
                if (language, slug) not in site.pages:
                    yield f"{language}/{slug}.md", f"{language}/{slug}.md"


def _page(article: Article, outline: Outline, by_url: Mapping[str, str], *, refused: bool) -> CheckedPage:
    links = [as_written(href, article, by_url) for href in outline.links]
    images = [as_written(src, article, by_url) for src, _ in outline.images]
    return CheckedPage(article, links, outline.anchors, images, refused)


def as_written(href: str, article: Article, by_url: Mapping[str, str]) -> str:
    """Return a link as the writer wrote it: MkDocs has turned `../contact.md` into `../../contact/`."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    if parts.scheme or parts.netloc or not parts.path or href.startswith("/"):
        return href
    path = by_url.get(
        unquote(urljoin(f"https://site.invalid/{article.url}", parts.path)[len("https://site.invalid/") :])
    )
    if path is None:
        return href
    relative = posixpath.relpath(path, posixpath.dirname(article.path))
    return relative + (f"#{parts.fragment}" if parts.fragment else "")
