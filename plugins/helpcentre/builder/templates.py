"""Our page frame: its templates, and the few values of a host that they use next to `hc`."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from helpcentre.builder.markdown_page import Heading
from helpcentre.site.links import relative_url
from helpcentre.template_escaping import escape_our_templates


@dataclass(frozen=True, slots=True)
class ConfigValues:
    """`config` in templates."""

    site_name: str
    copyright: str | None = None
    extra_css: Sequence[str] = ()
    extra_javascript: Sequence[str] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageValues:
    """`page` in templates."""

    url: str
    content: str
    toc: Sequence[Heading] = ()


def make_environment(theme: Path) -> Environment:
    """Return the environment of our templates."""
    env = Environment(loader=FileSystemLoader(theme), auto_reload=False)  # noqa: S701 - escaping begins with the next line
    env.filters["url"] = _link_from_page
    env.filters["script_tag"] = _load_script
    return escape_our_templates(env)


def has_template(env: Environment, name: str) -> bool:
    """Return whether there is a template of this name."""
    try:
        env.get_template(name)
    except TemplateNotFound:
        return False
    return True


@pass_context
def _link_from_page(context: Context, path: str) -> str:
    """Return a path of the site as a link from the page, or below `base_url` if there is no page."""
    path = path or "."
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or path.startswith(("/", "#")):
        return path
    page: PageValues | None = context.get("page")
    if page is None:
        return posixpath.join(context["base_url"], path)
    above = 0
    normal = posixpath.normpath(path) + "/"
    while normal.startswith("../", above * 3):
        above += 1
    return "../" * above + relative_url(path, page.url)


@pass_context
def _load_script(context: Context, path: str) -> Markup:
    """Return the element that loads a script of the site; one that ends in `.mjs` is a module."""
    kind = Markup(' type="module"') if path.endswith(".mjs") else ""
    return Markup('<script src="{}"{}></script>').format(_link_from_page(context, path), kind)
