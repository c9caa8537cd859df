"""The options of the six plugins and the few settings of a host, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from helpcentre.articles.checks.rule_severities import Levels
from helpcentre.articles.languages import Languages
from helpcentre.errors import HelpCentreError

SUPPORT_FILE = "support.yml"
SYNONYMS_FILE = "synonyms.yml"


@dataclass(frozen=True, slots=True)
class ArticlesOptions:
    """The options of `helpcentre/articles`."""

    frame: bool = False
    """Whether pages have our own frame instead of the theme's."""
    check: bool = True
    levels: Levels = field(default_factory=dict)
    """The level of single checks, by code."""
    extra_keys: frozenset[str] = frozenset()
    """Keys in front matter that other plugins or the theme read."""
    redirects: bool = True
    drafts: bool = False
    """Whether pages with `draft: true` are published too."""
    plain_text: bool = True
    """Whether a site with our frame has Markdown copies of its articles, `llms.txt` and feeds."""

    offline: bool = False
    """Whether pages of our frame that a reader has opened can be read without a connection."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """The options of `helpcentre/search`; languages are keys."""

    stemmers: Mapping[str, str] = field(default_factory=dict)
    stop_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    question_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    synonyms_file: str = SYNONYMS_FILE
    thesaurus: bool = True
    contract: Literal["error", "warning", "off"] = "error"


@dataclass(frozen=True, slots=True)
class BrandOptions:
    """The look of a site: the `brand` block as its host read it.

    `logo` and `favicon` are those of the theme, for a site without its own in the block.
    """

    block: Any = None
    logo: str = ""
    favicon: str = ""


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """All settings of a build. A plugin that is not in use has no options: None, or False for those without any.

    `url` is the address of the site (empty: not known), `folder` what findings write before a path below
    `content_dir` (such as `content/`), `config_dir` the folder of mkdocs.yml.
    """

    name: str
    content_dir: Path
    site_dir: Path
    config_dir: Path
    languages: Languages
    url: str = ""
    folder: str = ""
    directory_urls: bool = True
    blocks: bool = False
    """Whether the site uses the Markdown blocks."""
    multilingual: bool = False
    """Whether `helpcentre/languages` is in use."""
    articles: ArticlesOptions | None = None
    hours: bool = False
    channels: bool = False
    search: SearchOptions | None = None
    collector_url: str | None = None
    """The address of the collector, ending in `/`; None if pages have no feedback widget."""
    count_views: bool = False
    """Whether articles report to the collector that they were opened."""
    support_file: str = SUPPORT_FILE
    brand: BrandOptions = BrandOptions()
    embed: Any = None
    """The `embed` block as its host read it; None without one."""
    config_name: str = "mkdocs.yml"
    """The name of the file that has the two blocks, in `config_dir`."""
    config_text: str = ""

    @property
    def strict(self) -> bool:
        """True if every page must have our front matter."""
        return self.articles is not None

    @property
    def frame(self) -> bool:
        """True if pages have our own frame."""
        return self.articles is not None and self.articles.frame

    @property
    def offline(self) -> bool:
        """True if opened pages can be read without a connection."""
        return self.frame and self.articles is not None and self.articles.offline

    @property
    def root_path(self) -> str:
        """The path the site is published under: `/`, or `/shop-help/` for a site in a folder."""
        path = urlsplit(self.url or "/").path or "/"
        return path if path.endswith("/") else f"{path}/"

    @property
    def cache_dir(self) -> Path:
        """The folder in which the next build finds the results of this one."""
        return self.config_dir / ".cache" / "helpcentre"

    def absolute(self, url: str) -> str:
        """Return the full address of a page (relative to the site), or its path if the site has no address."""
        return (self.url or "/").rstrip("/") + "/" + url


def parse_collector_url(value: str) -> str | None:
    """Return the collector's address, ending in `/`; None for an empty one.

    Raises HelpCentreError for an address that is neither `/` nor http(s).
    """
    value = value.strip()
    if not value:
        return None
    parts = urlsplit(value)
    if value != "/" and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise HelpCentreError(
            f"mkdocs.yml: helpcentre/feedback: collector_url: '{value}' is not the address of a collector. "
            "Write / for the site's own origin, or an address such as https://feedback.example.com/"
        )
    return value if value.endswith("/") else f"{value}/"
