"""The options of a site, from MkDocs' configuration."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from helpcentre.errors import HelpCentreError
from helpcentre.site.host_options import site_options


def config_of(folder, plugins, **settings):
    (folder / "content").mkdir(exist_ok=True)
    config = MkDocsConfig(config_file_path=str(folder / "mkdocs.yml"))
    config.load_dict(
        {
            "site_name": "Help",
            "site_url": "https://help.example.com/",
            "docs_dir": str(folder / "content"),
            "theme": {"name": "mkdocs"},
            "plugins": plugins,
            **settings,
        }
    )
    errors, _ = config.validate()
    assert errors == []
    return config


def test_a_plugin_that_is_not_in_use_leaves_its_options_empty(tmp_path):
    options = site_options(config_of(tmp_path, []))

    assert (options.articles, options.search, options.collector_url) == (None, None, None)
    assert (options.hours, options.channels, options.multilingual, options.blocks) == (False, False, False, False)
    assert options.support_file == "support.yml"


def test_paths_are_named_as_the_writer_would_type_them(tmp_path):
    options = site_options(config_of(tmp_path, []))

    assert options.folder == "content/"
    assert (options.content_dir, options.config_dir) == (tmp_path / "content", tmp_path)
    assert options.site_dir == Path(tmp_path / "site")


@pytest.mark.parametrize(
    ("theme", "language"),
    [({"name": "mkdocs"}, "en"), ({"name": "mkdocs", "locale": "pt_BR"}, "pt-BR")],
)
def test_without_the_languages_plugin_the_language_is_that_of_the_theme(tmp_path, theme, language):
    languages = site_options(config_of(tmp_path, [], theme=theme)).languages

    assert (languages.default, languages.all, languages.folders) == (language, (language,), False)


def test_the_default_language_comes_first_and_is_not_listed_twice(tmp_path):
    plugins = [{"helpcentre/languages": {"default": "en", "languages": ["it", "en", "it"]}}]

    assert site_options(config_of(tmp_path, plugins)).languages.all == ("en", "it")


def test_either_of_the_two_plugins_names_the_support_file(tmp_path):
    plugins = ["helpcentre/hours", {"helpcentre/channels": {"support_file": "desk.yml"}}]

    assert site_options(config_of(tmp_path, plugins)).support_file == "desk.yml"


def test_levels_of_checks_are_read_only_for_those_who_know_the_checks(tmp_path):
    config = config_of(tmp_path, [{"helpcentre/articles": {"checks": {"link-vague": False, "nix": "error"}}}])

    assert site_options(config).articles.levels == {}
    with pytest.raises(HelpCentreError, match=r"^mkdocs\.yml: helpcentre/articles: checks: there is no check 'nix'"):
        site_options(config, ["link-vague"])
    assert site_options(config, ["link-vague", "nix"]).articles.levels == {"link-vague": "off", "nix": "error"}


@pytest.mark.parametrize(("feedback", "url"), [({}, "/"), ({"collector_url": None}, None), ({"enabled": False}, None)])
def test_pages_have_a_widget_only_if_it_is_enabled_and_has_an_address(tmp_path, feedback, url):
    assert site_options(config_of(tmp_path, [{"helpcentre/feedback": feedback}])).collector_url == url
