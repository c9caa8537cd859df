"""Rules about front matter: each fault alone, at its key."""

from datetime import date

import pytest

from helpcentre.articles.checks.registry import check_build
from tests.articles.sample import checked

from .bicycle_shop import CHAIN_EN, HELMET_EN, HELMET_IT, LOCK_EN, TODAY, findings

TITLE = 'title: "How do I lock the bicycle?"'
FAULTS = {
    "an unknown topic": (
        "topics: [safety]",
        "topics: [repairs, safty]",
        "topic-unknown",
        5,
        "topics: 'safty' is not a topic in support.yml; did you mean 'safety'?",
    ),
    "a topic unlike any other": (
        "topics: [safety]",
        "topics: [zzz]",
        "topic-unknown",
        5,
        "topics: 'zzz' is not a topic in support.yml; known: safety, repairs",
    ),
    "an unknown related article": (
        "id: lock",
        "id: lock\nrelated: [helmt]",
        "related-unknown",
        5,
        "related: there is no article with the id 'helmt'; did you mean 'helmet'?",
    ),
    "the page itself as related": (
        "id: lock",
        "id: lock\nrelated: [lock]",
        "related-unknown",
        5,
        "related: 'lock' is this page; name another",
    ),
    "a list page as related": (
        "id: lock",
        "id: lock\nrelated: [contact]",
        "related-not-an-article",
        5,
        "related: 'contact' is a page; name an article instead",
    ),
    "a title with Markdown": (
        "How do I lock",
        "How do I **lock**",
        "markup-as-text",
        2,
        "title: readers see '**lock**' as it is; write plain text",
    ),
    "a description with HTML": (
        "id: lock",
        "id: lock\ndescription: Lock <b>well</b>.",
        "markup-as-text",
        5,
        "description: readers see '<b>' as it is; write plain text",
    ),
    "an ask with a link": (
        "lost key",
        "lost [key](key.md)",
        "markup-as-text",
        6,
        "asks: readers see '[key](key.md)' as it is; write plain text",
    ),
    "a title in capitals": (
        "How do I lock the bicycle?",
        "HOW DO I LOCK IT?",
        "title-capitals",
        2,
        "title: this is in capitals; write 'How do i lock it?'",
    ),
    "the most asked on another page": (
        "id: lock",
        "id: lock\nmost_asked: [helmet]",
        "key-of-another-kind",
        5,
        "most_asked belongs to the home page; remove it",
    ),
    "a severity": (
        "id: lock",
        "id: lock\nseverity: high",
        "key-of-another-kind",
        5,
        "severity belongs to troubleshooting guides, and this is a faq; remove it",
    ),
    "a video": (
        "id: lock",
        "id: lock\nvideo: {file: chain, duration: 12s, recorded: 2026-05-01}",
        "key-of-another-kind",
        5,
        "video belongs to kind: video, and this is a faq; change the kind, or remove it",
    ),
    "a topic twice": (
        "topics: [safety]",
        "topics: [safety, repairs, safety]",
        "entry-repeated",
        5,
        "topics: 'safety' is listed twice; remove one",
    ),
    "an ask twice": (
        'asks: ["lost key"]',
        'asks: ["lost key", "Lost Key"]',
        "entry-repeated",
        6,
        "asks: 'Lost Key' is listed twice; remove one",
    ),
    "an old path twice": (
        "id: lock",
        "id: lock\nredirect_from: [faq/a, faq/a]",
        "entry-repeated",
        5,
        "redirect_from: 'faq/a' is listed twice; remove one",
    ),
    "an ask of another article": (
        'asks: ["lost key"]',
        'asks: ["Helmet rules"]',
        "asks-shared",
        6,
        ("asks: 'Helmet rules' is also asked of en/faq/helmet.md; only one of the two can come first"),
    ),
    "no asks": (
        'asks: ["lost key"]\n',
        "",
        "asks-missing",
        2,
        "asks: is missing; list three or more things customers type when they look for this",
    ),
    "a title that is not a question": (
        TITLE,
        "title: Locking the bicycle",
        "title-not-a-question",
        2,
        ("title: 'Locking the bicycle' is not a question; write it as customers ask it, ending in ?"),
    ),
    "a long title": (
        TITLE,
        f'title: "{"Why " * 20}?"',
        "title-long",
        2,
        "title: this is 81 characters long and search engines cut it; write at most 80",
    ),
    "the title of another page": (
        TITLE,
        'title: "Do I have to wear A helmet?"',
        "title-shared",
        2,
        "title: en/faq/helmet.md has the same title; give one of the two another",
    ),
    "a description that is the title": (
        "id: lock",
        "id: lock\ndescription: How do I lock the bicycle",
        "description-repeated",
        5,
        "description: this is the title; write what the page says, or remove it",
    ),
    "a long description": (
        "id: lock",
        f'id: lock\ndescription: "{"word " * 32}x"',
        "description-long",
        5,
        "description: this is 161 characters long and search engines cut it; write at most 160",
    ),
    "a title that ends at a comment": (
        TITLE,
        "title: Where is order #12?",
        "comment-swallows-text",
        2,
        ('title: the text after # is a comment and is not shown; write "Where is order #12?" in quotes'),
    ),
    "a review that is overdue": (
        "id: lock",
        "id: lock\nreviewed: 2026-10-01\nreview_every: 59d\nowner: workshop",
        "review-overdue",
        5,
        ("reviewed: the next review was due on 2026-11-29 (workshop); review it and set reviewed: 2026-11-30"),
    ),
    "a review in the future": (
        "id: lock",
        "id: lock\nreviewed: 2026-12-01",
        "review-overdue",
        5,
        "reviewed: 2026-12-01 is in the future; enter the date of the last review",
    ),
}


def changed(old, new, **more):
    assert old in LOCK_EN
    return findings({"en/faq/lock.md": LOCK_EN.replace(old, new)}, **more)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_key_and_nothing_else(fault):
    old, new, code, line, message = FAULTS[fault]
    levels = {"title-not-a-question": "off"} if code == "comment-swallows-text" else None

    assert changed(old, new, levels=levels) == [(code, "en/faq/lock.md", line, message)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TITLE, f'title: "{"Why " * 19}Who?"'),
        ("id: lock", f'id: lock\ndescription: "{"word " * 32}"'),
        ("id: lock", "id: lock # the number"),
        (TITLE, 'title: "Where is order #12?"'),
        (TITLE, "title: 'Where is order #12?' # a comment"),
        (TITLE, "title: Where is C#?"),
        ("id: lock", "id: lock\nreviewed: 2026-11-30\nreview_every: 1d"),
        ("id: lock", "id: lock\nreviewed: 2026-10-01\nreview_every: 60d"),
        (TITLE, "title: どこですか？"),
        (TITLE, "title: Πού είναι;"),
    ],
)
def test_correct_text_is_left_alone(old, new):
    assert changed(old, new) == []


def test_a_video_page_without_its_video_is_an_error():
    text = CHAIN_EN.replace("video: {file: chain, duration: 12s, recorded: 2026-05-01}\n", "")

    assert findings({"en/videos/chain.md": text}) == [
        (
            "key-of-another-kind",
            "en/videos/chain.md",
            2,
            "a video page names its video; add video: {file: …, duration: 42s, recorded: 2026-11-22}",
        )
    ]


@pytest.mark.parametrize("kind", ["page", "notice"])
def test_pages_that_are_not_articles_need_no_asks(kind):
    text = f"---\ntitle: News\nkind: {kind}\n---\n\nText.\n"
    lock = LOCK_EN + "\n[News](../news.md)\n"

    assert findings({"en/news.md": text, "en/faq/lock.md": lock}) == []


def test_if_the_topics_are_not_known_none_is_unknown():
    assert changed("topics: [safety]", "topics: [any]", topics=None) == []


def test_without_a_date_no_review_is_overdue():
    assert changed("id: lock", "id: lock\nreviewed: 2020-01-01\nreview_every: 1d", today=None) == []


def test_a_build_stops_at_errors_only_and_never_at_a_date():
    text = LOCK_EN.replace("id: lock", "id: lock\nreviewed: 2020-01-01\nreview_every: 1d\ndescription: " + "long " * 99)
    site = checked({"en/faq/lock.md": text, "en/faq/helmet.md": HELMET_EN}, topics=("safety",), today=TODAY)

    assert [finding.rule for finding in check_build(site) if finding.path == "en/faq/lock.md"] == []


def test_a_page_with_refused_front_matter_is_checked_as_far_as_it_can_be_read():
    pages = {
        "en/faq/a.md": LOCK_EN.replace("[safety]", "[safty]").replace("id: lock", "id: lock\ntypo: 1\nseverity: high")
        + "\n[x](no.md)\n",
        "en/faq/b.md": LOCK_EN.replace("id: lock", "id: other\nrelated: [lock]")
        .replace("lost key", "b")
        .replace("How", "When"),
        "en/faq/d.md": "---\ntitle: 'x\nid: third\n---\n[x](no.md)\n",
    }

    found = findings(pages)

    assert [(code, path, line) for code, path, line, _ in found if path in pages] == [
        ("link-dead", "en/faq/a.md", 13),
        ("link-dead", "en/faq/d.md", 5),
        ("topic-unknown", "en/faq/a.md", 7),
    ]


@pytest.mark.parametrize("today", [date(2026, 11, 30)])
def test_several_faults_of_one_page_are_all_found(today):
    found = changed("topics: [safety]", "topics: [a]\nrelated: [b]\nseverity: low", today=today)

    assert {code for code, *_ in found} == {"topic-unknown", "related-unknown", "key-of-another-kind"}


def test_the_description_of_another_page_is_found_in_the_same_language_only():
    lock = {"en/faq/lock.md": LOCK_EN.replace("id: lock", "id: lock\ndescription: All about it.")}
    english = {"en/faq/helmet.md": HELMET_EN.replace("id: helmet", "id: helmet\ndescription: all about it")}

    assert [(code, path) for code, path, *_ in findings(lock | english)] == [("description-repeated", "en/faq/lock.md")]
    assert (
        findings({"it/faq/helmet.md": HELMET_IT.replace("id: helmet", "id: helmet\ndescription: All about it")} | lock)
        == []
    )


@pytest.mark.parametrize("name", ["Lock", "lock it", "lock(1)", "löök", "-lock", "lock--it"])
def test_a_file_name_with_capitals_or_signs_is_found(name):
    found = findings({f"en/faq/{name}.md": LOCK_EN, "en/faq/lock.md": None})

    assert ("file-name", f"en/faq/{name}.md") in [(code, path) for code, path, *_ in found]


@pytest.mark.parametrize("name", ["lock", "lock-it", "lock_it", "3d", "v1.2"])
def test_a_plain_file_name_is_fine(name):
    assert findings({f"en/faq/{name}.md": LOCK_EN, "en/faq/lock.md": None}) == []
