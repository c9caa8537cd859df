"""The build context: everything one build of a site knows, from the options to the published addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import quote

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article
from helpcentre.articles.shared_text.model import SharedText
from helpcentre.articles.terms import Terms
from helpcentre.errors import Finding, HelpCentreError
from helpcentre.language.strings import Strings, strings
from helpcentre.site.addresses import Addresses, address_of
from helpcentre.site.brand.icons import Icon
from helpcentre.site.brand.model import Brand
from helpcentre.site.embed.model import Embed
from helpcentre.site.files import SiteFile
from helpcentre.site.links import relative_url
from helpcentre.site.memory import Memory, NoMemory
from helpcentre.site.options import SiteOptions
from helpcentre.site.pages import Pages
from helpcentre.support.model import Support
from helpcentre.support.zones import zone

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class HoursFile:
    """`helpcentre/hours.json`: its text, and the fingerprint that pages add to its address."""

    text: str
    version: str


class Site:
    """One build. `now` is its date and time, with a zone; `load_site` returns one with the files of its options."""

    def __init__(self, options: SiteOptions, now: datetime) -> None:
        self.options = options
        self.memory: Memory = NoMemory()
        """The results that this build takes over from earlier ones."""
        self.now = now
        self.pages = Pages(options.languages)
        self.files: list[SiteFile] = []
        """The files that the host publishes."""
        self.addresses = Addresses()
        self.findings: list[Finding] = []
        """Errors and warnings so far; paths are relative to the content folder."""
        self.site_strings: dict[str, Mapping[str, str]] = {}
        """The interface strings that the site provides, by language."""
        self.support: Support | None = None
        """The support file; None if there is none, or if it has errors."""
        self.support_error: HelpCentreError | None = None
        """Why there is no support file."""
        self.unpublished: dict[str, Article] = {}
        """The pages that are left out because of their dates, by file."""
        self.shared_text = SharedText()
        """The variables and snippets of the site."""
        self.terms: Terms = {}
        """The words to use and to avoid, by language."""
        self.shared_uses: frozenset[str] = frozenset()
        """The names of the variables and snippets that pages have, drafts too."""
        self.hours_file: HoursFile | None = None
        """The compiled hours; None for a site that shows none."""
        self.brand = Brand()
        """The look of the site; the usual one if its block has errors."""
        self.embed: Embed | None = None
        """The sites that may show this one; None if there are none, or if the block has errors."""
        self.picture_sizes: Mapping[str, tuple[int, int]] = {}
        """The width and height of the brand's pictures, by path."""
        self.topic_icons: dict[str, Icon] = {}
        """The icons of the topics that have one."""
        self._words: dict[str, Strings] = {}
        self._shared: dict[tuple[str, ...], Any] = {}

    @property
    def today(self) -> date:
        """The day of the build in the default time zone of the support file, otherwise in UTC."""
        name = self.support.file.default_time_zone if self.support is not None else None
        return self.now.astimezone(zone(name or "UTC")).date()

    @property
    def languages(self) -> Languages:
        """The languages of the site."""
        return self.options.languages

    def words(self, language: str) -> Strings:
        """Return the interface strings of a language, with those that the site provides."""
        if language not in self._words:
            self._words[language] = strings(language, self.site_strings.get(language, {}))
        return self._words[language]

    def share(self, name: tuple[str, ...], make: Callable[[], Value]) -> Value:
        """Return a value that many pages show, such as the hours in the footer of a language.

        `name` has everything that it depends on besides the site; `make` is called the first time only.
        """
        if name not in self._shared:
            self._shared[name] = make()
        value: Value = self._shared[name]
        return value

    def topic_labels(self, language: str) -> Mapping[str, str]:
        """Return the names of the topics in a language, in the order of the support file."""
        if self.support is None:
            return {}
        default = self.languages.default
        return {
            name: topic.label.get(language) or topic.label.get(default) or name
            for name, topic in self.support.topics.items()
        }

    def require_support(self) -> Support:
        """Return the support file for a block that shows it; raises HelpCentreError if it is missing or has errors."""
        if self.support is None:
            raise self.support_error or HelpCentreError("the support file has not been read")
        return self.support

    def output_of(self, language: str, slug: str) -> str:
        """Return the output file of a page by its slug, as the host chooses it for the pages of writers."""
        folder = "" if language == self.languages.default or not self.languages.folders else f"{language}/"
        is_index = slug == "index" or slug.endswith("/index")
        ending = ".html" if is_index or not self.options.directory_urls else "/index.html"
        return f"{folder}{slug}{ending}"

    def url_of(self, language: str, slug: str) -> str:
        """Return the address of a page by its slug, relative to the site and percent-encoded."""
        output = self.output_of(language, slug)
        return quote(address_of(output) if self.options.directory_urls else output)

    def link(self, url: str, page_url: str | None) -> str:
        """Return `url` (relative to the site) as a link from a page; from the 404 page (None) as an absolute path."""
        return self.options.root_path + url if page_url is None else relative_url(url, page_url)
