"""What writers are told before the merge: one rule per file, each with a code.

A build runs the rules of severity "error", whose breach harms readers; `helpcentre check` runs all of them. Each is
explained in docs/checks.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from helpcentre.articles.checks import (
    front_matter,
    images,
    leftovers,
    links,
    media,
    navigation,
    privacy,
    structure,
    translations,
    words,
)
from helpcentre.articles.checks.allow import INVALID, UNUSED, apply_allowances
from helpcentre.articles.checks.levels import Level, Levels, parse_levels
from helpcentre.articles.checks.page import CheckedPage
from helpcentre.articles.checks.rule import Rule
from helpcentre.articles.checks.site import CheckedSite
from helpcentre.errors import Finding

__all__ = ["CODES", "RULES", "CheckedPage", "CheckedSite", "Levels", "check_all", "check_build", "parse_levels"]

RULES: tuple[Rule, ...] = (
    *front_matter.RULES,
    *leftovers.RULES,
    *structure.RULES,
    *links.RULES,
    *images.RULES,
    *translations.RULES,
    *media.RULES,
    *navigation.RULES,
    *privacy.RULES,
    *words.RULES,
)
CODES: Mapping[str, Level] = {rule.code: rule.severity for rule in RULES} | {INVALID: "error", UNUSED: "warning"}
"""Every code with its default level."""


def check_build(site: CheckedSite, levels: Levels | None = None) -> Iterator[Finding]:
    """Yield the errors, at which a build stops; `levels` are those of the option `checks`."""
    chosen = {code: "off" if level == "warning" else level for code, level in {**CODES, **(levels or {})}.items()}
    yield from check_all(site, chosen)


def check_all(site: CheckedSite, levels: Levels | None = None) -> Iterator[Finding]:
    """Yield everything that breaks a rule, without what a comment in the page allows with a reason."""
    chosen = {**CODES, **(levels or {})}
    for finding in apply_allowances(_run_rules(site, chosen), site.pages.values(), CODES):
        level = chosen[finding.rule]
        if level != "off":
            yield finding if finding.severity == level else replace(finding, severity=level)


def _run_rules(site: CheckedSite, levels: Mapping[str, Level]) -> Iterator[Finding]:
    sound = site.without_refused_pages()
    for rule in RULES:
        if levels[rule.code] != "off":
            for finding in rule.check(sound if rule.needs_front_matter else site):
                yield replace(finding, rule=rule.code)
