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

    assert found == ["en/faq/a.md:7:9: the link '../guides/bb.md' leads nowhere; did you mean 'en/guides/b.md'?"]


def test_a_dead_anchor_is_told_with_the_nearest_heading():
    found = told({"en/faq/a.md": page(body="[x](b.md#prat)\n"), "en/faq/b.md": page()})

    assert found == [
        "en/faq/a.md:5:9: the link 'b.md#prat' leads to a heading that en/faq/b.md does not have; did you mean '#part'?"
    ]


def test_an_anchor_of_the_page_itself_is_checked_too():
    assert "does not have" in told({"en/faq/a.md": page(body="[x](#nowhere)\n")})[0]


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
