"""mkdocs.yml as MkDocs reads it."""

import pytest
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from helpcentre.builder.config_file import merge_settings, read_config_file
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.errors import FindingsError, HelpCentreError


def read(folder, text, name="mkdocs.yml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_config_file(path)


def by_mkdocs(folder):
    with (folder / "mkdocs.yml").open("rb") as file:
        return yaml_load(file, get_yaml_loader())


@pytest.mark.parametrize(
    "value",
    [
        *("!ENV HC_A", "!ENV [HC_A, 1]", "!ENV [HC_NONE, HC_A, no]", "!ENV [HC_NONE, [a, b]]", "!ENV HC_NONE"),
        *("!ENV [HC_NONE]", "!ENV HC_NUMBER", "!ENV HC_EMPTY", "!ENV [HC_NONE, yes]", "2026-11-01", "012", "yes"),
    ],
)
def test_a_value_is_what_mkdocs_reads(tmp_path, monkeypatch, value):
    for name, text in (("HC_A", "text"), ("HC_NUMBER", "42"), ("HC_EMPTY", "")):
        monkeypatch.setenv(name, text)
    monkeypatch.delenv("HC_NONE", raising=False)

    assert read(tmp_path, f"site_name: {value}\n").value == by_mkdocs(tmp_path)


def test_a_file_inherits_the_settings_that_it_does_not_have_as_under_mkdocs(tmp_path):
    (tmp_path / "base.yml").write_text("site_name: Base\nextra: {a: 1, b: {c: 2}}\nplugins: [x]\n", encoding="utf-8")

    found = read(tmp_path, "INHERIT: base.yml\nplugins: [y]\nextra: {b: {d: 3}}\n")

    assert found.value == by_mkdocs(tmp_path)
    assert found.value == {"site_name": "Base", "extra": {"a": 1, "b": {"c": 2, "d": 3}}, "plugins": ["y"]}


def test_a_finding_is_placed_in_the_file_that_has_the_setting(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yml").write_text("site_name: Base\nhooks: [x.py]\n", encoding="utf-8")
    found = read(tmp_path, "# own\nINHERIT: base.yml\ncopyright: x\n")

    assert str(found.finding(("hooks",), "no")) == "base.yml:2:1: no"
    assert str(found.finding(("copyright",), "no")) == "mkdocs.yml:3:1: no"


def test_a_parent_that_is_missing_or_inherits_from_itself_is_an_error_at_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("none.yml", "mkdocs.yml"):
        with pytest.raises(FindingsError, match=rf"mkdocs\.yml:2:10: INHERIT: there is no file '{name}'"):
            read(tmp_path, f"site_name: x\nINHERIT: {name}\n")


def test_a_tag_that_only_mkdocs_knows_is_left_to_it_with_its_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NeedsMkDocsError) as error:
        read(tmp_path, "site_name: x\nextra:\n  a: !!python/name:material.extensions.emoji.twemoji\n")

    assert str(error.value).startswith("mkdocs.yml:3:6: the tag !!python/name")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("site_name: [", "mkdocs.yml:2:1: this is not valid YAML"),
        ("site_name: x\nextra: {since: 2026-02-30}\n", "mkdocs.yml:1:1: this is not valid YAML: day is out of range"),
        ("- a\n", "mkdocs.yml:1:1: this file has no settings"),
        ("", "mkdocs.yml:1:1: this file has no settings"),
    ],
)
def test_a_file_that_is_not_valid_is_an_error_with_its_place(tmp_path, monkeypatch, text, words):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FindingsError, match=words):
        read(tmp_path, text)


def test_a_missing_file_says_where_to_run_the_command(tmp_path):
    with pytest.raises(
        HelpCentreError, match=r"file not found\. Run this command in the folder that contains mkdocs\.yml"
    ):
        read_config_file(tmp_path / "mkdocs.yml")


def test_a_file_that_is_not_text_is_an_error(tmp_path):
    (tmp_path / "mkdocs.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HelpCentreError, match="cannot be read"):
        read_config_file(tmp_path / "mkdocs.yml")


def test_merging_replaces_what_is_not_a_mapping_on_both_sides():
    assert merge_settings({"a": {"b": 1}, "c": [1]}, {"a": 2, "c": [3]}) == {"a": 2, "c": [3]}
    assert merge_settings({"a": 1}, {"a": {"b": 2}}) == {"a": {"b": 2}}
