"""`helpcentre import`: articles of another help desk become Markdown files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpcentre.articles.help_desk_import import convert_articles, parse_export
from helpcentre.commands.html_to_markdown import to_markdown
from helpcentre.errors import HelpCentreError
from helpcentre.mkdocs_plugins.host import load_mkdocs
from helpcentre.site.host_options import site_options


def run(config_file: Path, source: Path, language: str | None, say: Callable[[str], object]) -> None:
    """Write the articles of `source` and say what needs a review; writes nothing if a file already exists."""
    config = load_mkdocs(config_file)
    docs, languages = Path(config.docs_dir), site_options(config).languages
    export = parse_export(read_json(source), language or languages.default, str(source))
    done = convert_articles(export, languages, to_markdown)
    taken = [path for path in done.files if (docs / path).exists()]
    if taken:
        raise HelpCentreError(
            "\n".join(f"{docs / path}: this file already exists; nothing was written" for path in taken)
        )
    for path, text in done.files.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")
        say(f"{docs / path}")
    for note in done.notes:
        say(note)
    count = f"{len(done.files)} articles" if len(done.files) != 1 else "One article"
    say(f"{count} written. Run helpcentre check to see what they still need.")


def read_json(source: Path) -> Any:
    """Return the parsed JSON of a file; raises HelpCentreError with line and column if it is not valid."""
    try:
        return json.loads(source.read_bytes())
    except json.JSONDecodeError as error:
        place, reason = f"{source}:{error.lineno}:{error.colno}", error.msg
    except RecursionError:
        place, reason = f"{source}:1:1", "it is nested too deeply"
    except ValueError as error:
        place, reason = f"{source}:1:1", str(error)
    raise HelpCentreError(f"{place}: this is not valid JSON ({reason}); export the articles as JSON and try again")
