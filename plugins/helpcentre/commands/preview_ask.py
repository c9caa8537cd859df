"""`helpcentre gaps --preview`: what an ask would change in the search of a site, without writing anything."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

from helpcentre.builder.build_site import read_finished_site
from helpcentre.builder.config_file import read_config_file
from helpcentre.builder.messages import Messages
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.builder.settings import read_settings
from helpcentre.collector.reports import find_dated_gaps
from helpcentre.commands.gaps import find_gap
from helpcentre.commands.open_database import open_existing, refuse_language
from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.markdown_blocks.base import build_time
from helpcentre.reporting.text import formats
from helpcentre.search.ask_preview import AskPreview, PastSearch, preview_ask
from helpcentre.site.search_index import search_documents, search_settings


def run(
    database: str, number: int, article: str, config_file: Path, *, days: int, language: str | None, least: int,
    as_json: bool, until: date | None = None,
) -> None:  # fmt: skip
    """Print what else would change if the words of gap `number` became an ask of an article; nothing is changed."""
    today = until or datetime.now(UTC).date()
    with open_existing(database) as store:
        refuse_language(store, language)
        rows = store.report_rows(today - timedelta(days=days - 1), today)
        gap = find_gap(find_dated_gaps(store, rows, language, least), number)
    past = [PastSearch(one.query, one.clicked) for one in rows.queries if one.language == gap.language]
    preview = preview_site_ask(config_file, gap.language, article, gap.query, past)
    if as_json:
        print(json.dumps({"ask": gap.query, "article": article, **asdict(preview)}, ensure_ascii=False, indent=1))
        return
    places = [f"result {rank}" if rank else "not found" for rank in (preview.rank_before, preview.rank_after)]
    print(f"“{gap.query}” as an ask of {article} ({gap.language}): {places[0]} now, {places[1]} then.")
    print(f"Of {preview.searches} past searches, {len(preview.changed)} would change. Nothing has been changed.")
    for one in preview.changed:
        found = [article_found or "nothing" for article_found in (one.before, one.after)]
        print(f"  {one.effect:6}  “{formats.plain(one.query)}”: {found[0]} now, {found[1]} then")


def preview_site_ask(
    config_file: Path, language: str, article: str, ask: str, past: Iterable[PastSearch]
) -> AskPreview:
    """Return the effect of adding `ask` to an article of a site, on itself and on past searches in the language.

    Raises HelpCentreError for a site with errors, without a search or without the article.
    """
    settings = read_settings(read_config_file(config_file), site_dir=None, strict=False)
    try:
        site = read_finished_site(settings, build_time(), Messages(lambda _: None, quiet=True))
    except NeedsMkDocsError as error:
        raise HelpCentreError(f"{error} needs MkDocs, and there is no preview of such a site.") from None
    if site.options.search is None:
        raise HelpCentreError(f"{config_file}: the site has no search. Add the plugin helpcentre/search.")
    documents = {each: list(search_documents(site, each)) for each in site.languages.all}
    own = documents.get(language, [])
    if article not in [each.id for each in own]:
        known = [each.id for each in own]
        raise HelpCentreError(f"there is no article '{article}' in {language}{did_you_mean(article, known)}")
    found = search_settings(site, site.options.search, language)
    return preview_ask(own, language, found, chain.from_iterable(documents.values()), article, ask, past)
