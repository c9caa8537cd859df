"""Snippets: paragraphs in `snippets/NAME.md` (or `NAME.<language>.md`) that pages show with `/// snippet | NAME`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.kinds import Kind
from helpcentre.articles.shared_text.model import SNIPPET_USE, SNIPPETS_FOLDER, Snippet, Snippets
from helpcentre.errors import Finding, FindingsError, did_you_mean
from helpcentre.marked_yaml.validation import validate

RULE = "snippets"
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def _parse_kind(value: Any) -> Any:
    names = [kind.value for kind in Kind]
    if value not in names:
        hint = did_you_mean(value, names) if isinstance(value, str) else ""
        raise ValueError(f"write one of {', '.join(names)}{hint}")
    return Kind(value)


class SnippetFrontMatter(BaseModel):
    """The keys a snippet may have; it needs none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    description: str | None = Field(default=None, description="what it is for, for writers; readers do not see it")
    kinds: tuple[Annotated[Kind, BeforeValidator(_parse_kind)], ...] = Field(
        default=(), description="the kinds of pages that may show it; default: every kind"
    )


def parse_snippets(texts: Mapping[str, str], languages: Sequence[str]) -> tuple[Snippets, list[Finding]]:
    """Return the snippets in files, given by path from the content folder, and the errors in them.

    A file with errors is left out. `languages` are those of the site.
    """
    found: dict[str, dict[str, Snippet]] = {}
    findings: list[Finding] = []
    for path, text in texts.items():
        try:
            name, language = _parse_file_name(path, languages)
            found.setdefault(name, {})[language] = _parse_snippet(path, text)
        except FindingsError as error:
            findings += error.findings
    findings += _find_loops(found)
    return Snippets(found), findings


def _parse_file_name(path: str, languages: Sequence[str]) -> tuple[str, str]:
    name, _, language = path.removeprefix(f"{SNIPPETS_FOLDER}/").removesuffix(".md").partition(".")
    known = {*languages, *(code.split("-")[0] for code in languages)}
    if language and language not in known:
        hint = did_you_mean(language, known) or f"; write one of {', '.join(sorted(known))}"
        message = f"the file name ends in '.{language}', which is not a language of this site{hint}"
        raise FindingsError([Finding(path, 1, 1, message, RULE)])
    if not _NAME.fullmatch(name):
        message = f"'{name}' is not a valid name; write lower-case letters, digits and single - such as gift-wrapping"
        raise FindingsError([Finding(path, 1, 1, message, RULE)])
    return name, language


def _parse_snippet(path: str, text: str) -> Snippet:
    kinds: tuple[Kind, ...] = ()
    body, line = text, 1
    if text.removeprefix("\ufeff").startswith("---"):
        split = split_front_matter(text, path)
        kinds = validate(SnippetFrontMatter, split.document, rule=RULE).kinds
        body, line = split.body, split.body_line
    if not body.strip():
        raise FindingsError([Finding(path, 1, 1, "the snippet is empty; write its text, or delete it", RULE)])
    start = len(body) - len(body.lstrip("\n"))
    return Snippet(path, body.strip("\n"), line + start, kinds)


def _find_loops(snippets: Mapping[str, Mapping[str, Snippet]]) -> Iterator[Finding]:
    """Yield snippets that show themselves, directly or through others, at the use that closes the loop."""
    for name, of_name in snippets.items():
        for one in of_name.values():
            for use in SNIPPET_USE.finditer(one.text):
                way = _find_way(use["snippet"], name, snippets, [name])
                if way:
                    line = one.line + one.text.count("\n", 0, use.start())
                    message = f"the snippet shows itself ({' → '.join(way)}); remove this use"
                    yield Finding(one.path, line, len(use["indent"]) + 1, message, RULE)


def _find_way(start: str, goal: str, snippets: Mapping[str, Mapping[str, Snippet]], way: list[str]) -> list[str] | None:
    """Return the names from the first of `way` through `start` to `goal`; None if no uses lead there."""
    if start == goal:
        return [*way, goal]
    if start in way:
        return None
    names = (use["snippet"] for one in snippets.get(start, {}).values() for use in SNIPPET_USE.finditer(one.text))
    found = (_find_way(name, goal, snippets, [*way, start]) for name in dict.fromkeys(names))
    return next((one for one in found if one), None)
