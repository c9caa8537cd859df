"""The contract of `POST /feedback/v1/messages`: what the contact form sends, with and without JavaScript."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from helpcentre.contract.events import ArticleId, Id, Language, Trap
from helpcentre.contract.limits import EMAIL_PATTERN, LINE_PATTERN, MESSAGE_TEXT_LIMIT, STEPS_LIMIT, anchored

Email = Annotated[
    str,
    Meta(
        pattern=anchored(EMAIL_PATTERN),
        max_length=254,
        description="The address to answer to, such as anna@example.com.",
    ),
]
Name = Annotated[
    str, Meta(pattern=anchored(LINE_PATTERN), max_length=100, description="The writer's name, on one line.")
]
Subject = Annotated[
    str, Meta(pattern=anchored(LINE_PATTERN), max_length=150, description="What it is about, on one line.")
]
Topic = Annotated[
    str, Meta(pattern=anchored(LINE_PATTERN), max_length=100, description="A topic's name in support.yml.")
]
Words = Annotated[
    str,
    Meta(pattern=anchored(LINE_PATTERN), max_length=200, description="The words of the search before, on one line."),
]
Step = Annotated[str, Meta(pattern=anchored(LINE_PATTERN), min_length=1, max_length=300)]


class Message(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message to the support team. It is passed on by e-mail or webhook and not kept after that."""

    id: Id
    language: Language
    email: Email
    text: Annotated[
        str, Meta(min_length=1, max_length=MESSAGE_TEXT_LIMIT, description="The message, at most 5,000 characters.")
    ]
    consent: Annotated[bool, Meta(description="The writer agreed to being answered; only true is accepted.")]
    name: Name = ""
    subject: Subject = ""
    topic: Topic = ""
    article: Annotated[ArticleId | None, Meta(description="The article the writer came from.")] = None
    search: Annotated[Id | None, Meta(description="The id of the writer's last search in this tab.")] = None
    query: Words = ""
    steps: Annotated[
        tuple[Step, ...],
        Meta(max_length=STEPS_LIMIT, description="What the writer has already tried, one line for each step."),
    ] = ()
    website: Trap = ""
    age_ms: Annotated[
        Annotated[int, Meta(ge=0, le=2**53)] | None,
        Meta(
            description="Milliseconds since the page was opened, plus the time the message waited in the retry queue."
        ),
    ] = None


class MessagePost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same message from a reader without JavaScript; the server makes the id."""

    language: Language
    email: Email
    text: Annotated[
        str, Meta(min_length=1, max_length=2 * MESSAGE_TEXT_LIMIT, description="The message.")
    ]  # browsers send two characters for each line break
    consent: Annotated[Literal["yes"], Meta(description="The box was ticked.")]
    name: Name = ""
    subject: Subject = ""
    topic: Topic = ""
    page: Annotated[
        str, Meta(max_length=1000, description="The page to return to; if the site does not have it, its home page.")
    ] = ""
    website: Trap = ""
