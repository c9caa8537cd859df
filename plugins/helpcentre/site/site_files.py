"""Write the files next to the pages: manifest, headers, redirects, hours, sitemap and search files."""

from collections.abc import Iterator
from typing import Any

from helpcentre.site.addresses import Owner, OwnerKind
from helpcentre.site.brand_context import brand_files
from helpcentre.site.discovery_files import discovery_files
from helpcentre.site.embed_files import describe_embed
from helpcentre.site.feeds import feed_files
from helpcentre.site.machine_files import has_manifest, has_sitemap
from helpcentre.site.markdown_copies import copy_files
from helpcentre.site.output_paths import (
    EMBED_JSON,
    HOURS,
    OFFLINE_WORKER,
    calendar_path,
    worker_path,
)
from helpcentre.site.output_writer import write_output
from helpcentre.site.redirect_rules import redirect_rules
from helpcentre.site.redirects import redirect_files
from helpcentre.site.search_index import build_search_files
from helpcentre.site.search_scripts import worker_script
from helpcentre.site.security_headers import header_files
from helpcentre.site.site import Site
from helpcentre.site.site_manifest import manifest_files
from helpcentre.site.sitemap_files import sitemap_files
from helpcentre.site.theme_files import offline_worker
from helpcentre.support.autoreply import autoreply
from helpcentre.support.ics import calendar_file


def write_site_files(site: Site) -> None:
    """Write every file for machines, and every redirect, into the folder of the site; raises HelpCentreError."""
    for path, content in site_files(site):
        write_output(site.options.site_dir, path, content)


def write_file(site: Site, path: str, content: str | bytes) -> None:
    """Write one of our files; if a writer's file has its address, that is an error, reported with its place."""
    if claim_file(site, path):
        write_output(site.options.site_dir, path, content)


def site_files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Yield (path, content) of every file for machines, and every redirect, whose address is not a writer's."""
    for path, content in _site_files(site):
        if claim_file(site, path):
            yield path, content


def claim_file(site: Site, path: str) -> bool:
    """Claim the address of one of our files; return False if a page or a file of a writer has it."""
    owner = site.addresses.owner_of(path)
    if owner is None:
        site.addresses.claim(path, Owner(OwnerKind.GENERATED, path))
    return owner is None or owner.kind not in (OwnerKind.PAGE, OwnerKind.FILE)


def _site_files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    options = site.options
    if has_manifest(options):
        yield from manifest_files(site, _contact_form(site))
    if options.articles and options.articles.redirects:
        yield from redirect_files(site)
        yield from redirect_rules(site)
    if options.frame:
        yield from _frame_files(site)
    yield from copy_files(site)
    yield from feed_files(site)
    if has_sitemap(options):
        yield from sitemap_files(site)
    if site.hours_file is not None and (options.hours or options.channels):
        yield HOURS, site.hours_file.text
    if site.support is not None and options.hours:
        for language in site.languages.all:
            yield calendar_path(language), calendar_file(site.support, site.words(language), site.now)
    if options.search is not None:
        yield from build_search_files(site, options.search).items()
        for language in site.languages.all:
            yield worker_path(language), worker_script(language, options.search)


def _frame_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the files that only sites with our own frame have."""
    yield from header_files(site.options, site.embed.origins if site.embed else ())
    yield from brand_files(site.brand, site.options)
    yield from discovery_files(site)
    if site.embed is not None:
        yield EMBED_JSON, describe_embed(site, site.embed)
    if site.options.offline:
        yield OFFLINE_WORKER, offline_worker()


def _contact_form(site: Site) -> dict[str, Any] | None:
    """Return the channel of the contact form with its automatic reply in each language; None without a form."""
    support = site.support
    if support is None or not support.contact_form:
        return None
    name = support.contact_form
    spoken = [language for language in site.languages.all if support.channels[name].speaks(language)]
    replies = {language: autoreply(support, name, site.words(language), site.now, dated=False) for language in spoken}
    return {"channel": name, "replies": replies}
