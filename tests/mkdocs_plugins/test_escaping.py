"""Every string that a site can set is text wherever it is published: `<b title=x>&"'` shows as it is written."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from jinja2 import DictLoader, Environment, FileSystemLoader
from starlette.testclient import TestClient

from helpcentre.collector.items import Item
from helpcentre.collector.server.app import create_app
from helpcentre.collector.settings import Settings
from helpcentre.collector.store.opening import open_store
from helpcentre.collector.store.tokens import Token
from helpcentre.collector.tokens import new_secret
from helpcentre.commands.search import open_index
from helpcentre.contract.manifest import parse_manifest
from helpcentre.language.strings import strings
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text.csv_table import as_csv
from helpcentre.search.query import search
from helpcentre.template_escaping import escape_our_templates
from helpcentre.theme_dir import theme_dir

THEME = theme_dir()
HOSTILE = "<b title=x>&\"'"
MARKER = "title=x"
PLUGINS = [f"helpcentre/{name}" for name in ("languages", "articles", "hours", "channels", "search", "feedback")]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def said(name):
    """Return a string of a site: what it is, and the signs that HTML knows."""
    return f"{name} {HOSTILE}"


SUPPORT = {
    "version": 1,
    "default_time_zone": "Europe/Rome",
    "schedules": {
        "desk": {
            "weekly": {"mon-fri": ["09:00-17:00"]},
            "exceptions": [{"date": "2026-11-30", "hours": "closed", "name": {"en": said("exception")}}],
            "seasons": [
                {
                    "from": "2027-07-01",
                    "through": "2027-07-31",
                    "weekly": {"mon-fri": ["10:00-12:00"]},
                }
            ],
        }
    },
    "channels": {
        "phone": {
            "kind": "phone",
            "label": {"en": said("phone")},
            "number": "+39 06 9480 2210",
            "schedule": "desk",
            "cost": {"en": said("cost")},
            "note": {"en": said("note")},
            "response": {"mode": "live", "wait": "3m"},
        },
        "email": {
            "kind": "email",
            "label": {"en": said("e-mail")},
            "address": "o'neil&sons@example.com",
            "schedule": "desk",
            "subject": {"en": said("subject")},
            "body": {"en": said("body") + " {title} {url} {topic}"},
            "response": {"mode": "async", "promise": {"en": said("promise")}},
        },
        "whatsapp": {
            "kind": "whatsapp",
            "number": "+39 333 123 4567",
            "limits": {"en": said("limits")},
            "text": {"en": said("draft") + " {title}"},
            "response": {"mode": "none"},
        },
        "shop": {
            "kind": "shop",
            "label": {"en": said("shop")},
            "address": {
                "street": said("street"),
                "locality": said("locality"),
                "postal_code": said("postcode"),
                "country": "IT",
            },
            "schedule": "desk",
            "response": {"mode": "live"},
        },
    },
    "topics": {"pay": {"label": {"en": said("topic")}, "recommend": ["email"]}},
    "notices": [
        {
            "id": "late",
            "from": "2026-11-01T00:00",
            "to": "2027-11-01T00:00",
            "severity": "info",
            "text": {"en": said("notice")},
            "link": {"article": "pay", "text": {"en": said("link")}},
        }
    ],
}


def page(title, body="Text.\n\n## First\n\nMore.\n\n## Second\n\nMore.\n", **front):
    return "---\n" + yaml.safe_dump({"title": title} | front) + "---\n\n" + body


def pages(said=said):
    """Return the files of the site; `said` writes its titles and descriptions."""
    return {
        "en/index.md": page(said("home title"), most_asked=["pay"], description=said("home description")),
        "en/contact.md": page(said("contact title"), "/// channels\n///\n\n/// hours\n///\n"),
        "en/faq/index.md": page(said("list title")),
        "en/pay.md": page(
            said("article title"),
            "Text.\n\n## Heading `<b title=x>&\"'`\n\nMore.\n\n## Second\n\nMore.\n",
            id="pay",
            kind="faq",
            topics=["pay"],
            asks=[said("asked words")],
            owner=said("owner"),
            description=said("article description"),
            related=["card"],
            redirect_from=["old"],
        ),
        "en/card.md": page(said("second title"), id="card", kind="faq", topics=["pay"]),
        "en/returns.md": page(
            said("policy title"), id="returns", kind="policy", description=said("policy description")
        ),
        "support.yml": yaml.safe_dump(SUPPORT, sort_keys=False),
    }


def settings(said=said):
    """Return the settings of the site."""
    return {
        "site_name": said("site name"),
        "site_description": said("site description"),
        "site_author": said("site author"),
        "markdown_extensions": ["helpcentre.markdown_blocks", "toc"],
    }


OF_SUPPORT = {
    "exception", "phone", "cost", "note", "e-mail", "limits", "shop", "street", "locality", "postcode", "promise",
    "topic", "notice", "link", "body", "subject", "draft",
}  # fmt: skip
OF_PAGES = {
    "home title", "home description", "contact title", "list title", "article title", "article description",
    "Heading", "second title", "policy title", "policy description", "site name",
}  # fmt: skip
"""Titles and descriptions are printed by our own frame only: Material prints them raw, as MkDocs themes do."""


class Strings(HTMLParser):
    """Collects what a browser makes of a page: text, scripts, attributes, and the names of elements and attributes."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.values, self.scripts, self.tags, self.names = [""], [], [], set(), set()
        self._script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add((tag, *sorted(name for name, _ in attributes)))
        self.names |= {name for name, _ in attributes}
        self.values += [value for _, value in attributes if value]
        self._script = tag == "script"
        self.text.append("")

    def handle_endtag(self, tag):
        self._script = False
        self.text.append("")

    def handle_data(self, data):
        (self.scripts if self._script else self.text).append(data)


def strings_of(html):
    """Return every string of a page as its reader gets it, JSON within attributes and scripts taken apart."""
    found = Strings(html)
    assert ("b", "title") not in found.tags, "a string of the site has become an element"
    assert not [name for name in found.names if not re.fullmatch(r"[a-z][a-z0-9:-]*", name)], found.names
    for text in [*found.values, *found.scripts]:
        yield from leaves(json.loads(text)) if text.startswith(("{", "[")) else [unquote(text)]
    yield from found.text


def leaves(value):
    """Yield the strings of a JSON value, and of the addresses in it."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield unquote(value)


def broken(text):
    """Return whether a string holds our signs cut off, changed or escaped once too often."""
    return text.count(MARKER) != text.count(HOSTILE) or "&lt;" in text or "&amp;" in text or "&#3" in text


def plugins(frame):
    return [{name: {"frame": frame}} if name.endswith("articles") else name for name in PLUGINS]


@pytest.fixture
def hostile_site(site):
    return site(pages(), plugins("helpcentre"), **settings())


def shown(built, names):
    """Return which of `names` the pages of a site show; fails at a string that is not as it was written."""
    found = set()
    for path, data in built.files().items():
        if path.endswith(".html"):
            strings = list(strings_of(data.decode()))
            assert [text for text in strings if MARKER in text and broken(text)] == [], path
            found |= {name for name in names for text in strings if said(name) in text}
    return found


def test_every_string_of_a_site_is_text_on_every_page(hostile_site):
    assert shown(hostile_site, OF_SUPPORT | OF_PAGES) == OF_SUPPORT | OF_PAGES


def test_every_string_of_the_support_file_is_text_on_the_pages_of_another_theme(site):
    built = site(pages(str), plugins("theme"), **settings(str))

    assert shown(built, OF_SUPPORT) == OF_SUPPORT - {"notice", "link", "topic"}  # Material has no place for them


def test_a_message_to_the_company_holds_the_title_of_the_page_as_it_is_written(hostile_site):
    html = hostile_site.html("pay/index.html")
    messages = [unquote(value) for value in Strings(html).values if value.startswith(("mailto:", "https://wa.me/"))]

    assert len(messages) >= 2
    for text in messages:
        assert said("article title") in text, text
    assert all(re.fullmatch(r"[!-~]*", value) for value in Strings(html).values if value.startswith("mailto:"))


def test_structured_data_and_machine_files_are_json_with_the_strings_as_they_are_written(hostile_site):
    found = set()
    for path, data in hostile_site.files().items():
        if path.startswith("helpcentre/") and path.endswith(".json"):
            strings = list(leaves(json.loads(data)))
            assert [text for text in strings if MARKER in text and broken(text)] == [], path
            found |= {name for name in ("article title", "owner", "site name") if said(name) in strings}

    assert found == {"article title", "owner", "site name"}


def test_calendars_hold_the_strings_as_text_of_a_calendar(hostile_site):
    calendar = hostile_site.files()["helpcentre/hours.en.ics"].decode().replace("\r\n ", "")
    lines = [line for line in calendar.split("\r\n") if MARKER in line]

    assert len(lines) > 10
    assert [line for line in lines if not line.startswith("SUMMARY:") or broken(line)] == []


def test_the_search_finds_an_article_by_its_title_as_it_is_written(hostile_site):
    index = open_index(hostile_site.folder, "en")
    [found] = [index.article(hit.number) for hit in search(index, "asked words").hits[:1]]

    assert found["title"] == said("article title")


REPORTS = ["", "articles", "article?id=pay&language=en", "gaps", "triage", "quarantine"]


@pytest.fixture
def report(hostile_site, tmp_path):
    """Return what a support lead reads of this site: a function from the path of a report to its HTML, and the CSV."""
    known = parse_manifest(hostile_site.html("helpcentre/manifest.json"))
    version = next(article.version for article in known.articles if article.id == "pay")
    at = int(NOW.timestamp() * 1000) - 86_400_000
    secret, hashed = new_secret()
    with open_store(f"sqlite:///{tmp_path}/feedback.db") as store:
        store.learn(known, 0)
        votes = [
            Item(number.to_bytes(16, "big"), "vote", "en", at, at, article="pay", version=version, value=0)
            for number in range(1, 15)
        ]
        store.write([*votes, Item(b"q" * 16, "search", "en", at, at, text=said("query"), results=0)])
        store.add_token(hashed, Token("moderate", "moderate", 0, None, None))
        records = store.report_rows(NOW.date() - timedelta(7), NOW.date())
        app = create_app(store, Settings(clock=lambda: int(NOW.timestamp() * 1000)))
        with TestClient(app, base_url="http://127.0.0.1") as client:
            head = {"authorization": f"Bearer {secret}", "accept": "text/html"}
            yield (
                lambda path: client.get(f"/reports/{path}", headers=head).text,
                as_csv(make_report(records, NOW.date(), 7)),
            )


def test_every_string_of_a_site_is_text_in_the_reports(report):
    read, table = report
    found = set()
    for path in REPORTS:
        strings = list(strings_of(read(path)))
        assert [text for text in strings if MARKER in text and broken(text)] == [], path
        found |= {name for name in ("article title", "owner", "query") for text in strings if said(name) in text}
    fields = [field for row in csv.reader(io.StringIO(table)) for field in row]

    assert found == {"article title", "owner", "query"}
    assert [field for field in fields if said("article title") in field]
    assert not [field for field in fields if MARKER in field and broken(field)]


TEMPLATES = sorted(THEME.rglob("*.html"))
HTML_VALUES = {
    "hc_html.content(page, hc)",
    "hc_html.copyright(config)",
    "hc_html.drawing(drawing)",
    "hc_html.json_ld(hc.json_ld)",
}


def test_none_of_our_templates_calls_a_value_safe_or_escapes_it_by_hand():
    marked = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*(safe|e|escape|forceescape|xmlattr)\b|autoescape|Markup", text), path
        marked |= {match.strip() for match in re.findall(r"hc_html\.[^%}]+", text)}

    assert marked == HTML_VALUES


def test_none_of_our_templates_passes_html_on_in_a_variable():
    """A macro or a `set` block is HTML or text depending on whose page it is used in; an include is always itself."""
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{%-?\s*(import|from)\b|\{%-?\s*set [^=%]+%\}", text), path


def environment(tmp_path, **theirs):
    """Return a template environment as MkDocs makes it: ours below the site's own templates."""
    for name, text in theirs.items():
        path = tmp_path / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".html").write_text(text, encoding="utf-8")
    env = Environment(loader=FileSystemLoader([tmp_path, THEME]))
    escape_our_templates(env)
    return env


NOTICE = {"id": "n", "label": "L", "text": HOSTILE, "days": "D", "active": True, "severity": "info"}
HC = {"notices": [NOTICE], "t": strings("en")}
NOTICES = "partials/helpcentre/notices.html"


def test_our_partials_are_escaped_also_within_a_page_of_another_theme_whose_own_values_are_not(tmp_path):
    env = environment(tmp_path, main=f"{{{{ config.copyright }}}}{{% include '{NOTICES}' %}}")

    html = env.get_template("main.html").render(hc=HC, config={"copyright": "&copy; <i>Us</i>"})

    assert html.startswith("&copy; <i>Us</i>")
    assert HOSTILE not in html
    assert "&lt;b title=x&gt;&amp;&#34;&#39;" in html


def test_a_template_that_replaces_ours_belongs_to_the_site_and_is_rendered_as_by_mkdocs(tmp_path):
    env = environment(tmp_path, partials__helpcentre__notices="{{ hc.notices[0].text }}")

    assert env.get_template(NOTICES).render(hc=HC) == HOSTILE


def test_a_page_template_of_the_site_may_extend_ours(site, tmp_path):
    own = tmp_path / "overrides/plain.html"
    own.parent.mkdir()
    own.write_text(
        '{% extends "pages/article.html" %}{% block title %}{{ config.copyright }}{% endblock %}', encoding="utf-8"
    )
    theme = {"name": "material", "font": False, "custom_dir": str(own.parent)}
    files = pages()
    files["en/pay.md"] = files["en/pay.md"].replace("kind: faq", "kind: faq\ntemplate: plain.html")

    html = site(files, plugins("helpcentre"), theme=theme, copyright="<i>Us</i>", **settings()).html("pay/index.html")

    assert "<title><i>Us</i></title>" in html
    assert '<nav class="hc-crumbs"' in html
    assert "<h2 id=" in html
    assert "&lt;nav" not in html
    assert [text for text in strings_of(html) if MARKER in text and broken(text)] == []


def test_a_template_that_is_not_ours_is_rendered_as_by_mkdocs():
    env = Environment(loader=DictLoader({"partials/x.html": "{{ x }}"}))
    escape_our_templates(env)

    assert env.get_template("partials/x.html").render(x="<i>") == "<i>"
    assert env.from_string("{{ x }}").render(x="<i>") == "<i>"


@pytest.mark.parametrize("name", ["pages/article.html", NOTICES])
def test_our_templates_are_found_wherever_the_theme_is(name):
    env = Environment(loader=FileSystemLoader(THEME))
    escape_our_templates(env)

    assert env.autoescape(name)
    assert not env.autoescape("pages/nothing.html")
    assert not env.autoescape(None)
    assert Path(THEME, name).is_file()
