"""Reading `terms.yml`: the words that a site uses and those it avoids."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel

from helpcentre.articles.terms import TERMS_FILE, Term, Terms
from helpcentre.errors import FindingsError, did_you_mean, not_utf8
from helpcentre.marked_yaml.loading import load
from helpcentre.marked_yaml.validation import validate

RULE = "terms"
_Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$")]


class TermsFile(
    RootModel[
        Annotated[dict[_Language, tuple[Term, ...]], Field(json_schema_extra={"additionalProperties": False})] | None
    ]
):
    """The file as writers write it: a list of terms for each language."""


def load_terms(folder: Path, languages: Sequence[str]) -> Terms:
    """Return the terms in the content folder; none if it has no such file.

    `languages` are those of the site. Raises FindingsError with all errors in the file.
    """
    path = folder / TERMS_FILE
    if not path.is_file():
        return {}
    try:
        return parse_terms(path.read_bytes().decode("utf-8-sig"), languages)
    except UnicodeDecodeError as error:
        raise FindingsError([not_utf8(TERMS_FILE, error, RULE)]) from None


def parse_terms(text: str, languages: Sequence[str]) -> Terms:
    """Return the terms in the text of a file, by language; raises FindingsError with all errors in it."""
    document = load(text, TERMS_FILE, keep_twice=True)
    found = validate(TermsFile, document, rule=RULE).root or {}
    known = sorted({*languages, *(code.split("-")[0] for code in languages)})
    findings = []
    for code in found:
        if code not in known:
            hint = did_you_mean(code, known) or f"; write one of {', '.join(known)}"
            message = f"'{code}' is not a language of this site{hint}"
            findings.append(document.finding((code,), message, rule=RULE, of_key=True))
    if findings:
        raise FindingsError(findings)
    return found
