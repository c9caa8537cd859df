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
    if options.hours:
        yield from map(str, support.horizon_findings(site.now))
