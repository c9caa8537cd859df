"""A site that other sites show in a panel, as it is published."""

import base64
import hashlib

import pytest

from .conftest import RefusedError, article

PAGES = {
    "index.md": article("Help", "page", most_asked="[faq/pay]"),
    "faq/pay.md": article("How do I pay?", topics="[payments]"),
    "faq/late.md": article("Where is it?", topics="[orders]"),
}
FRAME = [{"helpcentre/articles": {"frame": "helpcentre"}}, "helpcentre/search", "helpcentre/feedback"]
EMBED = {"origins": ["https://shop.example"], "suggestions": [{"page": "/cart&<b>", "topic": "orders"}]}


def extra(embed):
    return {"extra": {"helpcentre": {"embed": embed}}}


def test_the_panel_its_scripts_and_the_headers_are_published(site):
    built = site(PAGES, FRAME, **extra(EMBED))
    files = built.files()
    script = files["assets/helpcentre/embed.js"]
    digest = base64.b64encode(hashlib.sha384(script).digest()).decode()

    assert built.json("helpcentre/embed.json")["integrity"] == f"sha384-{digest}"
    assert {f"assets/helpcentre/{name}" for name in ("embedded.js", "embedded-page.js", "embedded.css")} < set(files)
    assert "assets/helpcentre/embed.css" not in files
    assert built.json("helpcentre/headers.json")["Content-Security-Policy"].endswith(
        "frame-ancestors https://shop.example"
    )
    panel = built.html("help-panel/index.html")
    assert 'data-hc-suggest="/cart&amp;&lt;b&gt;" hidden' in panel
    assert panel.count('href="../faq/late/"') == 1
    assert '<meta name="robots" content="noindex">' in panel
    assert 'src="../../assets/helpcentre/embedded.js"' in built.html("faq/pay/index.html")
    assert "help-panel" not in built.html("llms.txt") + built.html("feed.xml")
    assert built.files() == site(PAGES, FRAME, **extra(EMBED)).files()


def test_without_the_option_nothing_of_it_is_published_and_no_frame_is_allowed(site):
    built = site(PAGES, FRAME)

    assert not [name for name in built.files() if "embed" in name or "help-panel" in name]
    assert not [name for name, data in built.files().items() if name.endswith(".html") and b"embedded" in data]
    assert built.json("helpcentre/headers.json")["Content-Security-Policy"].endswith("frame-ancestors 'none'")


@pytest.mark.parametrize("embed", [["https://shop.example/help"], {"origins": "https://shop.example"}, {"orgins": []}])
def test_a_block_with_errors_stops_the_build_at_its_line(site, embed):
    with pytest.raises(RefusedError, match=r"mkdocs\.yml:\d+:\d+: (0|origins|unknown key 'orgins')"):
        site(PAGES, FRAME, **extra(embed))


def test_the_theme_of_another_cannot_be_shown_in_the_panel(site):
    with pytest.raises(RefusedError, match="embed: the panel needs our page frame"):
        site(PAGES, ["helpcentre/articles"], **extra(["https://shop.example"]))
