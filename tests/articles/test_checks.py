from datetime import date

from helpcentre.articles.checks import check_all, check_build

from .sample import checked, page


def told(pages, **more):
    return [str(finding) for finding in check_build(checked(pages, **more))]


def looked_at(pages, today=date(2026, 11, 22), **more):
    return [str(finding) for finding in check_all(checked(pages, **more), today)]


def test_a_good_page_has_nothing_to_mend():
    assert told({"en/faq/a.md": page(topics="[payments]", body="See [b](b.md#part).\n"), "en/faq/b.md": page()}) == []


def test_a_dead_link_is_told_with_file_line_column_and_the_nearest_page():
    found = told(
        {"en/faq/a.md": page(body="One.\n\nSee [b](../guides/bb.md).\n"), "en/guides/b.md": page(kind="guide")}
    )

    assert found == ["en/faq/a.md:7:9: the link '../guides/bb.md' leads nowhere; did you mean '../guides/b.md'?"]


def test_a_dead_anchor_is_told_with_the_nearest_heading():
    found = told({"en/faq/a.md": page(body="[x](b.md#prat)\n"), "en/faq/b.md": page()})

    assert found == [
        "en/faq/a.md:5:9: the link 'b.md#prat' leads to a heading that en/faq/b.md does not have; did you mean '#part'?"
    ]


def test_an_anchor_of_the_page_itself_is_checked_too():
    assert "does not have" in told({"en/faq/a.md": page(body="[x](#nowhere)\n")})[0]


def test_two_dead_anchors_of_one_name_are_told_each_at_its_own_place():
    found = told(
        {"en/faq/a.md": page(body="[b](b.md#nix), [c](#nix), [g](b), [d](./b.md#nix)\n"), "en/faq/b.md": page()}
    )

    assert [line.split(": ")[0] for line in found] == [f"en/faq/a.md:5:{column}" for column in (9, 20, 31, 45)]


def test_the_same_dead_link_is_told_wherever_it_stands_and_not_where_it_is_code():
    found = told(
        {
            "en/faq/a.md": page(
                body="`[x](no.md)` [x](no.md)\n\n```\n[x](no.md)\n```\n\nAnd [y](no.md) [z]\n\n[z]: no.md\n"
            )
        }
    )

    assert sorted(line.split(": ")[0] for line in found) == ["en/faq/a.md:11:9", "en/faq/a.md:13:6", "en/faq/a.md:5:18"]


def test_an_image_that_is_not_there_is_told_with_the_nearest_one():
    found = told({"en/faq/a.md": page(body="One.\n\n![i](../../media/lampp.png)\n")}, files=["media/lamp.png"])

    assert found == [
        "en/faq/a.md:7:6: the image '../../media/lampp.png' is not there; did you mean '../../media/lamp.png'?"
    ]


def test_an_image_in_html_is_looked_for_from_the_pages_address():
    body = '<p><img alt="" src="../../media/lamp.png"></p>\n<p><img src="../media/lamp.png"></p>\n'

    [line] = told({"en/faq/a.md": page(body=body)}, files=["media/lamp.png"], site_url="https://help.example.com/")

    assert line.startswith("en/faq/a.md:6:14: the image '../media/lamp.png' is not there; did you mean '../../media/")


def test_a_link_to_a_markdown_file_in_html_is_told_with_the_address_it_has():
    body = '<p><a href="b.md">b</a> <a href="../b/#part">b</a> [b](b.md)</p>\n'

    [line] = told({"en/faq/a.md": page(body=body), "en/faq/b.md": page()}, site_url="https://help.example.com/")

    assert line.startswith("en/faq/a.md:5:13: the link 'b.md' leads nowhere; did you mean '../b/'? HTML is published")


def test_addresses_of_the_site_itself_are_held_against_what_is_published():
    body = (
        "[a](/faq/bb/) [b](https://help.example.com/faq/bb/) [c](/faq/b/#prat)\n"
        "[d](/faq/b/) [e](/it/) [f](https://help.example.com) [g](/faq/b) [h](/reports/) ![i](/media/lamp.png)\n"
    )
    pages = {"en/faq/a.md": page(body=body), "en/faq/b.md": page(), "it/index.md": page(), "en/index.md": page()}

    found = told(pages, files=["media/lamp.png"], site_url="https://help.example.com/")

    assert found == [
        "en/faq/a.md:5:5: the link '/faq/bb/' leads nowhere; did you mean '/faq/b/'?",
        "en/faq/a.md:5:19: the link 'https://help.example.com/faq/bb/' leads nowhere; did you mean '/faq/b/'?",
        (
            "en/faq/a.md:5:64: the link '/faq/b/#prat' leads to a heading that en/faq/b.md does not have; "
            "did you mean '#part'?"
        ),
    ]


def test_addresses_beside_a_site_in_a_folder_are_left_alone():
    pages = {"en/faq/a.md": page(body="[a](/cart/) [b](/help/faq/a/) [c](/help/nix/)\n")}

    assert [line[:17] for line in told(pages, site_url="https://example.com/help/")] == ["en/faq/a.md:5:35:"]


def test_a_page_with_a_mistake_in_its_front_matter_is_checked_as_far_as_it_can_be_read():
    pages = {
        "en/faq/a.md": page(body="[x](no.md)\n", topics="[paymants]", related="[faq/c]", typo="1", severity="high"),
        "en/faq/b.md": page(related="[faq/a, other]"),
        "en/faq/d.md": "---\ntitle: 'x\nid: other\n---\n[x](no.md)\n",
    }

    found = "\n".join(told(pages))

    assert "en/faq/a.md:9:5: the link 'no.md'" in found
    assert "topics: 'paymants'" in found
    assert "related: there is no article with the id 'faq/c'" in found
    assert "en/faq/d.md:5:5: the link 'no.md'" in found
    assert "en/faq/b.md" not in found
    assert "severity" not in found


def test_links_to_other_hosts_and_mail_are_left_alone():
    body = "[a](https://example.com/x#y) [b](mailto:a@example.com) [c](/it/)\n"

    assert told({"en/faq/a.md": page(body=body)}) == []


def test_an_unknown_topic_is_told_where_it_stands():
    assert told({"en/faq/a.md": page(topics="[orders, paymants]")}) == [
        "en/faq/a.md:4:18: topics: 'paymants' is no topic of support.yml; did you mean 'payments'?"
    ]


def test_an_unknown_related_article_is_told():
    assert "related: there is no article with the id 'faq/c'" in told({"en/faq/a.md": page(related="[faq/c]")})[0]


def test_a_second_title_is_told():
    assert "turn the heading with one #" in told({"en/faq/a.md": page(body="# Again\n")})[0]


def test_a_skipped_heading_level_is_told():
    assert "a heading of level 4 follows one of level 2" in told({"en/faq/a.md": page(body="## A\n\n#### B\n")})[0]


def test_a_film_without_captions_is_told_with_the_place_for_them():
    film = page(kind="video", video="{file: reso, duration: 42s, recorded: 2026-01-01}")
    files = [f"media/reso.it.{ending}" for ending in ("webm", "mp4", "webp")]

    assert told({"it/videos/a.md": film}, files=files) == [
        "it/videos/a.md:4:15: video: its captions is missing; put it at media/reso.it.vtt"
    ]


def test_severity_on_a_faq_is_told():
    assert "severity belongs to troubleshooting guides" in told({"en/faq/a.md": page(severity="high")})[0]


def test_the_same_words_asked_of_two_articles_are_looked_at():
    pages = {"en/faq/a.md": page(asks='["my card"]'), "en/faq/b.md": page(asks='["My card"]')}

    assert any("is also asked of en/faq/a.md" in line for line in looked_at(pages))


def test_a_faq_title_without_a_question_mark_is_looked_at():
    assert any("is no question" in line for line in looked_at({"en/faq/a.md": page(title="Returns", asks="[x]")}))


def test_an_overdue_review_is_looked_at_and_names_its_owner():
    overdue = page(reviewed="2026-01-01", review_every="90d", owner="payments-team", asks="[x]")

    [line] = looked_at({"en/faq/a.md": overdue})

    assert "the next review was due on 2026-04-01 (payments-team)" in line


def test_time_passing_never_breaks_a_build():
    overdue = page(reviewed="2020-01-01", review_every="1d")

    assert told({"en/faq/a.md": overdue}) == []


def test_a_translation_behind_its_source_is_looked_at():
    pages = {
        "en/faq/a.md": page(asks="[x]"),
        "it/faq/a.md": page(asks="[y]", source_version="0123456789abcdef"),
    }

    assert any("it/faq/a.md:5:17: source_version: en/faq/a.md has changed" in line for line in looked_at(pages))


def test_a_hash_in_a_code_block_is_no_heading():
    assert told({"en/faq/a.md": page(body="```\n# not a title\n```\n")}) == []
