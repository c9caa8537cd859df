"""The value that templates know as `page`: language, period, permissions, and links that keep them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from helpcentre.language.builtin import report_languages
from helpcentre.language.codes import direction
from helpcentre.language.locales import endonym
from helpcentre.language.strings import Strings, strings

TABS = (
    ("overview", ""),
    ("articles", "articles"),
    ("gaps", "gaps"),
    ("triage", "triage"),
    ("quarantine", "quarantine"),
    ("messages", "messages"),
)
PAGE_NUMBER = "page"  # any other change of the address goes back to the first page of a list
COUNTS = {
    "release": "released",
    "discard": "discarded",
    "undo": "undone",
}  # how an address says what a form has just done


@dataclass(frozen=True)
class PageContext:
    """The page and its reader.

    `base` is the address of the overview; `query` what the page's own address holds; `path` the page's own path if a
    form's answer shows it at another address. `css` is the style sheet of a page that is a file on its own.
    `messages` is how many messages of the contact form need somebody: held, or not passed on so far.
    `is_for_customers` marks the one page that readers of the site see: it leads nowhere into the reports.
    """

    site: str = ""
    language: str = "en"
    base: str = "/reports/"
    site_url: str = "/"
    tab: str = ""
    days: int = 30
    quarantined: int = 0
    messages: int = 0
    csrf: str = ""
    is_signed_in: bool = False
    may_change: bool = False
    is_for_customers: bool = False
    query: tuple[tuple[str, str], ...] = ()
    path: str = ""
    css: str = ""

    @property
    def words(self) -> Strings:
        """The interface strings in the page's language."""
        return strings(self.language)

    @property
    def direction(self) -> str:
        """The writing direction of the page."""
        return direction(self.language)

    @property
    def tabs(self) -> tuple[tuple[str, str], ...]:
        """The names of the pages with their paths; none until somebody has signed in."""
        return TABS if self.is_signed_in else ()

    @property
    def language_links(self) -> list[tuple[str, str, str]]:
        """The languages that the pages come in, each with its own name and the address of this page in it."""
        if self.css or self.is_for_customers:
            return []
        return [(code, endonym(code), self.here(ui=code)) for code in report_languages()]

    def link(self, path: str, **more: object) -> str:
        """Return the address of another page in the same language and period."""
        return f"{self.base}{path}?{urlencode({**more, 'ui': self.language, 'days': self.days})}"

    def asked(self, name: str) -> str:
        """Return the value of a parameter of the address; empty if it is missing."""
        return dict(self.query).get(name, "")

    def here(self, **change: object) -> str:
        """Return the address of this page with parameters changed; an empty value removes one."""
        kept = {name: value for name, value in self.query if name not in (PAGE_NUMBER, *COUNTS.values())}
        wanted = {**kept, "ui": self.language, "days": self.days, **change}
        return f"{self.path}?" + urlencode({name: value for name, value in wanted.items() if value not in ("", None)})


def choose_language(wanted: str, accept_language: str) -> str:
    """Return the language of a page: the one that is wanted, else the first one the browser accepts, else English."""
    known = report_languages()
    accepted = (part.split(";", 1)[0].strip() for part in accept_language.split(","))
    for language in (wanted, *accepted):
        for candidate in (language, language.split("-", 1)[0]):
            if candidate in known:
                return candidate
    return "en"
