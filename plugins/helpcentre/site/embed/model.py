"""The `embed` block of mkdocs.yml: the sites that may show the help centre, and what it suggests on their pages."""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from helpcentre.contract.manifest import origin_of

LOOPBACK = ("localhost", "127.0.0.1")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[0-9]{1,5})?/?")
"""The characters of a host name and nothing else: an origin becomes a part of an HTTP header."""


class Part(BaseModel):
    """A part of the block: every key that is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _check_origin(value: str) -> str:
    """Return an origin as browsers write it."""
    found = _ORIGIN.fullmatch(value.lower())
    origin = origin_of(value) if found else None
    if found is None or origin is None:
        raise ValueError("write an origin such as https://shop.example: scheme and host, without a path or a *")
    if found["scheme"] == "http" and found["host"] not in LOOPBACK:
        raise ValueError("write https; http is allowed for localhost only")
    return origin


def _require_one(value: tuple[str, ...]) -> tuple[str, ...]:
    """Return `value` unless it is empty; a minimum length would not count items that have errors themselves."""
    if not value:
        raise ValueError("this is empty; write at least one origin, or remove the block")
    return value


def _check_pattern(value: str) -> str:
    if not value.startswith(("/", "https://", "http://")) or re.search(r"[?#\s]", value):
        raise ValueError(
            "write a path such as /checkout/*, or an address without ? and #, such as https://shop.example/*"
        )
    return value


Origin = Annotated[str, AfterValidator(_check_origin)]


class Suggestion(Part):
    """The articles that the panel suggests on the pages whose address fits a pattern."""

    page: Annotated[str, AfterValidator(_check_pattern)]
    """A path, or an address with its origin; `*` stands for any characters."""
    articles: Annotated[tuple[str, ...], Field(max_length=6)] = ()
    """The ids of articles."""
    topic: str | None = None
    """A topic, whose first articles follow."""

    @model_validator(mode="after")
    def _require_target(self) -> Self:
        if not self.articles and self.topic is None:
            raise ValueError("name what to suggest: articles, a topic or both")
        return self


class Embed(Part):
    """The whole block; a list is short for its origins."""

    origins: Annotated[tuple[Origin, ...], Field(max_length=20), AfterValidator(_require_one)]
    suggestions: Annotated[tuple[Suggestion, ...], Field(max_length=200)] = ()

    @model_validator(mode="before")
    @classmethod
    def _accept_list(cls, value: Any) -> Any:
        return {"origins": value} if isinstance(value, list) else value
