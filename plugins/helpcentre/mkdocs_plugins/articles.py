"""`helpcentre/articles`: strict front matter, the manifest, structured data, and (if wanted) our own page frame."""

from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.mkdocs_plugins.files import page_facts
from helpcentre.mkdocs_plugins.hooks import LAST, SitePlugin
from helpcentre.site.structured_data import embed_structured_data
from helpcentre.theme_dir import theme_dir


class ArticlesOptions(Config):
    """The options of `helpcentre/articles`."""

    frame = options.Choice(("theme", "helpcentre"), default="theme")
    """Whose page is around the text: the theme's own (`theme`), or our small one without any script of the theme."""
    check = options.Type(bool, default=True)
    """Whether the build stops at errors in the content."""
    checks = options.Type(dict, default={})
    """The level of single checks by their code: `off`, `warning` or `error`."""
    extra_keys = options.ListOfItems(options.Type(str), default=[])
    """Further keys that pages may have, because a plugin or the theme reads them."""
    redirects = options.Type(bool, default=True)
    """Whether a small page is written at every address in `redirect_from`."""
    drafts = options.Type(bool, default=False)
    """Whether pages with `draft: true` are published too, as on a preview."""
    plain_text = options.Type(bool, default=True)
    """Whether a site with our frame has a Markdown copy of each article, `llms.txt` and a feed for each language."""
    offline = options.Type(bool, default=False)
    """Whether the pages of our frame that a reader has opened can be read without a connection."""


class ArticlesPlugin(SitePlugin, BasePlugin[ArticlesOptions]):
    """Reads the articles strictly and describes them, to people and to machines."""

    @LAST
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's own scripts and styles if our frame uses none of them."""
        files = super().on_files(files, config=config)
        if self.site.options.frame:
            for file in list(files):
                folder = file.src_dir or ""
                if file.src_uri.startswith("assets/") and "material" in folder and folder != str(theme_dir()):
                    files.remove(file)
        return files

    def on_page_context(self, context: Any, *, page: Page, **given: Any) -> Any:
        """Give the theme a description of a page without one."""
        context = super().on_page_context(context, page=page, **given)
        description = context["hc"].get("description")
        if description and not page.meta.get("description"):
            page.meta["description"] = description
        return context

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Put the structured data into pages of other themes, which have their own head."""
        return embed_structured_data(self.site, page_facts(page), output)
