"""The beginning of a build: the context of a site with its support file, interface strings, hours and brand."""

from collections.abc import Iterator
from datetime import datetime

from helpcentre.articles.shared_text.loading import load_shared_text
from helpcentre.articles.terms_file import load_terms
from helpcentre.errors import Finding, FindingsError, HelpCentreError
from helpcentre.site.brand.icons import Icon, read_icon
from helpcentre.site.brand.reading import RULE, read_brand
from helpcentre.site.brand_context import read_picture_sizes
from helpcentre.site.demand import REPORT_FILE, read_demand
from helpcentre.site.embed.reading import locate_embed, read_embed
from helpcentre.site.findings import findings_of
from helpcentre.site.interface_strings import load_strings
from helpcentre.site.options import SiteOptions
from helpcentre.site.site import HoursFile, Site
from helpcentre.site.support_file import (
    find_private_file,
    find_support_file,
    name_config_file,
    name_private_file,
    name_support_file,
)
from helpcentre.support.hours_json import compiled_hours, fingerprint
from helpcentre.support.load import load_support
from helpcentre.support.model import Support


def load_site(options: SiteOptions, now: datetime) -> Site:
    """Return the context of one build; what is wrong with the files it reads is among its findings.

    `now` is the date and time of the build, with a zone.
    """
    site = Site(options, now)
    for language in options.languages.all:
        site.site_strings[language], findings = load_strings(options, language)
        site.findings.extend(findings)
    site.shared_text, findings = load_shared_text(options.content_dir, options.languages.all)
    site.findings.extend(findings)
    try:
        site.terms = load_terms(options.content_dir, options.languages.all)
    except FindingsError as error:
        site.findings.extend(error.findings)
    report = find_private_file(options, REPORT_FILE)
    try:
        site.pages.demand = read_demand(report)
    except HelpCentreError as error:
        site.findings.extend(findings_of(error, name_private_file(options, report)))
    path, name = find_support_file(options), name_support_file(options)
    try:
        site.support = load_support(path, name=name)
    except HelpCentreError as error:
        site.support_error = error
        if path.is_file():
            site.findings.extend(findings_of(error, name))
    if site.support is not None and (options.hours or options.channels):
        text = compiled_hours(site.support, now)
        site.hours_file = HoursFile(text, fingerprint(text))
    _load_brand(site)
    _load_embed(site)
    return site


def _load_brand(site: Site) -> None:
    """Read the look of a site and the icons of its topics; what is wrong with them is among its findings."""
    options, name = site.options, name_config_file(site.options)
    try:
        site.brand = read_brand(options.brand.block, options.config_text, name)
    except HelpCentreError as error:
        site.findings.extend(findings_of(error, name))
    site.picture_sizes = read_picture_sizes(site.brand, site.options)
    for found in _read_topic_icons(site.support, site.options) if site.support is not None else ():
        if isinstance(found, Finding):
            site.findings.append(found)
        else:
            site.topic_icons |= found


def _load_embed(site: Site) -> None:
    """Read which sites may show this one; what is wrong with that is among the findings."""
    options = site.options
    if options.embed is None:
        return
    document = locate_embed(options.embed, options.config_text, name_config_file(options))
    try:
        site.embed = read_embed(document, has_frame=options.frame)
    except FindingsError as error:
        site.findings.extend(error.findings)


def _read_topic_icons(support: Support, options: SiteOptions) -> Iterator[dict[str, Icon] | Finding]:
    """Yield the icon of each topic that has one, or what is wrong with it."""
    for topic, settings in support.topics.items():
        if settings.icon is None:
            continue
        try:
            yield {topic: read_icon(settings.icon, options.content_dir)}
        except HelpCentreError as error:
            yield support.document.finding(("topics", topic, "icon"), f"topics.{topic}.icon: {error}", rule=RULE)
