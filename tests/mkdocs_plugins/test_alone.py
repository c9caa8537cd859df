"""Each plugin alone under Material, and all of them in any order."""

import pytest

PAGES = {
    "index.md": "# Welcome\n",
    "setup.md": "---\ntitle: Set up\n---\n\nDo this.\n\n## First\n\nStep.\n",
    "support.yml": """version: 1
default_time_zone: Europe/Tallinn
schedules:
  desk: {weekly: {mon-fri: ["09:00-17:00"]}}
channels:
  email:
    kind: email
    address: help@example.com
    schedule: desk
    languages: [en]
    response: {mode: async, promise: 4h, clock: working}
""",
}
NAMES = ("articles", "channels", "feedback", "hours", "languages", "search")
SEEN = {
    "articles": ("setup/index.html", '"@type": "Article"'),
    "channels": ("setup/index.html", "mailto:help@example.com"),
    "feedback": ("setup/index.html", "feedback/v1/form"),
    "hours": ("404.html", "09:00–17:00"),
    "languages": ("sitemap.xml", "<loc>https://help.example.com/setup/</loc>"),
    "search": ("setup/index.html", 'type="search"'),
}


@pytest.mark.parametrize("name", NAMES)
def test_each_plugin_does_its_work_alone_under_material(site, name):
    pages = PAGES
    if name == "articles":
        pages = PAGES | {
            "index.md": "---\ntitle: Welcome\n---\n",
            "setup.md": PAGES["setup.md"].replace("\n---\n\n", "\nkind: guide\n---\n\n"),
        }
    if name == "languages":
        pages = {f"en/{path}" if path.endswith(".md") else path: text for path, text in PAGES.items()}

    built = site(pages, [f"helpcentre/{name}"])

    path, words = SEEN[name]
    assert words in built.html(path)
    assert not built.has("support.yml")


def test_the_order_of_the_plugins_changes_nothing(site):
    pages = PAGES | {
        "index.md": "---\ntitle: Welcome\n---\n",
        "setup.md": "---\ntitle: Set up\nkind: guide\n---\n\nDo.\n",
    }
    plugins = [f"helpcentre/{name}" for name in ("articles", "channels", "feedback", "hours", "search")]

    one = site(pages, plugins).files()
    other = site(pages, plugins[::-1]).files()

    words = {name for name in one if not name.endswith(".html")}
    assert words == {name for name in other if not name.endswith(".html")}
    assert all(one[name] == other[name] for name in words)
    for name in (name for name in one if name.endswith(".html")):
        assert sorted(one[name].split()) == sorted(other[name].split()), name
