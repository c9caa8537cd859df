"""The beginning of a build: the context of a site with its support file, interface strings and compiled hours."""

from datetime import datetime

from helpcentre.errors import HelpCentreError
from helpcentre.site.findings import findings_of
from helpcentre.site.interface_strings import load_strings
from helpcentre.site.options import SiteOptions
from helpcentre.site.site import HoursFile, Site
from helpcentre.site.support_file import find_support_file, name_support_file
from helpcentre.support.hours_json import compiled_hours, fingerprint
from helpcentre.support.load import load_support


def load_site(options: SiteOptions, now: datetime) -> Site:
    """Return the context of one build; what is wrong with the files it reads is among its findings.

    `now` is the date and time of the build, with a zone.
    """
    site = Site(options, now)
    for language in options.languages.all:
        site.site_strings[language], findings = load_strings(options, language)
        site.findings.extend(findings)
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
    return site
