"""`helpcentre build`: which program builds, and what it says."""

import re

import pytest
import yaml
from click.testing import CliRunner

from helpcentre.cli import cli
from helpcentre.commands.build import BuildOptions, build, build_into
from helpcentre.errors import HelpCentreError


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A new site of one language."""
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


def test_a_new_site_is_built_by_our_builder_and_a_profile_names_the_steps(site):
    done = CliRunner().invoke(cli, ["build", "--builder", "helpcentre", "--profile"])

    assert done.exit_code == 0, done.output
    assert f"Built {site / 'site'}" in done.output
    assert "100%  all steps" in done.output
    assert (site / "site/helpcentre/manifest.json").is_file()


def test_a_site_with_another_setting_is_built_by_mkdocs_and_the_setting_is_named(site):
    change(site, exclude_docs="old.md")
    shown = []

    folder = build(site / "mkdocs.yml", BuildOptions(say=shown.append))

    assert (folder / "index.html").is_file()
    assert len(shown) == 1
    assert shown[0].startswith("mkdocs.yml:")
    assert shown[0].endswith("the setting 'exclude_docs' needs MkDocs, which builds this site.")


def test_our_builder_can_be_demanded(site):
    change(site, exclude_docs="old.md")

    with pytest.raises(HelpCentreError, match="the setting 'exclude_docs' needs MkDocs"):
        build(site / "mkdocs.yml", BuildOptions(builder="helpcentre"))


def test_building_into_a_folder_that_readers_use_works_with_both(site):
    build_into(site / "mkdocs.yml", site / "public", lambda: None)
    pages = {path.relative_to(site / "public") for path in (site / "public").rglob("*.html")}
    change(site, exclude_docs="old.md")

    build_into(site / "mkdocs.yml", site / "public", lambda: None)

    assert {path.relative_to(site / "public") for path in (site / "public").rglob("*.html")} == pages
    assert len(pages) > 3
