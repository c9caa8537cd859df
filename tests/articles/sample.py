"""A small library to test with: written like content, read like content."""

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_library
from helpcentre.markdown_blocks.rendering import outline_of_markdown

LANGUAGES = Languages("en", ("en", "it"))
EXTENSIONS = ["toc", "attr_list", "tables", "fenced_code", "admonition"]


def page(title="A title?", kind="faq", body="Text.\n\n## Part\n", **front):
    lines = [f"title: {title}", f"kind: {kind}", *(f"{key}: {value}" for key, value in front.items())]
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def library(pages, languages=LANGUAGES, **more):
    return read_library([(Source(path, text), None) for path, text in pages.items()], languages, **more)


def checked(
    pages,
    files=(),
    topics=("payments", "orders"),
    languages=LANGUAGES,
    site_url="",
    published=None,
    extensions=EXTENSIONS,
    **more,
):
    """The site of `pages`; with a `site_url` every page and file is published below it."""
    found = {}
    read = library(pages, languages, **{name: more[name] for name in ("shared",) if name in more})
    for article in (*read.articles, *read.refused):
        outline = outline_of_markdown(article.body, extensions, {})
        links, images = [link.href for link in outline.links], [image.src for image in outline.images]
        found[article.path] = CheckedPage(article, outline, links, images, article in read.refused)
    addresses = {found[path].article.url: path for path in found} | {name: name for name in files} if site_url else {}
    addresses |= published or {}
    return CheckedSite(
        languages, found, {}, frozenset(pages) | frozenset(files), topics, addresses, site_url=site_url, **more
    )
