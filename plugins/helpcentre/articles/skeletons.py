"""The beginning of an article of each kind, in the writer's language: what `helpcentre new` writes."""

import re
import unicodedata
from datetime import date

from helpcentre.articles.kinds import Kind
from helpcentre.language.strings import Strings


def slug_of(title: str) -> str:
    """Return a file name made from a title: lower-case letters and digits, `-` between words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def skeleton(
    kind: Kind, title: str, words: Strings, today: date, *, slug: str = "", source_version: str | None = None
) -> str:
    """Return the file of a new article; it passes the build, and every line says what to write in its place."""
    front = [f"title: {_quote_text(title)}", f"kind: {kind.value}"]
    if kind.is_article:
        front += [f"asks: [{_quote_text(words['new.ask'])}]", f"reviewed: {today.isoformat()}", "review_every: 180d"]
    if kind is Kind.TROUBLESHOOTING:
        front.append("severity: medium")
    if kind is Kind.VIDEO:
        front.append(f"video: {{file: {slug}, duration: 30s, recorded: {today.isoformat()}}}")
    if source_version:
        front.append(f"source_version: {source_version}")
    body = "\n".join(_write_body(kind, words, slug))
    return "---\n" + "\n".join(front) + "\n---\n\n" + body + "\n"


def _write_body(kind: Kind, words: Strings, slug: str) -> list[str]:
    steps = [f"1. {words['new.step_1']}", f"2. {words['new.step_2']}"]
    if kind is Kind.TROUBLESHOOTING:
        cause = [f"## {words['new.cause']}", "", words["new.how_to_tell"], "", *steps]
        return [words["new.symptom"], "", *cause, "", f"## {words['new.stuck']}", "", words["new.stuck_text"]]
    if kind is Kind.VIDEO:
        return [words["new.answer"], "", f"/// video | {slug}", "///", "", f"## {words['new.steps']}", "", *steps]
    if kind is Kind.GUIDE:
        return [words["new.answer"], "", f"## {words['new.steps']}", "", *steps]
    if kind is Kind.POLICY:
        return [words["new.answer"], "", f"## {words['new.promise']}", "", words["new.more_text"]]
    if kind is Kind.FAQ:
        return [words["new.answer"], "", f"## {words['new.more']}", "", words["new.more_text"]]
    return [words["new.answer"]]


def _quote_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
