"""An article, once its text has been read: plain values that every other package takes."""

from dataclasses import dataclass
from datetime import date

from helpcentre.articles.frontmatter import FrontMatter
from helpcentre.articles.kinds import Kind
from helpcentre.errors import Finding


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file: `path` is relative to the content folder, `text` is the whole file.

    `findings` are errors found before it could be read as text.
    """

    path: str
    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One page in one language.

    `path` is the file relative to the content folder (`it/faq/x.md`), `slug` the same without language and extension
    (`faq/x`), shared by the translations of a page. `url` is relative to the site (`it/faq/x/`), `version` is the hash
    of the text that readers see, `body_line` the line of the file on which the Markdown begins, `source` the whole
    file.
    """

    path: str
    language: str
    slug: str
    id: str
    kind: Kind
    title: str
    url: str
    front: FrontMatter
    body: str
    body_line: int
    source: str
    version: str
    sketch: str

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics, the main one first."""
        return self.front.topics

    @property
    def main_topic(self) -> str | None:
        """The first topic: it decides the breadcrumb and the siblings."""
        return self.front.topics[0] if self.front.topics else None

    @property
    def reviewed(self) -> date | None:
        """The day of the last review."""
        return self.front.reviewed

    @property
    def due(self) -> date | None:
        """The day the next review is due; None if no interval is set, or if it ends after the year 9999."""
        if self.front.reviewed is None or self.front.review_every is None:
            return None
        try:
            return self.front.reviewed + self.front.review_every
        except OverflowError:
            return None
