"""A rule: a code, the severity of a breach, and a function that finds the breaches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.errors import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `code` is the name it is documented, switched off and silenced by; `severity` is "error" if a breach harms readers
    and "warning" if an editor would mention it. `check` yields findings; their rule and severity are filled in later.
    `needs_front_matter` leaves out pages whose front matter was refused, because their values are partly guessed.
    """

    code: str
    severity: Severity
    check: Callable[[CheckedSite], Iterator[Finding]]
    needs_front_matter: bool = False


PageCheck = Callable[[CheckedPage, CheckedSite], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class PerPage:
    """A check of the site that checks each page separately."""

    check: PageCheck

    def __call__(self, site: CheckedSite) -> Iterator[Finding]:
        """Yield the findings on every page."""
        for page in site.pages.values():
            yield from self.check(page, site)


def per_page(check: PageCheck) -> PerPage:
    """Return a check of the site that checks each page separately."""
    return PerPage(check)
