"""Remarks about the support file, made once per build; the build goes on."""

from collections.abc import Iterator

from helpcentre.site.site import Site
from helpcentre.site.support_file import name_support_file
from helpcentre.support.channel_selection import channels_for


def support_remarks(site: Site) -> Iterator[str]:
    """Yield a remark for each language that no channel answers in, and for holidays that are not frozen far enough."""
    support, options = site.support, site.options
    if support is None:
        return
    if options.channels and support.channels:
        name = name_support_file(options)
        for language in site.languages.all:
            if not channels_for(support, language):
                yield (
                    f"{name}: no channel answers in '{language}', so pages in that language list none; "
                    f"add {language} to the languages of a channel"
                )
    if options.channels and support.contact_form:
        yield from _form_remarks(site, support.contact_form)
    if options.hours:
        yield from map(str, support.horizon_findings(site.now))


def _form_remarks(site: Site, name: str) -> Iterator[str]:
    """Yield a remark if the contact form has no collector, no page, or no article about personal data."""
    support, file = site.require_support(), name_support_file(site.options)
    form = support.channels[name].contact_form
    if not site.options.collector_url:
        yield f"{file}: the contact form of '{name}' needs a collector, so no page shows it; set collector_url"
    for language in (one for one in site.languages.all if support.channels[name].speaks(one)):
        if site.pages.find(language, "contact") is None:
            yield f"{file}: the contact form of '{name}' has no page in '{language}'; add contact.md"
        if form and form.privacy and site.pages.find(language, form.privacy) is None:
            yield f"{file}: '{form.privacy}', the privacy article of the contact form, does not exist in '{language}'"
