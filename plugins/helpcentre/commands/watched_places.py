"""The folder of a site that is served, and the files whose changes start a new build."""

from dataclasses import dataclass
from pathlib import Path

from helpcentre.builder.config_file import read_config_file
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.builder.settings import read_settings
from helpcentre.site.host_options import site_options
from helpcentre.site.support_file import watched_files
from helpcentre.theme_dir import theme_dir


@dataclass(frozen=True)
class ServedSite:
    """A site to serve: the folder it is built into, and the files and folders to watch."""

    site_dir: Path
    watched: tuple[Path, ...]


def find_served_site(config_file: Path) -> ServedSite:
    """Return the folder and the places to watch, as our builder or MkDocs reads them.

    The places are mkdocs.yml and the files it inherits from, the content, the files for the whole site outside of it,
    the theme, and those listed under `watch`. Raises HelpCentreError for settings that are not valid.
    """
    try:
        settings = read_settings(read_config_file(config_file))
    except NeedsMkDocsError:
        return _ask_mkdocs(config_file)
    folder = config_file.resolve().parent
    inherited = [Path(document.path) for document in settings.file.documents]
    named = [folder / name for name in settings.site.watch]
    outside = watched_files(site_options(settings))
    places = [config_file, *inherited, Path(settings.docs_dir), *outside, *named, *_own_theme()]
    return ServedSite(Path(settings.site_dir), _without_nested(places))


def _own_theme() -> list[Path]:
    """Return our theme if it can be edited: that of an installed package does not change."""
    return [] if "site-packages" in str(theme_dir()) else [theme_dir()]


def _without_nested(places: list[Path]) -> tuple[Path, ...]:
    """Return the places, each once, without those inside of another one."""
    found = list(dict.fromkeys(place.resolve() for place in places))
    return tuple(place for place in found if not any(other in place.parents for other in found))


def _ask_mkdocs(config_file: Path) -> ServedSite:
    from helpcentre.mkdocs_plugins.host import load_mkdocs

    config = load_mkdocs(config_file)
    themes = [Path(path) for path in config.theme.dirs if "site-packages" not in path]
    places = [config_file, Path(config.docs_dir), *themes, *_own_theme()]
    return ServedSite(Path(config.site_dir), _without_nested(places))
