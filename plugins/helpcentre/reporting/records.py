"""The input of the report: plain records, the same from SQLite, PostgreSQL or a test.

A store reads them for a window of UTC days (`since` and `until`, both inside the window). The tallies contain only what
counts: the last answer of each reader per article, version and day; nothing superseded, nothing quarantined. Tallies
outlive the items they were made from, so a report over two years works although items are pruned after 400 days.

Days are `date.toordinal()` of the UTC day the reader answered (`date.fromordinal(day)` gives the date back); dates with
times are aware datetimes in UTC. `article` is the article id, the same in every language.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from helpcentre.contract.limits import day_of

ArticleKey = tuple[str, str]  # article id and language
State = Literal["counted", "superseded", "quarantined", "discarded"]
GapState = Literal["new", "planned", "answered", "dismissed"]
IssueStatus = Literal["open", "planned", "fixed", "declined"]
Nature = Literal["content", "product", "translation", "search", "service", "spam", "other"]


def normalise_wording(text: str) -> str:
    """Return a question in the form in which it is compared with others: single spaces, case folded."""
    return " ".join(text.split()).casefold()


class VoteCount(NamedTuple):
    """The number of readers who gave an answer on one day: `value` 1 (yes) or 0 (no), `reason` "" if none was given."""

    day: int
    article: str
    language: str
    version: str
    value: int
    reason: str
    n: int


class VersionTotal(NamedTuple):
    """All votes a text version has ever had, whatever the window, without wrong-page ones."""

    article: str
    language: str
    version: str
    yes: int
    no: int


class HeadingCount(NamedTuple):
    """The number of No votes in the window that pointed at a heading (its id on the page)."""

    article: str
    language: str
    version: str
    heading: str
    n: int


class ContactCount(NamedTuple):
    """Clicks on a contact channel; `article` is "" if the click was not on an article."""

    day: int
    channel: str
    article: str
    language: str
    n: int


class ViewCount(NamedTuple):
    """Page views, if the site counts them (off by default)."""

    day: int
    article: str
    language: str
    n: int


class RatingCount(NamedTuple):
    """Answers to a satisfaction question: `kind` csat has values 0-5, nps 0-10. The scales are never mixed."""

    day: int
    kind: str
    language: str
    value: int
    n: int


class RunCount(NamedTuple):
    """Runs of a troubleshooter on one day: `mark` says what is counted, at the step `step` ("" for `entered`).

    `entered`: a reader gave a first answer; `reached`: the step was shown; `open`, `solved` and `contacted`: the run
    stopped there, was solved there, or led on to the contact page from there.
    """

    day: int
    article: str
    language: str
    version: str
    mark: str
    step: str
    n: int


class SearchCount(NamedTuple):
    """Searches of one day and language, and how many of them had each mark (a search can have several).

    `unclicked`: results were shown and none was followed; `open`: the same, but the reader may still follow one;
    `reformulated`: it followed another search of the same reader; `missing`: the reader pressed "this is missing";
    `refined`, `abandoned`, `contacted` and `solved` are outcomes: the reader searched again, left, went to a contact
    channel, or said on the contact page that an answer helped.
    """

    day: int
    language: str
    searches: int
    zero: int
    unclicked: int
    corrected: int
    reformulated: int
    missing: int
    open: int = 0
    refined: int = 0
    abandoned: int = 0
    contacted: int = 0
    solved: int = 0


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """The manifest's last entry for an article in a language. `live` is false once it left the manifest."""

    article: str
    language: str
    title: str
    url: str
    kind: str
    topics: tuple[str, ...]
    owner: str | None
    reviewed: date | None
    version: str
    live: bool
    headings: tuple[tuple[str, str], ...] = ()  # (id, text) in page order


@dataclass(frozen=True, slots=True)
class Version:
    """A text version the collector has seen: when it was first seen, and the sketch for estimating its similarity."""

    article: str
    language: str
    version: str
    first_seen: datetime
    sketch: str


def oldest_first(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return the versions of one article and language in a fixed order, oldest first."""
    return tuple(sorted(versions, key=lambda one: (one.first_seen, one.version)))


class CommentRecord(NamedTuple):
    """A comment with the vote it belongs to. `issue` is the number of the issue it was filed under."""

    id: str
    vote: str
    article: str
    language: str
    version: str
    text: str
    occurred: datetime
    value: int | None
    reason: str | None
    heading: str | None
    state: State
    issue: int | None = None


class Query(NamedTuple):
    """A search whose words were kept because it failed, was corrected, reformulated or left; redacted.

    `repeat` is 1 if the same reader searched for the same words before on the same day: count the others to learn how
    many readers asked. `previous` is the id of the search before this one. `clicked` is the article it ended at, or "".
    `outcome` is what the reader did last, as in the wire contract; "" from a page that sends a search once.
    A month may have ten thousand: ids are their 16 bytes and `at` is in Unix milliseconds, as they are stored.
    """

    id: bytes
    query: str
    language: str
    results: int
    clicked: str
    corrected: str | None
    previous: bytes | None
    missing: int  # 1 or 0, as is `repeat`
    repeat: int
    at: int
    outcome: str = ""

    @property
    def day(self) -> int:
        """The ordinal of the UTC day."""
        return day_of(self.at)


class GapDecision(NamedTuple):
    """A decision about one wording; `at` is in Unix milliseconds, `article` the answer, if there is one."""

    wording: bytes
    state: GapState
    reason: str
    article: str
    at: int

    @property
    def day(self) -> int:
        """The ordinal of the UTC day."""
        return day_of(self.at)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An item set aside: `signals` are the reason codes, `text` the words of a comment or query."""

    id: str
    kind: str
    article: str | None
    language: str
    version: str | None
    value: int | None
    reason: str | None
    text: str | None
    signals: tuple[str, ...]
    occurred: datetime


@dataclass(frozen=True, slots=True)
class Issue:
    """Items filed together as one task; `items` are their ids, `frequency` is how many are of the last 30 days."""

    issue: int
    title: str
    nature: Nature
    severity: int  # 1 (worst) to 4
    status: IssueStatus
    article: str | None
    language: str | None
    owner: str | None
    opened: datetime
    closed: datetime | None
    items: tuple[str, ...] = ()
    frequency: int = 0


_HAVE_A_LANGUAGE = (
    "articles", "versions", "totals", "votes", "earlier", "headings", "comments", "contacts", "views", "ratings",
    "searches", "queries", "runs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportRows:
    """Everything a report over one window is made from; a test may fill in only what it needs."""

    since: date
    until: date
    articles: tuple[ArticleRecord, ...] = ()
    versions: tuple[Version, ...] = ()
    totals: tuple[VersionTotal, ...] = ()
    votes: tuple[VoteCount, ...] = ()
    earlier: tuple[VoteCount, ...] = ()  # those before the window, by spans of days: see `calendar_bins.spans_before`
    headings: tuple[HeadingCount, ...] = ()
    comments: tuple[CommentRecord, ...] = ()  # newest first
    contacts: tuple[ContactCount, ...] = ()
    views: tuple[ViewCount, ...] = ()
    ratings: tuple[RatingCount, ...] = ()
    searches: tuple[SearchCount, ...] = ()
    queries: tuple[Query, ...] = ()  # newest first
    runs: tuple[RunCount, ...] = ()
    decisions: tuple[GapDecision, ...] = ()
    issues: tuple[Issue, ...] = ()
    quarantined: int = 0  # items waiting for a decision
    counters: dict[str, int] = field(default_factory=dict)  # accepted, stored, refused_<reason> … of all time
    site_name: str = ""
    languages: tuple[str, ...] = ()

    def of_language(self, language: str) -> "ReportRows":
        """Return only the records of one language."""
        narrowed: dict[str, Any] = {
            name: tuple(record for record in getattr(self, name) if record.language == language)
            for name in _HAVE_A_LANGUAGE
        }
        return replace(self, **narrowed)
