"""Reading the pages of a site: first their sources, then, once the host has rendered them, what is published."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article, Source
from helpcentre.articles.outline import Outline, outline_of_html
from helpcentre.articles.publication import Publication, publication_on
from helpcentre.articles.read import Restore, read_leniently, read_library
from helpcentre.articles.titles import title_of_headings, with_title
from helpcentre.articles.versions import TextIdentity, identify_text
from helpcentre.site.files import Origin, SiteFile
from helpcentre.site.machine_files import has_plain_text
from helpcentre.site.site import Site


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page as it is published, after every other plugin of the host.

    `html` is its content, `title` the title it was given (None: its first heading is the title), `name` what the host
    calls a page without either. `source` is its Markdown, for pages that no writer wrote. `outline` is that of `html`
    if it is known already.
    """

    path: str
    url: str
    html: str
    title: str | None = None
    name: str = ""
    source: str = ""
    outline: Outline | None = None


def read_pages(
    site: Site, files: Iterable[SiteFile], read: Callable[[SiteFile], Source], restore: Restore | None = None
) -> None:
    """Read every published page among `files`; `read` returns the source of one, `restore` is for `read_library`.

    Front matter with errors adds findings, and what can be read of such a page is kept to be checked.
    """
    site.files = list(files)
    pages = [file for file in site.files if file.is_page and file.published]
    written = [file for file in pages if file.origin is Origin.CONTENT]
    sources = [(read(file), file.url) for file in written]
    articles = site.options.articles
    extra_keys = articles.extra_keys if articles else ()
    library = read_library(
        sources,
        site.languages,
        strict=site.options.strict,
        extra_keys=extra_keys,
        shared=site.shared_text,
        identify=partial(_identify_text, site),
        restore=restore,
    )
    site.findings.extend(library.findings)
    site.pages.refused.update(article.path for article in library.refused)
    uses = [article.shared for article in (*library.articles, *library.refused) if article.shared]
    site.shared_uses = frozenset(name for use in uses for name in (*use.variables, *use.snippets))
    for article in (*library.articles, *library.refused):
        site.pages.add(article)
    for file in pages:
        if file.origin is not Origin.CONTENT:
            site.pages.add(read_plugin_page(site, read(file), file.url))


def _identify_text(site: Site, title: str, body: str) -> TextIdentity:
    return site.memory.recall("text identity", (title, body), TextIdentity, lambda: identify_text(title, body))


def leave_out_unpublished(site: Site, *, with_scheduled: bool = False) -> list[str]:
    """Forget the drafts and the pages that are not published today, and return their files.

    None are left out if the site publishes drafts. `with_scheduled` keeps pages that are published later, so that they
    can be checked before.
    """
    if site.options.articles is not None and site.options.articles.drafts:
        return []
    kept = {Publication.PUBLISHED, Publication.SCHEDULED} if with_scheduled else {Publication.PUBLISHED}
    today = site.today
    for article in site.pages:
        if not article.front.draft and publication_on(article.front, today) not in kept:
            site.unpublished[article.path] = article
    left_out = {article.path for article in site.pages if article.front.draft or article.path in site.unpublished}
    site.pages.keep_only([article.path for article in site.pages if article.path not in left_out])
    site.files = [file for file in site.files if file.path not in left_out]
    return sorted(left_out)


def read_plugin_page(site: Site, source: Source, url: str) -> Article:
    """Return a page that another plugin made: not an article unless its front matter says so."""
    return read_leniently(source, site.languages, url, kind=Kind.PAGE)


def finish_pages(site: Site, finished: Iterable[FinishedPage]) -> None:
    """Take titles, addresses and contents from the published pages; forget pages that are not published after all."""
    paths = []
    for page in finished:
        paths.append(page.path)
        outline = page.outline or _outline_of(site, page.html)
        site.pages.outlines[page.path] = outline
        if has_plain_text(site.options):
            site.pages.contents[page.path] = page.html
        if page.path not in site.pages.placeholders:
            _finish_page(site, page, outline)
    site.pages.keep_only(paths)


def _outline_of(site: Site, html: str) -> Outline:
    return site.memory.recall("outline", (html,), Outline, lambda: outline_of_html(html))


def _finish_page(site: Site, page: FinishedPage, outline: Outline) -> None:
    known = site.pages.get(page.path)
    article = known or _read_late_page(site, page)
    title = page.title or title_of_headings(outline.headings) or page.name or article.title
    if known is None or (title, page.url) != (article.title, article.url):
        site.pages.add(replace(with_title(article, title), url=page.url))


def _read_late_page(site: Site, page: FinishedPage) -> Article:
    """Return a page that was not there when the others were read, such as a post of Material's blog."""
    source = Source(page.path, page.source)
    written = any(file.path == page.path and file.origin is Origin.CONTENT for file in site.files)
    return read_leniently(source, site.languages, page.url, kind=None if written else Kind.PAGE)
