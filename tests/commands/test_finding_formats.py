"""Findings as text, JSON, GitHub annotations, GitLab code quality and SARIF."""

import json

import pytest

from helpcentre.commands.finding_formats import FORMATS, format_findings
from helpcentre.errors import Finding

DEAD = Finding("b.md", 3, 5, "the link 'x' leads nowhere", "link-dead", "error")
LONG = Finding("a.md", 2, 8, "this is long", "title-long", "warning")
FILE = Finding("media/x.png", 0, 0, "no page uses this file", "media-unused", "warning")


def repeated(count):
    return [Finding(f"{number}.md", 1, 1, "asks: is missing", "asks-missing", "warning") for number in range(count)]


def test_errors_come_first_and_are_counted():
    assert format_findings([LONG, DEAD, FILE], "text") == (
        "b.md:3:5: the link 'x' leads nowhere\n"
        "a.md:2:8: this is long (warning title-long)\n"
        "media/x.png: no page uses this file (warning media-unused)\n"
        "1 error, 2 warnings.\n"
    )


def test_nothing_found_is_said():
    assert format_findings([], "text") == "No problems found.\n"


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (1, ""),
        (2, ", 2 times: also in 1.md:1"),
        (4, ", 4 times: also in 1.md:1, 2.md:1, 3.md:1"),
        (5, ", 5 times: also in 1.md:1, 2.md:1, 3.md:1 and 1 other place"),
        (9, ", 9 times: also in 1.md:1, 2.md:1, 3.md:1 and 5 other places"),
    ],
)
def test_the_same_warning_in_many_places_is_one_line(count, places):
    plural = "" if count == 1 else "s"
    line = f"0.md:1:1: asks: is missing (warning asks-missing{places})"

    assert format_findings(repeated(count), "text") == f"{line}\n0 errors, {count} warning{plural}.\n"


def test_errors_with_the_same_words_stay_apart():
    errors = [Finding(f"{number}.md", 1, 1, "same", "link-dead", "error") for number in range(3)]

    assert format_findings(errors, "text").count("same\n") == 3


def test_other_formats_have_every_finding():
    found = [DEAD, *repeated(9)]

    assert len(json.loads(format_findings(found, "json"))) == 10
    assert format_findings(found, "github").count("\n") == 10
    assert len(json.loads(format_findings(found, "gitlab"))) == 10
    assert len(json.loads(format_findings(found, "sarif"))["runs"][0]["results"]) == 10


def test_json_has_every_part():
    assert json.loads(format_findings([DEAD], "json")) == [
        {
            "path": "b.md",
            "line": 3,
            "column": 5,
            "severity": "error",
            "rule": "link-dead",
            "message": "the link 'x' leads nowhere",
        }
    ]


def test_github_annotations_escape_their_own_signs_and_always_have_a_line():
    odd = Finding("a.md", 0, 0, "50%\nof it", "x", "warning")

    assert format_findings([odd], "github") == "::warning file=a.md,line=1,col=1,title=x::50%25%0Aof it\n"


def test_gitlab_fingerprints_differ_and_stay_when_lines_move():
    twice = [DEAD, Finding("b.md", 9, 1, DEAD.message, DEAD.rule, "error")]
    moved = [Finding("b.md", one.line + 7, 1, one.message, one.rule, "error") for one in twice]

    first, second = (json.loads(format_findings(found, "gitlab")) for found in (twice, moved))

    assert [one["fingerprint"] for one in first] == [one["fingerprint"] for one in second]
    assert len({one["fingerprint"] for one in first}) == 2
    assert first[0]["severity"] == "major"
    assert json.loads(format_findings([LONG], "gitlab"))[0]["severity"] == "minor"


def test_sarif_results_point_at_their_rule_and_place():
    run = json.loads(format_findings([LONG, DEAD, FILE], "sarif"))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert [rules[result["ruleIndex"]] for result in run["results"]] == [result["ruleId"] for result in run["results"]]
    assert run["results"][0]["level"] == "error"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "b.md"}, "region": {"startLine": 3, "startColumn": 5}}
    [of_file] = [one for one in run["results"] if one["ruleId"] == "media-unused"]
    assert "region" not in of_file["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("output", FORMATS)
def test_every_format_can_say_that_nothing_was_found(output):
    assert isinstance(format_findings([], output), str)
