"""The check of a pipeline: it fails only for an article that is clearly below the percentage."""

import pytest
from tests.reporting.reports import TODAY, edited_site, rows, votes

from helpcentre.language.strings import strings
from helpcentre.reporting.report import make_report
from helpcentre.reporting.text import formats
from helpcentre.reporting.text import sentences as say
from helpcentre.reporting.text.fail_under import check_fail_under, find_below

EN = strings("en")


@pytest.fixture(scope="module")
def report():
    return make_report(edited_site(), TODAY)


@pytest.mark.parametrize(("percentage", "failing"), [(36, False), (60, True), (100, True)])
def test_the_gate_names_an_article_only_below_a_percentage_it_clearly_misses(report, percentage, failing):
    code, message = check_fail_under(report, percentage, EN)
    share = formats.percent(percentage / 100, "en")
    assert code == int(failing)
    assert ("failing (en)" in message) == failing
    if not failing:
        assert message == EN.text("report.digest.gate_fine", share=share)


@pytest.mark.parametrize(("answers", "named"), [(4, False), (5, True)])
def test_the_gate_looks_at_articles_with_five_answers_or_more(answers, named):
    good = [votes(f"good-{number}", 40, 2) for number in range(9)]
    bad = make_report(rows(votes("bad", 0, answers), *good), TODAY)
    assert [row.article for row in find_below(bad, 99.9)][:1] == (["bad"] if named else ["good-0"])


def test_the_message_of_the_gate_says_how_certain_it_is(report):
    _, message = check_fail_under(report, 60, EN)
    first, second, *_ = message.splitlines()
    row = report.row("failing", "en")
    assert first == EN.text("report.digest.gate_fail", n=2, share="60%")  # and the one that an edit spoilt
    sure = EN.text("report.verdict.sure", sure=formats.percent(row.belief.below(0.6), "en"))
    assert second == f"  failing (en): {say.helpful(row, EN)} · {sure}"
