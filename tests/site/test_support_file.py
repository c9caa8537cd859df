"""The support file of a site: its place, the files that are private, and reading it once."""

import pytest

from helpcentre.site.loading import load_site
from helpcentre.site.options import SearchOptions
from helpcentre.site.support_file import (
    find_support_file,
    known_topics,
    name_support_file,
    private_files,
    watched_files,
)
from helpcentre.site.support_remarks import support_remarks

from .sample import NOW, SUPPORT, TWO, finished_site, options, page


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "content").mkdir()
    return tmp_path


def write(path, text=SUPPORT):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_it_is_in_the_content_folder_or_next_to_mkdocs_yml(folder):
    made = options(folder)
    assert find_support_file(made) == folder / "content/support.yml"

    write(folder / "support.yml")
    assert find_support_file(made) == folder / "support.yml"
    assert name_support_file(made) == "../support.yml"

    write(folder / "content/support.yml")
    assert find_support_file(made) == folder / "content/support.yml"
    assert name_support_file(made) == "support.yml"


def test_an_option_names_another_place(folder):
    write(folder / "data/hours.yml")
    made = options(folder, support_file="../data/hours.yml")

    assert find_support_file(made).resolve() == folder / "data/hours.yml"
    assert load_site(made, NOW).support.channels


def test_private_files_are_those_named_and_those_of_the_usual_names(folder):
    made = options(folder, support_file="data/hours.yml", search=SearchOptions(synonyms_file="./words/same.yml"))

    assert private_files(made) == {
        "support.yml",
        "holidays.lock.yml",
        "synonyms.yml",
        "variables.yml",
        "terms.yml",
        "report.json",
        "data/hours.yml",
        "data/holidays.lock.yml",
        "words/same.yml",
    }


def test_existing_files_ask_for_a_new_build_when_they_change(folder):
    made = options(folder, search=SearchOptions())
    assert watched_files(made) == []

    for name in ("support.yml", "holidays.lock.yml", "synonyms.yml"):
        write(folder / "content" / name)
    assert [path.name for path in watched_files(made)] == ["support.yml", "holidays.lock.yml", "synonyms.yml"]
    assert [path.name for path in watched_files(options(folder))] == ["support.yml", "holidays.lock.yml"]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (SUPPORT, ("payments", "orders")),
        ("version: 1\nnix: 1\ntopics: {a: {}, b: {}}\n", ("a", "b")),
        ("version: 1\nversion: 2\ntopics: {a: {}}\n", ("a",)),
        ("topics: [a]\n", None),
        ("a: [\n", None),
        ("- a\n", None),
    ],
)
def test_topics_are_known_from_a_file_with_errors_elsewhere(folder, text, topics):
    write(folder / "content/support.yml", text)
    site = load_site(options(folder), NOW)

    assert known_topics(site.options, site.support) == topics


def test_without_a_support_file_no_topics_are_known(folder):
    assert known_topics(options(folder), None) is None


def test_topics_have_their_names_in_the_language_or_in_the_default_one(folder):
    site = finished_site({"en/index.md": page("Help", "page")}, folder, TWO, support=SUPPORT)

    assert dict(site.topic_labels("it")) == {"payments": "Pagare", "orders": "Orders"}
    assert dict(finished_site({"a.md": page()}).topic_labels("en")) == {}


def remarks(folder, text, **given):
    write(folder / "content/support.yml", text)
    return [*support_remarks(load_site(options(folder, TWO, **given), NOW))]


def test_a_language_that_no_channel_answers_in_is_named_with_the_way_out(folder):
    text = SUPPORT.replace("[en, it]", "[en]").split("topics:")[0]

    [message] = remarks(folder, text, channels=True)
    assert message == (
        "support.yml: no channel answers in 'it', so pages in that language list none; "
        "add it to the languages of a channel"
    )
    assert remarks(folder, text) == []
    assert remarks(folder, SUPPORT, channels=True) == []


def test_a_site_without_channels_or_without_the_file_has_no_remarks(folder):
    without = "version: 1\ndefault_time_zone: UTC\nschedules:\n  desk: {weekly: {mon: ['09:00-10:00']}}\n"

    assert remarks(folder, without, channels=True) == []
    assert [*support_remarks(load_site(options(folder / "no", TWO, channels=True), NOW))] == []


def test_holidays_that_are_not_frozen_are_a_remark_of_the_hours(folder):
    text = SUPPORT.replace("schedules:", "holidays: {italy: {source: {country: IT}}}\nschedules:")

    [message] = remarks(folder, text, hours=True)
    assert message.startswith("support.yml:3:")
    assert message.endswith("Run: helpcentre holidays --update")
    assert remarks(folder, text, channels=True) == []


def test_variables_and_snippets_are_private_and_watched(folder):
    write(folder / "content/variables.yml", "bag: 3\n")
    write(folder / "content/snippets/bag.en.md", "A bag.")
    made = options(folder)

    assert {"variables.yml", "snippets/bag.en.md"} <= private_files(made)
    assert {folder / "content/variables.yml", folder / "content/snippets/bag.en.md"} <= set(watched_files(made))


def test_errors_in_variables_and_snippets_are_findings_of_the_site(folder):
    write(folder / "content/variables.yml", "Bag: 3\n")
    write(folder / "content/snippets/hat.md", "")
    site = load_site(options(folder), NOW)

    assert [(one.path, one.rule) for one in site.findings] == [
        ("variables.yml", "variables"),
        ("snippets/hat.md", "snippets"),
    ]
