"""What the checks take from a MkDocs build: every page with its outline, and the files that links may lead to."""

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from helpcentre.articles.checks import Checked, CheckedPage
from helpcentre.articles.model import Article
from helpcentre.markdown_blocks.outline import Outline
from helpcentre.mkdocs_plugins import shared


def pages_of(config: MkDocsConfig, files: Files) -> Checked:
    """Return the site as the checks see it."""
    site = shared.site_of(config)
    support = shared.support_for(config)
    by_url = {shared.address_of(file): file.src_uri for file in files}
    pages, others = {}, {}
    for path, outline in site.outlines.items():
        article = site.by_path.get(path)
        file = files.get_file_from_path(path)
        if article is None or file is None or file.generated_by is not None:
            others[path] = outline.anchors
        else:
            pages[path] = _page(article, outline, by_url)
    return Checked(
        languages=site.languages,
        pages=pages,
        other_anchors=others,
        files=frozenset(file.src_uri for file in files),
        topics=tuple(support.topics) if support else None,
    )


def _page(article: Article, outline: Outline, by_url: Mapping[str, str]) -> CheckedPage:
    links = [as_written(href, article, by_url) for href in outline.links]
    return CheckedPage(article, links, outline.anchors)


def as_written(href: str, article: Article, by_url: Mapping[str, str]) -> str:
    """Return a link as the writer wrote it: MkDocs has turned `../contact.md` into `../../contact/`."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or href.startswith("/"):
        return href
    path = by_url.get(
        unquote(urljoin(f"https://site.invalid/{article.url}", parts.path)[len("https://site.invalid/") :])
    )
    if path is None:
        return href
    relative = posixpath.relpath(path, posixpath.dirname(article.path))
    return relative + (f"#{parts.fragment}" if parts.fragment else "")
