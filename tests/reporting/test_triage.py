from tests.reporting.reports import time_of

from helpcentre.language.strings import strings
from helpcentre.reporting.records import Issue
from helpcentre.reporting.text.issues import issues_text
from helpcentre.reporting.triage import Commit, find_closed, urgency_key


def issue(number, status="open", severity=2, frequency=0):
    return Issue(
        number, f"Issue {number}", "content", severity, status, "pay", "it", "team", time_of(9), None, (), frequency
    )


def test_a_trailer_closes_its_issue_and_names_the_commit():
    found = find_closed([Commit("abc123", "Say which cards\n\nFeedback: F-4, F-5\n")], [issue(4), issue(5)])
    assert found.close == ((4, "abc123"), (5, "abc123"))
    assert not found.findings


def test_the_words_of_a_message_close_nothing():
    assert find_closed([Commit("abc", "Talk about F-4 here")], [issue(4)]).close == ()


def test_unknown_numbers_and_typos_are_all_reported_at_once():
    commits = [Commit("abc", "x\n\nFeedback: F-99 #4\n"), Commit("def", "y\n\nfeedback: F-0")]
    said = [str(finding) for finding in find_closed(commits, [issue(4)]).findings]
    assert said == [
        "commit abc: '#4' in the Feedback trailer is not an issue number; write it as Feedback: F-123",
        "commit abc: there is no issue F-99; helpcentre triage lists them",
        "commit def: 'F-0' in the Feedback trailer is not an issue number; write it as Feedback: F-123",
    ]


def test_an_issue_closed_before_stays_as_it_is():
    found = find_closed([Commit("abc", "x\n\nFeedback: F-4")], [issue(4, "declined")])
    assert (found.close, found.already) == ((), (4,))


def test_open_and_severe_and_frequent_come_first():
    issues = [issue(1, "fixed", 1), issue(2, severity=3), issue(3, severity=1), issue(4, severity=3, frequency=9)]
    assert [one.issue for one in sorted(issues, key=urgency_key)] == [3, 4, 2, 1]


def test_the_list_says_status_nature_severity_and_owner():
    said = issues_text([issue(4, frequency=3)], strings("en"))
    assert "F-4" in said
    assert "pay (it) · Open · Content · severity: 2 of 4 · items in 30 days: 3 · team" in said
