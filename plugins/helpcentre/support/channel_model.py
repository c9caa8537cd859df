"""The models of `channels`, `topics`, `unsupported` and `notices` in content/support.yml."""

import re
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from helpcentre.support.contact_formats import parse_url
from helpcentre.support.field_types import Country, Day, Language, LocalisedText, LocalTime, Minutes, Names, StrictModel

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


LEAST_ANSWERS = 5
"""With fewer answers a measured time is not meaningful: it is neither shown nor compared with the promise."""


class MeasuredTime(StrictModel):
    """The answer time that `helpcentre kpi --tickets` measured: 9 of 10 answers came within `p90`."""

    p90: Minutes
    answers: Annotated[int, Field(ge=1)]
    through: Day | None = None


class Response(StrictModel):
    """The channel's promise: `live` with a `wait`, `async` with a `promise`, or `none`."""

    mode: Literal["live", "async", "none"]
    wait: Minutes | None = None
    promise: (
        Annotated[
            Annotated[Minutes, Tag("length")] | Annotated[LocalisedText, Tag("text")],
            Discriminator(lambda value: "text" if isinstance(value, dict) else "length"),
        ]
        | None
    ) = None
    clock: Literal["working", "elapsed"] = "working"
    measured: MeasuredTime | None = None

    @property
    def measured_too_late(self) -> int | None:
        """The measured time if it is longer than the promise and measured from enough answers, else None."""
        if self.minutes is None or self.measured is None or self.measured.answers < LEAST_ANSWERS:
            return None
        return self.measured.p90 if self.measured.p90 > self.minutes else None

    @property
    def minutes(self) -> int | None:
        """The promise in minutes, or None if it is in words or missing."""
        return self.promise if isinstance(self.promise, int) else None


class Handover(StrictModel):
    """The channels a chatbot hands over to, where people answer."""

    to: Annotated[Names, Field(min_length=1)]


class PostalAddress(StrictModel):
    """The address of a shop."""

    street: str
    locality: str
    postal_code: str | None = None
    country: Country


class ContactForm(StrictModel):
    """The site's own form: `privacy` is the id of the article about personal data, `consent` the text of its box."""

    privacy: str | None = None
    consent: LocalisedText | None = None


class Channel(StrictModel):
    """One way to reach the shop; `checks.channels` checks which keys its kind needs."""

    kind: Kind
    label: LocalisedText | None = None
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
    cost: LocalisedText | None = None
    limits: LocalisedText | None = None
    note: LocalisedText | None = None
    reachable_from: list[Country] | None = None
    response: Response = Response(mode="none")
    subject: LocalisedText | None = None
    body: LocalisedText | None = None
    text: LocalisedText | None = None
    handover: Handover | None = None
    contact_form: ContactForm | None = None
    supported: bool = True
    redirect_to: Names | None = None

    def speaks(self, language: str) -> bool:
        """Return whether `language` is answered; a channel without `languages` answers all."""
        return self.languages is None or language in self.languages

    def answers_any(self, topics: Iterable[str]) -> bool:
        """Return whether one of `topics` is answered; a channel without `topics` answers all."""
        return self.topics is None or not set(self.topics).isdisjoint(topics)


class Topic(StrictModel):
    """A subject of questions, with the channels to recommend or hide for it."""

    label: LocalisedText
    icon: str | None = None
    """A name in the set of icons, or the path of an SVG file in the content folder."""
    recommend: Names = Field(default_factory=list)
    hide: Names = Field(default_factory=list)


class Unsupported(StrictModel):
    """The channels to suggest to people who write to a place that nobody answers."""

    to: Annotated[Names, Field(min_length=1)]


class NoticeLink(StrictModel):
    """A link to an article (by its id) or an address, with its text."""

    article: str | None = None
    url: Annotated[str, AfterValidator(parse_url)] | None = None
    text: LocalisedText

    @model_validator(mode="after")
    def _check_target(self) -> Self:
        if (self.article is None) == (self.url is None):
            raise ValueError("give either 'article' (its id) or 'url'")
        return self


def _check_notice_id(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError("use lower-case letters, digits and hyphens, for example christmas-delays")
    return name


class Notice(StrictModel):
    """A dated banner; its times are local times of the default time zone."""

    id: Annotated[str, AfterValidator(_check_notice_id)]
    start: LocalTime = Field(alias="from")
    to: LocalTime
    severity: Literal["info", "warning", "critical"] = "info"
    topics: Names | None = None
    languages: list[Language] | None = None
    text: LocalisedText
    link: NoticeLink | None = None
    promise: dict[str, Minutes] = Field(default_factory=dict)

    def concerns(self, topics: Iterable[str], language: str) -> bool:
        """Return whether it is for a page about `topics`; a page without topics (home, contact) gets all notices."""
        of_page = set(topics)
        topic_matches = self.topics is None or not of_page or bool(of_page & set(self.topics))
        return topic_matches and (self.languages is None or language in self.languages)

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.to <= self.start:
            raise ValueError(f"'to' ({self.to:%Y-%m-%dT%H:%M}) is not after 'from'; swap them")
        return self
