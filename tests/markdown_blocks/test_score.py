"""`/// csat` and `/// nps`: forms that work without JavaScript, in the reader's language."""

from urllib.parse import urlencode
from uuid import uuid4

import markdown
import pytest

from helpcentre.collector.intake.parse import IncomingRequest, parse_form
from helpcentre.errors import HelpCentreError


def render(text, language="en", **config):
    return markdown.markdown(
        text,
        extensions=["helpcentre.markdown_blocks"],
        extension_configs={"helpcentre.markdown_blocks": {"language": language, "root": "../", **config}},
    )


def test_a_csat_question_has_six_buttons_from_0_to_5():
    page = render("/// csat\n///")
    assert page.count('<button name="value"') == 6
    assert 'aria-label="0 of 5"' in page
    assert 'value="5"' in page
    assert 'action="/feedback/v1/form"' in page


def test_an_nps_question_has_eleven_buttons_from_0_to_10():
    page = render("/// nps\n///", "et")
    assert page.count('<button name="value"') == 11
    assert "Kui tõenäoliselt soovitaksid meid sõbrale?" in page
    assert '<input type="hidden" name="language" value="et">' in page


def test_writers_may_ask_in_their_own_words_and_with_stars_or_faces():
    page = render('/// csat | stars\nWas the call <good> & "quick"?\n///')
    assert "Was the call &lt;good&gt; &amp; &quot;quick&quot;?" in page
    assert page.count("★") == 6
    assert "🤩" in render("/// csat | faces\n///")


def test_the_collector_of_another_origin_is_named():
    page = render("/// nps\n///", collector_url="https://feedback.example.com/")
    assert 'action="https://feedback.example.com/feedback/v1/form"' in page


def test_the_form_names_its_page_and_has_a_thanks_to_come_back_to():
    page = render("/// csat\n///\n\n/// nps\n///", page='/it/a"b/')
    assert page.count('<input type="hidden" name="page" value="/it/a&quot;b/">') == 2
    assert page.count('id="helpcentre-thanks-csat"') == page.count('id="helpcentre-thanks-nps"') == 1
    assert 'name="page"' not in render("/// csat\n///")


@pytest.mark.parametrize(("block", "hint"), [("csat | star", "did you mean 'stars'"), ("nps | faces", "numbers")])
def test_a_look_that_does_not_exist_is_reported(block, hint):
    with pytest.raises(HelpCentreError, match=hint):
        render(f"/// {block}\n///")


def post(**fields):
    body = urlencode(fields).encode()
    request = IncomingRequest(body, "application/x-www-form-urlencoded", 1_795_000_000_000)
    return parse_form(request, (uuid4().bytes, uuid4().bytes))


@pytest.mark.parametrize(("kind", "value"), [("csat", "0"), ("csat", "5"), ("nps", "10")])
def test_the_form_alone_is_a_score(kind, value):
    (score,) = post(kind=kind, language="it", value=value, website="").events
    assert (score.kind, score.value, score.language) == (kind, int(value), "it")


@pytest.mark.parametrize(("kind", "value"), [("csat", "6"), ("nps", "11"), ("csat", ""), ("csat", "x")])
def test_a_score_off_the_scale_is_refused(kind, value):
    assert post(kind=kind, language="it", value=value).status == 422


def test_a_form_that_fills_in_the_hidden_field_is_marked():
    assert post(kind="csat", language="it", value="4", website="http://spam.example").trapped


@pytest.mark.parametrize(("first", "place"), [("csat", 3), ("nps", 3), ("csat | stars", 3)])
def test_an_error_in_a_question_is_placed_at_its_line(monkeypatch, first, place):
    from helpcentre.markdown_blocks import score

    def fail(block, look, question):
        raise HelpCentreError("no")

    monkeypatch.setattr(score.ScoreBlock, "piece", fail)
    problems = []
    text = f"Text.\n\n/// {first}\n///\n"
    markdown.markdown(
        text,
        extensions=["helpcentre.markdown_blocks"],
        extension_configs={
            "helpcentre.markdown_blocks": {"language": "en", "problems": problems, "path": "a.md", "text": text}
        },
    )

    assert [(one.path, one.line) for one in problems] == [("a.md", place)]


def test_python_markdown_may_ask_for_the_extension_by_the_name_of_the_module():
    from helpcentre.markdown_blocks import BlocksExtension, makeExtension

    made = makeExtension(language="it")

    assert isinstance(made, BlocksExtension)
    assert made.getConfig("language") == "it"
