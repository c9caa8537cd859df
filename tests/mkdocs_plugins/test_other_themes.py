"""Themes that have no place for hours, channels and feedback, and the Markdown blocks in them."""

import json
import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from .conftest import RefusedError
from .test_alone import PAGES

BLOCKS = {"markdown_extensions": ["helpcentre.markdown_blocks"]}
SUPPORT = PAGES["support.yml"]
WRONG = "---\ntitle: Contact\n---\n\n# Contact\n\n/// hours | dask\n///\n"


def theme_records(caplog):
    return [record for record in caplog.records if "has no place for" in record.getMessage()]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_a_theme_without_a_place_is_reported_once_with_everything_it_does_not_show(theme, site, caplog):
    plugins = ["helpcentre/hours", "helpcentre/channels", "helpcentre/feedback"]
    site(PAGES, plugins, strict=False, theme={"name": theme})

    [record] = theme_records(caplog)
    assert record.levelno == logging.WARNING
    assert record.getMessage().endswith(
        f"the theme '{theme}' has no place for helpcentre/hours, helpcentre/channels, helpcentre/feedback; "
        "use the Markdown blocks: docs/plugins.md"
    )
    with pytest.raises(RefusedError):
        site(PAGES, plugins, theme={"name": theme})


def test_a_site_that_lists_the_blocks_needs_no_places_and_builds_strictly(site, caplog):
    caplog.set_level(logging.INFO)
    site(PAGES, ["helpcentre/hours"], theme={"name": "readthedocs"}, **BLOCKS)

    assert [record.levelno for record in theme_records(caplog)] == [logging.INFO]


def test_material_and_our_own_frame_have_every_place(site, caplog):
    caplog.set_level(logging.INFO)
    site(PAGES, ["helpcentre/hours", "helpcentre/channels", "helpcentre/feedback"])
    assert theme_records(caplog) == []
    pages = {"index.md": "---\ntitle: Help\nkind: page\n---\n"}
    frame = {"helpcentre/articles": {"frame": "helpcentre"}}
    site(pages | {"support.yml": SUPPORT}, [frame, "helpcentre/hours"], theme={"name": "mkdocs"})
    assert theme_records(caplog) == []


def test_plugins_that_have_nothing_to_show_need_no_place(site, caplog):
    caplog.set_level(logging.INFO)
    site(
        {"index.md": "# Help\n"},
        ["helpcentre/hours", {"helpcentre/feedback": {"collector_url": ""}}],
        theme={"name": "mkdocs"},
    )
    assert theme_records(caplog) == []


def test_a_template_of_the_site_that_shows_the_hours_is_a_place(site, tmp_path, caplog):
    (tmp_path / "own").mkdir()
    (tmp_path / "own/main.html").write_text(
        '{% extends "base.html" %}\n'
        '{% block footer %}{% include "partials/helpcentre/hours_footer.html" %}{% endblock %}',
        encoding="utf-8",
    )
    theme = {"name": "mkdocs", "custom_dir": str(tmp_path / "own")}
    built = site(PAGES, ["helpcentre/hours"], theme=theme)

    assert "09:00–17:00" in built.html("setup/index.html")
    assert theme_records(caplog) == []


@pytest.mark.parametrize("plugins", [["hours"], ["channels"], ["channels", "hours"]])
def test_the_file_of_hours_that_pages_ask_for_is_written_whichever_plugin_is_there(plugins, site):
    built = site(PAGES, [f"helpcentre/{name}" for name in plugins])

    assert set(built.json("helpcentre/hours.json")["s"]) == {"desk"}
    assert built.has("helpcentre/hours.en.ics") == ("hours" in plugins)


@pytest.mark.parametrize(
    "plugins",
    [["helpcentre/hours"], ["helpcentre/feedback"], ["helpcentre/hours", {"helpcentre/articles": {"check": False}}]],
)
def test_a_wrong_block_stops_every_build_with_all_wrong_blocks(plugins, site):
    pages = {
        "index.md": "---\ntitle: Help\nkind: page\n---\n",
        "contact.md": WRONG.replace("title: Contact", "title: Contact\nkind: page") + "\n/// csat | star\n///\n",
        "support.yml": SUPPORT,
    }
    with pytest.raises(RefusedError) as refused:
        site(pages, plugins, strict=False, **BLOCKS)

    assert "contact.md:8:1: " in str(refused.value)
    assert "has no schedule 'dask'; did you mean 'desk'" in str(refused.value)
    assert "contact.md:11:1: /// csat | star" in str(refused.value)


def test_the_site_in_the_documentation_is_complete_and_builds_strictly(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    text = (Path(__file__).parents[2] / "docs/plugins.md").read_text(encoding="utf-8")
    (config,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (page,) = re.findall(r"```markdown\n(.*?)```", text, re.DOTALL)
    (tmp_path / "docs").mkdir()
    for name, content in {"mkdocs.yml": config, "docs/contact.md": page, "docs/support.yml": SUPPORT}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=True))
    html = (tmp_path / "site/contact/index.html").read_text(encoding="utf-8")

    assert 'data-hc-live="channel email"' in html
    assert "09:00–17:00" in html
    assert "assets/helpcentre/hours.js" in html
    assert (tmp_path / "site/helpcentre/hours.json").is_file()
    assert not (tmp_path / "site/support.yml").exists()


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """Return a function that builds a page with only our blocks, in MkDocs' default folder."""
    monkeypatch.chdir(tmp_path)

    def make(page, support=SUPPORT, folder="docs"):
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/contact.md").write_text(page, encoding="utf-8")
        (tmp_path / folder).mkdir(exist_ok=True)
        if support:
            (tmp_path / folder / "support.yml").write_text(support, encoding="utf-8")
        config = {"site_name": "Shop", "theme": {"name": "readthedocs"}, "plugins": [], **BLOCKS}
        (tmp_path / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
        build(load_config(str(tmp_path / "mkdocs.yml")))
        return (tmp_path / "site/contact/index.html").read_text(encoding="utf-8")

    return make


@pytest.mark.parametrize("folder", ["content", "docs", "."])
def test_blocks_alone_find_the_support_file_where_sites_have_it(folder, alone):
    html = alone("# Contact\n\n/// hours\n///\n\n/// channels\n///\n", folder=folder)

    assert "09:00–17:00" in html
    assert "mailto:help@example.com" in html


@pytest.mark.parametrize(
    ("page", "support", "words"),
    [
        (WRONG, SUPPORT, "contact.md:7:1: docs/support.yml has no schedule 'dask'; did you mean 'desk'"),
        (WRONG, "", "contact.md:7:1: there is no support.yml in content, docs or the folder you build in; write one"),
    ],
)
def test_a_wrong_block_alone_stops_mkdocs_with_one_message_of_file_and_line(page, support, words, alone, caplog):
    with pytest.raises(Abort):
        alone(page, support)

    assert words in caplog.text
    assert "Traceback" not in caplog.text


def test_a_strict_page_may_begin_with_a_block_that_has_headings(site):
    pages = {
        "index.md": "---\ntitle: Help\nkind: page\n---\n\n/// channels\n///\n\n## Hours\n\n/// hours\n///\n",
        "support.yml": SUPPORT,
    }
    built = site(pages, [{"helpcentre/articles": {"frame": "helpcentre"}}, "helpcentre/channels"], **BLOCKS)

    assert "mailto:help@example.com" in built.html("index.html")
