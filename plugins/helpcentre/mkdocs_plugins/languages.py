"""`helpcentre/languages`: several languages in one build, each with its own navigation, links, 404 and sitemap."""

from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.language.locales import locale
from helpcentre.mkdocs_plugins.hooks import LAST, SitePlugin, reported
from helpcentre.site.language_navigation import language_navigation


class LanguagesOptions(Config):
    """The options of `helpcentre/languages`."""

    default = options.Type(str, default="en")
    """The language whose pages are at the root of the site; its files are in the folder of the same name."""
    languages = options.ListOfItems(options.Type(str), default=[])
    """The other languages, in the order readers see them; each has a folder of the same name."""


class LanguagesPlugin(SitePlugin, BasePlugin[LanguagesOptions]):
    """Sets the navigation and the theme's language on every page."""

    _navs: dict[str, Navigation]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse codes that are not languages, before anything is built."""
        with reported():
            for code in (self.config.default, *self.config.languages):
                locale(code)
        self._navs = {}
        return super().on_config(config)

    @LAST
    def on_nav(self, nav: Navigation, **given: Any) -> Navigation:
        """Split the whole navigation into one for each language."""
        nav, languages = super().on_nav(nav, **given), self.site.languages
        self._navs = {code: language_navigation(nav, code, languages) for code in languages.all}
        return nav

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        """Give the page its language's navigation."""
        return self._in_language(super().on_page_context(context, page=page, config=config), config)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig, **_: Any) -> Any:
        """Give the 404 page its language's navigation."""
        context = super().on_template_context(context, template_name=template_name, config=config)
        return self._in_language(context, config)

    def _in_language(self, context: Any, config: MkDocsConfig) -> Any:
        if "hc" in context:
            language = context["hc"]["language"]
            context["nav"] = self._navs.get(language, context["nav"])
            config.theme["language"] = language
        return context
