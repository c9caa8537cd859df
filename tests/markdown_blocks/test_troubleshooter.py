"""`/// troubleshooter`: sections with ids and links that work without a script, whatever generator renders them."""

import re

import markdown
import pytest

from helpcentre.articles.outline import outline_of_html
from helpcentre.articles.troubleshooter import find_troubleshooters

LAMP = """/// troubleshooter

Have a bulb ready.

## Is it plugged in? {#plug}

1. Look.
2. Push.

- [It lights up](#solved)
- [It stays dark](#bulb)

## The bulb {#bulb}

See [the guide](../guides/bulb.md).

- [It lights up](#solved)

- [Still dark](#contact)

///

## After
"""


def render(text=LAMP, language="en", **config):
    return markdown.markdown(
        text,
        extensions=["helpcentre.markdown_blocks", "attr_list", "toc"],
        extension_configs={"helpcentre.markdown_blocks": {"language": language, "root": "../", **config}},
    )


def sections(page):
    return re.findall(r'<section class="troubleshooter__step">(.*?)</section>', page, re.DOTALL)


def test_each_step_is_a_section_that_begins_with_its_heading():
    plug, bulb = sections(render())
    assert plug.startswith('<h2 id="plug">Is it plugged in?</h2>')
    assert bulb.startswith('<h2 id="bulb">The bulb</h2>')
    assert "../guides/bulb.md" in bulb


def test_text_before_the_first_step_and_after_the_block_is_in_no_section():
    page = render()
    assert not any("Have a bulb ready" in section or "After" in section for section in sections(page))
    assert page.index("Have a bulb ready") < page.index("<section")
    assert page.index("</div>") < page.index("After")


def test_answers_below_numbered_instructions_are_a_separate_list():
    plug, bulb = sections(render())
    answers = (
        '<ul class="troubleshooter__answers"><li><a href="#solved">It lights up</a></li>'
        '<li><a href="#bulb">It stays dark</a></li></ul>'
    )
    assert answers in plug
    assert "<ol>\n<li>Look.</li>\n<li>Push.</li>\n</ol>" in plug
    assert bulb.count("<ul") == bulb.count('class="troubleshooter__answers"') == 1
    assert "<p><a" not in bulb.partition("__answers")[2]


@pytest.mark.parametrize(
    "items",
    [
        "- See [the next](#bulb)",
        "- [The next](#bulb) step",
        "- [Elsewhere](other.md#bulb)",
        "- plain",
        "- [One](#bulb)\n\n    and a paragraph",
    ],
)
def test_other_lists_stay_as_they_are(items):
    (section,) = sections(render(f"/// troubleshooter\n\n## A {{#a}}\n\n{items}\n\n///\n"))
    assert "__answers" not in section


def test_a_list_that_ends_in_answers_keeps_what_comes_before_them():
    (section,) = sections(render("/// troubleshooter\n\n## A {#a}\n\n- Look **here**.\n- [Done](#solved)\n\n///\n"))
    assert "<li>Look <strong>here</strong>.</li>" in section
    assert section.count("<ul") == 2


def test_a_smaller_heading_stays_in_its_step():
    (section,) = sections(render("/// troubleshooter\n\n### A {#a}\n\n#### More\n\n- [Done](#solved)\n\n///\n"))
    assert '<h4 id="more">More</h4>' in section


@pytest.mark.parametrize(
    ("language", "solved"),
    [("en", "Great, that fixed it."), ("et", "Tore, mure on lahendatud!"), ("ar", "ممتاز، حُلّت المشكلة.")],
)
def test_both_ends_are_written_in_the_language_of_the_page(language, solved):
    page = render(language=language)
    assert f'<p id="solved">{solved}</p>' in page
    assert page.count("data-hc-end") == 2
    assert 'lang="' not in page


def test_ends_in_a_language_without_strings_say_what_language_they_are_in():
    assert render(language="fi").count('dir="ltr" lang="en"') == 2


def test_the_end_that_leads_to_a_person_links_to_the_contact_page_if_there_is_one():
    assert '<a class="hc-button" href="../contact/?a&amp;b">Contact us</a>' in render(contact_page="../contact/?a&b")
    assert "hc-button" not in render()


def test_the_words_of_the_script_and_its_address_are_in_the_page():
    page = render()
    assert 'data-text-back="Previous question"' in page
    assert 'data-text-again="Start again"' in page
    assert 'data-text-tried="What you\'ve tried"' in page
    assert '<script src="../assets/helpcentre/troubleshooter.js" type="module"></script>' in page


def test_a_heading_that_would_get_the_id_of_an_end_gets_another():
    assert '<h2 id="contact_1">Contact</h2>' in render(LAMP + "\n## Contact\n")


def test_checks_and_search_read_what_writers_wrote_and_nothing_of_the_ends():
    outline = outline_of_html(render(contact_page="../contact/"))
    assert [(one.id, one.text) for one in outline.headings] == [
        ("plug", "Is it plugged in?"), ("bulb", "The bulb"), ("after", "After"),
    ]  # fmt: skip
    assert [link.href for link in outline.links] == ["#solved", "#bulb", "../guides/bulb.md", "#solved", "#contact"]
    assert {"solved", "contact"} <= outline.anchors
    text = " ".join(section.text for section in outline.sections)
    assert "Push." in text
    assert "fixed it" not in text + outline.prose
    assert "Contact us" not in text + outline.prose


def test_the_page_has_the_steps_and_answers_that_checks_read_in_the_source():
    (source,) = find_troubleshooters(LAMP)
    page = render()
    assert [re.search(r'id="([^"]+)"', section)[1] for section in sections(page)] == [step.id for step in source.steps]
    for step, section in zip(source.steps, sections(page), strict=True):
        listed = section.partition("__answers")[2]
        assert re.findall(r'href="#([^"]+)"', listed) == [answer.target for answer in step.answers]


def test_a_block_without_steps_renders_what_it_has():
    page = render("/// troubleshooter\n\nText.\n\n///\n")
    assert sections(page) == []
    assert "<p>Text.</p>" in page
