"""Our templates among those of the theme."""

from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig

from helpcentre.theme_dir import theme_dir


def layer_theme(config: MkDocsConfig) -> None:
    """Put our templates under the site's own `custom_dir` and over the theme's."""
    ours, own = str(theme_dir()), config.theme.custom_dir
    if ours not in config.theme.dirs:
        position = 1 if own and config.theme.dirs and Path(config.theme.dirs[0]) == Path(own) else 0
        config.theme.dirs.insert(position, ours)


def has_template(env: Environment, name: str) -> bool:
    """Return whether the theme or the site has a page template."""
    try:
        env.get_template(name)
    except TemplateNotFound:
        return False
    return True
