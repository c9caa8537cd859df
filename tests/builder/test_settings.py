"""The settings that our builder knows, and those it leaves to MkDocs."""

import importlib

import pytest
import yaml
from mkdocs.config import load_config

from helpcentre.articles.checks.registry import CODES
from helpcentre.builder.config_file import read_config_file
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.builder.plugin_options import PLUGINS
from helpcentre.builder.settings import read_settings
from helpcentre.errors import FindingsError
from helpcentre.site.host_options import site_options

SITE = {
    "site_name": "Help",
    "site_url": "https://help.example.com/shop",
    "docs_dir": "content",
    "theme": {"name": "material", "logo": "logo.svg"},
    "plugins": [
        {"helpcentre/languages": {"default": "en", "languages": ["it"]}},
        {"helpcentre/articles": {"frame": "helpcentre", "checks": {"link-dead": "warning"}, "extra_keys": ["x"]}},
        "helpcentre/hours",
        {"helpcentre/search": {"stop_words": {"en": ["shop"]}}},
        {"helpcentre/feedback": {"collector_url": None}},
    ],
    "markdown_extensions": ["helpcentre.markdown_blocks", {"toc": {"permalink": True}}],
    "validation": {"anchors": "warn", "links": {"not_found": "ignore"}},
}


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Return a function that reads the settings above with these changes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    (tmp_path / "content").mkdir()

    def read_site(**changes):
        given = {name: value for name, value in {**SITE, **changes}.items() if value is not ...}
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(given, sort_keys=False), encoding="utf-8")
        return read_settings(read_config_file(tmp_path / "mkdocs.yml"))

    return read_site


def test_the_options_of_the_site_are_those_under_mkdocs(read, tmp_path):
    ours = site_options(read(), CODES)

    assert ours == site_options(load_config(str(tmp_path / "mkdocs.yml")), CODES)
    assert ours.url == "https://help.example.com/shop/"
    assert ours.collector_url is None


def test_extensions_and_levels_are_those_under_mkdocs(read, tmp_path):
    ours, theirs = read(), load_config(str(tmp_path / "mkdocs.yml"))

    assert list(ours.extensions.names) == theirs.markdown_extensions
    assert dict(ours.extensions.configs) == theirs.mdx_configs
    links = theirs.validation.links
    assert (ours.link_levels.not_found, ours.link_levels.anchors) == (links.not_found, links.anchors)
    assert ours.link_levels.absolute_links == links.absolute_links
    assert ours.link_levels.unrecognized_links == links.unrecognized_links


@pytest.mark.parametrize("name", PLUGINS)
def test_every_plugin_has_the_same_options_and_defaults_as_under_mkdocs(name):
    module = importlib.import_module(f"helpcentre.mkdocs_plugins.{name.removeprefix('helpcentre/')}")
    [plugin] = [
        one
        for label, one in vars(module).items()
        if label.endswith("Plugin") and label.startswith(name.removeprefix("helpcentre/").capitalize())
    ]
    theirs = plugin()
    theirs.load_config({})

    assert dict(PLUGINS[name]()) == dict(theirs.config)


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"nav": ["index.md"]}, "mkdocs.yml:33:1", "the setting 'nav'"),
        ({"hooks": ["x.py"]}, "mkdocs.yml:33:1", "the setting 'hooks'"),
        ({"theme": "readthedocs"}, "mkdocs.yml:4:1", "the theme 'readthedocs'"),
        ({"theme": ...}, "mkdocs.yml:1:1", "the theme 'mkdocs'"),
        ({"theme": {"name": "material", "custom_dir": "x"}}, "mkdocs.yml:6:3", "the setting 'custom_dir' of the theme"),
        ({"plugins": ["blog"]}, "mkdocs.yml:8:3", "the plugin 'blog'"),
        ({"plugins": {"tags": {}}}, "mkdocs.yml:8:3", "the plugin 'tags'"),
        ({"plugins": ["helpcentre/hours", "helpcentre/hours"]}, "mkdocs.yml:9:3", "the plugin 'helpcentre/hours'"),
        ({"plugins": ["helpcentre/articles"]}, "mkdocs.yml:7:1", "pages without `frame: helpcentre`"),
        (
            {"plugins": [{"helpcentre/articles": {"frame": "helpcentre", "colour": 1}}]},
            "mkdocs.yml:10:5",
            "the option 'colour' of helpcentre/articles",
        ),
        ({"docs_dir": "none"}, "mkdocs.yml:3:1", "this content folder"),
        ({"site_dir": "content/site"}, "mkdocs.yml:33:1", "a site folder inside the content folder, or around it"),
        (
            {"markdown_extensions": ["material.extensions.emoji"]},
            "mkdocs.yml:26:3",
            "the Markdown extension 'material.extensions.emoji'",
        ),
        ({"extra_javascript": [{"path": "x.js", "defer": True}]}, "mkdocs.yml:34:3", "a script with attributes"),
    ],
)
def test_a_setting_that_only_mkdocs_knows_is_named_with_its_place(read, changes, place, words):
    with pytest.raises(NeedsMkDocsError) as error:
        read(**changes)

    assert str(error.value) == f"{place}: {words}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"site_name": 3}, r"mkdocs.yml:1:\d+: site_name: write text here"),
        ({"site_name": ...}, "'site_name' is missing"),
        ({"site_url": "help.example.com"}, r"mkdocs.yml:2:\d+: site_url: write a full address"),
        ({"strict": "maybe"}, "strict: write true or false"),
        ({"validation": {"links": {"anchors": "error"}}}, "validation.links.anchors: write 'warn', 'info' or 'ignore'"),
        (
            {"plugins": [{"helpcentre/articles": {"frame": "own"}}]},
            r"mkdocs.yml:9:5: helpcentre/articles: frame: .*'theme' or 'helpcentre'",
        ),
        ({"markdown_extensions": ["no_such"]}, "mkdocs.yml:26:3: the Markdown extension 'no_such' cannot be loaded"),
        ({"markdown_extensions": [{"toc": "x"}]}, "the options of 'toc' are not names with values"),
    ],
)
def test_a_value_that_is_not_valid_is_an_error_with_its_place(read, changes, words):
    with pytest.raises(FindingsError, match=words):
        read(**changes)


def test_folders_start_at_the_folder_of_the_file_and_can_be_replaced(read, tmp_path):
    settings = read(site_dir="public")

    assert (settings.docs_dir, settings.site_dir) == (str(tmp_path / "content"), str(tmp_path / "public"))
    other = read_settings(settings.file, site_dir=tmp_path / "other", strict=True)
    assert (other.site_dir, other.strict) == (str(tmp_path / "other"), True)


def test_empty_settings_that_only_mkdocs_knows_do_not_matter(read):
    assert read(hooks=[], nav=None).site_name == "Help"
