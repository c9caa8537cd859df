"""The files whose changes start a new build of a site that is served."""

import re

import pytest
import yaml
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.commands.watched_places import find_served_site
from helpcentre.errors import FindingsError
from helpcentre.theme_dir import theme_dir


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    assert CliRunner().invoke(cli, ["init", "."]).exit_code == 0
    return tmp_path


def change(folder, **settings):
    """Replace or add settings in mkdocs.yml; the others stay as they are written."""
    path = folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    for name in settings:
        text = re.sub(rf"^{name}:.*\n(?:[ #-].*\n)*", "", text, flags=re.MULTILINE)
    path.write_text(f"{text}\n{yaml.safe_dump(settings, sort_keys=False)}", encoding="utf-8")


def test_the_settings_the_content_and_our_theme_are_watched(site):
    found = find_served_site(site / "mkdocs.yml")

    assert found.site_dir == site / "site"
    assert set(found.watched) == {site / "mkdocs.yml", site / "content", theme_dir().resolve()}


def test_files_for_the_whole_site_that_are_outside_the_content_are_watched(site):
    (site / "content/support.yml").rename(site / "support.yml")
    (site / "extra").mkdir()
    change(site, watch=["extra"])

    watched = find_served_site(site / "mkdocs.yml").watched

    assert {site / "support.yml", site / "extra"} <= set(watched)


def test_a_file_that_mkdocs_yml_inherits_from_is_watched(site):
    (site / "base.yml").write_text("copyright: x\n", encoding="utf-8")
    change(site, INHERIT="base.yml")

    assert site / "base.yml" in find_served_site(site / "mkdocs.yml").watched


def test_of_a_site_that_mkdocs_builds_its_own_templates_are_watched(site):
    (site / "overrides").mkdir()
    change(site, theme={"name": "material", "custom_dir": "overrides"}, site_dir="public")

    found = find_served_site(site / "mkdocs.yml")

    assert found.site_dir == site / "public"
    assert {site / "overrides", site / "content", site / "mkdocs.yml"} <= set(found.watched)


def test_settings_that_are_not_valid_are_reported(site):
    change(site, site_url="help")

    with pytest.raises(FindingsError, match="site_url: write a full address"):
        find_served_site(site / "mkdocs.yml")
