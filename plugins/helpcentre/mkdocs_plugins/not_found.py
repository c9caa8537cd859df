"""The 404 page of every language: MkDocs itself makes only one, in the default language."""

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig

from helpcentre.mkdocs_plugins.build import Build, set_hc
from helpcentre.site.machine_files import not_found_path


def render_not_found(
    build: Build, config: MkDocsConfig, contexts: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of the 404 page of each language; `contexts` is what our templates show, by language."""
    site, env, nav, files = build.site, build.env, build.nav, build.files
    name = "pages/404.html" if site.options.frame else "404.html"
    if env is None or nav is None or files is None or name not in env.list_templates():
        return
    template = env.get_template(name)
    for language, hc in contexts.items():
        context = get_context(nav, files, config, base_url=site.options.root_path.rstrip("/") or "/")
        set_hc(context, hc)
        context = config.plugins.on_template_context(context, template_name=name, config=config)
        html = template.render(context)
        path = not_found_path(site.languages, language)
        yield path, config.plugins.on_post_template(html, template_name=path, config=config)
