"""The variables and snippets of a site as plain values, and how pages name them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from helpcentre.articles.kinds import Kind

VARIABLES_FILE = "variables.yml"
SNIPPETS_FOLDER = "snippets"
VARIABLE_NAME = r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*"
VARIABLE_USE = re.compile(rf"\{{\{{[ \t]*(?P<variable>{VARIABLE_NAME})[ \t]*\}}\}}")
SNIPPET_USE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<slashes>/{3,})[ \t]*snippet[ \t]*\|[ \t]*(?P<snippet>[^\n|]*?)[ \t]*\n"
    r"[ \t]*(?P=slashes)[ \t]*$",
    re.MULTILINE,
)
ALL_LANGUAGES = ""
"""The language of a snippet that is the same in every language."""


@dataclass(frozen=True, slots=True)
class Variables:
    """The variables of a site.

    `texts` has for each name the text in each language of the site that has one, `places` the line and column of each
    definition.
    """

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def text(self, name: str, language: str) -> str | None:
        """Return the value of a variable as a language writes it; None if it has none."""
        return self.texts.get(name, {}).get(language)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A snippet in one language: its file, its text, and the line on which the text begins."""

    path: str
    text: str
    line: int
    kinds: tuple[Kind, ...] = ()
    """The kinds of pages that may show it; empty: every kind."""


@dataclass(frozen=True, slots=True)
class Snippets:
    """The snippets of a site by name and language."""

    by_name: Mapping[str, Mapping[str, Snippet]] = field(default_factory=dict)

    def find(self, name: str, language: str) -> Snippet | None:
        """Return a snippet in a language (`pt` serves `pt-BR`), or the one for all languages; None if there is none."""
        of_name = self.by_name.get(name, {})
        keys = (language, language.split("-")[0], ALL_LANGUAGES)
        return next((of_name[key] for key in keys if key in of_name), None)


@dataclass(frozen=True, slots=True)
class SharedText:
    """The variables and snippets of a site."""

    variables: Variables = field(default_factory=Variables)
    snippets: Snippets = field(default_factory=Snippets)

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.variables.texts or self.snippets.by_name)
