"""What an article is, once its text has been read: plain values that every other room takes."""

from dataclasses import dataclass
from datetime import date

from helpcentre.articles.frontmatter import FrontMatter
from helpcentre.articles.kinds import Kind
from helpcentre.errors import Finding


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file: `path` is relative to the content folder, `text` is the whole file.

    `mistakes` are what was wrong before it could be read as text.
    """

    path: str
    text: str
    mistakes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One page in one language.

    `path` is the file below the content folder (`it/faq/x.md`), `slug` the same without language and ending
    (`faq/x`): the translations of a page share it. `url` is relative to the site (`it/faq/x/`), `version` names the
    text that readers see, `body_line` is the line of the file where the Markdown begins, `source` the whole file.
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
        """The first topic, which decides the breadcrumb and the siblings."""
        return self.front.topics[0] if self.front.topics else None

    @property
    def reviewed(self) -> date | None:
        """The day somebody last read it through."""
        return self.front.reviewed

    @property
    def due(self) -> date | None:
        """The day the next review is due, or None where no rhythm is set."""
        if self.front.reviewed is None or self.front.review_every is None:
            return None
        return self.front.reviewed + self.front.review_every
