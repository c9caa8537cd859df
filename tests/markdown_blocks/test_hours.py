"""`/// hours` and `/// channels` in plain Python-Markdown, without MkDocs."""

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from helpcentre.errors import HelpCentreError

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(autouse=True)
def build_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795516200")  # 2026-11-24T10:30Z


def render(markdown_text, language="en", **config):
    extension = {"docs_dir": str(CONTENT), "language": language, "root": "../", **config}
    return markdown.markdown(
        markdown_text,
        extensions=["helpcentre.markdown_blocks"],
        extension_configs={"helpcentre.markdown_blocks": extension},
    )


class Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids = [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ("input", "br", "img", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_one_schedule_is_a_table_with_its_clock():
    html = render("Before\n\n/// hours | tallinn\n///\n\nAfter", "et")
    assert html.count('<table class="hc-table">') == 1
    assert "<caption>Kohalik aeg: Tallinn</caption>" in html
    assert '<th scope="row">esmaspäev–reede</th>' in html
    assert html.startswith("<p>Before</p>")
    assert html.endswith("<p>After</p>")


@pytest.mark.parametrize(
    ("language", "schedules"),
    [("en", ["rome"]), ("it", ["rome"]), ("id", ["jakarta", "rome"]), ("et", ["tallinn", "rome"])],
)
def test_without_a_name_the_schedules_of_channels_in_the_page_s_language_are_shown(language, schedules):
    html = render("/// hours\n///", language)
    assert re.findall(r'id="hc-hours-(\w+)"', html) == schedules


def test_a_page_in_a_language_that_no_channel_speaks_has_every_schedule():
    html = render("/// hours\n///", "de")
    assert re.findall(r'id="hc-hours-(\w+)"', html) == ["rome", "jakarta", "tallinn"]


def test_the_live_line_is_hidden_until_the_browser_knows():
    html = render("/// hours | rome\n///")
    assert 'data-hc-live="hours rome" hidden></span>' in html
    assert re.findall(r'<span class="hc-now"[^>]*?( hidden)?>', html) == [" hidden"] * 3
    assert re.search(r'data-hc-hours="\.\./helpcentre/hours\.json\?v=[0-9a-f]{12}"', html)


def test_the_days_ahead_are_those_after_the_build(monkeypatch):
    assert "8 December" in render("/// hours | rome\n///")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1801000000")  # 2027-01-26
    assert "8 December" not in render("/// hours | rome\n///")


@pytest.mark.parametrize("language", ["en", "it", "id", "et"])
def test_the_html_is_balanced_with_unique_ids_and_no_inline_code(language):
    html = render("/// channels\n///\n\n/// hours\n///", language)
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", html)


def test_an_unknown_schedule_is_reported_with_the_nearest_one():
    with pytest.raises(HelpCentreError, match="no schedule 'roma'; did you mean 'rome'"):
        render("/// hours | roma\n///")


def test_an_epoch_that_is_not_a_number_is_reported(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(HelpCentreError, match="SOURCE_DATE_EPOCH: 'yesterday'"):
        render("/// hours\n///")


@pytest.mark.parametrize(
    ("text", "line"), [("Text.\n\n/// hours | roma\n///\n", 3), ("/// hours\n///\n\n/// hours | roma\n///\n", 4)]
)
def test_an_error_is_placed_at_the_line_of_its_block(text, line):
    problems = []
    render(text, problems=problems, path="en/contact.md", text=text)

    assert [(one.path, one.line, one.column) for one in problems] == [("en/contact.md", line, 1)]
