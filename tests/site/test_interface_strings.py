"""The interface strings of a site: read, missing, and of a language that the site does not have."""

import pytest

from helpcentre.errors import Finding
from helpcentre.site.interface_strings import find_missing_strings, find_stray_strings, load_strings
from helpcentre.site.site_checks import check_finished_site

from .sample import TWO, finished_site, options, page


@pytest.fixture
def strings(tmp_path):
    """Return a function that writes strings/<language>.yml and returns the options of the site."""

    def write(texts, languages=TWO):
        folder = tmp_path / "content/strings"
        folder.mkdir(parents=True, exist_ok=True)
        for language, text in texts.items():
            (folder / f"{language}.yml").write_text(text, encoding="utf-8")
        return options(tmp_path, languages)

    return write


def test_a_site_may_replace_strings(strings):
    made = strings({"it": "frame.contact: Contattaci\n"})

    assert load_strings(made, "it") == ({"frame.contact": "Contattaci"}, [])
    assert load_strings(made, "en") == ({}, [])


def test_an_error_in_the_strings_is_a_finding_at_its_line(strings):
    texts, findings = load_strings(strings({"it": "frame.contcat: Contattaci\n"}), "it")

    assert texts == {}
    assert [(one.path, one.line) for one in findings] == [("strings/it.yml", 1)]


def test_a_language_of_the_package_lacks_no_strings(strings):
    assert list(find_missing_strings(strings({}))) == []


def test_missing_strings_are_one_warning_for_each_language_with_their_number(strings):
    languages = type(TWO)("en", ("en", "fi"))
    [none] = find_missing_strings(strings({}, languages))
    [one_less] = find_missing_strings(strings({"fi": "frame.contact: Yhteystiedot\n"}, languages))

    number = int(none.message.split()[0])
    assert number > 100
    assert one_less == Finding(
        "strings/fi.yml", 1, 1,
        f"{number - 1} interface strings are missing in 'fi' and are shown in English. "
        "Run: helpcentre strings --language fi",
        "strings", "warning",
    )  # fmt: skip


def test_strings_of_a_language_that_the_site_does_not_have_are_an_error(strings):
    message = "'fr' is not a language of this site; rename the file to one of en.yml, it.yml, or delete it"

    assert list(find_stray_strings(strings({"fr": "", "it": ""}))) == [
        Finding("strings/fr.yml", 1, 1, message, "strings")
    ]


def test_the_check_of_a_finished_site_finds_them(strings, tmp_path):
    strings({"fr": ""})
    site = finished_site({"en/index.md": page("Help", "page")}, tmp_path, TWO)
    check_finished_site(site, lambda name: True)

    assert [finding.path for finding in site.findings] == ["strings/fr.yml"]
