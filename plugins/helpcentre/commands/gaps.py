"""`helpcentre gaps`: what people searched for in vain; `--accept` gives an article their words."""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from helpcentre.articles.frontmatter_edit import with_item
from helpcentre.articles.model import Article, Source
from helpcentre.articles.read import read_library
from helpcentre.collector.reports import gaps_of
from helpcentre.commands.report import open_existing, refuse_language
from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.language.strings import strings
from helpcentre.mkdocs_plugins.shared import site_of
from helpcentre.reporting.gaps import Gap
from helpcentre.reporting.text.gaps import gap_json, gaps_csv, gaps_markdown, gaps_text


def run(
    database: str, *, days: int, language: str | None, least: int, form: str, until: date | None = None, ui: str = "en"
) -> None:
    """Print the gaps of the last `days` days that at least `least` readers met."""
    today = until or datetime.now(UTC).date()
    gaps = read_gaps(database, today, days, language, least)
    words = strings(ui)
    if form == "json":
        print(json.dumps({"gaps": [gap_json(gap) for gap in gaps]}, ensure_ascii=False, indent=1))
    elif form == "csv":
        sys.stdout.write(gaps_csv(gaps))
    elif form == "markdown":
        sys.stdout.write(gaps_markdown(gaps, today, words))
    else:
        sys.stdout.write(gaps_text(gaps, today, words))


def read_gaps(database: str, today: date, days: int, language: str | None, least: int) -> tuple[Gap, ...]:
    """Return the gaps of a database; their numbers are those of the list with the same options."""
    with open_existing(database) as store:
        refuse_language(store, language)
        return gaps_of(store, store.report_rows(today - timedelta(days=days - 1), today), language, least)


def run_accept(
    database: str, number: int, article: str, config_file: Path, *, days: int, language: str | None, least: int,
    until: date | None = None,
) -> None:  # fmt: skip
    """Write gap `number` into the `asks` of an article, in the gap's language, and say where."""
    gaps = read_gaps(database, until or datetime.now(UTC).date(), days, language, least)
    gap = next((one for one in gaps if one.number == number), None)
    if gap is None:
        known = f"1 to {len(gaps)}" if gaps else "none at all"
        raise HelpCentreError(f"there is no gap {number}; the list has {known}: helpcentre gaps")
    path, found = find_article(config_file, article, gap.language)
    source = path.read_bytes().decode()
    ends = "\r\n" if "\r\n" in source else "\n"
    changed = with_item(source.replace("\r\n", "\n"), "asks", gap.query, found.path).replace("\n", ends)
    if changed == source:
        print(f"{path}: asks “{gap.query}” already")
        return
    path.write_bytes(changed.encode())
    print(f"{path}: now asks “{gap.query}”; helpcentre check holds the search to it")


def find_article(config_file: Path, article: str, language: str) -> tuple[Path, Article]:
    """Return the file of an article in a language, and the article."""
    docs, articles = read_site(config_file)
    for one in articles:
        if (one.id, one.language) == (article, language):
            return docs / one.path, one
    known = [one.id for one in articles if one.language == language]
    raise HelpCentreError(f"there is no article '{article}' in {language}{did_you_mean(article, known)}")


def read_site(config_file: Path) -> tuple[Path, tuple[Article, ...]]:
    """Return the content folder of a site and every article in it that can be read."""
    if not config_file.is_file():
        raise HelpCentreError(f"{config_file}: there is no such file; run this beside mkdocs.yml, or give --config")
    try:
        config = load_config(config_file=str(config_file))
    except (ConfigurationError, Abort) as error:
        raise HelpCentreError(f"{config_file}: {error}") from None
    docs = Path(config.docs_dir)
    sources = [
        (Source(path.relative_to(docs).as_posix(), path.read_text(encoding="utf-8")), None)
        for path in sorted(docs.rglob("*.md"))
    ]
    return docs, read_library(sources, site_of(config).languages).articles
