"""Silencing a rule in one place, with a reason; and choosing the level of a rule for a whole site."""

import pytest

from helpcentre.articles.checks.registry import CODES, RULES, check_all
from helpcentre.articles.checks.rule import PerPage
from helpcentre.articles.checks.rule_severities import parse_levels
from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.versions import version_of
from helpcentre.errors import HelpCentreError

from .bicycle_shop import LOCK_EN, body_findings, findings

ALLOW = "<!-- helpcentre: allow unfinished-text because the customers call it so -->"


@pytest.mark.parametrize(
    "body",
    [
        f"The TODO list. {ALLOW}\n",
        f"{ALLOW}\nThe TODO list.\n",
        f"{ALLOW}\n\nThe TODO list.\n",
        f"{ALLOW}\n\nOne line.\nThe TODO list.\n",
        f"{ALLOW.replace('because ', 'because' + chr(10))}\nThe TODO list.\n",
        f"- one\n- The TODO list. {ALLOW}\n",
        f"{ALLOW.replace('unfinished-text', 'template-code, unfinished-text')}\nThe TODO list of {{{{ name }}}}.\n",
    ],
)
def test_a_comment_with_a_reason_silences_its_line_or_the_paragraph_below(body):
    assert body_findings(body) == []


def test_text_after_the_paragraph_is_not_silenced():
    assert body_findings(f"{ALLOW}\n\nThe TODO list.\n\nThe TODO list.\n") == [("unfinished-text", 5)]
    assert body_findings(f"The TODO list. {ALLOW}\n\nThe TODO list.\n") == [("unfinished-text", 3)]
    assert body_findings(f"The TODO list.\n\n{ALLOW}\nThe TODO list.\n") == [("unfinished-text", 1)]


def test_other_rules_are_not_silenced():
    assert body_findings(f"The TODO list of {{{{ name }}}}. {ALLOW}\n") == [("template-code", 1)]


def test_a_comment_that_silences_nothing_is_a_warning():
    assert body_findings(f"Text. {ALLOW}\n") == [("allow-unused", 1)]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        (
            "allow unfinished-text",
            (
                "this comment silences nothing because it has no reason; "
                "write <!-- helpcentre: allow CODE because REASON -->"
            ),
        ),
        ("allow unfinished-text because", "write <!-- helpcentre: allow CODE because REASON -->"),
        ("ignore unfinished-text", "write <!-- helpcentre: allow CODE because REASON -->"),
        (
            "allow unfinnished-text because of us",
            "there is no check 'unfinnished-text'; did you mean 'unfinished-text'?",
        ),
    ],
)
def test_a_comment_that_cannot_be_read_is_an_error_and_silences_nothing(comment, message):
    found = findings({"en/faq/lock.md": f"{LOCK_EN}\nThe TODO list. <!-- helpcentre: {comment} -->\n"})

    assert [(code, message) for code, _, _, message in found if code == "allow-invalid"] == [("allow-invalid", message)]
    assert "unfinished-text" in [code for code, *_ in found]


@pytest.mark.parametrize(
    "place", ["---\n# helpcentre: allow {} because it has none\n", "id: lock # helpcentre: allow {} because x\n"]
)
def test_a_comment_in_front_matter_silences_everything_there(place):
    key = place.split("\n")[0] if place.startswith("---") else "id: lock"
    text = LOCK_EN.replace('asks: ["lost key"]\n', "").replace(f"{key}\n", place.format("asks-missing"), 1)

    assert findings({"en/faq/lock.md": text}) == []
    assert [code for code, *_ in findings({"en/faq/lock.md": text + "\nTODO\n"})] == ["unfinished-text"]


def test_a_comment_of_the_text_does_not_silence_front_matter():
    text = LOCK_EN.replace('asks: ["lost key"]\n', "") + "\n<!-- helpcentre: allow asks-missing because x -->\n"

    assert [code for code, *_ in findings({"en/faq/lock.md": text})] == ["allow-unused", "asks-missing"]


def test_a_comment_that_silences_does_not_change_the_version_of_the_text():
    body = split_front_matter(LOCK_EN, "x.md").body

    assert version_of("T", body) == version_of("T", f"{ALLOW}\n{body}")
    assert version_of("T", body) != version_of("T", f"<!-- note -->\n{body}")


def test_levels_switch_rules_off_and_change_their_severity():
    levels = parse_levels({"unfinished-text": "off", "template-code": "error", "link-dead": "warning"}, CODES, "x")
    text = LOCK_EN + "\nTODO {{ x }} [y](no.md)\n"

    assert levels["unfinished-text"] == "off"
    found = findings({"en/faq/lock.md": text}, levels=levels)
    assert [code for code, *_ in found] == ["link-dead", "template-code"]


def test_a_level_decides_what_stops_a_build():
    from helpcentre.articles.checks.registry import check_build
    from tests.articles.sample import checked, page

    site = checked({"en/faq/a.md": page(body="TODO [y](no.md)\n")})

    assert [one.rule for one in check_build(site)] == ["link-dead"]
    assert [one.rule for one in check_build(site, {"link-dead": "warning", "unfinished-text": "error"})] == [
        "unfinished-text"
    ]


def test_yaml_reads_off_without_quotes_as_false_and_it_counts():
    assert parse_levels({"link-dead": False}, CODES, "x") == {"link-dead": "off"}
    assert parse_levels(None, CODES, "x") == parse_levels({}, CODES, "x") == {}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"link-ded": "off"}, "x: there is no check 'link-ded'; did you mean 'link-dead'?"),
        ({"link-dead": "maybe"}, "x: link-dead: write off, warning or error (found 'maybe')"),
        ({"link-dead": True}, "x: link-dead: write off, warning or error (found True)"),
        ({7: "off", "link-dead": 1}, "x: there is no check '7'\nx: link-dead: write off, warning or error (found 1)"),
        (["link-dead"], "x: keys with their values belong here; write {CODE: off}"),
    ],
)
def test_wrong_levels_are_all_reported_at_once(value, message):
    with pytest.raises(HelpCentreError) as caught:
        parse_levels(value, CODES, "x")
    assert str(caught.value) == message


def test_the_code_of_every_rule_is_the_name_of_its_file():
    codes = [rule.code for rule in RULES]

    assert len(codes) == len(set(codes))
    for rule in RULES:
        check = rule.check.check if isinstance(rule.check, PerPage) else rule.check
        assert check.__module__.rsplit(".", 1)[1].replace("_", "-") == rule.code


def test_findings_carry_the_code_and_severity_of_their_rule():
    from tests.articles.sample import checked, page

    found = list(check_all(checked({"en/faq/a.md": page(body="TODO [y](no.md)\n", asks="[x]")})))

    assert [(one.rule, one.severity) for one in found] == [("unfinished-text", "warning"), ("link-dead", "error")]
