"""Articles of other help desks: what becomes of them, and what a writer is told."""

import pytest

from helpcentre.articles.help_desk_import import convert_articles, parse_export
from helpcentre.articles.model import Source
from helpcentre.articles.read import Languages, read_article
from helpcentre.commands.import_ import to_markdown
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
        "it/faq/how-do-i-return-something.md",
    ]


def test_every_file_is_an_article_that_can_be_read():
    for path, text in done().files.items():
        assert read_article(Source(path, text), LANGUAGES).title


def test_titles_days_and_kinds_come_along():
    article = read_article(Source("en/faq/x.md", done().files["en/faq/how-do-i-return-something.md"]), LANGUAGES)
    assert (article.title, article.kind.value, str(article.reviewed)) == (
        "How do I return something?",
        "faq",
        "2026-10-02",
    )


def test_links_between_the_articles_lead_to_the_new_files():
    assert "[costs](../guides/costs-who-pays.md#b)" in done().files["en/faq/how-do-i-return-something.md"]


def test_a_top_heading_steps_down_for_the_title():
    assert "\n## Short\n" in done().files["en/faq/how-do-i-return-something.md"]


def test_signs_that_mean_nothing_stay_signs():
    assert r"You \*or\* we." in done().files["en/guides/costs-who-pays.md"]


def test_what_does_not_come_along_is_told():
    draft, french, pictures, film = done().notes
    assert draft == "“Secret” (en-us): a draft; left out"
    assert french == "“Comment rendre ?”: the site has no language 'fr'; left out"
    assert pictures.startswith("en/faq/how-do-i-return-something.md: its pictures still lie elsewhere; save them")
    assert film.startswith("en/faq/how-do-i-return-something.md: has a film or frame that was left out")


def test_freshdesk_is_known_too_and_takes_the_language_given():
    data = [
        {"id": 5, "title": "Quando arriva?", "description": "<p>Presto.</p>", "status": 2},
        {"id": 6, "title": "Bozza", "description": "<p>…</p>", "status": 1},
    ]
    assert list(done(data, "it").files) == ["it/faq/quando-arriva.md"]


def test_two_articles_of_one_title_both_live():
    data = [{"id": number, "title": "Help", "description": "<p>x</p>", "status": 2} for number in (1, 2)]
    assert list(done(data).files) == ["en/guides/help.md", "en/guides/help-2.md"]


@pytest.mark.parametrize("data", [{}, [], {"tickets": []}, [{"id": 1}], "text", None])
def test_anything_else_is_told_with_what_to_bring(data):
    with pytest.raises(HelpCentreError, match="holds no articles that we know; export them as JSON"):
        done(data)
