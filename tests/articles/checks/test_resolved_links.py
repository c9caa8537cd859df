"""Links, images and anchors are reported where they were written, however often and in whatever form."""

from helpcentre.articles.checks.registry import check_build
from tests.articles.sample import checked, page


def findings(pages, **more):
    return sorted(str(finding) for finding in check_build(checked(pages, **more)))


def places(pages, **more):
    return [line.split(": ")[0] for line in findings(pages, **more)]


def test_a_good_page_has_no_findings():
    assert (
        findings({"en/faq/a.md": page(topics="[payments]", body="See [b](b.md#part).\n"), "en/faq/b.md": page()}) == []
    )


def test_a_dead_link_is_reported_with_file_line_and_column():
    pages = {"en/faq/a.md": page(body="One.\n\nSee [b](../guides/bb.md).\n"), "en/guides/b.md": page(kind="guide")}

    assert findings(pages) == [
        "en/faq/a.md:7:9: the link '../guides/bb.md' leads nowhere; did you mean '../guides/b.md'?"
    ]


def test_a_dead_anchor_is_reported_at_its_sign():
    found = findings({"en/faq/a.md": page(body="[x](b.md#prat)\n"), "en/faq/b.md": page()})

    assert found == [
        "en/faq/a.md:5:9: the link 'b.md#prat' leads to a heading that en/faq/b.md does not have; did you mean '#part'?"
    ]


def test_two_dead_anchors_of_one_name_are_reported_each_at_its_own_place():
    body = "[b](b.md#nix), [c](#nix), [g](b), [d](./b.md#nix)\n"

    assert places({"en/faq/a.md": page(body=body), "en/faq/b.md": page()}) == [
        f"en/faq/a.md:5:{column}" for column in (20, 31, 45, 9)
    ]


def test_the_same_dead_link_is_reported_everywhere_except_in_code():
    body = "`[x](no.md)` [x](no.md)\n\n```\n[x](no.md)\n```\n\nAnd [y](no.md) [z]\n\n[z]: no.md\n"

    assert places({"en/faq/a.md": page(body=body)}) == ["en/faq/a.md:11:9", "en/faq/a.md:13:6", "en/faq/a.md:5:18"]


def test_an_image_and_a_link_with_the_same_address_are_told_apart():
    body = "[x](no.png) ![x](no.png) [![x](no.png)](no.png)\n"

    assert places({"en/faq/a.md": page(body=body)}) == [f"en/faq/a.md:5:{column}" for column in (18, 32, 41, 5)]


def test_an_image_that_is_not_there_is_reported_with_the_nearest_one():
    found = findings({"en/faq/a.md": page(body="One.\n\n![i](../../media/lampp.png)\n")}, files=["media/lamp.png"])

    assert found == [
        "en/faq/a.md:7:6: the image '../../media/lampp.png' is not there; did you mean '../../media/lamp.png'?"
    ]


def test_an_image_in_html_is_looked_for_from_the_address_of_the_page():
    body = '<p><img alt="" src="../../media/lamp.png"></p>\n<p><img alt="" src="../media/lamp.png"></p>\n'

    [line] = findings({"en/faq/a.md": page(body=body)}, files=["media/lamp.png"], site_url="https://help.example.com/")

    assert line.startswith("en/faq/a.md:6:21: the image '../media/lamp.png' is not there; did you mean '../../media/")


def test_a_link_to_a_markdown_file_in_html_is_reported_with_the_address_of_that_page():
    body = '<p><a href="b.md">b</a> <a href="../b/#part">b</a></p>\n\n[b](b.md)\n'

    [line] = findings({"en/faq/a.md": page(body=body), "en/faq/b.md": page()}, site_url="https://help.example.com/")

    assert line.startswith("en/faq/a.md:5:13: the link 'b.md' leads nowhere; did you mean '../b/'? HTML is published")


def test_addresses_of_the_site_itself_are_compared_with_what_is_published():
    body = (
        "[a](/faq/bb/) [b](https://help.example.com/faq/bb/) [c](/faq/b/#prat)\n"
        "[d](/faq/b/) [e](/it/) [f](https://help.example.com) [g](/faq/b) [h](/reports/) ![i](/media/lamp.png)\n"
    )
    pages = {"en/faq/a.md": page(body=body), "en/faq/b.md": page(), "it/index.md": page(), "en/index.md": page()}

    found = findings(pages, files=["media/lamp.png"], site_url="https://help.example.com/")

    assert found == [
        "en/faq/a.md:5:19: the link 'https://help.example.com/faq/bb/' leads nowhere; did you mean '/faq/b/'?",
        "en/faq/a.md:5:5: the link '/faq/bb/' leads nowhere; did you mean '/faq/b/'?",
        (
            "en/faq/a.md:5:64: the link '/faq/b/#prat' leads to a heading that en/faq/b.md does not have; "
            "did you mean '#part'?"
        ),
    ]


def test_addresses_outside_a_site_in_a_folder_are_left_alone():
    pages = {"en/faq/a.md": page(body="[a](/cart/) [b](/help/faq/a/) [c](/help/nix/)\n")}

    assert places(pages, site_url="https://example.com/help/") == ["en/faq/a.md:5:35"]


def test_a_link_that_cannot_be_found_in_the_text_is_reported_at_its_beginning():
    from dataclasses import replace

    from helpcentre.articles.outline import PageLink

    site = checked({"en/faq/a.md": page(body="\nText.\n")})
    [only] = site.pages.values()
    added = replace(only, outline=replace(only.outline, links=(PageLink("no.md", "x"),)), links=("no.md",))

    [found] = check_build(replace(site, pages={only.article.path: added}))

    assert (found.line, found.column) == (5, 1)


def test_anchors_of_generated_pages_are_known():
    from dataclasses import replace

    site = checked({"en/faq/a.md": page(body="[x](topics.md#pay) [y](topics.md#nix)\n")}, files=["en/faq/topics.md"])

    found = check_build(replace(site, other_anchors={"en/faq/topics.md": frozenset({"pay"})}))

    assert [(one.rule, one.column) for one in found] == [("anchor-dead", 33)]
