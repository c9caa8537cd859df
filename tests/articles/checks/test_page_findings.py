"""The findings on a page are kept as long as the page is the same and the site gives the same answers."""

import pytest

from helpcentre.articles.checks.page_findings import PageResults
from helpcentre.articles.checks.recorded_site import AnswerLog, RecordedSite
from helpcentre.articles.checks.registry import RULES, check_all
from helpcentre.articles.checks.rule import PerPage
from tests.articles.sample import checked, page

PAGES = {
    "en/faq/a.md": page("A?", body="[B](b.md#part)\n"),
    "en/faq/b.md": page("B?", body="## Part\n\n[C](c.md)\n"),
    "en/faq/c.md": page("C?", body="Text.\n"),
    "it/faq/a.md": page("A?", body="[B](b.md)\n"),
}
RULES_PER_PAGE = [rule for rule in RULES if isinstance(rule.check, PerPage)]


def digests(site):
    return {path: f"{hash(one.article.source)} {one.refused}" for path, one in site.pages.items()}


def run(pages, earlier=None, **more):
    """Return the findings and the results of a site, and the pages that were searched."""
    site = checked(pages, **more)
    results = PageResults(digests(site), earlier or {})
    findings = list(results.find(RULES_PER_PAGE, site))
    searched = {path for path, one in results.found.items() if (earlier or {}).get(path) is not one}
    return findings, results.found, searched


def test_findings_are_those_of_a_run_without_results():
    site = checked(PAGES)

    assert set(check_all(site, None, PageResults(digests(site)))) == set(check_all(site))


def test_nothing_is_searched_again_if_nothing_has_changed():
    before, results, _ = run(PAGES)

    found, _, searched = run(PAGES, results)

    assert (found, searched) == (before, set())


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("en/faq/c.md", page("C?", body="Other text.\n"), {"en/faq/c.md"}),
        ("en/faq/b.md", page("B?", body="## Other\n\n[C](c.md)\n"), {"en/faq/b.md", "en/faq/a.md"}),
        ("en/faq/a.md", page("A?", body="[B](b.md)\n"), {"en/faq/a.md", "it/faq/a.md"}),
    ],
)
def test_a_page_is_searched_again_with_those_that_depend_on_it(path, text, expected):
    _, results, _ = run(PAGES)

    found, _, searched = run(PAGES | {path: text}, results)

    assert expected <= searched
    assert set(found) == set(run(PAGES | {path: text})[0])


def test_pages_that_do_not_depend_on_a_changed_one_are_not_searched_again():
    _, results, _ = run(PAGES)

    _, _, searched = run(PAGES | {"en/faq/c.md": page("C?", body="Other text.\n")}, results)

    assert "en/faq/a.md" not in searched


def test_a_page_that_is_gone_is_missed_by_those_that_link_to_it():
    _, results, _ = run(PAGES)
    rest = {path: text for path, text in PAGES.items() if path != "en/faq/c.md"}

    found, _, searched = run(rest, results)

    assert "en/faq/b.md" in searched
    assert [(one.path, one.rule) for one in found if one.rule == "link-dead"] == [
        ("en/faq/b.md", "link-dead"),
        ("it/faq/a.md", "link-dead"),
    ]


def test_pages_with_refused_front_matter_are_searched_for_what_does_not_need_it():
    pages = PAGES | {"en/faq/c.md": "---\ntitle: C?\nkind: nonsense\n---\n[D](d.md)\n"}
    before = run(pages)

    found, _, searched = run(pages, before[1])

    assert ("en/faq/c.md", "link-dead") in [(one.path, one.rule) for one in found]
    assert (found, searched) == (before[0], set())
    assert set(run(PAGES, before[1])[0]) == set(run(PAGES)[0])


@pytest.fixture
def recorded():
    site = checked(PAGES, files=["media/x.png"], redirects={"old/": "en/faq/a.md"})
    return RecordedSite(AnswerLog(site, digests(site)))


@pytest.mark.parametrize(
    ("ask", "way"),
    [
        (lambda site: site.pages["en/faq/a.md"], "pages item"),
        (lambda site: site.pages.get("nowhere"), "pages item"),
        (lambda site: "en/faq/a.md" in site.pages, "pages has"),
        (lambda site: list(site.pages), "pages keys"),
        (lambda site: len(site.pages), "pages keys"),
        (lambda site: site.pages.keys(), "pages keys"),
        (lambda site: list(site.pages.values()), "pages all"),
        (lambda site: site.pages.items(), "pages all"),
        (lambda site: bool(site.redirects), "redirects any"),
        (lambda site: site.by_slug.get(("it", "faq/a")), "by_slug item"),
        (lambda site: ("it", "faq/a") in site.by_id, "by_id has"),
        (lambda site: "media/x.png" in site.files, "files has"),
        (lambda site: sorted(site.files), "files keys"),
        (lambda site: len(site.files), "files keys"),
        (lambda site: site.anchors("en/faq/b.md"), "anchors"),
        (lambda site: site.topics, "topics"),
        (lambda site: site.today, "today"),
        (lambda site: site.languages, "languages"),
    ],
)
def test_every_question_is_noted_and_answered_as_the_site_does(recorded, ask, way):
    answer = ask(recorded)

    assert way in {asked for asked, _ in recorded.log.answers}
    assert answer == ask(recorded.log.site)


def test_an_answer_changes_with_what_was_asked_for_only(recorded):
    other = checked(PAGES | {"en/faq/b.md": page("B?", body="## Part\n\nOther text.\n")}, files=["media/x.png"])
    log = AnswerLog(other, digests(other))

    def same(*question):
        return log.answer(question) == recorded.log.answer(question)

    assert same("anchors", "en/faq/b.md")
    assert same("pages keys", "")
    assert same("pages has", "en/faq/b.md")
    assert same("pages item", "en/faq/a.md")
    assert not same("pages item", "en/faq/b.md")
    assert not same("by_slug item", "en\0faq/b")
    assert not same("pages all", "")
    assert not same("redirects any", "")
    assert log.answer(("pages item", "nowhere")) == log.answer(("files has", "nowhere")) == ""
