"""The Markdown file of a page as hosts get it: with the values of variables and the text of snippets."""

import json

from helpcentre.articles.frontmatter import body_after_front_matter
from helpcentre.articles.frontmatter_edit import with_yaml
from helpcentre.articles.model import Article
from helpcentre.errors import HelpCentreError


def source_with_shared_text(article: Article) -> str:
    """Return the file of a page with its shared text in the body, the title and the description."""
    if article.shared is None:
        return article.source
    body, _ = body_after_front_matter(article.source)
    front = article.source[: len(article.source) - len(body)]
    texts = {"title": article.title, "description": article.front.description}
    for key, value in texts.items():
        if value and "{{" in front:
            front = _replace_value(front, key, value, article.path)
    return front + article.body


def _replace_value(front: str, key: str, value: str, path: str) -> str:
    """Return front matter with another value of a key; unchanged if it cannot be read."""
    try:
        return with_yaml(front, key, json.dumps(value, ensure_ascii=False), path)
    except HelpCentreError:
        return front
