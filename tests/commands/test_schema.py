"""JSON Schemas: they accept what `check` accepts, and refuse what a validator can see is wrong."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.commands.schema import MODELS, build_schema

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "content").rglob("*.md"))
SUPPORT_FILES = [ROOT / "content/support.yml", ROOT / "tests/sites/broken/content/support.yml"]
PAGE = {"title": "Where is my parcel?", "kind": "faq"}
SUPPORT = {"version": 1, "schedules": {"desk": {"weekly": {"mon-fri": ["09:00-17:00"]}}}}


class TextLoader(yaml.SafeLoader):
    """Reads a date as its text, as editors do."""


TextLoader.yaml_implicit_resolvers = {
    sign: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module", params=MODELS)
def name(request):
    return request.param


def errors(name, value):
    """Return the places of the errors that a validator of JSON Schemas finds."""
    validator = jsonschema_rs.Draft202012Validator(build_schema(MODELS[name]))
    return [list(error.instance_path) for error in validator.iter_errors(value)]


def test_the_command_prints_a_valid_schema(name):
    done = CliRunner().invoke(cli, ["schema", name])

    schema = json.loads(done.output)
    jsonschema_rs.meta.validate(schema)
    assert schema == build_schema(MODELS[name])


def test_every_page_of_the_demo_is_valid():
    assert len(PAGES) > 100
    for path in PAGES:
        front = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], TextLoader)
        assert errors("front-matter", front) == [], path


@pytest.mark.parametrize("path", SUPPORT_FILES, ids=lambda path: path.parts[-3])
def test_a_support_file_is_valid(path):
    assert errors("support", yaml.load(path.read_text(encoding="utf-8"), TextLoader)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "fqa"),
        ("tags", ["x"]),
        ("asks", "where"),
        ("review_every", "P180D"),
        ("review_every", "half a year"),
        ("severity", "hight"),
        ("id", "Faq/Parcel"),
        ("video", {"file": "x", "duration": "PT34S", "recorded": "2026-11-22"}),
        ("video", {"file": "x"}),
        ("draft", "yes"),
    ],
)
def test_a_wrong_value_of_front_matter_is_refused(key, value):
    assert errors("front-matter", PAGE) == []
    assert errors("front-matter", {**PAGE, key: value}) != []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("review_every", "180d"),
        ("severity", "high"),
        ("id", "faq/parcel-2"),
        ("video", {"file": "x", "duration": "1m 20s", "recorded": "2026-11-22"}),
        ("description", None),
        ("home", ["search"]),
    ],
)
def test_a_right_value_of_front_matter_is_accepted(key, value):
    assert errors("front-matter", {**PAGE, key: value}) == []


@pytest.mark.parametrize("key", ["topics", "asks", "redirect_from", "draft", "related", "video", "owner", "reviewed"])
def test_an_optional_key_of_front_matter_may_be_empty(key):
    assert errors("front-matter", {**PAGE, key: None}) == []


@pytest.mark.parametrize("key", PAGE)
def test_a_required_key_of_front_matter_may_not_be_empty(key):
    required = build_schema(MODELS["front-matter"]).get("required", [])
    assert (errors("front-matter", {**PAGE, key: None}) != []) is (key in required)


@pytest.mark.parametrize(
    ("schedule", "valid"),
    [
        ({"weekly": {"fri": "09:00-12:00"}}, True),
        ({"weekly": {"fri": "closed"}}, True),
        ({"weekly": {"fri": 9}}, False),
        ({"weekly": {"fri": ["09:00-12:00"]}, "zone": "Europe/Rome"}, False),
    ],
)
def test_hours_are_a_range_a_list_or_closed(schedule, valid):
    found = errors("support", {**SUPPORT, "schedules": {"desk": schedule}})

    assert (found == []) is valid


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        (30, True),
        (4.5, True),
        ("Via Appia 12", True),
        ({"amount": 4.5, "currency": "EUR"}, True),
        ({"date": "2026-12-24"}, True),
        ({"it": "borsa", "default": {"amount": 3, "currency": "GBP"}}, True),
        ("", False),
        ("two\nlines", False),
        ({"amount": 4.5}, False),
        ([1], False),
        (None, False),
    ],
)
def test_a_variable_has_a_value_or_one_for_each_language(value, valid):
    assert (errors("variables", {"bag": value}) == []) is valid


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"en": [{"use": "email", "avoid": ["e-mail"]}]}, True),
        ({"en": [{"use": "email", "avoid": ["e-mail"], "because": "it is shorter"}], "it": []}, True),
        ({"en": [{"use": "email", "avoid": []}]}, False),
        ({"en": [{"use": "email"}]}, False),
        ({"English": []}, False),
        ({"en": {"use": "email", "avoid": ["e-mail"]}}, False),
    ],
)
def test_terms_are_lists_by_language(value, valid):
    assert (errors("terms", value) == []) is valid


def test_the_name_of_a_variable_is_lower_case():
    assert errors("variables", {"Bag": 3}) != []


def test_keys_have_descriptions_and_no_titles_that_repeat_them():
    keys = build_schema(MODELS["front-matter"])["properties"]

    assert keys["title"]["description"].startswith("the heading of the page")
    assert "title" not in keys["owner"]


def test_a_new_site_names_the_schema_of_its_support_file(tmp_path):
    CliRunner().invoke(cli, ["init", str(tmp_path / "site")], catch_exceptions=False)

    first = (tmp_path / "site/content/support.yml").read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((tmp_path / "site/content" / named).read_text(encoding="utf-8"))
    assert schema == build_schema(MODELS["support"])


def test_the_hooks_for_pre_commit_run_a_command_that_exists():
    whole, changed = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert (whole["id"], changed["id"]) == ("helpcentre-check", "helpcentre-check-changed")
    assert whole["entry"].split() == ["helpcentre", "check"]
    assert changed["entry"].split() == ["helpcentre", "check", "--changed", "HEAD"]
    assert "--changed" in [name for option in cli.commands["check"].params for name in option.opts]
