"""Render Markdown outside a build, for `helpcentre check`."""

from collections.abc import Sequence

import markdown

from helpcentre.articles.outline import Outline, outline_of_html


def render_markdown(text: str, extensions: Sequence[str], configs: dict[str, dict[str, object]]) -> str:
    """Return a Markdown text as HTML, rendered with the site's own extensions and their configuration."""
    return markdown.markdown(text, extensions=list(extensions), extension_configs=configs)


def outline_of_markdown(text: str, extensions: Sequence[str], configs: dict[str, dict[str, object]]) -> Outline:
    """Return the outline of a Markdown text, rendered with the site's own extensions and their configuration."""
    return outline_of_html(render_markdown(text, extensions, configs))
