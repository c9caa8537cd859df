"""`helpcentre/languages`: several languages in one build, each with its own navigation, links, 404 and sitemap."""

import gzip
from html import escape
from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from helpcentre.articles.model import Article
from helpcentre.articles.sitemap import SitemapPage, sitemap
from helpcentre.language.locales import endonym, locale
from helpcentre.language.strings import strings
from helpcentre.mkdocs_plugins import shared
from helpcentre.mkdocs_plugins.navigation import navigation_of
from helpcentre.mkdocs_plugins.not_found import write_not_found


class LanguagesOptions(Config):
    """The options of `helpcentre/languages`."""

    default = options.Type(str, default="en")
    """The language whose pages stand at the root of the site; its files lie in the folder of the same name."""
    languages = options.ListOfItems(options.Type(str), default=[])
    """The other languages, in the order readers see them; each has a folder of the same name."""


class LanguagesPlugin(shared.SharedHooks, BasePlugin[LanguagesOptions]):
    """Moves the languages to their addresses, and tells every page which translations exist."""

    _nav: Navigation | None = None
    _navs: dict[str, Navigation]
    _files: Files | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what is no language code, before anything is built."""
        with shared.told():
            for code in (self.config.default, *self.config.languages):
                locale(code)
        self._navs = {}
        return super().on_config(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add an honest short page for every translation that is missing."""
        files = super().on_files(files, config=config)
        site = shared.site_of(config)
        for language, article in _missing(site):
            path = f"{language}/{article.slug}.md"
            file = File.generated(config, path, content=_apology(article, language, site))
            file.inclusion = InclusionLevel.NOT_IN_NAV
            shared.place(file, site.languages)
            files.append(file)
            site.missing[path] = article
        self._files = files
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep the whole navigation, and make one of each language."""
        languages = shared.site_of(config).languages
        self._nav = nav
        self._navs = {code: navigation_of(nav, code, languages) for code in languages.all}
        return nav

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page its language's navigation, and links to the translations that exist."""
        site = shared.site_of(config)
        language = shared.language_of(page, config)
        context["nav"] = self._navs.get(language, nav)
        hc = shared.hc(context, config, page)
        hc["languages"] = _links(site, page, config)
        hc["missing"] = page.file.src_uri in site.missing
        config.theme["language"] = language
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Link the 404 page to the home pages."""
        if template_name.endswith("404.html"):
            hc = shared.hc(context, config, None)
            site = shared.site_of(config)
            hc["languages"] = [
                _language(code, shared.link(site.languages.url(code, "index"), None, config), code == hc["language"])
                for code in site.languages.all
            ]
            context["nav"] = self._navs.get(hc["language"], context["nav"])
            config.theme["language"] = hc["language"]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the 404 page of each language, and the sitemap."""
        site = shared.site_of(config)
        if self._nav is not None and self._files is not None:
            write_not_found(config, self._nav, self._files)
        if config.site_url:
            xml = sitemap(_sitemap_pages(site, config), site.languages.default)
            shared.write_file(config, "sitemap.xml", xml)
            shared.write_file(config, "sitemap.xml.gz", gzip.compress(xml.encode(), mtime=0))


def _missing(site: shared.Site) -> list[tuple[str, Article]]:
    found = []
    for slug in site.slugs():
        existing = site.translations(slug)
        source = existing.get(site.languages.default) or next(iter(existing.values()))
        found += [(code, source) for code in site.languages.all if code not in existing]
    return found


def _apology(article: Article, language: str, site: shared.Site) -> str:
    """Return the Markdown of the page that stands where a translation is missing."""
    words, own = strings(language), site.languages.url(language, article.slug)
    home = site.pages.get((language, "index"))
    links = [
        f'<li><a href="{escape(get_relative_url(other.url or ".", own))}" lang="{code}" hreflang="{code}">'
        f"{escape(_label(other))}: {escape(other.title)}</a></li>"
        for code, other in site.translations(article.slug).items()
    ]
    back = ""
    if home is not None:
        back = f'<p><a href="{escape(get_relative_url(home.url or ".", own))}">{escape(words["missing.home"])}</a></p>'
    return "\n".join(
        [
            "---",
            f"title: {_quoted(words['missing.title'])}",
            "---",
            "",
            words["missing.text"],
            "",
            f"<ul>{''.join(links)}</ul>",
            "",
            back,
            "",
        ]
    )


def _label(article: Article) -> str:
    return endonym(article.language).capitalize()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _language(code: str, url: str, current: bool) -> dict[str, Any]:
    return {"code": code, "name": endonym(code).capitalize(), "url": url, "current": current}


def _links(site: shared.Site, page: Page, config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return a link for every language the page exists in; its own is marked as current."""
    own = shared.language_of(page, config)
    found = site.translations(site.languages.slug(page.file.src_uri))
    return [_language(code, shared.link(article.url, page, config), code == own) for code, article in found.items()]


def _sitemap_pages(site: shared.Site, config: MkDocsConfig) -> list[SitemapPage]:
    pages = []
    for slug in site.slugs():
        if slug in ("404", "search"):
            continue
        found = site.translations(slug)
        alternates = {code: shared.absolute(article.url, config) for code, article in found.items()}
        for article in found.values():
            modified = article.reviewed.isoformat() if article.reviewed else None
            pages.append(SitemapPage(shared.absolute(article.url, config), modified, alternates))
    return pages
