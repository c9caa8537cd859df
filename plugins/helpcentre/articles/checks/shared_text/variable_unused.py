"""A variable is used: one that no page names is out of date before anybody notices."""

from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedSite
from helpcentre.articles.checks.rule import Rule
from helpcentre.articles.shared_text.model import VARIABLES_FILE
from helpcentre.errors import Finding


def check(site: CheckedSite) -> Iterator[Finding]:
    """Yield variables that no page uses, at their definition."""
    for name, (line, column) in site.shared.variables.places.items():
        if name not in site.shared_uses:
            message = f"no page uses the variable '{name}'; write {{{{ {name} }}}} where its value is, or remove it"
            yield Finding(VARIABLES_FILE, line, column, message)


RULE = Rule("variable-unused", "warning", check)
