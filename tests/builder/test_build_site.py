"""Whole builds of a small site by our own builder; `tests/test_builds.py` and `tests/sites` compare it with MkDocs."""

import re
from datetime import timedelta

import pytest

from helpcentre.builder import build_site as build_site_module
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.errors import FindingsError, HelpCentreError
from tests.builder.conftest import NOW, PAGES, PLUGINS
from tests.builder.test_same_as_mkdocs import SUPPORT


def test_a_build_writes_pages_with_links_between_them_and_says_nothing(site):
    result = site.build()

    assert 'href="../delivery/#cost"' in site.html("faq/pay/index.html")
    assert '<html lang="it"' in site.html("it/faq/pay/index.html")
    assert {"404.html", "it/404.html", "sitemap.xml", "helpcentre/manifest.json"} <= set(result.written)
    assert site.messages == []


def test_the_second_build_writes_nothing(site):
    site.build()

    result = site.build()

    assert (result.written, result.removed) == ([], [])


def test_a_page_that_is_gone_is_removed_with_all_that_mentions_it(site):
    site.build()
    (site.folder / "content/it/faq/pay.md").unlink()
    (site.folder / "content/en/faq/pay.md").unlink()

    result = site.build()

    assert {"faq/pay/index.html", "faq/pay/index.md", "it/faq/pay/index.html"} <= set(result.removed)
    assert not [path for path, data in site.published().items() if b"How do I pay?" in data]


def test_every_error_is_reported_at_once_and_the_last_good_site_stays(site):
    site.build()
    before = site.published()
    site.write({"en/faq/pay.md": "---\ntitle: A\nkind: fqa\n---\n", "en/faq/delivery.md": "---\ntitle: 'B\n---\n"})

    with pytest.raises(FindingsError) as error:
        site.build()

    places = {(finding.path, finding.line) for finding in error.value.findings}
    assert {("content/en/faq/delivery.md", 2), ("content/en/faq/pay.md", 3)} <= places
    assert site.published() == before


def test_a_strict_build_stops_at_warnings_and_the_last_good_site_stays(site):
    site.build()
    before = site.published()
    site.write({"it/faq/pay.md": "---\ntitle: Come pago?\nkind: faq\n---\n\n[x](../../en/faq/delivery.md#no)\n"})

    with pytest.raises(HelpCentreError, match="Aborted with 1 warnings in strict mode!"):
        site.build(validation={"anchors": "warn"}, plugins=without_checks(site))

    assert [re.sub(r"\s+", " ", one) for one in site.messages] == [
        (
            "WARNING Doc file 'it/faq/pay.md' contains a link '../../en/faq/delivery.md#no', but the doc "
            "'en/faq/delivery.md' does not contain an anchor '#no'."
        ),
    ]
    assert site.published() == before


def without_checks(site):
    languages, articles, *others = site.settings["plugins"]
    return [languages, {"helpcentre/articles": articles["helpcentre/articles"] | {"check": False}}, *others]


def test_a_build_that_is_not_strict_publishes_with_warnings(site):
    site.write({"it/faq/pay.md": "---\ntitle: Come pago?\nkind: faq\n---\n\n[x](nothing.md)\n"})

    site.build(strict=False, plugins=without_checks(site))

    assert len(site.messages) == 1
    assert 'href="nothing.md"' in site.html("it/faq/pay/index.html")


def test_a_page_with_a_template_of_another_theme_is_left_to_mkdocs(site):
    site.write({"en/faq/pay.md": "---\ntitle: A\nkind: faq\ntemplate: home.html\n---\n"})

    with pytest.raises(NeedsMkDocsError, match=r"content/en/faq/pay\.md:1:1: the template 'home\.html'"):
        site.build()


def test_a_site_with_its_own_404_page_is_left_to_mkdocs(site):
    site.write({"404.html": "<p>Nothing here</p>"})

    with pytest.raises(NeedsMkDocsError, match="a 404 page of the site's own"):
        site.build()


def test_a_page_that_an_extension_cannot_render_is_named(site, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("no")

    monkeypatch.setattr("helpcentre.builder.page_rendering.render_page", fail)
    with pytest.raises(HelpCentreError, match=r"content/en/index\.md: this page cannot be rendered: ZeroDivisionError"):
        site.build()


def test_a_language_or_a_stemmer_that_does_not_exist_is_refused(site):
    languages, articles, _ = site.settings["plugins"]

    with pytest.raises(HelpCentreError, match="xx"):
        site.build(plugins=[{"helpcentre/languages": {"default": "en", "languages": ["xx"]}}, articles])
    with pytest.raises(HelpCentreError, match="klingon"):
        site.build(plugins=[languages, articles, {"helpcentre/search": {"stemmers": {"it": "klingon"}}}])


def test_styles_and_scripts_of_the_site_are_linked_from_every_page(site):
    site.write({"own.css": "", "own.mjs": "", "own.js": ""})

    site.build(extra_css=["own.css", "https://example.com/x.css"], extra_javascript=["own.js", "own.mjs"])

    html = site.html("faq/pay/index.html")
    assert '<link rel="stylesheet" href="../../own.css">' in html
    assert '<link rel="stylesheet" href="https://example.com/x.css">' in html
    assert '<script src="../../own.js"></script>' in html
    assert '<script src="../../own.mjs" type="module"></script>' in html
    assert 'href="/own.css"' in site.html("404.html")


def test_a_file_that_is_not_utf_8_is_an_error_with_its_place(site):
    (site.folder / "content/en/faq/pay.md").write_bytes(b"---\ntitle: A\nkind: faq\n---\n\nCaf\xe9\n")

    with pytest.raises(FindingsError, match=r"content/en/faq/pay\.md:6:4: the byte 0xE9"):
        site.build()


@pytest.mark.parametrize("path", ["en/faq/lost.md", "it/lost.png"])
def test_a_link_that_leads_nowhere_is_an_error_that_names_it(site, path):
    (site.folder / "content" / path).symlink_to("nowhere")

    with pytest.raises(HelpCentreError, match=f"content/{path}: this file cannot be read: No such file or directory"):
        site.build()


def test_the_hidden_lock_files_of_an_editor_do_not_stop_a_build(site):
    for name in (".#support.yml", "en/.#index.md"):
        (site.folder / "content" / name).symlink_to("anna@laptop.1234")

    assert "index.html" in site.build().written


def test_one_language_has_the_sitemap_of_mkdocs(site):
    site.build(plugins=[site.settings["plugins"][1]], theme={"name": "material", "language": "en"})

    assert "<loc>https://help.example.com/en/faq/pay/</loc>\n         <lastmod>2026-11-22</lastmod>" in site.html(
        "sitemap.xml"
    )


def pages_rendered(site, monkeypatch, **changes):
    """Return the pages that a build renders."""
    rendered = []
    context = build_site_module.page_context
    monkeypatch.setattr(
        build_site_module, "page_context", lambda given, facts: rendered.append(facts.path) or context(given, facts)
    )
    site.build(**changes)
    monkeypatch.setattr(build_site_module, "page_context", context)
    return rendered


def test_a_change_of_a_text_renders_this_page_only(site, monkeypatch):
    site.build()
    site.write({"en/faq/delivery.md": PAGES["en/faq/delivery.md"] + "\nAlways.\n"})

    assert pages_rendered(site, monkeypatch) == ["en/faq/delivery.md"]


def test_a_change_that_others_show_renders_every_page(site, monkeypatch):
    count = len(pages_rendered(site, monkeypatch))
    site.write({"en/faq/delivery.md": PAGES["en/faq/delivery.md"].replace("arrive?", "come?")})

    assert len(pages_rendered(site, monkeypatch)) == count
    assert len(pages_rendered(site, monkeypatch, copyright="x")) == count


def test_a_page_that_somebody_changed_in_the_site_is_rendered_again(site, monkeypatch):
    site.build()
    page = site.folder / "site/faq/pay/index.html"
    good = page.read_bytes()
    page.write_bytes(b"other")

    assert pages_rendered(site, monkeypatch) == ["en/faq/pay.md"]
    assert page.read_bytes() == good


def test_a_later_build_renders_only_pages_that_show_the_time(site, monkeypatch):
    site.settings["plugins"] = [*PLUGINS, "helpcentre/hours", "helpcentre/channels"]
    site.write({"support.yml": SUPPORT, "en/contact.md": "---\ntitle: Contact\n---\n\n/// hours\n///\n"})
    site.build(strict=False)

    assert pages_rendered(site, monkeypatch, strict=False, now=NOW + timedelta(minutes=1)) == []
    assert len(pages_rendered(site, monkeypatch, strict=False, now=NOW + timedelta(days=1))) > 5


def test_a_warning_is_repeated_by_a_build_that_renders_nothing(site):
    site.write({"it/faq/pay.md": "---\ntitle: Come pago?\nkind: faq\n---\n\n[x](nothing.md)\n"})
    changes = {"strict": False, "plugins": without_checks(site)}
    site.build(**changes)
    first = list(site.messages)

    site.build(**changes)

    assert site.messages == first
    assert len(first) == 1
    with pytest.raises(HelpCentreError, match="Aborted with 1 warnings"):
        site.build(**changes | {"strict": True})


def test_a_link_is_resolved_again_when_its_target_appears(site):
    site.write({"it/faq/pay.md": "---\ntitle: Come pago?\nkind: faq\n---\n\n[x](nothing.md)\n"})
    changes = {"strict": False, "plugins": without_checks(site)}
    site.build(**changes)
    site.write({"it/faq/nothing.md": "---\ntitle: Niente\nkind: faq\n---\n\nNiente.\n"})

    site.build(**changes)

    assert 'href="../nothing/"' in site.html("it/faq/pay/index.html")
    assert site.messages == []


def test_without_a_place_for_the_memory_a_build_says_so_and_makes_the_site(site):
    (site.folder / ".cache").write_bytes(b"")

    site.build()

    assert len(site.messages) == 1
    assert "nothing is taken over from earlier builds" in site.messages[0]
    assert (site.folder / "site/faq/pay/index.html").is_file()


def test_a_preview_has_its_pages_before_the_search_and_calls_back_then(site):
    site.build()
    site.write({"en/faq/delivery.md": PAGES["en/faq/delivery.md"] + "\nAlways.\n"})
    manifest, seen = site.html("helpcentre/manifest.json"), []

    def look():
        seen.append(
            ("Always." in site.html("faq/delivery/index.html"), site.html("helpcentre/manifest.json") == manifest)
        )

    result = site.build(show_pages=look)

    assert seen == [(True, True)]
    assert {"faq/delivery/index.html", "helpcentre/manifest.json"} <= set(result.written)
