"""Findings as people and programs read them: text, JSON, GitHub annotations, GitLab code quality, SARIF 2.1.0."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from helpcentre import __version__
from helpcentre.errors import Finding

SHOWN_PLACES = 3
"""Places of a repeated warning that are named; the others are counted."""


def format_findings(findings: Sequence[Finding], output: str) -> str:
    """Return the findings in a format (a key of `FORMATS`), errors first, each kind by file, line and column."""
    ordered = sorted(findings, key=lambda finding: (finding.severity != "error", finding))
    return FORMATS[output](ordered)


def _as_text(findings: Sequence[Finding]) -> str:
    errors = [finding for finding in findings if finding.severity == "error"]
    warnings = [finding for finding in findings if finding.severity == "warning"]
    lines = [*map(str, errors), *_count_repeated(warnings)]
    summary = (
        f"{_count_nouns(len(errors), 'error')}, {_count_nouns(len(warnings), 'warning')}."
        if findings
        else "No problems found."
    )
    return "\n".join([*lines, summary, ""])


def _count_repeated(warnings: Sequence[Finding]) -> Iterator[str]:
    """Yield a line per warning; the same words in several places are one line that names the first places."""

    def rule_and_words(finding: Finding) -> tuple[str, str]:
        return finding.rule, finding.message

    order = {finding: position for position, finding in enumerate(warnings)}
    groups = [list(group) for _, group in groupby(sorted(warnings, key=rule_and_words), rule_and_words)]
    for group in sorted(groups, key=lambda group: min(order[finding] for finding in group)):
        group.sort(key=lambda finding: order[finding])
        first, others = group[0], group[1:]
        yield f"{first} (warning {first.rule}{_other_places(others)})"


def _other_places(others: Sequence[Finding]) -> str:
    if not others:
        return ""
    named = ", ".join(f"{one.path}:{one.line}" if one.line else one.path for one in others[:SHOWN_PLACES])
    rest = len(others) - SHOWN_PLACES
    return f", {len(others) + 1} times: also in {named}" + (
        f" and {_count_nouns(rest, 'other place')}" if rest > 0 else ""
    )


def _count_nouns(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _as_json(findings: Sequence[Finding]) -> str:
    return _dump_json([_as_dict(finding) for finding in findings])


def _as_dict(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
    }


def _as_github(findings: Sequence[Finding]) -> str:
    """Return workflow commands that GitHub shows in a pull request; special characters are escaped."""
    return "".join(f"{_write_annotation(finding)}\n" for finding in findings)


def _write_annotation(finding: Finding) -> str:
    message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    place = f"file={finding.path},line={finding.line or 1},col={finding.column or 1},title={finding.rule}"
    return f"::{finding.severity} {place}::{message}"


def _as_gitlab(findings: Sequence[Finding]) -> str:
    """Return a code quality report, which GitLab shows in a merge request."""
    seen: dict[str, int] = {}
    report = []
    for finding in findings:
        key = f"{finding.path}\n{finding.rule}\n{finding.message}"
        seen[key] = seen.get(key, 0) + 1
        report.append(
            {
                "description": finding.message,
                "check_name": finding.rule,
                "fingerprint": hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest(),
                "severity": "major" if finding.severity == "error" else "minor",
                "location": {"path": finding.path, "lines": {"begin": finding.line or 1}},
            }
        )
    return _dump_json(report)


def _as_sarif(findings: Sequence[Finding]) -> str:
    """Return SARIF 2.1.0, which code hosts and editors read."""
    rules = sorted({finding.rule for finding in findings})
    driver = {
        "name": "helpcentre",
        "version": __version__,
        "rules": [{"id": rule, "help": {"text": f"docs/checks.md explains {rule}."}} for rule in rules],
    }
    results = [_sarif_result(finding, rules.index(finding.rule)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dump_json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_result(finding: Finding, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": finding.path}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": finding.column or 1}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def _dump_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
    "gitlab": _as_gitlab,
    "sarif": _as_sarif,
}
