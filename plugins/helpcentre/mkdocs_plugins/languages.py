"""`helpcentre/languages`: several languages in one build, each with its own navigation, links, 404 and sitemap."""

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcentre.language.locales import locale
from helpcentre.mkdocs_plugins.build import hc_of
from helpcentre.mkdocs_plugins.hooks import LAST, SitePlugin, reported
from helpcentre.mkdocs_plugins.navigation import navigation_of


class LanguagesOptions(Config):
    """The options of `helpcentre/languages`."""

    default = options.Type(str, default="en")
    """The language whose pages are at the root of the site; its files are in the folder of the same name."""
    languages = options.ListOfItems(options.Type(str), default=[])
    """The other languages, in the order readers see them; each has a folder of the same name."""


class LanguagesPlugin(SitePlugin, BasePlugin[LanguagesOptions]):
    """Gives every page the navigation and the theme of its language."""

    _navs: dict[str, Navigation]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what is not a language code, before anything is built."""
        with reported():
            for code in (self.config.default, *self.config.languages):
                locale(code)
        self._navs = {}
        return super().on_config(config)

    @LAST
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make a navigation of each language from the whole one."""
        nav, languages = super().on_nav(nav, config=config, files=files), self.site.languages
        self._navs = {code: navigation_of(nav, code, languages) for code in languages.all}
        return nav

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page its language's navigation."""
        context = super().on_page_context(context, page=page, config=config, nav=nav)
        return self._in_language(context, config)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its language's navigation."""
        context = super().on_template_context(context, template_name=template_name, config=config)
        return self._in_language(context, config)

    def _in_language(self, context: TemplateContext, config: MkDocsConfig) -> TemplateContext:
        hc = hc_of(context)
        if hc is not None:
            context["nav"] = self._navs.get(hc["language"], context["nav"])
            config.theme["language"] = hc["language"]
        return context
