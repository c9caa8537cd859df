"""`helpcentre init`: text that customers can read at once, in their language; wrong options are explained."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article
from helpcentre.commands.init import run
from helpcentre.commands.starter_text import FOLDER, StarterText, starter_text
from helpcentre.errors import HelpCentreError
from helpcentre.language.builtin import shipped_languages
from helpcentre.language.strings import strings

TODAY = date(2026, 11, 30)
every_language = pytest.mark.parametrize("language", shipped_languages())


def init(folder, *languages, name=None, zone="Europe/Rome", address="help@example.com"):
    run(folder, name, languages or ("en",), zone, address, TODAY)
    return lambda path: (folder / path).read_text(encoding="utf-8")


class SettingsLoader(yaml.SafeLoader):
    """Reads settings that environment variables can change as lists."""


SettingsLoader.add_constructor("!ENV", SettingsLoader.construct_sequence)


def test_every_language_of_the_package_has_text_for_a_new_site():
    assert sorted(path.stem for path in Path(FOLDER).glob("*.yml")) == list(shipped_languages())


@every_language
def test_the_text_is_complete(language):
    text = starter_text(language)

    assert list(text) == list(StarterText.__annotations__)
    assert all(text.values())
    assert len(set(text["asks"])) == 3
    assert text["question"][-1] in "??؟？"


@every_language
def test_the_text_of_a_language_is_its_own(language):
    others = {str(value) for code in shipped_languages() if code != language for value in starter_text(code).values()}

    assert not others & {str(value) for value in starter_text(language).values()}


@every_language
def test_no_page_has_a_text_that_the_writer_has_to_replace(tmp_path, language):
    read = init(tmp_path, language)
    pages = "".join(read(path) for path in (tmp_path / "content").rglob("*.md"))

    assert [text for key, text in strings(language).under("new").items() if key != "more" and text in pages] == []


@pytest.mark.parametrize(
    ("code", "text_of"), [("pt-BR", "pt"), ("zh-CN", "zh-Hans"), ("zh", "zh-Hans"), ("de-AT", "de")]
)
def test_a_country_has_the_text_of_its_language(code, text_of):
    assert starter_text(code) == starter_text(text_of)


@pytest.mark.parametrize("code", ["sv", "zh-TW"])
def test_a_language_without_text_begins_in_english(code):
    assert starter_text(code) == starter_text("en")


def test_a_language_without_strings_is_written_too(tmp_path):
    read = init(tmp_path, "sv", "tr")

    assert "title: Contact us\n" in read("content/tr/contact.md")
    assert "## Support hours\n" in read("content/sv/faq/how-to-reach-us.md")


def test_the_article_is_valid_and_says_when_the_team_is_available(tmp_path):
    read = init(tmp_path, "it", "en")
    path = "it/faq/how-to-reach-us.md"
    article = read_article(Source(path, read(f"content/{path}")), Languages("it", ("it", "en")))

    assert article.front.title == "Quando posso contattarvi?"
    assert article.front.asks == ("orari di assistenza", "quando rispondete", "parlare con una persona")
    assert article.front.reviewed == TODAY
    assert "## Orari di assistenza\n\n/// hours\n///\n" in read(f"content/{path}")


def test_the_name_is_in_the_first_language_unless_one_is_given(tmp_path):
    unnamed, named = init(tmp_path / "a", "it", "de"), init(tmp_path / "b", "it", "de", name='Museo "Uno": aiuto')

    assert yaml.load(unnamed("mkdocs.yml"), SettingsLoader)["site_name"] == "Centro assistenza"
    assert "title: Hilfe-Center\n" in unnamed("content/de/index.md")
    assert yaml.load(named("mkdocs.yml"), SettingsLoader)["site_name"] == 'Museo "Uno": aiuto'
    assert yaml.safe_load(named("content/de/index.md").split("---")[1])["title"] == 'Museo "Uno": aiuto'


def test_the_languages_are_those_of_the_site_and_of_its_channel(tmp_path):
    read = init(tmp_path, "fr", "de")

    assert {"helpcentre/languages": {"default": "fr", "languages": ["de"]}} in yaml.load(
        read("mkdocs.yml"), SettingsLoader
    )["plugins"]
    assert yaml.safe_load(read("content/support.yml"))["channels"]["email"]["languages"] == ["fr", "de"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"zone": "Europe/Rom"}, r"not a known time zone.*did you mean 'Europe/Rome'\? \(found 'Europe/Rom'\)"),
        ({"address": "help(at)example.com"}, r"not a valid e-mail address.*\(found 'help\(at\)example\.com'\)"),
    ],
)
def test_a_wrong_option_is_explained_and_nothing_is_written(tmp_path, options, message):
    with pytest.raises(HelpCentreError, match=message):
        init(tmp_path / "site", "en", **options)
    assert not (tmp_path / "site").exists()


def test_all_wrong_options_are_reported_at_once(tmp_path):
    with pytest.raises(HelpCentreError) as error:
        init(tmp_path, "en", zone="Rome/Europe", address="nobody")

    assert "time zone" in str(error.value)
    assert "e-mail address" in str(error.value)


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (("en", "jp"), r"'jp' is not a language code; .*did you mean 'ja'\?"),
        (("en", "it", "en"), r"--language: 'en' is given twice\. Name each language once\."),
    ],
)
def test_a_wrong_language_is_explained_and_nothing_is_written(tmp_path, languages, message):
    with pytest.raises(HelpCentreError, match=message):
        init(tmp_path / "site", *languages)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("languages", "is_plain"), [(("en", "it"), True), (("pl",), True), (("en", "ar"), False), (("zh-TW",), False)]
)
def test_ids_of_headings_have_every_script_if_the_site_needs_it(tmp_path, languages, is_plain):
    settings = init(tmp_path, *languages)("mkdocs.yml")

    assert ("pymdownx.slugs.slugify" not in settings) is is_plain
