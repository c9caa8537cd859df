"""The files a host publishes, as plain values: where each comes from and where it goes."""

from dataclasses import dataclass
from enum import Enum

from helpcentre.articles.languages import Languages


class Origin(Enum):
    """The source of a file in the build."""

    CONTENT = "content"
    """A writer: it is in the content folder."""
    THEME = "theme"
    PLUGIN = "plugin"
    """Another plugin of the host made it."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of the build.

    `path` is relative to the content folder, `output` to the folder of the site, `url` its address relative
    to the site, percent-encoded and empty for the home page. `published` is false for files left out (`exclude_docs`),
    `in_nav` false for those the site keeps out of the navigation on purpose (`not_in_nav`).
    """

    path: str
    output: str
    url: str
    is_page: bool
    origin: Origin = Origin.CONTENT
    published: bool = True
    in_nav: bool = True


def output_without_default_language(path: str, output: str, languages: Languages) -> str:
    """Return where a file goes: the folder of the default language becomes the root of the site."""
    prefix = f"{languages.default}/"
    if languages.folders and path.startswith(prefix):
        return output.removeprefix(prefix)
    return output
