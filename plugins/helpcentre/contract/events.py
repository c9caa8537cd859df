"""The wire contract: what a page may tell the collector, as pydantic models; the OpenAPI document is made from these.

One object or a list of up to 20 is sent to `POST /feedback/v1/items`. Unknown fields are refused, so that a typo in a
client is seen and nothing personal slips in unasked. `read_event` takes one decoded JSON value.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from helpcentre.contract.limits import (
    ARTICLE_PATTERN,
    CHANNEL_PATTERN,
    LANGUAGE_PATTERN,
    LIST_LIMIT,
    TEXT_LIMIT,
    UUID4_PATTERN,
    VERSION_PATTERN,
)

Reason = Literal["didnt_work", "unclear", "outdated", "missing", "wrong_page", "other"]
REASONS: tuple[Reason, ...] = ("didnt_work", "unclear", "outdated", "missing", "wrong_page", "other")


def _number(value: Any) -> Any:
    """JSON has one number type, so 1.0 is a whole number; but `"1"` and `true` are no numbers."""
    if isinstance(value, bool | str):
        raise ValueError("write a whole number, without quotes")  # noqa: TRY004 - pydantic turns only this into a finding
    return value


_WHOLE = BeforeValidator(_number)  # after the limits: before them, they would not come into the JSON Schema
Id = Annotated[
    str,
    Field(
        pattern=UUID4_PATTERN,
        min_length=36,
        max_length=36,
        description="A random UUID (version 4), made once per intent and sent again with every retry.",
    ),
]
ArticleId = Annotated[
    str, Field(pattern=ARTICLE_PATTERN, max_length=200, description="The article's id, the same in every language.")
]
Language = Annotated[
    str, Field(pattern=LANGUAGE_PATTERN, max_length=35, description="The language of the page: en, it, id, et, pt-BR.")
]
VersionHash = Annotated[
    str, Field(pattern=VERSION_PATTERN, description="16 hex digits: the text version the reader saw, from the page.")
]
Words = Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT)]


class Event(BaseModel):
    """What every kind of item has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    language: Language
    age_ms: Annotated[int, Field(ge=0, le=2**53), _WHOLE] | None = Field(
        None,
        description="Milliseconds since the page was opened, plus the time the item waited in the retry queue. "
        "Counted by the browser's monotonic clock; the collector takes its own time minus this, at most seven days.",
    )


def _reason_needs_no(schema: dict[str, Any]) -> None:
    """Say in JSON Schema what `Vote.only_a_no_is_explained` says in Python."""
    schema["if"] = {"properties": {"value": {"const": 1}}, "required": ["value"]}
    schema["then"] = {"properties": {"reason": {"type": "null"}, "heading": {"type": "null"}}}


class Vote(Event):
    """Was this helpful? One reader counts once per article, version and day; the last answer wins."""

    model_config = ConfigDict(json_schema_extra=_reason_needs_no)

    kind: Literal["vote"]
    article: ArticleId
    version: VersionHash
    value: Annotated[int, Field(ge=0, le=1), _WHOLE] = Field(description="1: yes, this helped. 0: no.")
    reason: Reason | None = Field(None, description="Why not; only with value 0.")
    heading: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        None, description="The id of the heading where it went wrong; only with value 0."
    )
    replaces: Id | None = Field(None, description="The id of the reader's own earlier vote, which this one takes over.")

    @field_validator("reason", "heading")
    @classmethod
    def only_a_no_is_explained(cls, explanation: str | None, info: ValidationInfo) -> str | None:
        """Refuse a yes with a reason: it is a mistake in the client."""
        if explanation is not None and info.data.get("value") == 1:
            raise ValueError("only a vote of 0 has a reason or a heading; leave it out")
        return explanation


class Comment(Event):
    """A reader's own words, belonging to a vote; never shown in public."""

    kind: Literal["comment"]
    vote: Id = Field(description="The id of the vote this belongs to; only its sender knows it.")
    article: ArticleId
    version: VersionHash
    text: Words = Field(
        description="At most 1,000 characters; addresses and numbers are taken out before it is stored."
    )


class Search(Event):
    """One search. Its words are kept only if it failed, was corrected or followed another; otherwise it is counted."""

    kind: Literal["search"]
    query: Words = Field(description="What the reader typed.")
    results: Annotated[int, Field(ge=0, le=1_000_000), _WHOLE] = Field(description="How many results were shown.")
    clicked: ArticleId | None = Field(None, description="The article the reader opened from the results.")
    corrected: Words | None = Field(None, description="What was searched instead, where spelling was corrected.")
    previous: Id | None = Field(None, description="The id of the same reader's search before this one.")
    missing: bool = Field(default=False, strict=True, description="The reader pressed: this is missing.")


class Contact(Event):
    """A click on a contact channel."""

    kind: Literal["contact"]
    channel: Annotated[str, Field(pattern=CHANNEL_PATTERN, max_length=100)] = Field(
        description="The channel's id in support.yml."
    )
    article: ArticleId | None = Field(None, description="The article the reader came from.")


class Csat(Event):
    """How satisfied are you? 0 to 5."""

    kind: Literal["csat"]
    value: Annotated[int, Field(ge=0, le=5), _WHOLE] = Field(description="0 (not at all) to 5 (very).")


class Nps(Event):
    """Would you recommend us? 0 to 10."""

    kind: Literal["nps"]
    value: Annotated[int, Field(ge=0, le=10), _WHOLE] = Field(description="0 (never) to 10 (certainly).")


class View(Event):
    """A page was read. Off by default; only counted, no row is kept."""

    kind: Literal["view"]
    article: ArticleId


AnyEvent = Vote | Comment | Search | Contact | Csat | Nps | View
_Tagged = Annotated[AnyEvent, Field(discriminator="kind")]
_EVENT: TypeAdapter[AnyEvent] = TypeAdapter(_Tagged)
_BODY: TypeAdapter[AnyEvent | list[AnyEvent]] = TypeAdapter(
    _Tagged | Annotated[list[_Tagged], Field(min_length=1, max_length=LIST_LIMIT)]
)


class FormPost(BaseModel):
    """The same answer from a reader without JavaScript (`POST /feedback/v1/form`); the server makes the id.

    `website` is a field people do not see: what fills it in is set aside. An answer that leaves `value` out but gives
    a reason or a text is a No, because only who answered No is asked for them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["vote"] = Field("vote", description="Always vote.")
    article: ArticleId
    language: Language
    version: VersionHash
    value: Literal["0", "1", ""] = Field("", description="1: yes, this helped. 0: no.")
    reason: Reason | Literal[""] = Field("", description="Why not.")
    heading: Annotated[str, Field(max_length=200)] = Field("", description="The heading where it went wrong.")
    text: Annotated[str, Field(max_length=2 * TEXT_LIMIT)] = Field("", description="The reader's own words.")
    website: Annotated[str, Field(max_length=2000)] = Field("", description="Leave empty: people cannot see it.")


def _csat_ends_at_5(schema: dict[str, Any]) -> None:
    """Say in JSON Schema what `Csat.value` says of the score once it is a number."""
    schema["if"] = {"properties": {"kind": {"const": "csat"}}, "required": ["kind"]}
    schema["then"] = {"properties": {"value": {"pattern": "^[0-5]$"}}}


class ScorePost(BaseModel):
    """A satisfaction or recommendation score from a reader without JavaScript, sent to the same address."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_csat_ends_at_5)

    kind: Literal["csat", "nps"]
    language: Language
    value: Annotated[str, Field(pattern=r"^(?:[0-9]|10)$", description="0 to 5 for csat, 0 to 10 for nps.")]
    page: Annotated[str, Field(max_length=1000)] = Field(
        "", description="The page to come back to, such as `/it/contact/`; one the site does not have is its home page."
    )
    website: Annotated[str, Field(max_length=2000)] = Field("", description="Leave empty: people cannot see it.")


class Invalid(ValueError):  # noqa: N818 - it names what the body is
    """The body is not what the contract says; `at` is the field, such as `value`, "" for the whole."""

    def __init__(self, at: str) -> None:
        self.at = at
        super().__init__(at)


def read_event(value: Any) -> AnyEvent:
    """Return one decoded JSON value as an event; raises Invalid with the first field that is wrong."""
    try:
        return _EVENT.validate_python(value)
    except ValidationError as error:
        raise Invalid(_place(error, tagged=True)) from None


def read_form(fields: dict[str, str]) -> FormPost | ScorePost:
    """Return the fields of a form; raises Invalid with the first field that is wrong."""
    model = ScorePost if fields.get("kind") in ("csat", "nps") else FormPost
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise Invalid(_place(error, tagged=False)) from None


def body_schema(ref_template: str) -> dict[str, Any]:
    """Return the JSON Schema of a request body: one event or a list of them."""
    return _BODY.json_schema(ref_template=ref_template)


def _place(error: ValidationError, *, tagged: bool) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"].startswith("union_tag"):
        return "kind"
    place = first["loc"][1:] if tagged else first["loc"]  # a tagged union puts the kind first
    return str(place[0]) if place else ""
