import pytest

from .conftest import RefusedError, article

PAGES = {"index.md": "# Welcome\n", "setup.md": "# Set up\n\nDo this.\n\n## First\n\nStep.\n"}
OWN_MAIN = '{% extends "base.html" %}{% block announce %}OUR BRAND{% endblock %}'


def test_the_widget_alone_works_under_material_without_our_front_matter(site):
    html = site(PAGES, ["helpcentre/feedback"]).html("setup/index.html")

    assert '<form method="post" action="/feedback/v1/form">' in html
    assert 'name="article" value="setup"' in html
    assert '<option value="first">First</option>' in html
    assert 'src="../assets/helpcentre/feedback.js" type="module"' in html


def test_the_home_page_and_the_404_page_have_no_widget(site):
    built = site(PAGES, ["helpcentre/feedback"])

    assert "feedback/v1/form" not in built.html("index.html")
    assert "feedback/v1/form" not in built.html("404.html")


def test_a_sites_own_main_template_stays_on_top(site, tmp_path):
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand/main.html").write_text(OWN_MAIN, encoding="utf-8")

    theme = {"name": "material", "font": False, "custom_dir": str(tmp_path / "brand")}
    html = site(PAGES, ["helpcentre/feedback"], theme=theme).html("setup/index.html")

    assert "OUR BRAND" in html
    assert "feedback/v1/form" in html


def test_articles_report_their_views_only_if_the_site_counts_them(site):
    counted = site(PAGES, [{"helpcentre/feedback": {"count_views": True}}])

    assert "data-hc-views" in counted.html("setup/index.html")
    assert "data-hc-views" not in site(PAGES, ["helpcentre/feedback"]).html("setup/index.html")


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_without_a_collector_there_is_no_widget(site, nothing):
    built = site(PAGES, [{"helpcentre/feedback": {"collector_url": nothing}}])

    assert "feedback/v1" not in built.html("setup/index.html")


@pytest.mark.parametrize("wrong", ["feedback", "ftp://x.example.com", "//x", "https://x.example.com/?a=b"])
def test_an_address_that_is_none_stops_the_build(site, wrong):
    with pytest.raises(RefusedError, match=r"is not the address of a collector\. Write / for the site's own origin"):
        site(PAGES, [{"helpcentre/feedback": {"collector_url": wrong}}])


def test_notices_and_pages_carry_no_widget_in_our_frame(site):
    pages = {
        "index.md": article("Help", "page"),
        "contact.md": article("Contact", "page"),
        "notices/late.md": article("Late", "notice"),
        "faq/a.md": article("A?"),
    }
    built = site(pages, [{"helpcentre/articles": {"frame": "helpcentre"}}, "helpcentre/feedback"])

    assert "feedback/v1/form" in built.html("faq/a/index.html")
    for name in ("index.html", "contact/index.html", "notices/late/index.html"):
        assert "feedback/v1/form" not in built.html(name)


def test_the_manifest_names_pages_other_than_articles_because_they_may_have_a_score(site):
    pages = {
        "index.md": article("Help", "page"),
        "contact.md": article("Contact", "page") + "\n/// csat\n///\n",
        "faq/a.md": article("A?"),
    }
    plugins = [{"helpcentre/articles": {"frame": "helpcentre"}}, "helpcentre/feedback"]
    built = site(pages, plugins, markdown_extensions=["helpcentre.markdown_blocks"])
    manifest = built.json("helpcentre/manifest.json")

    assert manifest["pages"] == ["", "contact/", "faq/"]
    assert [one["url"] for one in manifest["articles"]] == ["faq/a/"]
    assert '<input type="hidden" name="page" value="/contact/">' in built.html("contact/index.html")
    assert 'id="helpcentre-thanks-csat"' in built.html("contact/index.html")


def test_the_manifest_has_the_closures_and_notices_for_the_collector(site):
    support = """version: 1
default_time_zone: Europe/Rome
schedules: {office: {weekly: {mon: ["09:00-17:00"]}}}
channels: {phone: {kind: phone, number: "+39 06 9480 2210", schedule: office, languages: [en],
  response: {mode: live, wait: 3m}}}
notices:
  - {id: strike, from: 2026-10-05T00:00, to: 2026-10-11T00:00, topics: [], text: {en: Couriers are on strike}}
"""
    manifest = site({**PAGES, "support.yml": support}, ["helpcentre/feedback"]).json("helpcentre/manifest.json")

    assert manifest["events"] == [
        {"kind": "notice", "name": "strike", "first": "2026-10-05", "last": "2026-10-10",
         "words": {"en": "Couriers are on strike"}, "topics": [], "languages": []}
    ]  # fmt: skip


def test_the_version_follows_the_text_and_not_the_front_matter(site):
    def version(text):
        [entry] = site({"a.md": text}, ["helpcentre/feedback"]).json("helpcentre/manifest.json")["articles"]
        return entry["version"]

    first = version("---\ntitle: A\nowner: x\n---\n\nText.\n")

    assert version("---\ntitle: A\nowner: y\n---\n\nText.\n") == first
    assert version("---\ntitle: A\nowner: x\n---\n\nOther text.\n") != first


def test_the_widget_posts_where_the_collector_listens(site):
    html = site(PAGES, ["helpcentre/feedback"]).html("setup/index.html")

    assert 'data-hc-feedback="/feedback/v1/items"' in html
