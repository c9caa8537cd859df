"""State shared by the six plugins: one article list, one support file, one `hc` in every template.

The first plugin to run collects it, so nothing depends on their order in `mkdocs.yml`; no plugin imports another.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline, outline_of_html
from helpcentre.articles.read import Library, read_library
from helpcentre.articles.topic_index import TopicIndex
from helpcentre.errors import Finding, FindingsError, HelpCentreError
from helpcentre.language.locales import direction
from helpcentre.language.strings import strings
from helpcentre.markdown_blocks.block_errors import RULE as BLOCKS_RULE
from helpcentre.mkdocs_plugins.autoescape import escape_our_templates
from helpcentre.mkdocs_plugins.config import findings_of, languages_of, layer_theme, text_of
from helpcentre.mkdocs_plugins.scripts import without_comments
from helpcentre.site.outputs import write_output
from helpcentre.support.load import load_support
from helpcentre.support.model import Support
from helpcentre.theme_dir import theme_dir

log = get_plugin_logger("helpcentre")
OUR_SCRIPTS = "assets/helpcentre/"
NEVER_PUBLISHED = ("support.yml", "holidays.lock.yml", "synonyms.yml")


@dataclass
class Site:
    """One build: the languages, the pages as articles, and what each page was found to hold."""

    languages: Languages
    strict: bool
    frame: bool
    library: Library | None = None
    shelves: TopicIndex | None = None
    by_path: dict[str, Article] = field(default_factory=dict)
    pages: dict[tuple[str, str], Article] = field(default_factory=dict)
    """Every real page by language and slug, those we generate among them."""
    outlines: dict[str, Outline] = field(default_factory=dict)
    missing: dict[str, Article] = field(default_factory=dict)
    """Pages that say "not in your language yet": their path, and the article they stand for."""
    env: Environment | None = None
    folder: str = ""
    """How a writer calls the content folder, ending in a slash: it stands before the paths of findings."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """Take in a page."""
        self.by_path[article.path] = article
        self.pages[article.language, article.slug] = article

    def translations(self, slug: str) -> dict[str, Article]:
        """Return a page in every language it exists in, in the order of the site's languages."""
        return {code: self.pages[code, slug] for code in self.languages.all if (code, slug) in self.pages}

    def slugs(self) -> list[str]:
        """Return the slug of every page, sorted."""
        return sorted({slug for _, slug in self.pages})

    def articles(self) -> Iterator[Article]:
        """Yield the real articles: those that carry the widget and stand in the manifest."""
        for article in self.by_path.values():
            if article.kind.is_article and article.slug != "404":
                yield article


@contextmanager
def told() -> Iterator[None]:
    """Turn our errors into MkDocs' own, which are shown without a traceback and end the build with exit code 1."""
    try:
        yield
    except HelpCentreError as error:
        raise PluginError(str(error)) from None


class SharedHooks:
    """The first base of each of the six: sees that the shared work is done before the plugin's own."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Layer the theme once."""
        site_of(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Gather the articles once."""
        with told():
            gather(files, config)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell our Markdown blocks which page they stand in."""
        if "helpcentre.markdown_blocks" in config.markdown_extensions:
            own = config.mdx_configs.setdefault("helpcentre.markdown_blocks", {})
            own |= blocks_config(page, config)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Remember the outline of the page once."""
        outlines = site_of(config).outlines
        if page.file.src_uri not in outlines:
            outlines[page.file.src_uri] = outline_of_html(html)
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Escape our templates; stop at wrong blocks if no later check reports them."""
        site = site_of(config)
        site.env = escape_our_templates(env)
        articles = plugin_options(config, "articles")
        wrong = [finding for finding in site.findings if finding.rule == BLOCKS_RULE]
        later = (articles is not None and articles.check) or plugin_options(config, "search") is not None
        if wrong and not later:
            raise PluginError("\n" + str(FindingsError(wrong)))
        return env


def plugin_options(config: MkDocsConfig, name: str) -> Any | None:
    """Return the options of `helpcentre/<name>`, or None where that plugin is not used."""
    plugin = config.plugins.get(f"helpcentre/{name}")
    return None if plugin is None else plugin.config


def site_of(config: MkDocsConfig) -> Site:
    """Return the state of this build, made on first use."""
    state: Site | None = config.__dict__.get("_helpcentre")
    if state is None:
        articles = plugin_options(config, "articles")
        frame = articles is not None and articles.frame == "helpcentre"
        folder = _written(Path(config.docs_dir), config).rstrip("/") + "/"
        state = Site(
            languages_of(config, plugin_options(config, "languages")),
            strict=articles is not None,
            frame=frame,
            folder=folder,
        )
        config.__dict__["_helpcentre"] = state
        layer_theme(config)
        _watch(config)
    return state


def _watch(config: MkDocsConfig) -> None:
    path = support_path(config)
    for file in (path, path.with_name("holidays.lock.yml"), theme_dir()):
        if file.exists() and str(file) not in config.watch:
            config.watch.append(str(file))


def support_path(config: MkDocsConfig) -> Path:
    """Return where the support file lies: the plugins' `support_file`, from the content folder."""
    name = "support.yml"
    for plugin in ("channels", "hours"):
        options = plugin_options(config, plugin)
        name = (options.get("support_file") if options is not None else None) or name
    return Path(config.docs_dir, name)


def support_for(config: MkDocsConfig) -> Support | None:
    """Return the support file of the site, read once per build; None where there is none, or mistakes in it.

    The mistakes are kept for `raise_findings` where the articles plugin calls it later, and raised at once elsewhere.
    """
    state = config.__dict__
    if "_helpcentre_support" not in state:
        path, site = support_path(config), site_of(config)
        state["_helpcentre_support"] = None
        try:
            if path.is_file():
                state["_helpcentre_support"] = load_support(path, name=support_name(config))
        except HelpCentreError as error:
            site.findings.extend(findings_of(error, support_name(config)))
            if not site.strict:
                raise_findings(site)
    found: Support | None = state["_helpcentre_support"]
    return found


def support_name(config: MkDocsConfig) -> str:
    """Return the support file as findings call it: from the content folder."""
    return Path(os.path.relpath(support_path(config), config.docs_dir)).as_posix()


def _written(path: Path, config: MkDocsConfig) -> str:
    """Return a path as a writer would type it: from the folder of mkdocs.yml where it lies below."""
    folder = Path(config.config_file_path).parent if config.config_file_path else Path(config.docs_dir)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def gather(files: Files, config: MkDocsConfig) -> Site:
    """Move the languages to their addresses and read every page; done once, whoever asks first."""
    site = site_of(config)
    if site.library is not None:
        return site
    for file in files:
        place(file, site.languages)
        if file.src_uri in NEVER_PUBLISHED:
            file.inclusion = InclusionLevel.EXCLUDED
        if file.src_uri.startswith(OUR_SCRIPTS) and file.src_uri.endswith(".js") and "/vendor/" not in file.src_uri:
            file.content_string = without_comments(file.content_string)
    sources = [(text_of(file), address_of(file)) for file in files.documentation_pages()]
    site.library = read_library(sources, site.languages, strict=site.strict)
    site.findings.extend(site.library.findings)
    for article in (*site.library.articles, *site.library.refused):
        site.add(article)
    if site.library.refused and not site.strict:
        raise_findings(site)
    site.shelves = TopicIndex(site.library)
    return site


def place(file: File, languages: Languages) -> None:
    """Give a file its address: the default language's folder is the root of the site."""
    prefix = f"{languages.default}/"
    if languages.folders and file.src_uri.startswith(prefix) and file.dest_uri.startswith(prefix):
        file.dest_uri = file.dest_uri.removeprefix(prefix)
        for computed in ("url", "abs_dest_path", "name"):
            file.__dict__.pop(computed, None)


def address_of(file: File) -> str:
    """Return the address of a file relative to the site; the home page's is empty."""
    return "" if file.url in (".", "./") else file.url


def blocks_config(page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """Return what the Markdown blocks are told of the page they stand in."""
    from helpcentre.mkdocs_plugins.outputs import collector_url

    root = link("", page, config)
    return {
        "docs_dir": config.docs_dir,
        "collector_url": collector_url(config) or "/",
        "support_file": os.path.relpath(support_path(config), config.docs_dir),
        "language": language_of(page, config),
        "languages": list(site_of(config).languages.all),
        "path": page.file.src_uri,
        "page": f"/{address_of(page.file)}",
        "text": page.file.content_string,
        "problems": site_of(config).findings,
        "root": "" if root in (".", "./") else root.rstrip("/") + "/",
    }


def language_of(page: Page | None, config: MkDocsConfig) -> str:
    """Return the language a page is written in."""
    languages = site_of(config).languages
    return languages.default if page is None else languages.of(page.file.src_uri)


def link(url: str, page: Page | None, config: MkDocsConfig) -> str:
    """Return `url` (relative to the site) as a link from `page`; from no page (404) as an absolute path."""
    if page is not None:
        return get_relative_url(url or ".", page.url)
    return root_path(config) + url


def root_path(config: MkDocsConfig) -> str:
    """Return the path the site lives under: `/`, or `/shop-help/` for a site in a folder."""
    path = urlsplit(config.site_url or "/").path or "/"
    return path if path.endswith("/") else f"{path}/"


def absolute(url: str, config: MkDocsConfig) -> str:
    """Return the full address of a page, or its path where the site has no `site_url`."""
    return (config.site_url or "/").rstrip("/") + "/" + url


def hc(context: Any, config: MkDocsConfig, page: Page | None, language: str | None = None) -> dict[str, Any]:
    """Return the `hc` of a template context, with what every page has; made on first use."""
    if "hc" not in context:
        code = language or language_of(page, config)
        context["hc"] = {
            "language": code,
            "dir": direction(code),
            "t": strings(code),
            "root": link("", page, config) if page is None else link(".", page, config),
            "assets": link("assets/helpcentre", page, config),
            "frame": site_of(config).frame,
        }
    found: dict[str, Any] = context["hc"]
    return found


def raise_findings(site: Site) -> None:
    """Raise everything that was found wrong so far, all at once, each under the path a writer would type."""
    found = {replace(one, path=os.path.normpath(site.folder + one.path)) for one in site.findings}
    errors = [finding for finding in found if finding.severity == "error"]
    for finding in sorted(found):
        if finding.severity == "warning":
            log.warning(str(finding))
    site.findings.clear()
    if errors:
        raise PluginError("\n" + str(FindingsError(errors)))


def write_file(config: MkDocsConfig, path: str, content: str | bytes) -> None:
    """Write a file of ours into the site."""
    with told():
        write_output(Path(config.site_dir), path, content)


def build_date() -> str | None:
    """Return `SOURCE_DATE_EPOCH` where it is set: two builds with the same value are the same bytes."""
    return os.environ.get("SOURCE_DATE_EPOCH")
