"""Small sites without a host: files in, a finished `Site` out."""

import posixpath
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import markdown

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.site.addresses import address_of
from helpcentre.site.files import Origin, SiteFile, output_without_default_language
from helpcentre.site.generated_pages import generate_pages
from helpcentre.site.loading import load_site
from helpcentre.site.options import ArticlesOptions, SearchOptions, SiteOptions
from helpcentre.site.page_reading import FinishedPage, finish_pages, read_pages
from helpcentre.site.untranslated import finish_placeholders

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
ONE = Languages("en", ("en",), folders=False)
TWO = Languages("en", ("en", "it"))
FRAME = ArticlesOptions(frame=True)
SEARCH = SearchOptions()
SUPPORT = """version: 1
default_time_zone: Europe/Rome
schedules:
  desk: {weekly: {mon-fri: ["09:00-17:00"]}}
channels:
  email:
    kind: email
    address: help@example.com
    schedule: desk
    languages: [en, it]
    response: {mode: async, promise: 4h, clock: working}
topics:
  payments: {label: {en: Paying, it: Pagare}}
  orders: {label: {en: Orders}}
"""


def page(title="How do I pay?", kind="faq", body="Text.\n\n## Part\n\nMore.\n", **front):
    lines = [f"title: {title}", f"kind: {kind}", *(f"{key}: {value}" for key, value in front.items())]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body


def options(folder=Path("/nowhere"), languages=ONE, **given):
    """The options of a site in `folder`; with several languages as the languages plugin gives them."""
    return SiteOptions(
        name="Shop",
        url=given.pop("url", "https://help.example.com/"),
        content_dir=folder / "content",
        site_dir=folder / "site",
        config_dir=folder,
        folder="content/",
        languages=languages,
        multilingual=languages.folders,
        articles=given.pop("articles", ArticlesOptions()),
        **given,
    )


def site_file(path, languages=ONE, *, directory_urls=True, **given):
    """A file as a host would publish it."""
    stem, ending = posixpath.splitext(path)
    is_page = ending == ".md"
    output = path
    if is_page:
        is_index = posixpath.basename(stem) == "index"
        output = f"{stem}.html" if is_index or not directory_urls else f"{stem}/index.html"
    output = output_without_default_language(path, output, languages)
    url = quote(address_of(output) if directory_urls else output)
    return SiteFile(path, output, url, is_page, **given)


def read_site(texts, made, *, also=()):
    """A site after its pages have been read and the others generated; `also` are files next to `texts`."""
    site = load_site(made, NOW)
    files = [site_file(path, made.languages, directory_urls=made.directory_urls) for path in texts]
    read_pages(site, [*files, *also], lambda file: Source(file.path, texts.get(file.path, "")))
    generate_pages(site)
    return site


def finished_site(texts, folder=Path("/nowhere"), languages=ONE, *, also=(), support="", **given):
    """A site whose pages are finished; `support` is written into the content folder as support.yml."""
    if support:
        (folder / "content").mkdir(parents=True, exist_ok=True)
        (folder / "content/support.yml").write_text(support, encoding="utf-8")
    site = read_site(texts, options(folder, languages, **given), also=also)
    finish_pages(site, [finished(article) for article in list(site.pages)])
    finish_placeholders(site)
    return site


def finished(article, **given):
    """A page as its host finishes it."""
    html = markdown.markdown(article.body, extensions=["toc", "tables"])
    return FinishedPage(**{"path": article.path, "url": article.url, "html": html, "title": article.title} | given)


def plugin_file(path, **given):
    return site_file(path, origin=Origin.PLUGIN, **given)
