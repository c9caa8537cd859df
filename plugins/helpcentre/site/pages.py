"""Every page of a build: by its file, by language and slug, with the outline of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from helpcentre.articles.kinds import SECTIONS, Kind
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article, Library
from helpcentre.articles.outline import Outline
from helpcentre.articles.topic_index import Demand, TopicIndex

SECTION_FOLDERS = {kind.folder: kind for kind in SECTIONS}
TOPICS = "topics/"
PANEL = "help-panel"
"""The page that other sites show first: with the option `embed` only."""
LIST_PAGE = "all-pages"
"""The name of the list of a folder whose own address belongs to another page."""


@dataclass
class Pages:
    """The pages of one build. Placeholders for missing translations are known by their file only."""

    languages: Languages
    refused: set[str] = field(default_factory=set)
    """Files whose front matter has errors: the readable parts of them are among the pages."""
    generated: dict[str, str] = field(default_factory=dict)
    """Pages the build adds: their file, and how messages call them."""
    placeholders: dict[str, Article] = field(default_factory=dict)
    """Pages that say "not in your language yet": their file, and the article that is missing."""
    outlines: dict[str, Outline] = field(default_factory=dict)
    """The outline of each page, by file."""
    demand: Demand = field(default_factory=dict)
    """The number of times each article was opened and answered, by language and id."""
    contents: dict[str, str] = field(default_factory=dict)
    """The finished HTML of each page, by file, for sites that publish a Markdown copies."""

    def __post_init__(self) -> None:
        self._by_path: dict[str, Article] = {}
        self._by_slug: dict[tuple[str, str], Article] = {}
        self._topic_index: TopicIndex | None = None
        self._roles: dict[str, dict[str, str]] = {}
        self._folder_names: dict[str, dict[str, str]] = {}

    def __iter__(self) -> Iterator[Article]:
        """Yield every page that is written or generated, in the order in which they were added."""
        return iter(self._by_path.values())

    def add(self, article: Article) -> None:
        """Add a page, or replace the one of the same file."""
        self._by_path[article.path] = article
        self._by_slug[article.language, article.slug] = article
        self._topic_index, self._roles, self._folder_names = None, {}, {}

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget every page whose file is not among `paths`."""
        wanted = set(paths)
        kept = [article for article in self if article.path in wanted]
        self._by_path, self._by_slug = {}, {}
        for article in kept:
            self.add(article)

    def is_generated(self, path: str) -> bool:
        """Return whether the build makes the page of a file: a list, the search results, or a placeholder."""
        return path in self.generated or path in self.placeholders

    def get(self, path: str) -> Article | None:
        """Return the page of a file, None for placeholders and unknown files."""
        return self._by_path.get(path)

    def find(self, language: str, slug: str) -> Article | None:
        """Return the page with this slug in this language."""
        return self._by_slug.get((language, slug))

    def translations(self, slug: str) -> dict[str, Article]:
        """Return a page in every language it exists in, in the order of the site's languages."""
        found = {code: self.find(code, slug) for code in self.languages.all}
        return {code: article for code, article in found.items() if article is not None}

    def slugs(self) -> list[str]:
        """Return the slug of every page, sorted."""
        return sorted({slug for _, slug in self._by_slug})

    def articles(self) -> Iterator[Article]:
        """Yield the real articles: those that carry the widget and are in the manifest."""
        return (article for article in self if article.kind.is_article and article.slug != "404")

    def headings(self, path: str) -> list[tuple[str, str]]:
        """Return (anchor, text) of the headings of a page that readers can link to: those of level 2 and 3."""
        outline = self.outlines.get(path)
        return [(one.id, one.text) for one in (outline.headings if outline else ()) if one.level in (2, 3) and one.id]

    @property
    def topic_index(self) -> TopicIndex:
        """The written pages by topic and kind."""
        if self._topic_index is None:
            written = [one for one in self if one.path not in self.generated and one.path not in self.refused]
            self._topic_index = TopicIndex(Library(self.languages, tuple(written)), self.demand)
        return self._topic_index

    def folder_list(self, language: str, folder: str) -> Article | None:
        """Return the page that lists a folder: its `index`, of kind page, or one that the build has added."""
        pages = (self.find(language, f"{folder}/{name}") for name in ("index", LIST_PAGE))
        return next((page for page in pages if page is not None and folder_of(page) == folder), None)

    def listed_folder(self, article: Article) -> str | None:
        """Return the folder that a page lists; None if it lists none."""
        folder = folder_of(article)
        return folder if folder and self.topic_index.folders.has(article.language, folder) else None

    def folder_names(self, language: str) -> dict[str, str]:
        """Return the titles of the pages that list a folder, by folder."""
        if language not in self._folder_names:
            folders = self.topic_index.folders.folders(language)
            lists = ((folder, self.folder_list(language, folder)) for folder in folders)
            self._folder_names[language] = {folder: page.title for folder, page in lists if page is not None}
        return self._folder_names[language]

    def roles(self, language: str) -> dict[str, str]:
        """Return the addresses of the pages that have a role in a language, by their role (see `role_of`)."""
        if language not in self._roles:
            mine = [article for article in self._by_slug.values() if article.language == language]
            self._roles[language] = {role: article.url for article in mine if (role := role_of(article))}
        return self._roles[language]


def role_of(article: Article) -> str | None:
    """Return the role of a page in its language, None for most.

    The roles are `home`, `contact`, `search`, `help-panel`, `topic:<id>`, `section:<kind>` and `folder:<path>`.
    """
    if article.slug == "index":
        return "home"
    if article.slug in ("contact", "search", PANEL):
        return article.slug
    if article.slug.startswith(TOPICS):
        return f"topic:{article.slug.removeprefix(TOPICS)}"
    kind = section_of(article)
    if kind:
        return f"section:{kind.value}"
    folder = folder_of(article)
    return f"folder:{folder}" if folder else None


def section_of(article: Article) -> Kind | None:
    """Return the kind that a page lists (`faq/index` lists the questions), None for any other page."""
    folder, _, name = article.slug.rpartition("/")
    return SECTION_FOLDERS.get(folder) if name in ("index", LIST_PAGE) else None


def folder_of(article: Article) -> str | None:
    """Return the folder that a page of kind page is the index of; None for any other page."""
    folder, _, name = article.slug.rpartition("/")
    is_list = article.kind is Kind.PAGE and name in ("index", LIST_PAGE) and not article.slug.startswith(TOPICS)
    return folder if is_list and folder and folder not in SECTION_FOLDERS else None


def readable_topic(topic: str) -> str:
    """Return a readable form of the id of a topic, for one without a name."""
    return topic.replace("-", " ").capitalize()
