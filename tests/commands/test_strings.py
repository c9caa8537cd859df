"""`helpcentre strings`: what a fifth language still lacks."""

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.language.builtin import plural_forms
from helpcentre.language.site_strings import parse_site_strings
from helpcentre.language.strings import missing_strings

MKDOCS = """\
site_name: Museum
docs_dir: content
plugins:
  - helpcentre/languages: {default: en, languages: [ru]}
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (tmp_path / "content/strings").mkdir(parents=True)
    return tmp_path


def run(*arguments, expect=0):
    done = CliRunner().invoke(cli, ["strings", *arguments])
    assert (done.exit_code != 0) == bool(expect), done.output
    return done.output + (str(done.exception) if expect else "")


def test_a_language_that_is_built_in_lacks_nothing(site):
    assert run("--language", "en") == "# en: no string is missing.\n"


def test_the_missing_strings_are_a_file_that_the_site_can_use(site):
    listed = run("--language", "ru")
    (site / "content/strings/ru.yml").write_text(listed, encoding="utf-8")

    assert missing_strings("ru", parse_site_strings(listed, "ru.yml", "ru")) == []
    assert run("--language", "ru") == "# ru: no string is missing.\n"


def test_every_plural_form_of_the_language_is_asked_for(site):
    listed = run("--language", "ru")

    assert all(f"\nsearch.ui.found.{form}: " in listed for form in plural_forms("ru"))


def test_a_string_that_the_site_has_is_not_listed(site):
    (site / "content/strings/ru.yml").write_text("frame.home: Главная\n", encoding="utf-8")

    assert "\nframe.home: " not in run("--language", "ru")


def test_an_error_in_the_file_of_the_site_is_reported_at_its_line(site):
    (site / "content/strings/ru.yml").write_text("frame.hom: Главная\n", encoding="utf-8")

    assert "strings/ru.yml:1:1: unknown string 'frame.hom'" in run(expect=1)


def test_a_language_that_the_site_does_not_have_is_refused(site):
    assert "Languages: en, ru." in run("--language", "fr", expect=1)
