"""`helpcentre/search`: packed search files per language, and a search field on every page."""

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.mkdocs_plugins.files import page_facts
from helpcentre.mkdocs_plugins.hooks import LAST, SitePlugin, reported
from helpcentre.search.analyser import stemmer_for
from helpcentre.site.search_field import embed_search_field
from helpcentre.site.search_scripts import PAGE_SCRIPTS, is_bundled, page_script


class SearchOptions(Config):
    """The options of `helpcentre/search`."""

    stemmers = options.DictOfItems(options.Type(str), default={})
    """Language to Snowball algorithm, if it is not the usual one; `none` for no stemming."""
    stop_words = options.DictOfItems(options.ListOfItems(options.Type(str)), default={})
    """Language to more function words."""
    question_words = options.DictOfItems(options.ListOfItems(options.Type(str)), default={})
    """Language to more words that people only ask with."""
    synonyms_file = options.Type(str, default="synonyms.yml")
    """The synonyms, from the content folder."""
    thesaurus = options.Type(bool, default=True)
    """Whether the everyday synonyms built in for some languages are used too."""
    contract = options.Choice(("error", "warning", "off"), default="error")
    """The severity if an ask does not find its article among the first three."""


class SearchPlugin(SitePlugin, BasePlugin[SearchOptions]):
    """Indexes every page, and adds a search field to every page."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the stemmers."""
        with reported():
            for language, name in self.config.stemmers.items():
                stemmer_for(language, name)
        return super().on_config(config)

    @LAST
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish the scripts of pages with their modules, and not those of the worker."""
        files = super().on_files(files, config=config)
        for file in list(files):
            if is_bundled(file.src_uri):
                files.remove(file)
            elif file.src_uri in PAGE_SCRIPTS:
                file.content_string = page_script(file.src_uri)
        return files

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the field on pages of other themes that have no search, before their main part."""
        assert self.build is not None
        if self.build.env is None or "material/search" in config.plugins or "search" in config.plugins:
            return output
        template = self.build.env.get_template("partials/helpcentre/search.html")
        return embed_search_field(
            self.site, page_facts(page), output, lambda hc: template.render(config=config, page=page, hc=hc)
        )
