"""What the search is built from: plain articles, one per article and language."""

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

    `url` is relative to the site's root, `asks` are the customers' own words, `lead` is the summary or first sentences,
    `transcript` the words of a video. `path` is where the writer finds it and `ask_lines` the line
    of each ask there, for findings.
    """

    id: str
    language: str
    url: str
    title: str
    asks: tuple[str, ...] = ()
    lead: str = ""
    sections: tuple[Section, ...] = ()
    kind: str = "page"
    topics: tuple[str, ...] = ()
    transcript: str = ""
    path: str = ""
    ask_lines: tuple[int, ...] = ()
