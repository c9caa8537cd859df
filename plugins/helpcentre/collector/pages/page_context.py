"""Who looks at a report page, and how: the language, the period, what may be changed, the links that keep them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from helpcentre.language.locales import direction, endonym
from helpcentre.language.strings import Strings, known_languages, strings

TABS = (
    ("overview", ""),
    ("articles", "articles"),
    ("gaps", "gaps"),
    ("triage", "triage"),
    ("quarantine", "quarantine"),
)
PLACE = "page"  # the page of a long list: any other change begins at the first one again
DONE = {"release": "released", "discard": "discarded"}  # how an address says what a form has just done: said once


@dataclass(frozen=True)
class PageContext:
    """Who looks at which page; `query` is what the address held, `sheet` the style of a page that stands alone.

    `path` is the page's own where a form's answer shows it at another address; else its links need none.
    """

    site: str
    ui: str = "en"
    base: str = "/reports/"
    tab: str = "overview"
    days: int = 30
    waiting: int = 0
    csrf: str = ""
    may_change: bool = False
    site_url: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    path: str = ""

    @property
    def words(self) -> Strings:
        """The words of the page."""
        return strings(self.ui)

    @property
    def direction(self) -> str:
        """The writing direction of the page."""
        return direction(self.ui)

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """The pages by name, with their paths."""
        return TABS

    @property
    def tongues(self) -> list[tuple[str, str]]:
        """The languages the pages speak."""
        return [(code, endonym(code)) for code in known_languages()]

    def link(self, path: str, **more: object) -> str:
        """Return the address of another page with the same language and period."""
        return f"{self.base}{path}?{urlencode({**more, 'ui': self.ui, 'days': self.days})}"

    def asked(self, name: str) -> str:
        """Return what the address says of something."""
        return dict(self.query).get(name, "")

    def here(self, **change: object) -> str:
        """Return the address of this page with something changed; an empty value takes it away."""
        kept = {name: value for name, value in self.query if name not in (PLACE, *DONE.values())}
        wanted = {**kept, "ui": self.ui, "days": self.days, **change}
        return f"{self.path}?" + urlencode({name: value for name, value in wanted.items() if value not in ("", None)})
