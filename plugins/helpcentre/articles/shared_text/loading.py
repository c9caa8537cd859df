"""Read the variables and snippets of a content folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from helpcentre.articles.shared_text.file_names import list_snippet_files
from helpcentre.articles.shared_text.model import VARIABLES_FILE, SharedText, Variables
from helpcentre.articles.shared_text.snippets import RULE as SNIPPETS_RULE
from helpcentre.articles.shared_text.snippets import parse_snippets
from helpcentre.articles.shared_text.variables import RULE as VARIABLES_RULE
from helpcentre.articles.shared_text.variables import parse_variables
from helpcentre.errors import Finding, FindingsError, not_utf8


def load_shared_text(folder: Path, languages: Sequence[str]) -> tuple[SharedText, list[Finding]]:
    """Return the variables and snippets of a content folder, and the errors in their files.

    `languages` are those of the site. A file with errors counts as missing.
    """
    names = [name for name in (VARIABLES_FILE, *list_snippet_files(folder)) if (folder / name).is_file()]
    return parse_shared_text({name: (folder / name).read_bytes() for name in names}, languages)


def parse_shared_text(files: Mapping[str, bytes], languages: Sequence[str]) -> tuple[SharedText, list[Finding]]:
    """Return the variables and snippets in `files`, by their path from the content folder, and the errors in them."""
    findings: list[Finding] = []
    texts = {}
    for path, data in files.items():
        try:
            texts[path] = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            findings.append(not_utf8(path, error, VARIABLES_RULE if path == VARIABLES_FILE else SNIPPETS_RULE))
    variables = Variables()
    try:
        variables = parse_variables(texts.pop(VARIABLES_FILE, ""), VARIABLES_FILE, languages)
    except FindingsError as error:
        findings += error.findings
    snippets, more = parse_snippets(texts, languages)
    return SharedText(variables, snippets), [*findings, *more]
