"""Whether the theme has a place for what the plugins give every page; told once per build where it has none."""

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.mkdocs_plugins import shared
from helpcentre.theme_dir import theme_dir

BLOCKS = "helpcentre.markdown_blocks"
PLACES = {
    "hours": r"partials/copyright\.html|helpcentre/hours|\bhc\.hours\b",
    "channels": r"partials/feedback\.html|(?:helpcentre/|\bhc\.)(?:channels|still_stuck|notices)",
    "feedback": r"partials/feedback\.html|helpcentre/feedback|\bhc\.feedback\b",
}
"""What a template of a theme with a place says: Material's slots that ours fill, our partials, or our data."""


def tell_without_place(config: MkDocsConfig) -> None:
    """Log once per build which plugins the theme shows nothing of.

    A warning, at which a strict build stops; only information where the site lists the Markdown blocks, its own places.
    """
    state = config.__dict__
    if shared.site_of(config).frame or state.get("_helpcentre_places_told"):
        return
    state["_helpcentre_places_told"] = True
    names = [f"helpcentre/{name}" for name in _without_place(config)]
    if names:
        theme = f"the theme '{config.theme.name}'" if config.theme.name else "the theme of this site"
        level = logging.INFO if BLOCKS in config.markdown_extensions else logging.WARNING
        shared.log.log(
            level, "%s has no place for %s; use the Markdown blocks: docs/plugins.md", theme, ", ".join(names)
        )


def _without_place(config: MkDocsConfig) -> list[str]:
    """Return the plugins in use that give pages something no template of the theme can show."""
    wanting = {name for name in PLACES if shared.plugin_options(config, name) is not None}
    if shared.support_for(config) is None:
        wanting -= {"hours", "channels"}
    feedback = shared.plugin_options(config, "feedback")
    if feedback is not None and not (feedback.enabled and feedback.collector_url.strip()):
        wanting.discard("feedback")
    for template in _templates(config):
        text = template.read_text(encoding="utf-8", errors="replace")
        wanting -= {name for name in wanting if re.search(PLACES[name], text)}
        if not wanting:
            break
    return [name for name in PLACES if name in wanting]


def _templates(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the templates of the theme and of the site's `custom_dir`, without ours."""
    for top in config.theme.dirs:
        if Path(top) == theme_dir():
            continue
        for folder, folders, files in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]  # Material's .icons: thousands
            yield from (Path(folder, name) for name in files if name.endswith(".html"))
