"""From a Markdown source to an Article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from helpcentre.articles.frontmatter import (
    FrontMatter,
    body_after_front_matter,
    split_front_matter,
    validate_front_matter,
)
from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article, Source
from helpcentre.articles.versions import sketch_of, version_of
from helpcentre.errors import Finding, FindingsError, not_utf8

_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
_ID = re.compile(r"^id:[ \t]*(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a site; `default` stands at the root of the URLs, `folders` says where each one's files lie.

    With `folders` false the content has one language and no language folders (a plain MkDocs site).
    """

    default: str
    all: tuple[str, ...]
    folders: bool = True

    def of(self, path: str) -> str:
        """Return the language of a file below the content folder."""
        head = path.split("/", 1)[0]
        return head if self.folders and head in self.all else self.default

    def slug(self, path: str) -> str:
        """Return the path without language and ending: the same for every translation."""
        head, _, rest = path.partition("/")
        inner = rest if self.folders and head in self.all and rest else path
        return inner.removesuffix(".md")

    def url(self, language: str, slug: str) -> str:
        """Return the address of a page relative to the site: `it/faq/x/`, the default language without its name."""
        inner = slug.removesuffix("index") if slug == "index" or slug.endswith("/index") else f"{slug}/"
        return inner if language == self.default or not self.folders else f"{language}/{inner}"


@dataclass(frozen=True)
class Library:
    """Every page of the site that could be read, the mistakes in the others, and what is left of those to check."""

    languages: Languages
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...] = ()
    refused: tuple[Article, ...] = ()

    def translations(self, slug: str) -> dict[str, Article]:
        """Return the page in every language it exists in, in the order of the site's languages."""
        found = {article.language: article for article in self.articles if article.slug == slug}
        return {language: found[language] for language in self.languages.all if language in found}


def read_article(source: Source, languages: Languages, url: str | None = None) -> Article:
    """Return the article in `source`; raises FindingsError with all its mistakes.

    `url` is its address where the host has decided it; default: as `Languages.url` says.
    """
    parsed = split_front_matter(source.text, source.path)
    return _article(source, languages, url, validate_front_matter(parsed), parsed.body, parsed.body_line)


def read_leniently(source: Source, languages: Languages, url: str | None = None) -> Article:
    """Return an article from a page that need not follow our front matter: what fits is taken, nothing is refused.

    Without a `title` it is the first heading, else the file's name; without a `kind` an index page is a page, any
    other a guide, so that it carries the feedback widget.
    """
    try:
        parsed = split_front_matter(source.text, source.path)
        value, body, line = parsed.document.value, parsed.body, parsed.body_line
    except FindingsError:
        value, body, line = {}, source.text, 1
    return _what_is_there(source, languages, url, value, body, line)


def read_refused(source: Source, languages: Languages, url: str | None = None) -> Article:
    """Return what can still be checked of a page whose front matter is refused: the keys that fit, and the body."""
    body, line = body_after_front_matter(source.text)
    try:
        value = split_front_matter(source.text, source.path).document.value
    except FindingsError:
        written = _ID.search(source.text[: len(source.text) - len(body)])
        value = {"id": written[1]} if written else {}
    return _what_is_there(source, languages, url, value, body, line)


def _what_is_there(
    source: Source, languages: Languages, url: str | None, value: dict[str, object], body: str, line: int
) -> Article:
    slug = languages.slug(source.path)
    kind = Kind.PAGE if slug == "index" or slug.endswith("/index") else Kind.GUIDE
    heading = _HEADING.search(body)
    title = heading[1] if heading else slug.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    front = _what_fits({"title": title, "kind": kind.value} | value)
    return _article(source, languages, url, front, body, line)


def read_library(sources: Iterable[tuple[Source, str | None]], languages: Languages, *, strict: bool = True) -> Library:
    """Read every (source, address), collecting the mistakes of all of them; not `strict`: see `read_leniently`."""
    articles: list[Article] = []
    refused: list[Article] = []
    findings: list[Finding] = []
    read = read_article if strict else read_leniently
    for source, url in sources:
        mistakes: Sequence[Finding] = source.mistakes
        try:
            if not mistakes:
                articles.append(read(source, languages, url))
        except FindingsError as error:
            mistakes = error.findings
        if mistakes:
            findings.extend(mistakes)
            refused.append(read_refused(source, languages, url))
    findings.extend(_twice(articles))
    return Library(languages, tuple(articles), tuple(findings), tuple(refused))


def decode_source(path: str, data: bytes) -> Source:
    """Return the source in the bytes of a file; where they are no UTF-8, with that mistake and � in their place."""
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Source(path, data.decode("utf-8", errors="replace"), (not_utf8(path, error, "encoding"),))


def _article(
    source: Source, languages: Languages, url: str | None, front: FrontMatter, body: str, body_line: int
) -> Article:
    language, slug = languages.of(source.path), languages.slug(source.path)
    return Article(
        path=source.path,
        language=language,
        slug=slug,
        id=front.id or _default_id(slug),
        kind=front.kind,
        title=front.title,
        url=languages.url(language, slug) if url is None else url,
        front=front,
        body=body,
        body_line=body_line,
        source=source.text,
        version=version_of(front.title, body),
        sketch=sketch_of(front.title, body),
    )


def _twice(articles: Sequence[Article]) -> list[Finding]:
    seen: dict[tuple[str, str], str] = {}
    findings = []
    for article in articles:
        key = (article.language, article.id)
        if key in seen:
            message = f"the id '{article.id}' is taken by {seen[key]}; give one of the two an id of its own"
            findings.append(Finding(article.path, 1, 1, message, "front-matter"))
        seen.setdefault(key, article.path)
    return findings


def _default_id(slug: str) -> str:
    cleaned = re.sub(r"[^a-z0-9/_-]+", "-", slug.lower())
    cleaned = re.sub(r"[-_]*/[-_]*", "/", re.sub(r"[-_]{2,}", "-", cleaned))
    return cleaned.strip("-_/") or "index"


def _what_fits(value: dict[str, object]) -> FrontMatter:
    known = {key: item for key, item in value.items() if key in FrontMatter.model_fields}
    while True:
        try:
            return FrontMatter.model_validate(known)
        except ValidationError as error:
            for detail in error.errors():
                known.pop(str(detail["loc"][0]), None)
            known.setdefault("title", "…")
