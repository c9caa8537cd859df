"""The pages of a build from their files to HTML; those that are as in an earlier build are not rendered again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpcentre.articles.model import Source
from helpcentre.articles.published_source import source_with_shared_text
from helpcentre.builder.markdown_page import RenderedPage, render_page
from helpcentre.builder.page_links import LinkResolver, LinkTargets, describe_target
from helpcentre.builder.page_meta import SplitPage, split_page
from helpcentre.builder.programs import are_pure
from helpcentre.builder.settings import BuildSettings
from helpcentre.builder.source_files import SourceFile, read_source
from helpcentre.errors import HelpCentreError
from helpcentre.site.block_options import block_options
from helpcentre.site.files import SiteFile
from helpcentre.site.host_options import BLOCKS
from helpcentre.site.site import Site


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the build: its file, its text with shared text filled in, and its parts so far."""

    file: SiteFile
    source: Source
    split: SplitPage
    rendered: RenderedPage


def render_source(site: Site, settings: BuildSettings, file: SourceFile, targets: Mapping[str, SiteFile]) -> Page:
    """Return the page of a file; `targets` are the files that its links may name.

    Raises HelpCentreError if an extension fails on it.
    """
    article = site.pages.get(file.path)
    written = article.source if article is not None else read_source(file).text
    shared = article is not None and article.shared is not None
    text = source_with_shared_text(article) if article is not None and shared else written
    split = split_page(text)

    def render() -> RenderedPage:
        configs = _configure_extensions(site, settings, file.site_file, written)
        directory_urls, levels = settings.use_directory_urls, settings.link_levels
        resolver = LinkResolver(file.site_file, LinkTargets(targets), levels, directory_urls=directory_urls)
        try:
            return render_page(split.markdown, settings.extensions.names, configs, resolver)
        except HelpCentreError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            message = f"{site.options.folder}{file.path}: this page cannot be rendered: {reason}"
            raise HelpCentreError(message) from error

    if "///" in split.markdown or not are_pure(settings.extensions.names):  # blocks show the time, files and support
        return Page(file.site_file, Source(file.path, text), split, render())
    inputs = (split.markdown, file.path, file.site_file.url, _describe_settings(settings))
    rendered = site.memory.recall("page", inputs, RenderedPage, render, lambda page: _leads_to_same(page, targets))
    return Page(file.site_file, Source(file.path, text), split, rendered)


def _leads_to_same(page: RenderedPage, targets: Mapping[str, SiteFile]) -> bool:
    """Return whether every link of a page that was rendered earlier leads where it would lead now."""
    return all(describe_target(targets.get(path)) == target for path, target in page.asked.items())


def _describe_settings(settings: BuildSettings) -> str:
    """Return the settings that the HTML of every page depends on."""
    extensions = settings.extensions
    values = [extensions.names, extensions.configs, settings.link_levels, settings.use_directory_urls]
    return json.dumps(values, default=repr, sort_keys=True)


def _configure_extensions(
    site: Site, settings: BuildSettings, file: SiteFile, written: str
) -> dict[str, dict[str, Any]]:
    """Return the configuration of the extensions for a page; in its file, `written`, errors find their line."""
    configs = dict(settings.extensions.configs)
    if site.options.blocks:
        own = block_options(site, file.path, file.url, written)
        configs[BLOCKS] = {**configs.get(BLOCKS, {}), **own}
    return configs
