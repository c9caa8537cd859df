"""`helpcentre/articles`: strict front matter, the manifest, structured data, and (if wanted) our own page frame."""

from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcentre.articles import structured_data
from helpcentre.articles.checks import check_build
from helpcentre.articles.model import Article, Source
from helpcentre.articles.read import read_leniently
from helpcentre.mkdocs_plugins import check_input as checked
from helpcentre.mkdocs_plugins import frame, outputs, shared
from helpcentre.mkdocs_plugins.not_found import write_not_found


class ArticlesOptions(Config):
    """The options of `helpcentre/articles`."""

    frame = options.Choice(("theme", "helpcentre"), default="theme")
    """Whose page is around the text: the theme's own (`theme`), or our small one without any script of the theme."""
    check = options.Type(bool, default=True)
    """Whether the build fails on what would hurt a reader: dead links and images, unknown topics, missing captions."""
    redirects = options.Type(bool, default=True)
    """Whether a small page is left at every address in `redirect_from`."""


class ArticlesPlugin(shared.SharedHooks, BasePlugin[ArticlesOptions]):
    """Reads the articles strictly and says what they are, to people and to machines."""

    _nav: Navigation | None = None
    _files: Files | None = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages the frame needs."""
        files = super().on_files(files, config=config)
        site = shared.site_of(config)
        if site.frame:
            frame.remove_theme_files(files)
            for language, slug, title in frame.extra_pages(config):
                _add_page(files, config, language, slug, title)
        self._files = files
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the navigation for the 404 page."""
        self._nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Choose the page template."""
        markdown = super().on_page_markdown(markdown, page=page, config=config, files=files)
        site = shared.site_of(config)
        if site.frame and not page.meta.get("template"):
            page.meta["template"] = frame.template_of(site, page.file.src_uri)
        return markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Stop on mistakes, all at once, now that every page is read: front matter, support file, links, captions."""
        env = super().on_env(env, config=config, files=files)
        site = shared.site_of(config)
        shared.support_for(config)
        if self.config.check:
            site.findings.extend(check_build(checked.pages_of(config, files)))
        shared.raise_findings(site)
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Add the article, its description and its structured data."""
        site = shared.site_of(config)
        hc = shared.hc(context, config, page)
        article = site.by_path.get(page.file.src_uri)
        hc["title"] = _title(page)
        hc["description"] = _description(site, page, article)
        if hc["description"] and not page.meta.get("description"):
            page.meta["description"] = hc["description"]
        if article is not None:
            hc["article"] = frame.article_view(article, config, page)
            hc["json_ld"] = structured_data.script(frame.graph(article, hc["description"], config))
        if site.frame:
            hc.update(frame.page_view(article, config, page))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the structured data into pages of other themes, whose head is theirs."""
        site = shared.site_of(config)
        article = site.by_path.get(page.file.src_uri)
        if site.frame or article is None:
            return output
        data = structured_data.script(frame.graph(article, _description(site, page, article), config))
        return output.replace("</head>", f'<script type="application/ld+json">{data}</script>\n</head>', 1)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its frame."""
        if template_name.endswith("404.html") and shared.site_of(config).frame:
            hc = shared.hc(context, config, None)
            hc.update(frame.not_found_view(hc["language"], config))
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the manifest, the redirects, and the headers the site is to be served with."""
        site = shared.site_of(config)
        outputs.write_manifest(config)
        if self.config.redirects:
            for path, html in frame.redirects(config):
                shared.write_file(config, path, html)
        if site.frame:
            for path, text in frame.header_files(config):
                shared.write_file(config, path, text)
            no_languages = shared.plugin_options(config, "languages") is None
            if no_languages and self._nav is not None and self._files is not None:
                write_not_found(config, self._nav, self._files)


def _add_page(files: Files, config: MkDocsConfig, language: str, slug: str, title: str) -> None:
    """Add a page of ours (a topic, the search results) unless a writer wrote one."""
    site = shared.site_of(config)
    path = f"{language}/{slug}.md" if site.languages.folders else f"{slug}.md"
    if files.get_file_from_path(path) is not None:
        return
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    content = f'---\ntitle: "{escaped}"\nkind: page\n---\n'
    file = File.generated(config, path, content=content)
    file.inclusion = InclusionLevel.NOT_IN_NAV
    shared.place(file, site.languages)
    files.append(file)
    site.add(read_leniently(Source(path, content), site.languages, shared.address_of(file)))


def _title(page: Page) -> str:
    """Return the title of a page as text: MkDocs gives front matter as it is written, but a heading as HTML."""
    title = str(page.title or "")
    return title if "title" in page.meta else Markup(title).striptags()  # noqa: S704 - it becomes text here


def _description(site: shared.Site, page: Page, article: Article | None) -> str:
    given: Any = page.meta.get("description") or (article.front.description if article else None)
    if given:
        return str(given)
    outline = site.outlines.get(page.file.src_uri)
    words = (outline.lead if outline else "").split()
    text = " ".join(words[:26])
    return f"{text} …" if len(words) > 26 else text
