"""From Markdown sources to articles, strictly or with whatever fits."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import ValidationError

from helpcentre.articles.frontmatter import RULE, SplitFile, body_after_front_matter, split_front_matter
from helpcentre.articles.kinds import Kind
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article, FrontMatter, Library, Source
from helpcentre.articles.shared_text.expansion import expand_body, expand_line
from helpcentre.articles.shared_text.model import SharedText
from helpcentre.articles.shared_text.written_places import SharedUse
from helpcentre.articles.titles import title_of_markdown, title_of_path
from helpcentre.articles.versions import TextIdentity, identify_text
from helpcentre.errors import Finding, FindingsError, not_utf8
from helpcentre.marked_yaml.validation import validate

NO_SHARED_TEXT = SharedText()
Identify = Callable[[str, str], TextIdentity]
"""Returns the version and the sketch of a title and a body."""
Restore = Callable[[Source, Languages, str | None], Article | None]
"""Returns the article of a file, the languages of the site and its address, if it is known; otherwise None."""
_ID = re.compile(r"^id:[ \t]*(\S+)", re.MULTILINE)


def validate_front_matter(split: SplitFile, extra_keys: Collection[str] | None = ()) -> FrontMatter:
    """Return the checked front matter; raises FindingsError with every error in it.

    `extra_keys` are keys of other plugins, which are not read; None: any key that is not ours is one of them.
    """
    value, own = split.document.value, FrontMatter.model_fields
    read = {
        key: item for key, item in value.items() if key in own or (extra_keys is not None and key not in extra_keys)
    }
    return validate(FrontMatter, replace(split.document, value=read), rule=RULE)


def read_article(
    source: Source,
    languages: Languages,
    url: str | None = None,
    *,
    extra_keys: Collection[str] | None = (),
    shared: SharedText = NO_SHARED_TEXT,
    identify: Identify = identify_text,
) -> Article:
    """Return the article in `source`; raises FindingsError with all its errors.

    `url` is its address if the host has decided it; default: as `Languages.url` says. `extra_keys`: see
    `validate_front_matter`. `shared` are the variables and snippets of the site.
    """
    parsed = split_front_matter(source.text, source.path)
    front = validate_front_matter(parsed, extra_keys)
    return _build_article(source, languages, url, front, parsed.body, parsed.body_line, shared, identify)


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """The parts of an article that take time to find: its front matter as YAML reads it, and what its text gives."""

    front: Mapping[str, Any]
    body_length: int
    body_line: int
    version: str
    sketch: str


def keep_article(article: Article) -> KeptArticle | None:
    """Return the parts of an article whose front matter is valid; None if it has text that is shared with others."""
    if article.shared is not None:
        return None
    value = split_front_matter(article.source, article.path).document.value
    front = {key: item for key, item in value.items() if key in FrontMatter.model_fields}
    return KeptArticle(front, len(article.body), article.body_line, article.version, article.sketch)


def restore_article(source: Source, languages: Languages, url: str | None, kept: KeptArticle) -> Article | None:
    """Return the article of a file that is the same as when `kept` was made; None if that cannot be so."""
    try:
        front = FrontMatter.model_validate(kept.front)
    except ValidationError:
        return None
    body = source.text[len(source.text) - kept.body_length :]
    return _make_article(source, languages, url, front, body, kept)


def read_leniently(
    source: Source,
    languages: Languages,
    url: str | None = None,
    *,
    kind: Kind | None = None,
    shared: SharedText = NO_SHARED_TEXT,
) -> Article:
    """Return an article from a page whose front matter need not be ours: keys that fit are taken, nothing is refused.

    The default `title` is the first heading of level 1, else the file name. A page that names no `kind` is of the
    given one; without that an index page is a page and any other a guide, so that it has the feedback widget.
    """
    try:
        parsed = split_front_matter(source.text, source.path)
        value, body, line = parsed.document.value, parsed.body, parsed.body_line
    except FindingsError:
        value, body, line = {}, source.text, 1
    given = {"kind": kind.value} if kind else {}
    return _article_of_valid_keys(source, languages, url, given | value, body, line, shared)


def read_refused(
    source: Source, languages: Languages, url: str | None = None, *, shared: SharedText = NO_SHARED_TEXT
) -> Article:
    """Return the parts of a page with refused front matter that can still be checked: valid keys, and the body."""
    body, line = body_after_front_matter(source.text)
    try:
        value = split_front_matter(source.text, source.path).document.value
    except FindingsError:
        written = _ID.search(source.text[: len(source.text) - len(body)])
        value = {"id": written[1]} if written else {}
    return _article_of_valid_keys(source, languages, url, value, body, line, shared)


def _article_of_valid_keys(
    source: Source,
    languages: Languages,
    url: str | None,
    value: dict[str, object],
    body: str,
    line: int,
    shared: SharedText,
) -> Article:
    slug = languages.slug(source.path)
    kind = Kind.PAGE if slug == "index" or slug.endswith("/index") else Kind.GUIDE
    title = title_of_markdown(body) or title_of_path(slug)
    given = {key: item for key, item in value.items() if item is not None}
    front = _keep_valid_keys({"kind": kind.value} | given, title)
    return _build_article(source, languages, url, front, body, line, shared)


def read_library(
    sources: Iterable[tuple[Source, str | None]],
    languages: Languages,
    *,
    strict: bool = True,
    extra_keys: Collection[str] = (),
    shared: SharedText = NO_SHARED_TEXT,
    identify: Identify = identify_text,
    restore: Restore | None = None,
) -> Library:
    """Read every (source, address) and collect the errors of all of them; if not `strict`, see `read_leniently`.

    `identify` is for a caller that remembers the version and the sketch of a text; `restore` returns the article of a
    file that was read before and has not changed, None for any other.
    """
    articles: list[Article] = []
    refused: list[Article] = []
    findings: list[Finding] = []
    read = (
        partial(read_article, extra_keys=extra_keys, shared=shared, identify=identify)
        if strict
        else partial(read_leniently, shared=shared)
    )
    for source, url in sources:
        errors: Sequence[Finding] = source.findings
        known = restore(source, languages, url) if restore else None
        try:
            if known is not None:
                articles.append(known)
            elif not errors:
                articles.append(read(source, languages, url))
        except FindingsError as error:
            errors = error.findings
        if errors:
            findings.extend(errors)
            refused.append(read_refused(source, languages, url, shared=shared))
    findings.extend(_find_shared_ids(articles))
    return Library(languages, tuple(articles), tuple(findings), tuple(refused))


def decode_source(path: str, data: bytes) -> Source:
    """Return the source in the bytes of a file; bytes that are not UTF-8 become � and a finding."""
    try:
        return Source(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Source(path, data.decode("utf-8", errors="replace"), (not_utf8(path, error, "encoding"),))


def _build_article(
    source: Source,
    languages: Languages,
    url: str | None,
    front: FrontMatter,
    written: str,
    body_line: int,
    shared: SharedText,
    identify: Identify = identify_text,
) -> Article:
    language = languages.of(source.path)
    front, names = _expand_front_matter(front, shared, language)
    body, use = expand_body(written, source.path, body_line, shared, language)
    if names:
        use = replace(use or SharedUse(), variables=names | (use.variables if use else frozenset()))
    identity = identify(front.title, body)
    found = KeptArticle({}, len(body), body_line, identity.version, identity.sketch)
    return _make_article(source, languages, url, front, body, found, use)


def _make_article(
    source: Source,
    languages: Languages,
    url: str | None,
    front: FrontMatter,
    body: str,
    found: KeptArticle,
    shared: SharedUse | None = None,
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
        body_line=found.body_line,
        source=source.text,
        version=found.version,
        sketch=found.sketch,
        shared=shared,
    )


def _expand_front_matter(front: FrontMatter, shared: SharedText, language: str) -> tuple[FrontMatter, frozenset[str]]:
    """Return front matter with variables in its title, description and asks replaced, and their names."""
    texts = (front.title, front.description or "", *front.asks)
    if not shared or not any("{{" in text for text in texts):
        return front, frozenset()
    expanded = [expand_line(text, shared, language) for text in texts]
    title, description, *asks = (text for text, _ in expanded)
    changed = {"title": title, "description": description or None, "asks": tuple(asks)}
    return front.model_copy(update=changed), frozenset().union(*(names for _, names in expanded))


def _find_shared_ids(articles: Sequence[Article]) -> list[Finding]:
    seen: dict[tuple[str, str], str] = {}
    findings = []
    for article in articles:
        key = (article.language, article.id)
        if key in seen:
            message = f"the id '{article.id}' is already used by {seen[key]}; give one of the two another id"
            findings.append(Finding(article.path, 1, 1, message, RULE))
        seen.setdefault(key, article.path)
    return findings


def _default_id(slug: str) -> str:
    cleaned = re.sub(r"[^a-z0-9/_-]+", "-", slug.lower())
    cleaned = re.sub(r"[-_]*/[-_]*", "/", re.sub(r"[-_]{2,}", "-", cleaned))
    return cleaned.strip("-_/") or "index"


def _keep_valid_keys(value: dict[str, object], title: str) -> FrontMatter:
    """Return the keys of a front matter that are valid; `title` is for a page without a valid one."""
    known = {key: item for key, item in value.items() if key in FrontMatter.model_fields}
    titles = ["…", title]
    while True:
        if "title" not in known:
            known["title"] = titles.pop()
        try:
            return FrontMatter.model_validate(known)
        except ValidationError as error:
            for detail in error.errors():
                known.pop(str(detail["loc"][0]), None)
