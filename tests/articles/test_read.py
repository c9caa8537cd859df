"""From a file to an article: strictly, with whatever fits, and what is left of a page that was refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.kinds import Kind
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import decode_source, read_article, read_leniently, read_library, read_refused
from helpcentre.errors import Finding, FindingsError

from .sample import LANGUAGES, library, page

REFUSED = "---\ntitle: Pay?\nkind: fqa\nid: pay\n---\nText.\n"
BROKEN = "---\ntitle: 'Pay\nid: pay\nkind: faq\n---\nText.\n"


def read(text, path="en/faq/pay.md", languages=LANGUAGES, **more):
    return read_article(Source(path, text), languages, **more)


def leniently(text, path="en/faq/pay.md", **more):
    return read_leniently(Source(path, text), LANGUAGES, **more)


def test_an_article_knows_its_language_slug_address_and_the_line_of_its_text():
    found = read(page(body="Text.\n"), "it/faq/pay.md")
    assert (found.language, found.slug, found.url) == ("it", "faq/pay", "it/faq/pay/")
    assert (found.body, found.body_line) == ("Text.\n", 5)
    assert found.source.splitlines()[found.body_line - 1] == "Text."


def test_an_address_that_the_host_has_decided_counts():
    assert read(page(), url="blog/2026/pay/").url == "blog/2026/pay/"
    assert read(page(), url="").url == ""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("en/faq/pay.md", "faq/pay"),
        ("en/FAQ/Pay_Now.md", "faq/pay_now"),
        ("en/faq/è così.md", "faq/cos"),
        ("en/faq/a--b.md", "faq/a-b"),
        ("en/-faq-/-a-.md", "faq/a"),
        ("en/日本.md", "index"),
        ("en/a__/_b.md", "a/b"),
    ],
)
def test_the_id_of_an_article_that_names_none_is_its_path_in_the_signs_of_ids(path, name):
    assert read(page(), path).id == name


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_every_path_gives_an_id_that_the_contract_allows(name):
    found = read(page(), f"en/{name}/{name}.md")
    assert re.fullmatch(r"[a-z0-9]+([-_/][a-z0-9]+)*", found.id)


def test_an_id_in_front_matter_counts():
    assert read(page(id="old-name")).id == "old-name"


def test_the_next_review_is_the_interval_after_the_last_one():
    found = read(page(reviewed="2026-11-01", review_every="30d"))
    assert found.due.isoformat() == "2026-12-01"
    assert read(page(reviewed="2026-11-01")).due is None
    assert read(page(review_every="30d")).due is None


def test_the_main_topic_is_the_first():
    assert read(page(topics="[orders, payments]")).main_topic == "orders"
    assert read(page()).main_topic is None


# --- with whatever fits


def test_a_page_without_front_matter_is_a_guide_called_after_its_heading():
    found = leniently("# Pay **now**\n\nText.\n")
    assert (found.title, found.kind, found.body_line) == ("Pay now", Kind.GUIDE, 1)


def test_a_page_without_a_heading_is_called_after_its_file():
    assert leniently("Text.\n", "en/faq/pay-by-card.md").title == "Pay by card"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.md", Kind.PAGE),
        ("en/index.md", Kind.PAGE),
        ("en/faq/index.md", Kind.PAGE),
        ("en/faq/reindex.md", Kind.GUIDE),
    ],
)
def test_an_index_is_a_page_and_any_other_file_a_guide(path, kind):
    assert leniently("Text.\n", path).kind is kind


def test_a_kind_given_by_the_host_counts_unless_the_page_names_its_own():
    assert leniently("Text.\n", kind=Kind.NOTICE).kind is Kind.NOTICE
    assert leniently("---\nkind: faq\n---\nText.\n", kind=Kind.NOTICE).kind is Kind.FAQ


def test_keys_that_do_not_fit_are_left_out_and_the_others_taken():
    found = leniently("---\ntitle: Pay\ntopics: [Not A Topic]\nowner: team\ntags: [x]\n---\nText.\n")
    assert (found.title, found.front.owner, found.topics, found.kind) == ("Pay", "team", (), Kind.GUIDE)


def test_a_title_that_cannot_be_one_is_replaced_by_the_heading():
    assert leniently("---\ntitle: [a, b]\n---\n# The heading\n").title == "The heading"


def test_front_matter_that_cannot_be_read_is_text_like_any_other():
    found = leniently("---\ntitle: 'Pay\n---\nText.\n")
    assert found.body.startswith("---\n")
    assert found.body_line == 1


def test_a_key_without_a_value_counts_as_absent():
    assert leniently("---\ntitle:\nkind:\n---\n# Pay\n").title == "Pay"


# --- what is left of a refused page


def test_of_a_refused_page_the_valid_keys_and_the_text_are_left():
    found = read_refused(Source("en/faq/pay.md", REFUSED), LANGUAGES)
    assert (found.id, found.title, found.body) == ("pay", "Pay?", "Text.\n")


def test_the_id_of_a_page_whose_yaml_cannot_be_read_is_found_by_its_line():
    assert read_refused(Source("en/faq/x.md", BROKEN), LANGUAGES).id == "pay"
    assert read_refused(Source("en/faq/x.md", BROKEN.replace("id: pay\n", "")), LANGUAGES).id == "faq/x"


def test_a_line_of_the_text_that_looks_like_an_id_is_not_one():
    text = BROKEN.replace("id: pay\n", "").replace("Text.", "id: fake")
    assert read_refused(Source("en/faq/x.md", text), LANGUAGES).id == "faq/x"


# --- the whole library


def test_the_errors_of_all_files_are_collected_and_good_pages_read():
    found = library({"en/faq/a.md": page(), "en/faq/b.md": REFUSED, "en/faq/c.md": REFUSED.replace("fqa", "qfa")})
    assert [article.slug for article in found.articles] == ["faq/a"]
    assert [article.slug for article in found.refused] == ["faq/b", "faq/c"]
    assert [finding.path for finding in found.findings] == ["en/faq/b.md", "en/faq/c.md"]


def test_a_strict_library_refuses_what_a_lenient_one_reads():
    sources = [(Source("en/faq/b.md", REFUSED), None)]
    assert read_library(sources, LANGUAGES, strict=False).findings == ()
    assert len(read_library(sources, LANGUAGES).findings) == 1
    with pytest.raises(FindingsError):
        read(REFUSED)


def test_an_id_used_twice_in_one_language_is_an_error_at_the_second_page_naming_the_first():
    found = library({"en/faq/a.md": page(id="x"), "en/faq/b.md": page(id="x"), "en/faq/c.md": page(id="x")})
    assert [(one.path, one.message.split(";")[0]) for one in found.findings] == [
        ("en/faq/b.md", "the id 'x' is already used by en/faq/a.md"),
        ("en/faq/c.md", "the id 'x' is already used by en/faq/a.md"),
    ]


def test_translations_share_an_id():
    assert library({"en/faq/a.md": page(id="x"), "it/faq/a.md": page(id="x")}).findings == ()


def test_the_translations_of_a_page_are_in_the_order_of_the_languages():
    found = library({"it/faq/a.md": page("A?"), "en/faq/a.md": page("B?"), "en/faq/b.md": page("C?")})
    assert [(language, one.title) for language, one in found.translations("faq/a").items()] == [
        ("en", "B?"),
        ("it", "A?"),
    ]
    assert list(found.translations("faq/b")) == ["en"]
    assert found.translations("faq/c") == {}


def test_bytes_that_are_not_utf_8_become_a_finding_at_their_place():
    source = decode_source("en/faq/a.md", "title: caf\xe9\n".encode("latin-1"))
    [finding] = source.findings
    assert (finding.path, finding.line, finding.rule) == ("en/faq/a.md", 1, "encoding")
    assert "\ufffd" in source.text
    assert decode_source("en/faq/a.md", "café".encode()) == Source("en/faq/a.md", "café")


def test_a_file_with_findings_is_refused_without_being_read():
    finding = Finding("en/faq/a.md", 1, 1, "not UTF-8", "encoding")
    found = read_library([(Source("en/faq/a.md", page(), (finding,)), None)], LANGUAGES)
    assert (found.articles, found.findings) == ((), (finding,))
    assert [article.slug for article in found.refused] == ["faq/a"]


# --- languages and addresses


@pytest.mark.parametrize(
    ("path", "language", "slug"),
    [
        ("en/faq/a.md", "en", "faq/a"),
        ("it/index.md", "it", "index"),
        ("fr/faq/a.md", "en", "fr/faq/a"),
        ("it.md", "en", "it"),
        ("about.md", "en", "about"),
    ],
)
def test_the_folder_of_a_file_says_its_language(path, language, slug):
    assert (LANGUAGES.slug(path), LANGUAGES.of(path)) == (slug, language)


@pytest.mark.parametrize(
    ("language", "slug", "url"),
    [
        ("en", "index", ""),
        ("it", "index", "it/"),
        ("en", "faq/index", "faq/"),
        ("it", "faq/index", "it/faq/"),
        ("en", "faq/a", "faq/a/"),
        ("it", "faq/a", "it/faq/a/"),
        ("en", "faq/reindex", "faq/reindex/"),
    ],
)
def test_the_default_language_has_addresses_without_its_name(language, slug, url):
    assert LANGUAGES.url(language, slug) == url


def test_a_site_of_one_language_without_folders_takes_no_folder_for_a_language():
    plain = Languages("en", ("en",), folders=False)
    assert plain.slug("en/faq/a.md") == "en/faq/a"
    assert plain.of("it/faq/a.md") == "en"
    assert plain.url("en", "en/faq/a") == "en/faq/a/"
    assert read(page(), "en/a.md", plain).url == "en/a/"
