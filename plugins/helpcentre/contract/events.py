"""The wire contract: what a page may send to the collector. The OpenAPI document is made from these types.

One object or a list of up to 20 is sent to `POST /feedback/v1/items`. Unknown fields are refused, so that a typo in a
client is noticed and nothing personal slips in unasked. `contract/decoding.py` reads bodies as these types.
"""

from typing import Annotated, Any, Literal, TypeAlias, get_args

from msgspec import Meta, Struct

from helpcentre.contract.limits import (
    ARTICLE_PATTERN,
    CHANNEL_PATTERN,
    LANGUAGE_PATTERN,
    STEP_LIMIT,
    STEP_PATTERN,
    TEXT_LIMIT,
    UUID4_PATTERN,
    VERSION_PATTERN,
    anchored,
)

Kind = Literal["vote", "comment", "search", "contact", "csat", "nps", "view", "troubleshooter"]
Reason = Literal["didnt_work", "unclear", "outdated", "missing", "wrong_page", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)
SearchOutcome = Literal["open", "clicked", "refined", "abandoned", "contacted", "solved"]
RunOutcome = Literal["open", "solved", "contacted"]
REVISION_LIMIT = 1000

Id = Annotated[
    str,
    Meta(
        pattern=anchored(UUID4_PATTERN),
        min_length=36,
        max_length=36,
        description="A random UUID (version 4), made once per intent and sent again with every retry.",
    ),
]
ArticleId = Annotated[
    str,
    Meta(
        pattern=anchored(ARTICLE_PATTERN),
        max_length=200,
        description="The article's id, the same in every language.",
    ),
]
Language = Annotated[
    str,
    Meta(
        pattern=anchored(LANGUAGE_PATTERN),
        max_length=35,
        description="The language of the page: en, it, id, et, pt-BR.",
    ),
]
VersionHash = Annotated[
    str,
    Meta(
        pattern=anchored(VERSION_PATTERN),
        description="16 hex digits: the version of the text that the reader saw, from the page.",
    ),
]
StepId = Annotated[
    str,
    Meta(pattern=anchored(STEP_PATTERN), max_length=40, description="The id of a step of the troubleshooter."),
]
Words = Annotated[str, Meta(min_length=1, max_length=TEXT_LIMIT)]


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """The fields that every kind of item has."""

    id: Id
    language: Language
    age_ms: Annotated[
        Annotated[int, Meta(ge=0, le=2**53)] | None,
        Meta(
            description="Milliseconds since the page was opened, plus the time the item waited in the retry queue. "
            "Counted by the browser's monotonic clock; the collector takes its own time minus this, at most seven days."
        ),
    ] = None

    @property
    def kind(self) -> Kind:
        """Return the value of the field `kind`."""
        tag: Any = self.__struct_config__.tag
        return tag  # type: ignore[no-any-return]


class Vote(Event, frozen=True, kw_only=True, tag="vote"):
    """Was this helpful? One reader counts once per article, version and day; the last answer wins."""

    article: ArticleId
    version: VersionHash
    value: Annotated[int, Meta(ge=0, le=1, description="1: yes, this helped. 0: no.")]
    reason: Annotated[Reason | None, Meta(description="Why not; only with value 0.")] = None
    heading: Annotated[
        Annotated[str, Meta(min_length=1, max_length=200)] | None,
        Meta(description="The id of the heading where it went wrong; only with value 0."),
    ] = None
    replaces: Annotated[
        Id | None, Meta(description="The id of the reader's own earlier vote, which this one replaces.")
    ] = None

    def __post_init__(self) -> None:
        """Refuse a yes with a reason or a heading: it is an error in the client."""
        if self.value == 1 and (self.reason is not None or self.heading is not None):
            raise ValueError("only a vote of 0 has a reason or a heading; leave it out")


class Comment(Event, frozen=True, kw_only=True, tag="comment"):
    """A reader's own words, belonging to a vote; never shown in public."""

    vote: Annotated[Id, Meta(description="The id of the vote this belongs to; only its sender knows it.")]
    article: ArticleId
    version: VersionHash
    text: Annotated[
        Words, Meta(description="At most 1,000 characters; addresses and numbers are removed before it is stored.")
    ]


class Search(Event, frozen=True, kw_only=True, tag="search"):
    """One search, sent again under its id with a higher `revision` whenever the reader does something about it.

    Its words are kept only if it failed, was corrected, followed another search, was followed by one, or ended in
    nothing or at a contact channel; otherwise it is only counted.
    """

    query: Annotated[Words, Meta(description="What the reader typed.")]
    results: Annotated[int, Meta(ge=0, le=1_000_000, description="How many results were shown.")]
    clicked: Annotated[ArticleId | None, Meta(description="The article the reader opened from the results.")] = None
    corrected: Annotated[
        Words | None, Meta(description="What was searched for instead, if the spelling was corrected.")
    ] = None
    previous: Annotated[Id | None, Meta(description="The id of the same reader's search before this one.")] = None
    missing: Annotated[bool, Meta(description="The reader pressed: this is missing.")] = False
    outcome: Annotated[
        SearchOutcome | None,
        Meta(
            description="What the reader did last: open (nothing yet), clicked (followed a result), refined (searched "
            "again), abandoned (left without following a result), contacted (went on to a contact channel), solved "
            "(said on the contact page that an answer helped). Left out by pages that send a search once."
        ),
    ] = None
    revision: Annotated[
        int,
        Meta(
            ge=0,
            le=REVISION_LIMIT,
            description="Counts the changes of this search, from 0. The highest one that arrives within seven days of "
            "the first is what counts, in whatever order they arrive; a lower or equal one is a repetition.",
        ),
    ] = 0


class Contact(Event, frozen=True, kw_only=True, tag="contact"):
    """A click on a contact channel."""

    channel: Annotated[
        str,
        Meta(pattern=anchored(CHANNEL_PATTERN), max_length=100, description="The channel's id in support.yml."),
    ]
    article: Annotated[
        ArticleId | None,
        Meta(description="The article the reader came from, directly or through other pages of the site."),
    ] = None
    search: Annotated[Id | None, Meta(description="The id of the reader's last search in this tab.")] = None


class Csat(Event, frozen=True, kw_only=True, tag="csat"):
    """A satisfaction score (CSAT): 0 to 5."""

    value: Annotated[int, Meta(ge=0, le=5, description="0 (not at all) to 5 (very).")]


class Nps(Event, frozen=True, kw_only=True, tag="nps"):
    """A recommendation score (NPS): 0 to 10."""

    value: Annotated[int, Meta(ge=0, le=10, description="0 (never) to 10 (certainly).")]


class View(Event, frozen=True, kw_only=True, tag="view"):
    """A page was read. Off by default; only counted, no row is kept."""

    article: ArticleId


class TroubleshooterRun(Event, frozen=True, kw_only=True, tag="troubleshooter"):
    """One reader's way through a troubleshooter, from the first answer on.

    It is sent again under its id with a higher `revision` for every further answer; only the ids of steps travel.
    """

    article: ArticleId
    version: VersionHash
    steps: Annotated[
        tuple[StepId, ...],
        Meta(
            min_length=1,
            max_length=STEP_LIMIT,
            description="The ids of the steps the reader has seen, each once, in the order of the last visit. The last "
            "one is where the reader is, or where the run ended.",
        ),
    ]
    outcome: Annotated[
        RunOutcome,
        Meta(
            description="open (the reader is at a step, or gave up there), solved (answered there that it is fixed), "
            "contacted (was led on to the contact page from there)."
        ),
    ]
    revision: Annotated[
        int, Meta(ge=0, le=REVISION_LIMIT, description="Counts the changes of this run, from 0, as that of a search.")
    ] = 0


AnyEvent: TypeAlias = Vote | Comment | Search | Contact | Csat | Nps | View | TroubleshooterRun
EVENT_TYPES: dict[str, type[AnyEvent]] = {kind.__struct_config__.tag: kind for kind in get_args(AnyEvent)}

Trap = Annotated[str, Meta(max_length=2000, description="Leave empty: people cannot see it.")]


class FormPost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same vote from a reader without JavaScript (`POST /feedback/v1/form`); the server makes the id.

    `website` is a field people do not see: a form that fills it in is quarantined. A form that leaves `value` out but
    gives a reason or a text is a No, because only readers who answered No are asked for them.
    """

    kind: Annotated[Literal["vote"], Meta(description="Always vote.")] = "vote"
    article: ArticleId
    language: Language
    version: VersionHash
    value: Annotated[Literal["0", "1", ""], Meta(description="1: yes, this helped. 0: no.")] = ""
    reason: Annotated[
        Literal["didnt_work", "unclear", "outdated", "missing", "wrong_page", "other", ""], Meta(description="Why not.")
    ] = ""
    heading: Annotated[str, Meta(max_length=200, description="The heading where it went wrong.")] = ""
    text: Annotated[str, Meta(max_length=2 * TEXT_LIMIT, description="The reader's own words.")] = ""
    website: Trap = ""


class ScorePost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A satisfaction or recommendation score from a reader without JavaScript, sent to the same address."""

    kind: Annotated[Literal["csat", "nps"], Meta(description="Which question was answered.")]
    language: Language
    value: Annotated[str, Meta(pattern=anchored("^(?:[0-9]|10)$"), description="0 to 5 for csat, 0 to 10 for nps.")]
    page: Annotated[
        str,
        Meta(
            max_length=1000,
            description="The page to return to, such as `/it/contact/`; if the site does not have it, its home page.",
        ),
    ] = ""
    website: Trap = ""


Post: TypeAlias = FormPost | ScorePost
