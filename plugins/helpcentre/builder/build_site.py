"""One build: from the settings to the folder of the site, in the order in which MkDocs calls our plugins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment

from helpcentre.articles.checks.registry import check_build
from helpcentre.builder.build_memory import hash_parts, open_memory
from helpcentre.builder.build_steps import Steps
from helpcentre.builder.link_anchors import find_missing_anchors
from helpcentre.builder.messages import Messages
from helpcentre.builder.needs_mkdocs import NeedsMkDocsError
from helpcentre.builder.page_outputs import PageOutputs, hash_shared_inputs
from helpcentre.builder.page_rendering import Page, render_source
from helpcentre.builder.programs import hash_programs
from helpcentre.builder.settings import BuildSettings
from helpcentre.builder.site_output import SiteOutput, open_output
from helpcentre.builder.site_reading import load, read_files
from helpcentre.builder.sitemap import plain_sitemap
from helpcentre.builder.source_files import SourceFile
from helpcentre.builder.templates import ConfigValues, PageValues, has_template, make_environment
from helpcentre.errors import Finding, FindingsError
from helpcentre.site.findings import take_findings
from helpcentre.site.interface_strings import find_missing_strings
from helpcentre.site.machine_files import not_found_path
from helpcentre.site.page_context import not_found_context, page_context
from helpcentre.site.page_facts import PageFacts
from helpcentre.site.page_reading import FinishedPage, finish_pages
from helpcentre.site.page_templates import template_of
from helpcentre.site.site import Site
from helpcentre.site.site_checks import check_finished_site, checked_site
from helpcentre.site.site_files import claim_file, site_files
from helpcentre.site.support_remarks import support_remarks
from helpcentre.site.untranslated import finish_placeholders
from helpcentre.theme_dir import theme_dir


@dataclass(frozen=True)
class BuildResult:
    """A finished build: the folder of the site, and the paths that were written and removed."""

    site_dir: Path
    written: list[str]
    removed: list[str]


def build_site(
    settings: BuildSettings,
    now: datetime,
    messages: Messages,
    steps: Steps,
    show_pages: Callable[[], None] | None = None,
) -> BuildResult:
    """Build a site and return what has changed in its folder; `now` is the date and time of the build, with a zone.

    With `show_pages`, for a preview, the pages are exchanged before the search and the lists are made, and then it is
    called. Errors that are found later leave the new pages where they are.

    Raises HelpCentreError with every error, and NeedsMkDocsError for a site that only MkDocs can build; its folder is
    then as it was before.
    """
    with steps.step("support, strings and brand"):
        site = load(settings, now)
    with open_memory(site.options.cache_dir, hash_programs(), messages.remark) as memory:
        site.memory = memory or site.memory
        build = _Build(settings, site, messages, steps, PageOutputs(memory, Path(settings.site_dir)), show_pages)
        return _run_steps(build)


def read_finished_site(settings: BuildSettings, now: datetime, messages: Messages) -> Site:
    """Return a site with its finished pages, without writing anything; raises as `build_site` does."""
    site = load(settings, now)
    sources = read_files(site, messages)
    targets = {path: file.site_file for path, file in sources.items()}
    pages = [render_source(site, settings, file, targets) for file in _list_pages(sources)]
    _finish_checks(site, pages, sources, make_environment(theme_dir()), messages)
    return site


@dataclass(frozen=True)
class _Build:
    """The parts of one build that its steps share."""

    settings: BuildSettings
    site: Site
    messages: Messages
    steps: Steps
    outputs: PageOutputs
    show_pages: Callable[[], None] | None = None


def _run_steps(build: _Build) -> BuildResult:
    site, settings, messages, steps = build.site, build.settings, build.messages, build.steps
    with steps.step("reading pages"):
        sources = read_files(site, messages)
    with steps.step("Markdown"):
        targets = {path: file.site_file for path, file in sources.items()}
        pages = [render_source(site, settings, file, targets) for file in _list_pages(sources)]
    for page in pages:
        messages.log(page.rendered.messages)
    env = make_environment(theme_dir())
    with steps.step("checks"):
        contents = _finish_checks(site, pages, sources, env, messages)
    with open_output(Path(settings.site_dir)) as output:
        with steps.step("files"):
            _copy_files(sources, output)
            for path, content in plain_sitemap([page.file.url for page in pages], settings.site_url, site.now):
                output.write(path, content)
        with steps.step("pages"):
            shared = hash_shared_inputs(site, settings, sources.values(), theme_dir())
            for page in pages:
                html = contents.get(page.file.path, page.rendered.html)
                key = hash_parts(shared, page.file.path, page.source.text, html, repr(page.rendered.toc))
                if build.outputs.is_current(page.file.output, key):
                    output.keep(page.file.output)
                else:
                    _write_page(site, settings, env, page, html, output)
        if build.show_pages is not None:
            output.exchange_early()
            build.show_pages()
        messages.log(find_missing_anchors({page.file.path: page.rendered for page in pages}, settings.link_levels))
        with steps.step("search, manifest and lists"):
            _write_site_files(site, settings, env, output, messages)
        if settings.strict:
            messages.refuse_warnings()
        with steps.step("publishing"):
            written, removed = output.publish()
            build.outputs.save()
    return BuildResult(Path(settings.site_dir), written, removed)


def _list_pages(files: dict[str, SourceFile]) -> list[SourceFile]:
    return [file for file in files.values() if file.site_file.is_page and file.site_file.published]


def _finish_checks(
    site: Site, pages: list[Page], files: dict[str, SourceFile], env: Environment, messages: Messages
) -> dict[str, str]:
    """Take over the rendered pages, and stop if there are errors; return the content of the placeholders."""
    site.files = [file.site_file for file in files.values()]
    finish_pages(site, [_finished_page(page) for page in pages])
    contents = finish_placeholders(site)
    check_finished_site(site, lambda name: has_template(env, name) or _ask_mkdocs(site, name))
    articles = site.options.articles
    if articles is not None and articles.check:
        site.findings.extend(check_build(checked_site(site, links_resolved=True), articles.levels))
    _raise_findings(site, messages)
    return contents


def _ask_mkdocs(site: Site, name: str) -> bool:
    """Leave a site with a page that names a template of another theme to MkDocs."""
    page = next(article.path for article in site.pages if article.front.template == name)
    raise NeedsMkDocsError(Finding(site.options.folder + page, 1, 1, f"the template '{name}'"))


def _finished_page(page: Page) -> FinishedPage:
    title = page.split.meta.get("title")
    return FinishedPage(
        page.file.path,
        page.file.url,
        page.rendered.html,
        title=str(title) if title else None,
        name=_default_title(page.file.path),
        source=page.split.markdown,
    )


def _default_title(path: str) -> str:
    """Return the title of a page without one, made of its file name."""
    stem = Path(path).stem
    title = ("index" if stem == "README" else stem).replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title


def _raise_findings(site: Site, messages: Messages) -> None:
    """Show the warnings found so far, and raise the errors, all at once."""
    warnings, errors = take_findings(site.findings, site.options.folder)
    for warning in warnings:
        messages.warn(f"helpcentre: {warning}")
    if errors:
        raise FindingsError(errors)


def _copy_files(files: dict[str, SourceFile], output: SiteOutput) -> None:
    for file in files.values():
        if not file.site_file.is_page and file.site_file.published:
            output.write(file.site_file.output, file.read_bytes())


def _write_page(
    site: Site, settings: BuildSettings, env: Environment, page: Page, html: str, output: SiteOutput
) -> None:
    meta, file = page.split.meta, page.file
    base = settings.site_url
    facts = PageFacts(
        path=file.path,
        url=file.url,
        title=str(meta.get("title") or _default_title(file.path)),
        description=str(meta.get("description") or ""),
        canonical_url=urljoin(base, file.url) if base else None,
    )
    written = env.get_template(str(meta.get("template") or template_of(site, file.path))).render(
        config=_config_values(settings),
        page=PageValues(file.url, html, page.rendered.toc),
        hc=page_context(site, facts),
    )
    if written.strip():
        output.write(file.output, written.encode("utf-8", errors="xmlcharrefreplace"))


def _config_values(settings: BuildSettings) -> ConfigValues:
    return ConfigValues(
        settings.site_name,
        settings.site.copyright,
        settings.site.extra_css,
        settings.site.extra_javascript,
        settings.extra,
    )


def _write_site_files(
    site: Site, settings: BuildSettings, env: Environment, output: SiteOutput, messages: Messages
) -> None:
    """Write the 404 pages and the files for machines; a writer's file at one of their addresses stays."""
    for path, content in _machine_files(site, settings, env):
        output.write(path, content.encode() if isinstance(content, str) else content)
    _raise_findings(site, messages)
    for message in (*map(str, find_missing_strings(site.options)), *support_remarks(site)):
        messages.remark(message)


def _machine_files(site: Site, settings: BuildSettings, env: Environment) -> Iterator[tuple[str, str | bytes]]:
    for language in site.languages.all:
        path = not_found_path(site.languages, language)
        html = env.get_template("pages/404.html").render(
            config=_config_values(settings),
            base_url=site.options.root_path.rstrip("/") or "/",
            hc=not_found_context(site, language),
        )
        if claim_file(site, path):
            yield path, html
    yield from site_files(site)
