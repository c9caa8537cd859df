"""Escaping in our templates: every value a site can set is text, and the few that are HTML are marked here.

MkDocs renders all templates without autoescaping, and the templates of themes and sites rely on it. Only the files in
our own theme folder are escaped, also when a page of another theme includes them; a file of the same name in a site's
`custom_dir` is the site's and stays as MkDocs renders it.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup

from helpcentre.article_html import prepare_text
from helpcentre.theme_dir import theme_dir

HTML_VALUES = "hc_html"
"""The names in templates of values that are already HTML."""


class HtmlValues:
    """The values that are HTML already, read while a template is rendered: after every other plugin."""

    def content(self, page: Any, hc: Any) -> Markup:
        """Return the text of a page as its Markdown was rendered, made ready for our frame."""
        text = prepare_text(page.content or "", hc["title"], lambda title: hc["t"].text("frame.table", title=title))
        return Markup(text)  # noqa: S704 - the writers' own Markdown, which may hold any HTML

    def copyright(self, config: Any) -> Markup:
        """Return the site's `copyright`, which MkDocs defines as HTML."""
        return Markup(config.copyright or "")  # noqa: S704

    def drawing(self, svg: str) -> Markup:
        """Return an icon of the site's own, of which `read_drawing` has left shapes only."""
        return Markup(svg)  # noqa: S704

    def json_ld(self, script: str) -> Markup:
        """Return the text of a JSON-LD script, in which `structured_data.script` has escaped `<`, `>` and `&`."""
        return Markup(script)  # noqa: S704


def escape_our_templates(env: Environment) -> Environment:
    """Make `env` escape every value in our templates, give them what is HTML as `hc_html`, and return it."""
    env.autoescape = _is_ours(env)
    env.globals[HTML_VALUES] = HtmlValues()
    return env


def _is_ours(env: Environment) -> Callable[[str | None], bool]:
    """Return a function that says whether a template's name leads to a file in our theme folder."""
    ours = theme_dir().resolve()

    @cache
    def is_ours(name: str | None) -> bool:
        if name is None or env.loader is None:
            return False
        try:
            path = env.loader.get_source(env, name)[1]
        except TemplateNotFound:
            return False
        return path is not None and Path(path).resolve().is_relative_to(ours)

    return is_ours
