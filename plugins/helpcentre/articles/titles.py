"""The title of a page without one in its front matter: its first heading of level 1, otherwise its file name."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace

from helpcentre.articles.markdown_source import find_headings, mask_code, plain_text
from helpcentre.articles.model import Article
from helpcentre.articles.outline import PageHeading
from helpcentre.articles.versions import sketch_of, version_of


def title_of_path(path: str) -> str:
    """Return a title made from a file name, as MkDocs makes it: `Login_Troubleshooting.md` is Login Troubleshooting.

    An index page takes the name of its folder.
    """
    name = posixpath.basename(path).removesuffix(".md")
    if name == "index" and posixpath.dirname(path):
        name = posixpath.basename(posixpath.dirname(path))
    title = " ".join(re.split(r"[-_\s]+", name)).strip()
    return title.capitalize() if title == title.lower() else title


def title_of_headings(headings: Sequence[PageHeading]) -> str | None:
    """Return the text of the first heading of level 1 of a rendered page; None if there is none."""
    return next((heading.text for heading in headings if heading.level == 1 and heading.text), None)


def title_of_markdown(body: str) -> str | None:
    """Return the words of the first heading of level 1 in a Markdown text that is not rendered yet; None if none.

    Headings in code and comments do not count. Markup is removed as far as it can be without rendering: use
    `title_of_headings` and `with_title` once the page is rendered.
    """
    found = (plain_text(heading.text) for heading in find_headings(mask_code(body, inline=False)) if heading.level == 1)
    return next((text for text in found if text), None)


def with_title(article: Article, title: str) -> Article:
    """Return the article under another title; its version follows, because readers see the title."""
    if title == article.title:
        return article
    front = article.front.model_copy(update={"title": title})
    version, sketch = version_of(title, article.body), sketch_of(title, article.body)
    return replace(article, title=title, front=front, version=version, sketch=sketch)
