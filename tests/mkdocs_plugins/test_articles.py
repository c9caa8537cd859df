import json
import re

import pytest

from .conftest import RefusedError, article

FRAME = [{"helpcentre/articles": {"frame": "helpcentre"}}]
PAGES = {
    "index.md": article("Help", "page", body="Hello.\n"),
    "faq/pay.md": article("How do I pay?", topics="[payments]", description="By card or transfer."),
    "faq/late.md": article("Where is it?", topics="[orders]", related="[faq/pay]", reviewed="2026-11-01"),
}


def test_all_errors_of_all_pages_stop_the_build_at_once(site):
    pages = PAGES | {"faq/a.md": article(kind="fqa"), "faq/b.md": "---\ntitle: 'x\n---\n", "faq/c.md": "no front\n"}

    with pytest.raises(RefusedError) as caught:
        site(pages, ["helpcentre/articles"])

    message = str(caught.value)
    assert "faq/a.md:3:7: kind: write one of faq, troubleshooting" in message
    assert "faq/b.md:2:8: the quotation mark ' opened here is never closed" in message
    assert "faq/c.md:1:1: there is no front matter" in message


def test_dead_links_and_anchors_stop_the_build_with_file_line_and_column(site):
    pages = PAGES | {"faq/a.md": article("A?", body="One [x](pya.md) and [y](pay.md#prat).\n")}
    quiet = {"validation": {"links": {"not_found": "ignore", "anchors": "ignore"}}}

    with pytest.raises(RefusedError) as caught:
        site(pages, ["helpcentre/articles"], **quiet)

    message = str(caught.value)
    assert "faq/a.md:6:9: the link 'pya.md' leads nowhere; did you mean 'pay.md'?" in message
    assert "faq/a.md:6:31: the link 'pay.md#prat' leads to a heading that faq/pay.md does not have" in message


def test_links_that_mkdocs_has_already_resolved_are_not_errors(site):
    pages = PAGES | {
        "guides/a.md": article("A", "guide", body="[x](../faq/pay.md#part), [home](../index.md), [up](#b)\n\n## B\n")
    }

    assert site(pages, FRAME).has("guides/a/index.html")


def test_a_foreign_page_without_our_front_matter_is_fine_without_this_plugin(site):
    built = site({"index.md": "# Welcome\n", "setup.md": "# Set up\n\nDo this.\n"}, ["helpcentre/feedback"])

    [entry] = built.json("helpcentre/manifest.json")["articles"]
    assert (entry["id"], entry["title"], entry["language"]) == ("setup", "Set up", "en")


def test_structured_data_reads_back_and_names_no_how_to_and_no_faq_page(site):
    html = site(PAGES, FRAME).html("faq/late/index.html")

    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    kinds = [item["@type"] for item in data["@graph"]]

    assert kinds == ["Article", "BreadcrumbList"]
    assert data["@graph"][0]["dateModified"] == "2026-11-01"
    assert data["@graph"][1]["itemListElement"][-1]["item"] == "https://help.example.com/faq/late/"


def test_the_description_is_the_writers_or_the_first_words(site):
    built = site(PAGES, FRAME)

    assert '<meta name="description" content="By card or transfer.">' in built.html("faq/pay/index.html")
    assert '<meta name="description" content="Text.">' in built.html("faq/late/index.html")


def test_our_frame_has_no_inline_script_no_inline_style_and_no_theme_files(site):
    built = site(PAGES, FRAME)
    html = built.html("faq/pay/index.html")

    scripts = re.findall(r"<script(?![^>]*ld\+json)[^>]*>(.*?)</script>", html, re.DOTALL)
    assert all(not text.strip() for text in scripts)
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert not any("material" in name or "bundle" in name for name in built.files())


def test_topic_pages_are_made_and_linked(site):
    built = site(PAGES, FRAME)

    assert "How do I pay?" in built.html("topics/payments/index.html")
    assert 'href="../../topics/payments/"' in built.html("faq/pay/index.html")


def test_an_old_address_redirects_without_a_script(site):
    built = site(PAGES | {"faq/new.md": article("New?", redirect_from="[faq/old, help/older.md]")}, FRAME)

    assert 'content="0; url=../../faq/new/"' in built.html("faq/old/index.html")
    assert 'content="0; url=../../faq/new/"' in built.html("help/older/index.html")
    assert "<script" not in built.html("faq/old/index.html")


def test_the_headers_forbid_everything_that_is_not_ours(site):
    headers = site(PAGES, FRAME).json("helpcentre/headers.json")

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]


def test_a_collector_on_another_origin_is_named_in_the_policy(site):
    feedback = {"helpcentre/feedback": {"collector_url": "https://feedback.example.com"}}
    built = site(PAGES, [*FRAME, feedback])
    policy = built.json("helpcentre/headers.json")["Content-Security-Policy"]

    assert "connect-src 'self' https://feedback.example.com;" in policy
    assert "form-action 'self' https://feedback.example.com;" in policy
    assert 'action="https://feedback.example.com/feedback/v1/form"' in built.html("faq/pay/index.html")


def test_two_builds_are_the_same_bytes(site):
    first = site(PAGES, [*FRAME, "helpcentre/feedback"]).files()
    second = site(PAGES, [*FRAME, "helpcentre/feedback"]).files()

    assert first == second


def test_nothing_in_an_article_page_grows_with_the_site(site):
    questions = {f"faq/q{n:03}.md": article(f"Question {n:03}?", topics="[payments]") for n in range(80)}
    few = dict(list(questions.items())[:20])

    twenty, eighty = (len(site(PAGES | some, FRAME).html("faq/pay/index.html")) for some in (few, questions))

    assert twenty == eighty


def test_a_title_with_quotes_and_signs_cannot_break_a_page(site):
    title = "'Tom & \"Jerry\" <script>alert(1)</script> < 3?'"
    pages = PAGES | {
        "faq/odd.md": article(title, topics="[payments]", description="'Say \"no\" & <b>go</b>'"),
        "faq/pay.md": article("How do I pay?", topics="[payments]", related="[faq/odd]"),
    }
    built = site(pages, [*FRAME, "helpcentre/feedback"])

    for name in ("faq/odd/index.html", "faq/pay/index.html", "topics/payments/index.html", "index.html"):
        html = built.html(name)
        assert "<script>alert" not in html
        assert "<b>go</b>" not in html
    assert 'content="Say &#34;no&#34; &amp; &lt;b&gt;go&lt;/b&gt;"' in built.html("faq/odd/index.html")


def test_only_what_writers_wrote_as_articles_is_in_the_manifest(site):
    pages = PAGES | {"faq/index.md": article("Questions", "page"), "notices/x.md": article("Late", "notice")}
    built = site(pages, [*FRAME, "helpcentre/search", "helpcentre/feedback"])

    assert [entry["id"] for entry in built.json("helpcentre/manifest.json")["articles"]] == ["faq/late", "faq/pay"]


def test_front_matter_support_file_and_dead_links_stop_the_build_at_once(site):
    pages = PAGES | {
        "faq/a.md": article("A?", kind="fqa", body="[x](no.md)\n"),
        "faq/b.md": article("B?", body="![x](no.png) [y](/faq/no/)\n\n/// hours\n///\n"),
        "support.yml": "version: 1\nnix: 1\ntopics: {payments: {label: {en: Paying}}, orders: {label: {en: Orders}}}\n",
    }
    quiet = {"validation": {"links": {"not_found": "ignore"}}, "markdown_extensions": ["helpcentre.markdown_blocks"]}

    with pytest.raises(RefusedError) as caught:
        site(pages, [*FRAME, "helpcentre/hours"], **quiet)

    message = str(caught.value)
    assert "content/faq/a.md:3:7: kind: write one of" in message
    assert "content/faq/a.md:6:5: the link 'no.md' leads nowhere" in message
    assert "content/faq/b.md:6:6: the image 'no.png' is not there" in message
    assert "content/faq/b.md:6:18: the link '/faq/no/' leads nowhere" in message
    assert message.count("content/support.yml:2:1: unknown key 'nix'") == 1


def test_wrong_front_matter_stops_the_build_also_where_links_are_not_checked(site):
    with pytest.raises(RefusedError) as caught:
        site(PAGES | {"faq/a.md": article(kind="fqa")}, [{"helpcentre/articles": {"check": False}}])

    assert "content/faq/a.md:3:7: kind: write one of" in str(caught.value)


@pytest.mark.parametrize("plugin", ["articles", "feedback"])
def test_a_page_that_is_not_utf_8_is_reported_without_a_traceback(site, tmp_path, plugin):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/latin.md").write_bytes(b"caf\xe9")

    with pytest.raises(RefusedError) as caught:
        site(PAGES, [f"helpcentre/{plugin}"])

    assert "content/latin.md:1:4: the byte 0xE9 cannot be read as UTF-8; save the file as UTF-8" in str(caught.value)


def test_addresses_that_the_build_makes_itself_are_not_errors(site):
    body = "[t](/topics/payments/) [o](/faq/old/) [s](/search/) [x](/sitemap.xml) ![i](/assets/helpcentre/hours.js)\n"
    pages = PAGES | {"faq/new.md": article("New?", redirect_from="[faq/old]", body=body)}

    assert site(pages, [*FRAME, "helpcentre/search"]).has("faq/new/index.html")
