"""Records for report tests: a small site whose every count is written down."""

from datetime import UTC, date, datetime, time, timedelta

from helpcentre.reporting.records import ArticleRecord, Issue, ReportRows, Version, VersionTotal, VoteCount
from helpcentre.reporting.report_model import Gap

TODAY = date(2026, 11, 22)
OLD, NEW = "a" * 16, "b" * 16


def ago(days):
    return TODAY - timedelta(days=days)


def at(days_ago):
    """Return the Unix milliseconds of the same."""
    return int(time_of(days_ago).timestamp() * 1000)


def time_of(days):
    return datetime.combine(ago(days), time(9), tzinfo=UTC)


def article(name, language="en", version="a" * 16, **more):
    known = {
        "title": name.replace("-", " ").capitalize(),
        "url": f"{language}/faq/{name}/",
        "kind": "faq",
        "topics": ("orders",),
        "owner": "team",
        "reviewed": None,
        "live": True,
    }
    return ArticleRecord(name, language, version=version, **{**known, **more})


def votes(name, yes, no, days=3, language="en", version="a" * 16, reason=""):
    day = ago(days).toordinal()
    counts = [
        VoteCount(day, name, language, version, 1, "", yes),
        VoteCount(day, name, language, version, 0, reason, no),
    ]
    return tuple(one for one in counts if one.n)


def weekly_votes(name, yes, no, first, last=0, **more):
    """Return the same votes in each of the weeks from `first` to `last` days ago."""
    return tuple(vote for days in range(first, last - 1, -7) for vote in votes(name, yes, no, days=days, **more))


def rows(*parts, **more):
    """Make ReportRows of votes (tuples of VoteCount); articles, versions and totals follow from them unless given."""
    counts = tuple(vote for part in parts for vote in part)
    keys = sorted({(vote.article, vote.language) for vote in counts})
    texts = sorted({(vote.article, vote.language, vote.version) for vote in counts})
    made = {
        "since": ago(29),
        "until": TODAY,
        "articles": tuple(article(*key) for key in keys),
        "versions": tuple(Version(*text, time_of(300), "") for text in texts),
        "totals": tuple(
            VersionTotal(
                *text,
                sum(v.n for v in counts if v[1:4] == text and v.value == 1),
                sum(v.n for v in counts if v[1:4] == text and v.value == 0 and v.reason != "wrong_page"),
            )
            for text in texts
        ),
        "votes": counts,
        "site_name": "Brightlane",
        "languages": ("en", "it", "id", "et"),
    }
    return ReportRows(**{**made, **more})


def edited_site(**more):
    """One article that an edit repaired, one that an edit spoilt, one that fails."""
    return rows(
        weekly_votes("repaired", 4, 6, 300, 60), weekly_votes("repaired", 9, 1, 58, version=NEW),
        weekly_votes("spoilt", 9, 1, 300, 60), weekly_votes("spoilt", 4, 6, 58, version=NEW),
        votes("failing", 18, 31, reason="unclear"),
        articles=(*(article(name, version=NEW) for name in ("repaired", "spoilt")), article("failing")),
        versions=tuple(
            Version(name, "en", version, time_of(days), "")
            for name in ("repaired", "spoilt")
            for version, days in ((OLD, 300), (NEW, 59))
        ),
        **more,
    )  # fmt: skip


def gap(number=1, query="qris", **more):
    given = {
        "language": "en", "wordings": ((query, 4),), "readers": 4, "reworded": 0, "missing": 0, "first": ago(3),
        "last": ago(1), "likely": None,
    }  # fmt: skip
    return Gap(number, **given | more)


def issue(number, **more):
    given = {
        "title": f"Issue {number}", "nature": "content", "severity": 2, "status": "open", "article": "pay",
        "language": "it", "owner": "team", "opened": datetime(2026, 11, 3, 9, tzinfo=UTC), "closed": None,
    }  # fmt: skip
    return Issue(number, **given | more)
