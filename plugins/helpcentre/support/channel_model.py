"""How to reach the shop: channels, promises, topics and notices of content/support.yml (see `hours_model`)."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from helpcentre.support.field_types import Day, Language, LocalTime, Minutes, Words
from helpcentre.support.schedule_model import Country, Names, StrictModel

Kind = Literal[
    "phone",
    "email",
    "form",
    "whatsapp",
    "telegram",
    "messenger",
    "chat",
    "chatbot",
    "social",
    "shop",
    "community",
]


class Measured(StrictModel):
    """What `helpcentre kpi --tickets` measured: 9 of 10 answers came within `p90` working time."""

    p90: Minutes
    answers: Annotated[int, Field(ge=1)]
    through: Day | None = None


class Response(StrictModel):
    """What the channel promises: `live` with a `wait`, `async` with a `promise`, or `none`."""

    mode: Literal["live", "async", "none"]
    wait: Minutes | None = None
    promise: (
        Annotated[
            Annotated[Minutes, Tag("length")] | Annotated[Words, Tag("text")],
            Discriminator(lambda value: "text" if isinstance(value, dict) else "length"),
        ]
        | None
    ) = None
    clock: Literal["working", "elapsed"] = "working"
    measured: Measured | None = None

    @property
    def minutes(self) -> int | None:
        """The promise in minutes, or None when it is in words or there is none."""
        return self.promise if isinstance(self.promise, int) else None


class Handover(StrictModel):
    """The people behind a chatbot."""

    to: Annotated[Names, Field(min_length=1)]


class PostalAddress(StrictModel):
    """Where a shop counter is."""

    street: str
    locality: str
    postal_code: str | None = None
    country: Country


class Channel(StrictModel):
    """One way to reach the shop; which keys a kind needs is told by `routing`."""

    kind: Kind
    label: Words | None = None
    number: str | None = None
    address: (
        Annotated[
            Annotated[str, Tag("text")] | Annotated[PostalAddress, Tag("postal")],
            Discriminator(lambda value: "postal" if isinstance(value, dict | PostalAddress) else "text"),
        ]
        | None
    ) = None
    url: str | None = None
    username: str | None = None
    schedule: str | None = None
    languages: list[Language] | None = None
    topics: Names | None = None
    cost: Words | None = None
    limits: Words | None = None
    note: Words | None = None
    reachable_from: list[Country] | None = None
    response: Response = Response(mode="none")
    subject: Words | None = None
    body: Words | None = None
    text: Words | None = None
    handover: Handover | None = None
    supported: bool = True
    redirect_to: Names | None = None

    def speaks(self, language: str) -> bool:
        """Return whether people answer in `language`; a channel without `languages` takes all."""
        return self.languages is None or language in self.languages


class Topic(StrictModel):
    """What a question is about."""

    label: Words
    recommend: Names = Field(default_factory=list)
    hide: Names = Field(default_factory=list)


class Unsupported(StrictModel):
    """Where to send people who write where nobody answers."""

    to: Annotated[Names, Field(min_length=1)]


class Link(StrictModel):
    """An article (by its id) or an address, with the words that are clicked."""

    article: str | None = None
    url: str | None = None
    text: Words

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.article is None) == (self.url is None):
            raise ValueError("write either 'article' (its id) or 'url'")
        return self


def _notice_id(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError("write small letters, digits and hyphens, such as christmas-delays")
    return name


class Notice(StrictModel):
    """A dated banner; times are wall clock in the default zone."""

    id: Annotated[str, AfterValidator(_notice_id)]
    start: LocalTime = Field(alias="from")
    to: LocalTime
    severity: Literal["info", "warning", "critical"] = "info"
    topics: Names | None = None
    languages: list[Language] | None = None
    text: Words
    link: Link | None = None
    promise: dict[str, Minutes] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.to <= self.start:
            raise ValueError(f"'to' ({self.to:%Y-%m-%dT%H:%M}) is not after 'from'; swap them")
        return self
