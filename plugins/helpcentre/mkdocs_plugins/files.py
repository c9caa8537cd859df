"""From MkDocs' files and pages to the plain values of `site`."""

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from helpcentre.articles.model import Source
from helpcentre.articles.published_source import source_with_shared_text
from helpcentre.articles.read import Restore, decode_source
from helpcentre.site.embed_files import launcher_script
from helpcentre.site.files import Origin, SiteFile, output_without_default_language
from helpcentre.site.output_paths import LAUNCHER
from helpcentre.site.page_facts import PageFacts
from helpcentre.site.page_reading import leave_out_unpublished, read_pages
from helpcentre.site.published_scripts import OUR_SCRIPTS, without_comments
from helpcentre.site.site import Site
from helpcentre.site.support_file import private_files
from helpcentre.site.theme_files import is_published
from helpcentre.theme_dir import theme_dir


def read_files(
    site: Site, files: Files, config: MkDocsConfig, restore: Restore | None = None, *, with_scheduled: bool = False
) -> None:
    """Move the default language to the root of the site, hide private files, and read every page.

    `restore` is for `read_library`; `with_scheduled` keeps pages that are published later.
    """
    private, ours = private_files(site.options), str(theme_dir())
    for file in files:
        place_file(file, site)
        if file.src_uri in private or (file.src_dir == ours and not is_published(file.src_uri, site)):
            file.inclusion = InclusionLevel.EXCLUDED
        if file.src_uri.startswith(OUR_SCRIPTS) and file.src_uri.endswith(".js") and "/vendor/" not in file.src_uri:
            is_launcher = file.src_uri == LAUNCHER and site.embed is not None
            file.content_string = launcher_script(site) if is_launcher else without_comments(file.content_string)
    by_path = {file.src_uri: file for file in files}
    read_pages(site, (site_file(file, config) for file in files), lambda file: read_source(by_path[file.path]), restore)
    for article in site.pages:
        if article.shared is not None:
            by_path[article.path].content_string = source_with_shared_text(article)
    for path in leave_out_unpublished(site, with_scheduled=with_scheduled):
        files.remove(by_path[path])


def site_file(file: File, config: MkDocsConfig) -> SiteFile:
    """Return a file of MkDocs as a plain value."""
    return SiteFile(
        path=file.src_uri,
        output=file.dest_uri,
        url="" if file.url in (".", "./") else file.url,
        is_page=file.is_documentation_page(),
        origin=_origin_of(file, config),
        published=not file.inclusion.is_excluded(),
        in_nav=file.inclusion is not InclusionLevel.NOT_IN_NAV,
    )


def _origin_of(file: File, config: MkDocsConfig) -> Origin:
    if file.generated_by is not None or file.src_dir is None:
        return Origin.PLUGIN
    if file.src_dir == config.docs_dir:
        return Origin.CONTENT
    return Origin.THEME if file.src_dir in config.theme.dirs else Origin.PLUGIN


def read_source(file: File) -> Source:
    """Return the text of a page; MkDocs gets one that is not UTF-8 with � in it, so that the build can go on."""
    try:
        return Source(file.src_uri, file.content_string)
    except UnicodeDecodeError:
        source = decode_source(file.src_uri, file.content_bytes)
        file.content_string = source.text
        return source


def place_file(file: File, site: Site) -> None:
    """Give a file its address: the default language's folder is the root of the site."""
    output = output_without_default_language(file.src_uri, file.dest_uri, site.languages)
    if output != file.dest_uri:
        file.dest_uri = output
        for computed in ("url", "abs_dest_path", "name"):
            file.__dict__.pop(computed, None)


def page_facts(page: Page) -> PageFacts:
    """Return what MkDocs knows of a page: a title from front matter is text, one from a heading is HTML."""
    title = str(page.title or "")
    return PageFacts(
        path=page.file.src_uri,
        url=page.url,
        title=title if "title" in page.meta else Markup(title).striptags(),  # noqa: S704 - it becomes text here
        description=str(page.meta.get("description") or ""),
        canonical_url=page.canonical_url,
    )
