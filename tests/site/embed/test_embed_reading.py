"""The `embed` block of mkdocs.yml: what may be written in it, and every error at its place."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.errors import FindingsError
from helpcentre.site.embed.model import Embed
from helpcentre.site.embed.reading import find_unknown_targets, locate_embed, read_embed

HEAD = "site_name: !ENV [NAME, Shop]\nextra:\n  helpcentre:\n    embed:\n"
SHOP = "origins: [https://shop.example]\n"


def document_of(block):
    text = HEAD + "".join(f"      {line}\n" for line in block.splitlines())
    return locate_embed(yaml.safe_load(block), text, "mkdocs.yml")


def read(block, *, has_frame=True):
    return read_embed(document_of(block), has_frame=has_frame)


def errors(block, **given):
    with pytest.raises(FindingsError) as caught:
        read(block, **given)
    return [str(finding) for finding in caught.value.findings]


def test_origins_and_suggestions_are_read():
    embed = read(
        SHOP + "suggestions:\n- {page: /checkout/*, articles: [pay, card]}\n"
        "- {page: 'https://shop.example/*', topic: orders}\n"
    )

    assert embed.origins == ("https://shop.example",)
    first, second = embed.suggestions
    assert (first.page, first.articles, first.topic) == ("/checkout/*", ("pay", "card"), None)
    assert (second.page, second.articles, second.topic) == ("https://shop.example/*", (), "orders")


def test_a_list_is_short_for_its_origins():
    assert read("[https://shop.example]") == read(SHOP) == Embed(origins=("https://shop.example",))


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://shop.example/", "https://shop.example"),
        ("HTTPS://Shop.Example", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("http://localhost:5173", "http://localhost:5173"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
    ],
)
def test_an_origin_is_kept_as_browsers_write_it(written, origin):
    assert read(f"[{written!r}]").origins == (origin,)


@pytest.mark.parametrize(
    "written",
    [
        "shop.example", "https://", "https://shop.example/help", "https://shop.example?x", "https://shop.example#x",
        "https://*.shop.example", "*", "https://user@shop.example", "ftp://shop.example", "https://shop.example;x",
        "https://shop.example 'self'", "https://shop.example\n", "https://bücher.example", "https://shop.example:99999",
        "https://-shop.example", "null", "//shop.example",
    ],
)  # fmt: skip
def test_anything_but_an_origin_is_refused_with_what_to_write(written):
    [message] = errors(yaml.safe_dump([written], allow_unicode=True).strip())

    assert message.startswith("mkdocs.yml:5:9: 0: write an origin such as https://shop.example: scheme and host")


def test_plain_http_is_for_this_machine_only():
    assert errors("origins: [http://shop.example]") == [
        "mkdocs.yml:5:17: origins.0: write https; http is allowed for localhost only (found 'http://shop.example')"
    ]


@given(st.text(max_size=40))
def test_no_text_becomes_more_than_one_origin_of_a_header(text):
    document = locate_embed([f"https://{text}"], "", "mkdocs.yml")
    try:
        (origin,) = read_embed(document, has_frame=True).origins
    except FindingsError:
        return
    assert not set(origin) & set(" ;,'\"\\*\r\n\t")
    assert origin.isascii()


def test_there_are_at_least_one_and_at_most_twenty_origins():
    many = [f"https://shop{number}.example" for number in range(21)]

    assert len(read(str(many[:20])).origins) == 20
    assert "there are 21; write at most 20" in errors(f"origins: {many}")[0]
    assert "origins: this is empty; write at least one origin" in errors("origins: []")[0]
    assert errors("suggestions: []") == ["mkdocs.yml:5:7: 'origins' is missing; add it"]


@pytest.mark.parametrize("page", ["checkout", "/pay?step=2", "/pay#card", "/pay now", "ftp://shop.example/", ""])
def test_a_pattern_is_a_path_or_an_address(page):
    [message] = errors(SHOP + f"suggestions: [{{page: '{page}', topic: orders}}]")

    assert message.startswith("mkdocs.yml:6:28: suggestions.0.page: write a path such as /checkout/*, or an address")


def test_a_suggestion_without_a_target_and_unknown_keys_are_errors():
    assert errors(SHOP + "suggestions: [{page: /a}]\norigin: x") == [
        "mkdocs.yml:6:21: suggestions.0: name what to suggest: articles, a topic or both (found {'page': '/a'})",
        "mkdocs.yml:7:7: unknown key 'origin'; did you mean 'origins'? Known here: origins, suggestions.",
    ]


def test_more_than_six_articles_are_too_many():
    names = [f"a{number}" for number in range(7)]

    assert len(read(SHOP + f"suggestions: [{{page: /a, articles: {names[:6]}}}]").suggestions[0].articles) == 6
    assert "there are 7; write at most 6" in errors(SHOP + f"suggestions: [{{page: /a, articles: {names}}}]")[0]


def test_a_pattern_of_an_origin_that_is_not_listed_and_one_written_twice_are_errors():
    block = (
        SHOP + "suggestions:\n- {page: /a, topic: x}\n- {page: 'https://other.example/*', topic: x}\n"
        "- {page: /b, topic: x}\n- {page: /a, topic: y}\n"
    )

    elsewhere, twice = errors(block)
    assert elsewhere == (
        "mkdocs.yml:8:16: embed.suggestions.1.page: 'other.example' is not one of the origins. "
        "Add it to them, or correct it."
    )
    assert twice == (
        "mkdocs.yml:10:16: embed.suggestions.3.page: '/a' is already in line 7, and the first that fits is used. "
        "Join the two, or correct one."
    )


def test_the_panel_needs_our_frame():
    assert errors(SHOP, has_frame=False) == [
        "mkdocs.yml:4:5: embed: the panel needs our page frame. Write `frame: helpcentre` under helpcentre/articles."
    ]


def test_an_unknown_article_or_topic_is_an_error_with_the_nearest_name():
    block = SHOP + (
        "suggestions:\n- {page: /a, articles: [pay, payy]}\n- {page: /b, topic: odrers}\n"
        "- {page: /c, articles: [nothing], topic: orders}\n- {page: /d, topic: xyz}\n"
    )
    found = find_unknown_targets(read(block), {"pay", "card"}, ["orders"], document_of(block))

    assert [str(finding) for finding in found] == [
        "mkdocs.yml:7:36: embed.suggestions.0.articles.1: there is no article 'payy'; did you mean 'pay'?",
        "mkdocs.yml:8:27: embed.suggestions.1.topic: no article has the topic 'odrers'; did you mean 'orders'?",
        "mkdocs.yml:9:31: embed.suggestions.2.articles.0: there is no article 'nothing'. Write the id of an article.",
        "mkdocs.yml:10:27: embed.suggestions.3.topic: no article has the topic 'xyz'. Write one that an article has.",
    ]
