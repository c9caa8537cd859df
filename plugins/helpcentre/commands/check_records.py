"""The records that one run of `helpcentre check` leaves for the next, in `.cache/helpcentre/check.json`.

For each page: its front matter and outline, and the findings on it with everything they depend on. It only saves time:
if the file is missing, damaged or of other versions or settings, everything is found again.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.page_findings import PageResult, PageResults
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article, Source
from helpcentre.articles.outline import Outline
from helpcentre.articles.read import KeptArticle, keep_article, restore_article
from helpcentre.errors import Finding, HelpCentreError
from helpcentre.site.output_writer import replace_file

FILE = "check.json"
_BLOCK = "///"
"""The beginning of a block, whose HTML depends on more than the page."""
_NOTHING = msgspec.Raw(b"null")


class PageRecord(msgspec.Struct, frozen=True, array_like=True):
    """Everything known of a page whose address and text have the fingerprint `source`.

    `article` is None if its front matter was refused, `outline` is null if it depends on more than the page.
    """

    source: str
    article: KeptArticle | None
    outline: msgspec.Raw
    outline_digest: str
    result: PageResult


class CheckRecords(msgspec.Struct, frozen=True, array_like=True):
    """All records; `key` is a fingerprint of everything that shapes them besides the content.

    `asks` are the findings of the last search for all asks, `asks_key` is a fingerprint of everything that it read.
    """

    key: str
    pages: dict[str, PageRecord] = {}
    asks_key: str = ""
    asks: tuple[Finding, ...] = ()


_ENCODER = msgspec.json.Encoder(order="deterministic")
_RECORDS, _OUTLINE = msgspec.json.Decoder(CheckRecords), msgspec.json.Decoder(Outline)


def read_records(folder: Path, key: str) -> CheckRecords:
    """Return the records in a folder; empty ones if there are none that can be used with this `key`."""
    with suppress(OSError, ValueError, msgspec.MsgspecError, RecursionError):
        found: CheckRecords = _RECORDS.decode((folder / FILE).read_bytes())
        if found.key == key:
            return found
    return CheckRecords(key)


def write_records(folder: Path, records: CheckRecords) -> None:
    """Write the records as a whole or not at all; if that is not possible, the next run takes longer."""
    with suppress(OSError, HelpCentreError):
        replace_file(folder / FILE, _ENCODER.encode(records))


class KnownPages:
    """The records of the last run while a site is checked, and what is new in this one."""

    def __init__(self, records: CheckRecords, *, keep_articles: bool, keep_outlines: bool) -> None:
        """Take over `records`; articles or outlines that are not to be kept are always read or rendered again."""
        self._before = records
        self._keep_articles = keep_articles
        self._keep_outlines = keep_outlines
        self._sources: dict[str, str] = {}
        self._blocks: set[str] = set()
        self._outlines: dict[str, tuple[msgspec.Raw, str]] = {}

    def restore(self, source: Source, languages: Languages, url: str | None) -> Article | None:
        """Return the article in a file that is the same as in the last run; None for any other."""
        self._sources[source.path] = digest = hash_bytes(f"{url}\n{source.text}".encode())
        if not self._keep_outlines or _BLOCK in source.text:
            self._blocks.add(source.path)
        record = self._before.pages.get(source.path)
        if record is None or record.article is None or record.source != digest or source.findings:
            return None
        return restore_article(source, languages, url, record.article)

    def outline_of(self, path: str) -> Outline | None:
        """Return the outline of a page that is the same as in the last run; None for any other."""
        record = self._before.pages.get(path)
        if record is None or record.source != self._sources.get(path) or path in self._blocks:
            return None
        with suppress(msgspec.MsgspecError, ValueError):
            found: Outline = _OUTLINE.decode(record.outline)
            self._outlines[path] = (record.outline, record.outline_digest)
            return found
        return None

    def results_for(self, site: CheckedSite) -> PageResults:
        """Return the results of the last run, to be used for the pages of this one."""
        for path, page in site.pages.items():
            if path not in self._outlines:
                encoded = _ENCODER.encode(page.outline)
                kept = _NOTHING if path in self._blocks else msgspec.Raw(encoded)
                self._outlines[path] = (kept, hash_bytes(encoded))
        digests = {
            path: hash_bytes(f"{self._sources[path]} {self._outlines[path][1]} {page.refused}".encode())
            for path, page in site.pages.items()
        }
        return PageResults(digests, {path: record.result for path, record in self._before.pages.items()})

    def records_with(
        self, site: CheckedSite, results: PageResults, asks_key: str, asks: tuple[Finding, ...]
    ) -> CheckRecords:
        """Return the records for the next run; those of the last one if nothing has changed."""
        pages = {path: self._record_of(page, results.found[path]) for path, page in site.pages.items()}
        found = CheckRecords(self._before.key, pages, asks_key, asks)
        unchanged = asks_key == self._before.asks_key and _are_same(pages, self._before.pages)
        return self._before if unchanged else found

    def _record_of(self, page: CheckedPage, result: PageResult) -> PageRecord:
        path = page.article.path
        record, source = self._before.pages.get(path), self._sources[path]
        outline, digest = self._outlines[path]
        same_file = record is not None and record.source == source
        if record is not None and same_file and record.result is result and record.outline_digest == digest:
            return record
        kept = record.article if record is not None and same_file else None
        if kept is None and not page.refused and self._keep_articles:
            kept = keep_article(page.article)
        return PageRecord(source, kept, outline, digest, result)


def _are_same(pages: Mapping[str, PageRecord], before: Mapping[str, PageRecord]) -> bool:
    return len(pages) == len(before) and all(before.get(path) is record for path, record in pages.items())


def hash_bytes(data: bytes) -> str:
    """Return a fingerprint of 24 hex digits."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()
