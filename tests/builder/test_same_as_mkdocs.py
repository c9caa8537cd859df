"""Small sites with many settings, byte for byte as MkDocs builds them."""

import logging

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

ONE_LANGUAGE = {"helpcentre/articles": {"frame": "helpcentre", "extra_keys": ["tags"], "offline": True}}
SUPPORT = """\
version: 1
default_time_zone: Europe/Rome
schedules:
  desk: {weekly: {mon-fri: ["09:00-18:00"]}}
channels:
  mail: {kind: email, address: help@example.com}
topics: {pay: {label: {en: Paying}}}
"""
SITES = {
    "one language": (
        {
            "plugins": [ONE_LANGUAGE, "helpcentre/search"],
            "extra_css": ["own.css"],
            "extra_javascript": ["own.mjs"],
            "copyright": "© <b>Us</b>",
            "validation": {"links": {"absolute_links": "relative_to_docs"}},
        },
        {
            "index.md": "---\ntitle: Home\n---\n",
            "README.txt": "x",
            "faq/README.md": "---\ntitle: Questions\n---\n\nAll of them.\n",
            "faq/pay.md": '---\ntitle: "Pay & <go>"\nkind: faq\ntags: [a]\n---\n\n[x](/own.css) [q](README.md "t")\n',
            "guide.md": "---\ntitle: A guide\nkind: guide\n---\n\n## Part {#p}\n\n<b id=x>Bold</b> text, [here](#p).\n",
            "draft.md": "---\ntitle: Draft\nkind: guide\ndraft: true\n---\n",
            "variables.yml": 'price: {amount: 4.50, currency: EUR}\nname: "A & B: C"\n',
            "snippets/price.md": "It costs {{ price }}. [Guide](../guide.md)\n",
            "shop/gift.md": '---\ntitle: "For {{ name }}"\nkind: guide\n---\n\n/// snippet | price\n///\n',
            "shop/later.md": "---\ntitle: Later\nkind: guide\npublish_on: 2030-01-01\n---\n",
            "own.css": "a {}",
            "own.mjs": "",
            ".hidden": "",
        },
    ),
    "addresses that end in .html": (
        {
            "use_directory_urls": False,
            "extra": {
                "helpcentre": {
                    "embed": {
                        "origins": ["https://shop.example"],
                        "suggestions": [{"page": "/pay", "articles": ["faq/pay"]}],
                    }
                }
            },
        },
        {
            "en/contact.md": "---\ntitle: Contact\n---\n\n[pay](faq/pay.md) [home](index.md)\n",
            "support.yml": SUPPORT,
        },
    ),
    "without an address": ({"site_url": ""}, {"support.yml": SUPPORT, "en/media/x.txt": "x"}),
}


@pytest.mark.parametrize("name", SITES)
def test_the_site_is_that_of_mkdocs(site, monkeypatch, name):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    settings, files = SITES[name]
    if name == "one language":
        for path in sorted((site.folder / "content").rglob("*.md")):
            path.unlink()
    site.write(files)

    site.build(strict=False, **settings)
    ours = site.published()
    build_with_mkdocs(load_config(str(site.folder / "mkdocs.yml")))

    theirs = site.published()
    assert sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)) == []
    assert len(ours) > 40
