"""A new site in the nine languages that are built in for readers only, as `init` writes it, checked and built."""

import html
import json
import re
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.commands.init import run
from helpcentre.commands.starter_text import starter_text
from helpcentre.language.builtin import (
    STAFF_SECTIONS,
    builtin_strings,
    plural_forms,
    report_languages,
    shipped_languages,
)
from helpcentre.language.codes import direction
from helpcentre.language.locales import endonym
from helpcentre.language.strings import strings
from helpcentre.support.autoreply import autoreply
from helpcentre.support.load import load_support

LANGUAGES = ("de", *sorted(set(shipped_languages()) - set(report_languages()) - {"de"}))
PAGES = ("", "contact/", "faq/", "faq/how-to-reach-us/", "search/", "404.html")
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of the site; checked and built once."""
    folder = tmp_path_factory.mktemp("nine")
    run(folder, "HC", LANGUAGES, "Europe/Rome", "help@example.com", date(2026, 11, 30))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        checked = CliRunner().invoke(cli, ["check"])
        assert (checked.exit_code, checked.output) == (0, "No problems found.\n"), checked.output
        done = CliRunner().invoke(cli, ["build"])
        assert done.exit_code == 0, done.output
    return folder


def read_page(folder, language, page):
    path = folder / "site" / ("" if language == LANGUAGES[0] else language) / page
    return (path / "index.html" if path.suffix == "" else path).read_text(encoding="utf-8")


def visible_text(page):
    without = re.sub(
        r"<(script|style|svg)\b.*?</\1>|<details class=\"hc-languages\">.*?</details>", "", page, flags=re.S
    )
    return html.unescape(re.sub(r"<[^>]+>", "\n", without))


def test_the_nine_languages_are_there():
    assert set(LANGUAGES) == {"de", "fr", "es", "pt", "nl", "pl", "ar", "ja", "zh-Hans"}


@every_language
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_in_its_language_and_nothing_on_it_in_english(built, language, page):
    text = read_page(built, language, page)

    assert f'<html lang="{language}"' in text
    assert (' dir="rtl"' in text.split("<head>")[0]) == (direction(language) == "rtl")
    assert 'lang="en"' not in text
    english = {part for key, part in builtin_strings("en").items() if not key.startswith((*STAFF_SECTIONS, "new."))}
    phrases = [re.split(r"\{\w+\}", part)[0].strip() for part in english]
    own = "\n".join(builtin_strings(language).values())
    seen = [phrase for phrase in phrases if " " in phrase and phrase in text and phrase not in own]
    assert seen == []


@every_language
def test_the_words_of_the_scripts_are_in_the_language_of_the_page(built, language):
    page = read_page(built, language, "faq/how-to-reach-us/")
    words, search = strings(language), json.loads(html.unescape(re.search(r'data-words="([^"]*)"', page)[1]))
    hours = json.loads(html.unescape(re.search(r'data-hc-page="([^"]*)"', page)[1]))

    assert search["none"] == words["search.ui.none"]
    assert {key.removeprefix("found.") for key in search if key.startswith("found.")} == set(plural_forms(language))
    assert hours["opens"][2] == words["hours.opens.day"]
    assert hours["yours"][3] == words["hours.yours.day"]


@every_language
def test_the_language_menu_lists_every_language_once_by_its_own_name(built, language):
    menu = re.search(r'<details class="hc-languages">(.*?)</details>', read_page(built, language, "contact/"), re.S)[1]
    names = dict(re.findall(r'<a [^>]*hreflang="([^"]+)"[^>]*>([^<]+)</a>', menu))

    assert re.findall(r'hreflang="([^"]+)"', menu) == list(LANGUAGES)
    assert {code: name.lower() for code, name in names.items()} == {code: endonym(code).lower() for code in LANGUAGES}


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fr", ("Délai de réponse\u00a0: 8\u00a0heures", "Langues\u00a0: allemand, arabe, espagnol")),
        ("ar", ("مدة الرد: 8 ساعات", "اللغات: الألمانية، العربية، الإسبانية")),
        ("ja", ("回答までの時間：受付時間内で8 時間以内", "対応言語：ドイツ語、アラビア語、スペイン語")),
        ("zh-Hans", ("回复时间：最长 8小时", "语言：德语、阿拉伯语、西班牙语")),
    ],
)
def test_labels_and_lists_have_the_punctuation_of_the_language(built, language, texts):
    page = visible_text(read_page(built, language, "contact/"))

    for text in texts:
        assert text in page


@pytest.mark.parametrize(
    ("language", "heading"),
    [("ar", "ساعات-خدمة-العملاء"), ("ja", "受付時間"), ("zh-Hans", "服务时间"), ("fr", "horaires-du-service-client")],
)
def test_the_id_of_a_heading_has_its_words_in_every_script(built, language, heading):
    assert f'<h2 id="{heading}">' in read_page(built, language, "faq/how-to-reach-us/")


@every_language
def test_the_automatic_reply_is_in_the_language(built, language):
    support = load_support(built / "content" / "support.yml")
    reply = autoreply(support, "email", strings(language), datetime(2026, 11, 27, 16, tzinfo=UTC), dated=True)

    assert reply.startswith(strings(language)["reply.received"])
    assert reply.strip().endswith(strings(language)["reply.goodbye"])
    assert "{" not in reply


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Sie erhalten unsere Antwort bis Dienstag, 1. Dezember um 11:00 Uhr (Ortszeit Rom)."),
        ("fr", "Nous vous répondrons au plus tard le mardi 1er décembre à 11:00 (heure locale\u00a0: Rome)."),
        ("es", "Te responderemos a más tardar el martes, 1 de diciembre a las 11:00 (hora de Roma)."),
        ("pt", "Responderemos até terça-feira, 1 de dezembro às 11:00 (horário de Roma)."),
        ("nl", "Je krijgt uiterlijk dinsdag 1 december om 11:00 antwoord van ons (lokale tijd in Rome)."),
        ("pl", "Termin naszej odpowiedzi: wtorek, 1 grudnia, godz. 11:00 (czas lokalny: Rzym)."),
        ("ar", "سنردّ عليك في موعد أقصاه يوم الثلاثاء، 1 ديسمبر الساعة 11:00 ص (بتوقيت روما)."),
        ("ja", "12月1日火曜日 11:00（ローマ時間）までに回答いたします。"),
        ("zh-Hans", "我们会在12月1日星期二 11:00（罗马时间）前回复。"),
    ],
)
def test_the_time_of_the_answer_is_a_sentence_of_the_language(built, language, sentence):
    support = load_support(built / "content" / "support.yml")
    reply = autoreply(support, "email", strings(language), datetime(2026, 11, 30, 10, tzinfo=UTC), dated=True)

    assert sentence in reply.split("\n")


@every_language
def test_the_calendar_has_the_words_of_the_language(built, language):
    text = (built / "site" / "helpcentre" / f"hours.{language}.ics").read_bytes().decode().replace("\r\n ", "")
    title, channel = strings(language)["hours.title"], strings(language)["channels.kind.email"]

    assert f"X-WR-CALNAME:{title}\r\n" in text
    assert f"SUMMARY:{title}{strings(language).colon}{channel}\r\n" in text


@every_language
def test_the_ask_of_the_article_finds_it(built, language, monkeypatch):
    monkeypatch.chdir(built)
    for ask in starter_text(language)["asks"]:
        found = CliRunner().invoke(cli, ["search", ask, "--language", language, "--site", "site", "--json"])
        assert json.loads(found.output)[0]["article"] == "faq/how-to-reach-us", ask
