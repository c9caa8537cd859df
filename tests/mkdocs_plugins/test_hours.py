"""The hours and channels plugins on a site of somebody else's theme."""

import json
import logging
import re

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

SUPPORT = """\
version: 1
default_time_zone: Europe/Rome
schedules: {office: {weekly: {mon-fri: ["09:00-17:00"]}}}
channels:
  phone: {kind: phone, number: "+39 06 9480 2210", schedule: office, languages: [en], response: {mode: live, wait: 2m}}
  mail: {kind: email, address: a@example.com, schedule: office, languages: [en], response: {mode: async, promise: 4h}}
topics: {delivery: {label: {en: Delivery}, recommend: [mail]}}
notices:
  - {id: late, from: 2026-12-01T00:00, to: 2026-12-02T00:00, text: {en: Late},
     link: {article: faq/where, text: {en: Why}}}
"""
ARTICLE = """\
---
title: Where is my order?
kind: faq
topics: [delivery]
---
In the post.
"""
TEMPLATE = """\
<!doctype html><html lang="en"><head>{% for s in config.extra_javascript %}{{ s | script_tag }}{% endfor %}</head><body>
{% include "partials/helpcentre/notices.html" %}<main>{{ page.content }}</main>
{% include "partials/helpcentre/still_stuck.html" %}{% include "partials/helpcentre/channels.html" %}
<footer>{% include "partials/helpcentre/hours_footer.html" %}</footer></body></html>
"""


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Return a function that builds a small site and gives back its folder."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795516200")  # 2026-11-24T10:30Z
    docs = tmp_path / "docs"
    (docs / "faq").mkdir(parents=True)
    (docs / "index.md").write_text("---\ntitle: Help\n---\n\nHello\n", encoding="utf-8")
    (docs / "faq" / "where.md").write_text(ARTICLE, encoding="utf-8")
    theme = tmp_path / "theme"
    theme.mkdir()
    for name in ("main.html", "404.html"):
        (theme / name).write_text(TEMPLATE if name == "main.html" else "", encoding="utf-8")

    def make(support=SUPPORT, out="site"):
        if support is not None:
            (docs / "support.yml").write_text(support, encoding="utf-8")
        config = {
            "site_name": "Shop",
            "site_url": "https://help.example.com/",
            "docs_dir": "docs",
            "site_dir": out,
            "theme": {"name": None, "custom_dir": "theme"},
            "plugins": ["helpcentre/hours", "helpcentre/channels"],
        }
        (tmp_path / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
        build(load_config(config_file=str(tmp_path / "mkdocs.yml")))
        return tmp_path / out

    return make


def test_every_page_has_the_compact_hours_and_one_address_of_one_file(made):
    site = made()
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("index.html")}
    assert len(pages) == 2
    versions = set()
    for page, html in pages.items():
        assert "Monday–Friday 09:00–17:00" in html
        versions |= set(re.findall(r"hours\.json\?v=([0-9a-f]{12})", html))
        href = re.search(r'data-hc-hours="([^"?]+)', html).group(1)
        assert (page.parent / href).resolve() == site / "helpcentre" / "hours.json"
    assert len(versions) == 1
    assert json.loads((site / "helpcentre" / "hours.json").read_text(encoding="utf-8"))["c"]["mail"] == {
        "s": "office",
        "p": 240,
    }


def test_the_support_file_itself_is_not_published(made):
    site = made()
    assert not list(site.rglob("*.yml"))


def test_an_article_has_its_channels_with_the_question_filled_in(made):
    html = (made() / "faq" / "where" / "index.html").read_text(encoding="utf-8")
    assert "subject=%5BHelp%5D%20Where%20is%20my%20order%3F&amp;body=" in html
    assert "https%3A%2F%2Fhelp.example.com%2Ffaq%2Fwhere%2F" in html
    assert html.count("Best for this question") == 1


def test_a_notice_ahead_is_hidden_with_a_copy_for_readers_without_javascript(made):
    html = (made() / "faq" / "where" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'data-hc-live="notice late" hidden>.*<a href="\./">Why</a>', html)
    assert re.search(r"<noscript><div[^>]*>.*Tuesday 1 December to Wednesday 2 December", html)


def test_the_script_is_loaded_once_as_a_module(made):
    html = (made() / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<script src="[^"]*hours\.js" type="module">', html)) == 1


def test_a_calendar_is_written(made):
    assert (made() / "helpcentre" / "hours.en.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_two_builds_are_the_same_bytes(made):
    one, two = made(out="one"), made(out="two")
    for file in (path for path in one.rglob("*") if path.is_file() and path.suffix in (".html", ".json", ".ics")):
        assert file.read_bytes() == (two / file.relative_to(one)).read_bytes()


def test_a_site_without_a_support_file_builds_and_says_nothing_of_hours(made):
    html = (made(None) / "index.html").read_text(encoding="utf-8")
    assert "data-hc-hours" not in html


def test_a_lock_that_runs_out_is_reported_and_does_not_break_a_strict_build(made, caplog):
    holidays = SUPPORT.replace("schedules:", "holidays: {ee: {from: {country: EE}}}\nschedules:")
    with caplog.at_level(logging.WARNING):
        made(holidays)
    warnings = [record for record in caplog.records if "helpcentre holidays --update" in record.getMessage()]
    assert warnings
    assert not any(record.name.startswith("mkdocs") for record in warnings)


def test_a_wrong_support_file_stops_the_build_with_every_place(made, caplog):
    wrong = SUPPORT.replace("09:00-17:00", "09:00-24:30").replace(
        "a@example.com, schedule: office", "a@, schedule: ofice"
    )
    with pytest.raises(Abort):
        made(wrong)
    for part in ("support.yml:3:", "24:30", "did you mean 'office'", "not a valid e-mail address"):
        assert part in caplog.text
