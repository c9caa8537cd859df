"""Keys in front matter of the plugins and the theme in use need no entry in `extra_keys`."""

import pytest

from helpcentre.mkdocs_plugins.host import load_mkdocs
from helpcentre.site.host_options import site_options


def extra_keys(folder, plugins, theme="mkdocs"):
    (folder / "docs").mkdir()
    text = f"site_name: Help\ntheme: {{name: {theme}}}\nplugins: {plugins}\n"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return site_options(load_mkdocs(folder / "mkdocs.yml")).articles.extra_keys


@pytest.mark.parametrize(
    ("plugins", "expected"),
    [
        ("[helpcentre/articles]", set()),
        ("[material/tags, helpcentre/articles]", {"tags"}),
        ("[macros, helpcentre/articles: {extra_keys: [author, tags]}]", {"render_macros", "author", "tags"}),
    ],
)
def test_keys_of_plugins_in_use_and_named_ones_are_allowed(tmp_path, plugins, expected):
    assert extra_keys(tmp_path, plugins) == expected


def test_keys_of_material_are_allowed_with_that_theme(tmp_path):
    assert {"hide", "icon"} <= extra_keys(tmp_path, "[helpcentre/articles]", theme="material")
