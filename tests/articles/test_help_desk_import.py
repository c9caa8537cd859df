"""Articles of other help desks: the files they become, and the notes for the writer."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.help_desk_import import convert_articles, parse_export
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article
from helpcentre.commands.html_to_markdown import to_markdown
from helpcentre.commands.import_ import read_json
from helpcentre.errors import HelpCentreError

LANGUAGES = Languages("en", ("en", "it"))
ZENDESK = {
    "articles": [
        {
            "id": 11,
            "locale": "en-us",
            "title": "How do I return something?",
            "body": '<h1>Short</h1><p>See <a href="https://x.example/hc/en-us/articles/12-Costs#b">costs</a>.</p>'
            '<p><img src="https://x.example/a.png" alt="box"></p><iframe src="https://films.example/1"></iframe>',
            "draft": False,
            "updated_at": "2026-10-02T08:00:00Z",
        },
        {"id": 12, "locale": "en-us", "title": "Costs: who pays", "body": "<p>You *or* we.</p>", "draft": False},
        {"id": 13, "locale": "en-us", "title": "Secret", "body": "<p>…</p>", "draft": True},
    ],
    "translations": [
        {"source_id": 11, "locale": "it", "title": "Come faccio un reso?", "body": "<p>Ecco.</p>", "draft": False},
        {"source_id": 11, "locale": "fr", "title": "Comment rendre ?", "body": "<p>Voilà.</p>", "draft": False},
    ],
}


def done(data=ZENDESK, language="en"):
    return convert_articles(parse_export(data, language, "articles.json"), LANGUAGES, to_markdown)


def test_a_translation_shares_the_file_name_of_its_article():
    assert list(done().files) == [
        "en/faq/how-do-i-return-something.md",
        "en/guides/costs-who-pays.md",
        "en/guides/secret.md",
        "it/faq/how-do-i-return-something.md",
    ]


def test_every_file_is_an_article_that_can_be_read():
    for path, text in done().files.items():
        assert read_article(Source(path, text), LANGUAGES).title


def test_titles_days_and_kinds_are_imported():
    article = read_article(Source("en/faq/x.md", done().files["en/faq/how-do-i-return-something.md"]), LANGUAGES)
    assert (article.title, article.kind.value, str(article.reviewed)) == (
        "How do I return something?",
        "faq",
        "2026-10-02",
    )


def test_links_between_the_articles_lead_to_the_new_files():
    assert "[costs](../guides/costs-who-pays.md#b)" in done().files["en/faq/how-do-i-return-something.md"]


def test_links_in_what_stays_html_lead_to_the_addresses_of_the_new_pages():
    link = '<a href="https://x.example/hc/en-us/articles/12-Costs#b">costs</a>'
    table = f'<table><tr><td colspan="2">{link}</td></tr><tr><td>a</td><td>b</td></tr></table>'
    first, *others = ZENDESK["articles"]
    text = done({"articles": [first | {"body": table}, *others]}).files["en/faq/how-do-i-return-something.md"]

    assert 'href="../../guides/costs-who-pays/#b"' in text
    assert "x.example" not in text


@pytest.mark.parametrize(("locales", "kept"), [(("en-us", "en-gb"), "en-us"), (("en-gb", "en"), "en")])
def test_of_two_texts_of_one_article_in_one_language_one_is_kept_and_the_other_named(locales, kept):
    articles = [
        {"id": 11, "locale": one, "title": "Parcel?", "body": f"<p>Text in {one}</p>", "draft": False}
        for one in locales
    ]
    found = done({"articles": articles})

    (text,) = found.files.values()
    assert text.endswith(f"Text in {kept}\n")
    (other,) = set(locales) - {kept}
    assert any(f"that in '{other}' was left out" in note for note in found.notes)


def test_a_top_heading_steps_down_for_the_title():
    assert "\n## Short\n" in done().files["en/faq/how-do-i-return-something.md"]


def test_signs_that_mean_nothing_stay_signs():
    assert r"You \*or\* we." in done().files["en/guides/costs-who-pays.md"]


def test_anything_that_is_not_imported_is_reported():
    french, pictures, video, draft = done().notes
    assert draft == "en/guides/secret.md: is a draft and is not published; remove draft: true when it is ready"
    assert french == "“Comment rendre ?”: the site has no language 'fr'; left out"
    assert pictures.startswith("en/faq/how-do-i-return-something.md: its images are still hosted elsewhere; save them")
    assert video.startswith("en/faq/how-do-i-return-something.md: a video or frame was left out")


def test_freshdesk_is_known_too_and_takes_the_language_given():
    data = [
        {"id": 5, "title": "Quando arriva?", "description": "<p>Presto.</p>", "status": 2},
        {"id": 6, "title": "Bozza", "description": "<p>…</p>", "status": 1},
    ]
    files = done(data, "it").files

    assert list(files) == ["it/faq/quando-arriva.md", "it/guides/bozza.md"]
    assert "draft: true\n" in files["it/guides/bozza.md"]
    assert "draft" not in files["it/faq/quando-arriva.md"]


def test_a_label_that_one_article_has_and_that_is_in_its_text_is_an_ask():
    data = {
        "articles": [
            article(
                id=1, title="Refunds", body="<p>Get your money back.</p>", label_names=["money back", "vip", "help"]
            ),
            article(id=2, title="Other", body="<p>Help.</p>", label_names=["help", " "]),
        ]
    }
    files = done(data).files

    assert 'asks: ["money back"]\n' in files["en/guides/refunds.md"]
    assert "asks" not in files["en/guides/other.md"]


def test_an_old_address_of_the_default_language_redirects_to_the_article():
    address = "https://x.example/hc/en-us/articles/7-Help?a=b"
    data = {"articles": [article(id=7, html_url=address), article(id=8, title="Two", locale="it", html_url=address)]}
    english, italian = done(data).files.values()

    assert 'redirect_from: ["hc/en-us/articles/7-Help"]\n' in english
    assert "redirect_from" not in italian


def test_an_article_marked_as_outdated_is_reported():
    assert done([article(outdated=True)]).notes == ("en/guides/help.md: was marked as outdated; bring it up to date",)


@pytest.mark.parametrize(
    ("response", "note"),
    [
        (
            {"count": 57, "next_page": "https://x.example/api?page=2"},
            "articles.json: 1 of 57 articles are in this file; the next ones are at https://x.example/api?page=2",
        ),
        ({"count": 57, "next_page": None}, "articles.json: 1 of 57 articles are in this file"),
        ({"count": 1, "next_page": None}, None),
        ({"count": True}, None),
        ({"count": "57"}, None),
    ],
)
def test_a_file_with_some_of_the_articles_says_so(response, note):
    expected = (note,) if note else ()

    assert done({**response, "articles": [article()]}).notes == expected
    assert done([{**response, "articles": [article()]}]).notes == expected


def test_two_articles_of_one_title_both_live():
    data = [{"id": number, "title": "Help", "description": "<p>x</p>", "status": 2} for number in (1, 2)]
    assert list(done(data).files) == ["en/guides/help.md", "en/guides/help-2.md"]


def test_a_name_that_is_taken_with_its_id_too_gets_a_number():
    titles = ["Help", "Help 4", "Help 4 2", "Help"]
    data = [
        {"id": number, "title": title, "description": "<p>x</p>", "status": 2}
        for number, title in enumerate(titles, start=1)
    ]
    assert list(done(data).files)[-1] == "en/guides/help-4-3.md"


@pytest.mark.parametrize("data", [{}, [], {"tickets": []}, [{"id": 1}], "text", None])
def test_any_other_file_is_refused_with_the_formats_that_work(data):
    with pytest.raises(
        HelpCentreError, match="there are no articles of a known form in this file; export them as JSON"
    ):
        done(data)


def article(**fields):
    return {"id": 1, "title": "Help", "body": "<p>Text</p>"} | fields


@pytest.mark.parametrize("data", [{"articles": None}, {"articles": None, "translations": {}}, {"articles": {"id": 1}}])
def test_an_export_without_a_list_is_refused_without_a_traceback(data):
    with pytest.raises(HelpCentreError, match=r"^articles\.json: there are no articles of a known form"):
        done(data)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("text", "this is not an article"),
        (None, "this is not an article"),
        (article(id=None), "this article has no id"),
        (article(id=True), "this article has no id"),
        (article(id={"a": 1}), "this article has no id"),
        (article(id=" "), "this article has no id"),
        (article(title=None), "the article 1 has no title"),
        (article(title=["x"]), "the article 1 has no title"),
        (article(title=" \x00 "), "the article 1 has no title"),
        ({"id": 1, "title": "Help"}, "“Help” has no text: neither 'body' nor 'description'"),
    ],
)
def test_an_item_that_is_not_an_article_is_left_out_with_its_place(item, reason):
    result = done({"articles": [article(id=9), item]})

    assert list(result.files) == ["en/guides/help.md"]
    assert result.notes == (f"articles.json: articles[1]: {reason}; left out",)


def test_if_nothing_can_be_read_every_reason_is_given():
    with pytest.raises(HelpCentreError) as caught:
        done([{"articles": [{"id": 1}]}, {"translations": [7]}])

    assert "articles.json: [0].articles[0]: the article 1 has no title; left out" in str(caught.value)
    assert "articles.json: [1].translations[0]: this is not an article; left out" in str(caught.value)


def test_several_responses_in_one_list_are_read_in_order():
    data = [{"articles": [article(id=1, title="A")]}, {"articles": [article(id=2, title="B")]}]

    assert list(done(data).files) == ["en/guides/a.md", "en/guides/b.md"]


@pytest.mark.parametrize("number", ["../../../etc/x", "a/b", "..", "C:\\x", "𝟙"])
def test_no_id_can_lead_out_of_the_content_folder(number):
    [path] = done([article(id=number, title="…")]).files

    assert path.startswith("en/guides/")
    assert ".." not in path
    assert path.count("/") == 2


def test_a_file_name_is_never_too_long_for_a_file_system():
    paths = list(done([article(id=n, title="word " * 100) for n in (1, 2)]).files)

    assert len(paths) == 2
    assert all(len(path) < 120 for path in paths)


def test_characters_that_no_file_can_hold_are_removed():
    [(path, text)] = done([article(title="A\x00\ud800B", body="<p>C\x1b\udfffD</p>")]).files.items()

    assert read_article(Source(path, text), LANGUAGES).title == "AB"
    assert "CD" in text
    text.encode("utf-8")


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", 7, None, "2026-1-1", ""])
def test_a_change_date_that_is_not_a_date_is_left_out(day):
    [text] = done([article(updated_at=day)]).files.values()

    assert "reviewed" not in text


@pytest.mark.parametrize(
    ("locale", "path"),
    [("en-us", "en/"), ("EN", "en/"), ("it_IT", "it/"), ("pt-br", "pt-BR/"), ("", "en/"), (None, "en/")],
)
def test_a_locale_is_the_sites_language_with_its_region_or_without(locale, path):
    languages = Languages("en", ("en", "it", "pt-BR"))
    converted = convert_articles(parse_export([article(locale=locale)], "en", "x"), languages, to_markdown)

    assert [name[: len(path)] for name in converted.files] == [path]


def test_scripts_and_styles_are_dropped_with_their_text():
    [text] = done([article(body="<style>p{}</style><p>Yes</p><script>alert(1)</script>")]).files.values()

    assert text.endswith("\n\nYes\n")


def test_an_article_nested_too_deeply_is_left_out_and_the_others_are_written():
    result = done([article(), article(id=2, title="Deep", body="<div>" * 5000)])

    assert list(result.files) == ["en/guides/help.md"]
    assert result.notes == ("“Deep” (en): its HTML is nested too deeply; left out",)


def test_an_article_without_text_is_written_with_a_note():
    assert done([article(body="")]).notes == ("en/guides/help.md: has no text; write it, or delete the file",)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (b'{"a": 1,\n  }', ":2:3: "),
        (b"", ":1:1: "),
        (b"\xff\xfe\xfd", ":1:1: "),
        (b"[" * 200_000, ":1:1: "),
        (b"1" * 5000, ":1:1: "),
    ],
)
def test_a_file_that_is_not_json_is_refused_with_its_place(tmp_path, written, place):
    file = tmp_path / "x.json"
    file.write_bytes(written)

    with pytest.raises(HelpCentreError) as caught:
        read_json(file)
    assert str(caught.value).startswith(f"{file}{place}this is not valid JSON (")
    assert str(caught.value).endswith("; export the articles as JSON and try again")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "articles",
                    "translations",
                    "id",
                    "source_id",
                    "title",
                    "body",
                    "description",
                    "locale",
                    "draft",
                    "status",
                    "updated_at",
                ]
            ),
            inner,
            max_size=7,
        )
    ),
    max_leaves=30,
)


@given(JSON)
def test_any_json_becomes_articles_that_can_be_read_or_is_refused(data):
    try:
        converted = convert_articles(parse_export(data, "en", "x.json"), LANGUAGES, lambda html: html)
    except HelpCentreError as error:
        assert str(error).startswith("x.json: ")
        return
    for path, text in converted.files.items():
        assert re.fullmatch(r"(en|it)/(faq|guides)/[a-z0-9-]+\.md", path)
        assert read_article(Source(path, text), LANGUAGES).title
