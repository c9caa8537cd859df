"""The beginning of a build: the context of the site, and every file and page that it will publish."""

from dataclasses import replace
from datetime import datetime

from helpcentre.articles.checks.registry import CODES
from helpcentre.builder.messages import Messages
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.builder.settings import BuildSettings
from helpcentre.builder.source_files import (
    SourceFile,
    list_content,
    list_theme,
    make_site_file,
    read_source,
    read_text,
)
from helpcentre.errors import Finding
from helpcentre.language.locales import locale
from helpcentre.search.analyser import stemmer_for
from helpcentre.site.embed_files import launcher_script
from helpcentre.site.files import Origin
from helpcentre.site.generated_pages import generate_pages
from helpcentre.site.host_options import site_options
from helpcentre.site.loading import load_site
from helpcentre.site.output_paths import LAUNCHER
from helpcentre.site.page_reading import leave_out_unpublished, read_pages
from helpcentre.site.published_scripts import OUR_SCRIPTS, without_comments
from helpcentre.site.search_scripts import PAGE_SCRIPTS, is_bundled, page_script
from helpcentre.site.site import Site
from helpcentre.site.support_file import private_files
from helpcentre.site.theme_files import is_published
from helpcentre.theme_dir import theme_dir


def load(settings: BuildSettings, now: datetime) -> Site:
    """Return the context of the site; refuses languages and stemmers that do not exist."""
    options = site_options(settings, CODES)
    for code in options.languages.all if options.multilingual else ():
        locale(code)
    for language, name in options.search.stemmers.items() if options.search else ():
        stemmer_for(language, name)
    return load_site(options, now)


def read_files(site: Site, messages: Messages) -> dict[str, SourceFile]:
    """Return every file of the build by its path, after the pages were read and those that it makes were added."""
    options, private = site.options, private_files(site.options)
    content, warnings = list_content(options.content_dir, site.languages, directory_urls=options.directory_urls)
    for warning in warnings:
        messages.warn(warning)
    theme = list_theme(
        theme_dir(), (file.path for file in content), site.languages, directory_urls=options.directory_urls
    )
    files = {file.path: _prepare_file(site, file) for file in (*content, *theme)}
    unused = {file.path for file in theme if not is_published(file.path, site)}
    for path in (private | unused) & files.keys():
        file = files[path]
        files[path] = replace(file, site_file=replace(file.site_file, published=False))
    _refuse_own_not_found_page(files)
    read_pages(site, (file.site_file for file in files.values()), lambda file: read_source(files[file.path]))
    for path in leave_out_unpublished(site):
        del files[path]
    for made in generate_pages(site):
        files.pop(made.path, None)
        place = make_site_file(
            made.path,
            site.languages,
            directory_urls=options.directory_urls,
            origin=Origin.PLUGIN,
            in_nav=False,
        )
        files[made.path] = SourceFile(place, content=made.markdown)
    if options.search is not None:
        files = {path: file for path, file in files.items() if not is_bundled(path)}
    return files


def _prepare_file(site: Site, file: SourceFile) -> SourceFile:
    """Return a file as it is published: our scripts are without comments, some of them are one with their modules."""
    if file.path in PAGE_SCRIPTS and site.options.search is not None:
        return replace(file, content=page_script(file.path))
    if file.path == LAUNCHER and site.embed is not None:
        return replace(file, content=launcher_script(site))
    if file.path.startswith(OUR_SCRIPTS) and file.path.endswith(".js") and "/vendor/" not in file.path:
        return replace(file, content=without_comments(read_text(file.read_bytes())))
    return file


def _refuse_own_not_found_page(files: dict[str, SourceFile]) -> None:
    """Leave a site with its own 404.html to MkDocs, whose theme has one too."""
    for file in files.values():
        if file.site_file.output == "404.html" and file.site_file.published:
            raise NeedsMkDocsError(Finding(file.path, 1, 1, "a 404 page of the site's own"))
