"""A dental practice: nothing of the demo's shop is in the frame, and whose site it is shows everywhere."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helpcentre.collector.server.built_site import BuiltSite
from helpcentre.collector.server.site_search import SiteSearch
from helpcentre.commands.build import BuildOptions
from helpcentre.commands.build import build as build_with_options
from helpcentre.theme_dir import theme_dir

SITE = Path(__file__).parent / "dentist"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600"}
SHOP = {
    "en": "bottega|lume|lamp|linen|shop|parcel|orders?|buy|bought|deliver|returns?|refund|size|customer|purchas",
    "it": "bottega|lume|lampad|lino|negozio|pacc[oh]|ordin[ei]|acquist|comprare|consegn|rimbors|tagli[ae]|client",
}
"""The goods and services of the demo, as the beginnings of words."""
SHOP_ICONS = ("shopping", "delivery", "box", "card", "account", "light", "shirt")


class Text(HTMLParser):
    """The words of a page that a reader can see or hear, and the pictures and drawings on it."""

    def __init__(self, html):
        super().__init__()
        self.words, self.sources, self.shapes, self._hidden = [], [], [], 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._hidden += tag in ("script", "style")
        self.words += [
            given[name] for name in ("alt", "title", "aria-label", "placeholder", "content") if given.get(name)
        ]
        self.words += [value for name, value in attributes if value and name.startswith("data-text")]
        self.sources += [given[name] for name in ("src", "href") if given.get(name)]
        self.shapes += [given["d"]] if "d" in given else []

    def handle_endtag(self, tag):
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._hidden:
            self.words.append(data)


def build(folder, edit=lambda config: config):
    shutil.copytree(SITE, folder)
    config = folder / "mkdocs.yml"
    config.write_text(edit(config.read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, env=os.environ | QUIET, capture_output=True, text=True, check=False)
    return done, folder / "site"


@pytest.fixture(scope="module")
def dentist(tmp_path_factory):
    done, site = build(tmp_path_factory.mktemp("dentist") / "copy")
    assert done.returncode == 0, done.stderr
    return site


def pages(site):
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        yield path.relative_to(site).as_posix(), re.search(r'<html lang="(\w+)"', html)[1], Text(html), html


def test_the_search_answers_without_javascript_in_both_languages(dentist):
    async def ask(path, query):
        sent = []

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
        await BuiltSite(dentist, SiteSearch(dentist).find)(scope, asyncio.Event().wait, send)
        return b"".join(each.get("body", b"") for each in sent[1:]).decode()

    italian = asyncio.run(ask("/search/", "q=la+prima+vista"))
    english = asyncio.run(ask("/en/search/", "q=electric+toothbrsh"))
    for html, root in ((italian, "../"), (english, "../../en/")):
        assert re.search(
            rf'<noscript data-hc-search-answer>.*<ol class="hc-search__list">\s*<li><a href="{root}', html, re.S
        )
        assert "JavaScript" not in html.partition("data-hc-search-answer")[2].partition("</noscript>")[0]
        assert '<meta name="robots" content="noindex">' in html


def test_our_own_builder_makes_the_same_site(dentist, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", QUIET["SOURCE_DATE_EPOCH"])
    options = BuildOptions(site_dir=tmp_path / "site", builder="helpcentre", say=lambda _: None)

    other = build_with_options(dentist.parent / "mkdocs.yml", options)

    files = {path.relative_to(dentist): path.read_bytes() for path in dentist.rglob("*") if path.is_file()}
    assert {path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()} == files


def test_no_word_of_the_shop_is_on_any_page(dentist):
    found = []
    for path, language, page, _ in pages(dentist):
        pattern = re.compile(rf"\b(?:{SHOP[language]})\w*", re.IGNORECASE)
        found += [(path, word) for words in page.words for word in pattern.findall(words)]

    assert found == []


def test_no_picture_and_no_icon_of_the_shop_is_on_any_page(dentist):
    icons = theme_dir() / ".icons/helpcentre"
    shop = {re.search(r' d="([^"]+)"', (icons / f"{name}.svg").read_text())[1]: name for name in SHOP_ICONS}
    for path, _, page, _ in pages(dentist):
        assert [shop[shape] for shape in page.shapes if shape in shop] == [], path
        assert not [source for source in page.sources if re.search(r"lamp|bottega|lume", source)], path
    assert not [one for one in dentist.rglob("*") if re.search(r"lamp|bottega", one.name)]


def test_a_new_site_has_nothing_of_the_demo(tmp_path):
    def run(*command):
        script = Path(sys.executable).parent / command[0]
        subprocess.run([script, *command[1:]], cwd=tmp_path, env=os.environ | QUIET, check=True)

    run("helpcentre", "init", ".", "--name", "Museo del Mare", "--language", "it", "--language", "en")
    run("mkdocs", "build", "--quiet", "--strict")

    demo = re.compile(r"bottega|\blume\b|\blamp|6 9480|buy\b|acquist", re.IGNORECASE)
    written = [path for path in tmp_path.rglob("*") if path.suffix in (".html", ".css", ".js", ".svg", ".json", ".yml")]
    assert len(written) > 30
    assert [(path.name, demo.findall(path.read_text())) for path in written if demo.search(path.read_text())] == []
    for _, _, page, _ in pages(tmp_path / "site"):
        assert not [source for source in page.sources if re.search(r"\.(webp|png|jpe?g|mp4|webm)$", source)]
    assert ">M</text>" in (tmp_path / "site/assets/helpcentre/letter.svg").read_text()


def test_the_header_has_the_companys_logo_and_link_in_the_readers_language(dentist):
    for path, book in (("index.html", "Prenota"), ("en/index.html", "Book")):
        html = (dentist / path).read_text(encoding="utf-8")
        header = re.search(r"<header.*?</header>", html, re.DOTALL)[0]
        assert 'alt="Studio Dentistico Ferri"' in header
        assert 'width="120" height="32"' in header
        assert f'<a class="hc-header__link" href="https://studioferri.example/prenota">{book}</a>' in header
        assert 'class="hc-header hc-header--accent"' in html
        assert 'class="hc-hero hc-hero--plain"' in html


def test_the_footer_ends_with_the_companys_links_and_its_legal_line(dentist):
    footer = re.search(r"<footer.*?</footer>", (dentist / "en/index.html").read_text(encoding="utf-8"), re.DOTALL)[0]

    for words in ("The practice", "Instagram", "Studio Ferri srl · VAT IT01234567890"):
        assert words in footer
    assert "P. IVA" not in footer


def test_the_home_page_has_its_sections_in_its_order_under_its_headings(dentist):
    html = (dentist / "index.html").read_text(encoding="utf-8")

    assert re.findall(r"<h2 id=\"hc-[a-z-]+\">([^<]+)</h2>", html.split("<footer")[0]) == [
        "Da dove cominciamo?", "Parla con la segreteria", "Le domande più frequenti", "Prima della visita",
    ]  # fmt: skip


def test_topics_have_the_icons_that_were_chosen_and_an_own_one_is_drawn_in_the_text_colour(dentist):
    html = (dentist / "index.html").read_text(encoding="utf-8")
    tooth = (theme_dir() / ".icons/helpcentre/tooth.svg").read_text().strip()

    assert tooth in html
    assert '<circle cx="12" cy="14" r="7"></circle>' in html


def test_the_browsers_tab_has_the_companys_icon_and_the_bar_its_colours(dentist):
    html = (dentist / "index.html").read_text(encoding="utf-8")

    assert '<link rel="icon" href="brand/icon.svg" type="image/svg+xml">' in html
    assert '<meta name="theme-color" content="#0a6b5e" media="(prefers-color-scheme: light)">' in html
    assert "#0a6b5e" in (dentist / "assets/helpcentre/brand.css").read_text()


def without_brand(config):
    return re.sub(r"^extra:\n.*?(?=^markdown)", "", config, flags=re.DOTALL | re.MULTILINE)


def test_a_site_without_a_brand_is_plain_and_has_its_own_name_and_letter(tmp_path):
    done, site = build(tmp_path / "copy", without_brand)
    html = (site / "index.html").read_text(encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert '<span class="hc-brand__name">Studio Ferri</span>' in html
    assert 'href="assets/helpcentre/letter.svg"' in html
    assert ">S</text>" in (site / "assets/helpcentre/letter.svg").read_text()


def test_the_logo_and_icon_of_the_theme_are_used_if_they_are_the_sites_own(tmp_path):
    def edit(config):
        plain = without_brand(config)
        return plain.replace(
            "  name: material\n", "  name: material\n  logo: brand/logo.svg\n  favicon: brand/icon.svg\n"
        )

    _, site = build(tmp_path / "copy", edit)
    html = (site / "index.html").read_text(encoding="utf-8")

    assert 'src="brand/logo.svg" alt="Studio Ferri"' in html
    assert '<link rel="icon" href="brand/icon.svg" type="image/svg+xml">' in html


def test_everything_that_is_wrong_with_a_brand_stops_the_build_at_once(tmp_path):
    def edit(config):
        return config.replace('accent: "#0a6b5e"', 'accent: "#7fd3a6"').replace("brand/icon.svg", "brand/icno.svg")

    done, _ = build(tmp_path / "copy", edit)

    assert done.returncode == 1
    assert "mkdocs.yml:20:16: brand.favicon: there is no file 'brand/icno.svg'; did you mean" in done.stderr
    assert "mkdocs.yml:21:15: brand.accent: with '#7fd3a6'" in done.stderr
    assert "The nearest colour that passes is '#" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_and_an_icon_that_are_not_there_are_errors_at_their_places(tmp_path):
    def edit(config):
        support = tmp_path / "copy/content/support.yml"
        support.write_text(support.read_text().replace("icon: tooth", "icon: tooht").replace("bear.svg", "bare.svg"))
        return config.replace("brand/icon.svg", "brand/icno.svg")

    done, _ = build(tmp_path / "copy", edit)

    assert done.returncode == 1
    assert (
        "mkdocs.yml:20:16: brand.favicon: there is no file 'brand/icno.svg'; did you mean 'brand/icon.svg'?"
        in done.stderr
    )
    assert re.search(r"content/support\.yml:\d+:\d+: topics\.treatments\.icon: 'tooht' is not an icon", done.stderr)
    assert "of the set; did you mean 'tooth'?" in done.stderr
    assert "topics.children.icon: there is no file 'brand/bare.svg' in the content folder" in done.stderr
