"""`helpcentre/search`: packed search files per language, and a search field on every page."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from helpcentre.errors import Finding, Severity
from helpcentre.mkdocs_plugins import search_pages, shared
from helpcentre.search.analyser import stemmer_for
from helpcentre.search.ask_contract import find_broken_asks
from helpcentre.search.documents import SearchDocument
from helpcentre.search.index_writer import build_index
from helpcentre.search.inverted_index import SearchSettings
from helpcentre.search.packed_index import PackedIndex
from helpcentre.search.synonyms import Groups, read_synonyms


class SearchOptions(Config):
    """The options of `helpcentre/search`."""

    stemmers = options.DictOfItems(options.Type(str), default={})
    """Language to Snowball algorithm, where it is not the language's own; `none` for no stemming."""
    stop_words = options.DictOfItems(options.ListOfItems(options.Type(str)), default={})
    """Language to more function words."""
    question_words = options.DictOfItems(options.ListOfItems(options.Type(str)), default={})
    """Language to more words that people only ask with."""
    synonyms_file = options.Type(str, default="synonyms.yml")
    """The synonyms, from the content folder."""
    thesaurus = options.Type(bool, default=True)
    """Whether everyday words that mean the same, which come along for some languages, are used too."""
    contract = options.Choice(("error", "warning", "off"), default="error")
    """What an ask is that does not bring its article among the first three."""


class SearchPlugin(shared.SharedHooks, BasePlugin[SearchOptions]):
    """Indexes what every page says, and gives every page its field."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the stemmers; watch the synonyms."""
        config = super().on_config(config)
        with shared.told():
            for language, name in self.config.stemmers.items():
                stemmer_for(language, name)
        path = self._synonyms_path(config)
        if path.is_file() and str(path) not in config.watch:
            config.watch.append(str(path))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish only the stemmers that the site's languages need."""
        files = super().on_files(files, config=config)
        languages = shared.site_of(config).languages.all
        needed = {"base", *(stemmer_for(language, self.config.stemmers.get(language)) for language in languages)}
        for file in list(files):
            folder, _, name = file.src_uri.rpartition("/")
            if folder == "assets/helpcentre/vendor/snowball" and name.removesuffix(".js") not in needed:
                files.remove(file)
        return files

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the page what the field needs."""
        hc = shared.hc(context, config, page)
        hc["search"] = search_pages.view(hc, page, config)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its field."""
        if template_name.endswith("404.html") and shared.site_of(config).library is not None:
            hc = shared.hc(context, config, None)
            hc["search"] = search_pages.view(hc, None, config)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the field on pages of other themes, before their main part."""
        site = shared.site_of(config)
        if site.frame or site.env is None or "material/search" in config.plugins or "search" in config.plugins:
            return output
        context: dict[str, Any] = {"config": config, "page": page}
        hc = shared.hc(context, config, page)
        hc["search"] = search_pages.view(hc, page, config)
        field = site.env.get_template("partials/helpcentre/search.html").render(context)
        script = f'<script type="module" src="{hc["assets"]}/search.js"></script>'
        for place in ('<main class="md-main"', "<main", '<div role="main"', '<div class="container"'):
            before, found, after = output.partition(place)
            if found:
                return f'{before}<div class="hc-search-bar">{field}{script}</div>\n{found}{after}'
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search files, and hold the writers' promises against them."""
        site = shared.site_of(config)
        with shared.told():
            for language in site.languages.all:
                documents = list(search_pages.documents_of(site, language))
                files = self.index(documents, language, config)
                for path, content in files.items():
                    shared.write_file(config, f"{search_pages.FOLDER}/{path}", content)
                site.findings.extend(self.broken(documents, language, files))
        shared.raise_findings(site)

    def index(self, documents: list[SearchDocument], language: str, config: MkDocsConfig) -> dict[str, bytes]:
        """Return the search files of a language; raises FindingsError for wrong synonyms."""
        settings = self._settings(language, self._synonyms(config))
        with search_pages.kept(config, language) as cache:
            return build_index(documents, language, settings, cache)

    def broken(self, documents: list[SearchDocument], language: str, files: dict[str, bytes]) -> list[Finding]:
        """Return the asks that do not bring their article among the first three, as severe as `contract` says."""
        if self.config.contract == "off":
            return []
        severity: Severity = "error" if self.config.contract == "error" else "warning"
        found = find_broken_asks(PackedIndex(language, files.__getitem__), documents)
        return [replace(finding, severity=severity) for finding in found]

    def _settings(self, language: str, groups: Groups) -> SearchSettings:
        return SearchSettings(
            stemmer=self.config.stemmers.get(language),
            stop=tuple(self.config.stop_words.get(language, ())),
            question=tuple(self.config.question_words.get(language, ())),
            synonyms=groups.get(language, ()),
            thesaurus=self.config.thesaurus,
        )

    def _synonyms_path(self, config: MkDocsConfig) -> Path:
        return Path(config.docs_dir) / self.config.synonyms_file

    def _synonyms(self, config: MkDocsConfig) -> Groups:
        path = self._synonyms_path(config)
        if not path.is_file():
            return {}
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        return read_synonyms(path.read_text(encoding="utf-8"), str(shown), shared.site_of(config).languages.all)
