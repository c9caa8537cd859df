"""Commands that write, check, build, serve and search a site."""

import sys
from pathlib import Path
from typing import Any

import click

from helpcentre.cli.options import config_option, database_option
from helpcentre.cli.root import cli


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the site (default: Help centre, in its first language).")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("en",),
    help="Language code, for example `it`. Can be given several times; the first is the default language.",
)
@click.option("--time-zone", "zone", default="Europe/Rome", show_default=True, help="Time zone of the support team.")
@click.option(
    "--email", "address", default="help@example.com", show_default=True, help="E-mail address of the support team."
)
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "forgejo"]),
    help="Also write the files of a CI: check, build, preview, evidence and publication.",
)
def init(folder: Path, name: str | None, languages: tuple[str, ...], zone: str, address: str, ci: str | None) -> None:
    """Create a new site in FOLDER."""
    from datetime import UTC, datetime

    from helpcentre.commands.init import run

    for path in run(folder, name, languages, zone, address, datetime.now(UTC).date(), ci):
        click.echo(path)
    click.echo(f"Next: cd {folder} && helpcentre serve")


@cli.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the site (default: Help centre, in its first language).")
@click.option("--language", default="en", show_default=True, help="Language of pages that are in no language's folder.")
@click.option("--time-zone", "zone", default="Europe/Rome", show_default=True, help="Time zone of the support team.")
@click.option(
    "--email", "address", default="help@example.com", show_default=True, help="E-mail address of the support team."
)
@click.option(
    "--host",
    "hosts",
    multiple=True,
    help="Host of the old site, such as docs.example.com, if links name it; repeatable.",
)
def adopt(source: Path, folder: Path, **options: Any) -> None:
    """Turn the Markdown of another generator in SOURCE into a new site in FOLDER.

    Known are Docusaurus, VitePress and VuePress, Starlight, Jekyll, Hugo, MkDocs and plain folders of Markdown.
    """
    from datetime import UTC, datetime

    from helpcentre.commands.adopt import AdoptOptions, run

    run(AdoptOptions(source, folder, **options), datetime.now(UTC).date(), click.echo)


@cli.command()
@click.argument("kind", type=click.Choice(["faq", "troubleshooting", "video", "guide", "policy", "notice", "page"]))
@click.argument("title")
@click.option("--language", help="Language of the article (default: the default language of the site).")
@click.option("--slug", help="Name of the file without .md; for a translation, the name of the page it translates.")
@config_option
def new(kind: str, title: str, language: str | None, slug: str | None, config: Path) -> None:
    """Create an article from the skeleton of its kind."""
    from datetime import UTC, datetime

    from helpcentre.commands.new import run

    run(config, kind, title, language, slug, datetime.now(UTC).date(), click.echo)


@cli.command()
@click.argument("old")
@click.argument("new")
@config_option
def rename(old: str, new: str, config: Path) -> None:
    """Move a page, for example faq/returns, in every language; links are updated, and ratings are kept."""
    from helpcentre.commands.rename import run

    run(config, old, new, click.echo)


@cli.command()
@click.argument("name", type=click.Choice(["front-matter", "support", "variables", "terms"]))
def schema(name: str) -> None:
    """Print the JSON Schema of front matter, support.yml, variables.yml or terms.yml, for editors and other tools."""
    from helpcentre.commands.schema import format_schema

    click.echo(format_schema(name))


@cli.command()
@click.option("--language", help="Only this language.")
@config_option
def strings(language: str | None, config: Path) -> None:
    """List the interface strings that are missing in a language, as lines for its file in content/strings/."""
    from helpcentre.commands.strings import run

    run(config, language, click.echo)


@cli.command()
@click.argument("page")
@click.option("--language", required=True, help="The language to translate into, for example `it`.")
@config_option
def translate(page: str, language: str, config: Path) -> None:
    """Begin the translation of PAGE, such as faq/returns: its source as a draft in the other language."""
    from helpcentre.commands.translate import run

    click.echo(run(config, page, language))


@cli.command()
@click.argument("pages", nargs=-1)
@click.option("--language", help="Only this language.")
@click.option("--diff", "show_difference", is_flag=True, help="Show the paragraphs of the source that changed since.")
@click.option("--current", "mark", is_flag=True, help="Mark the translations of PAGES as up to date.")
@click.option("--minor", is_flag=True, help="With --current: all whose source changed only in commits marked as minor.")
@click.option(
    "--database", help="Sort by readers, as this feedback database counted them, such as sqlite:///data/feedback.db."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every translation, up to date or not.")
@config_option
def translations(
    pages: tuple[str, ...],
    language: str | None,
    show_difference: bool,
    mark: bool,
    minor: bool,
    database: str | None,
    as_json: bool,
    config: Path,
) -> None:
    """List translations that are missing or behind; PAGES, for --diff and --current, are names such as faq/returns."""
    from helpcentre.commands.translations import mark_current, print_difference, print_list

    if mark and (pages or minor):
        mark_current(config, pages, language, click.echo, minor=minor)
    elif show_difference and pages:
        for page in pages:
            print_difference(config, page, language, click.echo)
    elif mark or show_difference:
        raise click.UsageError("Name at least one page, such as faq/returns.")
    elif minor or pages:
        raise click.UsageError("Add --diff or --current to say what to do with these pages.")
    else:
        print_list(config, language, database, click.echo, as_json=as_json)


@cli.command("import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--language", help="Language of articles that do not name one (default: the default language of the site)."
)
@config_option
def import_(source: Path, language: str | None, config: Path) -> None:
    """Convert the articles of another help desk, in the JSON of Zendesk Guide or Freshdesk, to Markdown files."""
    from helpcentre.commands.import_ import run

    run(config, source, language, click.echo)


@cli.command()
@config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@database_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Output folder (default: that of mkdocs.yml).")
@click.option(
    "--live-reload/--no-live-reload", default=True, show_default=True, help="Rebuild whenever a file changes."
)
def serve(**options: Any) -> None:
    """Build the site, and serve it together with the collector; pages reload when a file changes."""
    from helpcentre.commands.build import build_into
    from helpcentre.commands.serve import ServeOptions, run

    run(ServeOptions(**options), build_into, click.echo)


@cli.command()
@config_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Output folder (default: that of mkdocs.yml).")
@click.option("--strict/--no-strict", default=True, show_default=True, help="Fail if there are warnings.")
@click.option(
    "--builder",
    type=click.Choice(["auto", "helpcentre", "mkdocs"]),
    default="auto",
    show_default=True,
    help="Program that builds: our own, or MkDocs for sites with other themes or plugins. Both write the same bytes.",
)
@click.option("--profile", is_flag=True, help="Show how long each step took.")
def build(config: Path, profile: bool, **options: Any) -> None:
    """Build the site, like `mkdocs build --strict`."""
    import os

    from helpcentre.builder.build_steps import Steps
    from helpcentre.commands.build import BuildOptions, print_error
    from helpcentre.commands.build import build as run
    from helpcentre.commands.progress import show_progress

    with show_progress(sys.stderr, os.environ) as progress:
        say, started = (progress.say, progress.started) if progress else (print_error, None)
        given = BuildOptions(**options, steps=Steps(started), say=say)
        folder = run(config, given)
    click.echo(f"Built {folder}")
    if profile:
        click.echo(given.steps.table())


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--released", help="Folder or https address of the last release: report addresses that have disappeared.")
@click.option("--changed", metavar="REV", help="Only the files that differ from a Git revision, such as HEAD.")
@click.option(
    "--graph",
    type=click.Path(path_type=Path),
    help="Print the troubleshooter of this Markdown file as a diagram (SVG) instead.",
)
def check(
    paths: tuple[Path, ...],
    config: Path,
    output: str,
    as_json: bool,
    released: str | None,
    changed: str | None,
    graph: Path | None,
) -> None:
    """Report all errors in the content at once; PATHS limit the check to files or folders.

    Of files, findings elsewhere that name them are reported too, such as a link to a heading that is gone.
    """
    from datetime import UTC, datetime

    if graph is not None:
        from helpcentre.commands.troubleshooter_diagram import run as draw

        click.echo(draw(graph), nl=False)
        return

    from helpcentre.commands.check import run

    sys.exit(run(config, paths, "json" if as_json else output, datetime.now(UTC).date(), released, changed))


@cli.command()
@click.argument("query")
@click.option("--language", required=True, help="Language code to search in, for example `it`.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="Folder of the built site.",
)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Largest number of results.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search(query: str, language: str, site: Path, limit: int, as_json: bool) -> None:
    """Search the built site; results and order are those that readers see."""
    from helpcentre.commands.search import run

    run(query, site, language, limit, as_json=as_json)
