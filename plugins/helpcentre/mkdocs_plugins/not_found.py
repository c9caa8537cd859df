"""The 404 page of every language: MkDocs itself makes only one, in the default language."""

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from helpcentre.mkdocs_plugins import shared


def write_not_found(config: MkDocsConfig, nav: Navigation, files: Files) -> None:
    """Write `404.html` and `<language>/404.html`; links are absolute paths, since it answers at any depth."""
    site = shared.site_of(config)
    name = "pages/404.html" if site.frame else "404.html"
    if site.env is None or name not in site.env.list_templates():
        return
    template = site.env.get_template(name)
    for language in site.languages.all:
        context = get_context(nav, files, config, base_url=shared.root_path(config).rstrip("/") or "/")
        shared.hc(context, config, None, language)
        context = config.plugins.on_template_context(context, template_name=name, config=config)
        html = template.render(context)
        folder = "" if language == site.languages.default else f"{language}/"
        html = config.plugins.on_post_template(html, template_name=f"{folder}404.html", config=config)
        shared.write_file(config, f"{folder}404.html", html)
