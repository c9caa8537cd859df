"""The severity of links that lead nowhere: the setting `validation` of mkdocs.yml."""

import logging
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

Level = Literal["warn", "info", "ignore"]
_LEVELS = {"warn": logging.WARNING, "info": logging.INFO, "ignore": logging.DEBUG}


class _Levels(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    omitted_files: Level | None = None
    not_found: Level | None = None
    absolute_links: Level | Literal["relative_to_docs"] | None = None
    unrecognized_links: Level | None = None
    anchors: Level | None = None


class Validation(_Levels):
    """The levels as they are written: those at the top hold for `nav` and `links`, unless these have their own."""

    nav: _Levels = _Levels()
    links: _Levels = _Levels()

    def link_levels(self) -> "LinkLevels":
        """Return the levels of links on pages, with MkDocs' defaults."""
        absolute = self.links.absolute_links or self.absolute_links or "info"
        return LinkLevels(
            not_found=_LEVELS[self.links.not_found or self.not_found or "warn"],
            absolute_links=_LEVELS.get(absolute),
            unrecognized_links=_LEVELS[self.links.unrecognized_links or self.unrecognized_links or "info"],
            anchors=_LEVELS[self.links.anchors or self.anchors or "info"],
        )


@dataclass(frozen=True, slots=True)
class LinkLevels:
    """The levels of `logging` for links; `absolute_links` is None if such links start at the content folder."""

    not_found: int = logging.WARNING
    absolute_links: int | None = logging.INFO
    unrecognized_links: int = logging.INFO
    anchors: int = logging.INFO
