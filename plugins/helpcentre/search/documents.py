"""The articles that the search indexes, as plain text: one document per article and language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and the text under it; the text before the first heading has an empty anchor and heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One article in one language, as plain text.

    `url` is relative to the root of the site, `asks` are the customers' own words, `lead` is the summary or the first
    sentences, `transcript` the spoken words of a video, `kind_label` the kind as readers see it, if people may search
    for it (`video`). `path` is the source file and `ask_lines` the line of each ask
    in it, for findings.
    """

    id: str
    language: str
    url: str
    title: str
    asks: tuple[str, ...] = ()
    lead: str = ""
    sections: tuple[Section, ...] = ()
    kind: str = "page"
    kind_label: str = ""
    topics: tuple[str, ...] = ()
    transcript: str = ""
    path: str = ""
    ask_lines: tuple[int, ...] = ()
