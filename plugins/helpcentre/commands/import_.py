"""`helpcentre import`: articles of another help desk become Markdown files."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from helpcentre.articles.help_desk_import import convert_articles, parse_export
from helpcentre.commands.build import load_mkdocs
from helpcentre.errors import HelpCentreError
from helpcentre.mkdocs_plugins.shared import site_of


def run(config_file: Path, source: Path, language: str | None, say: Callable[[str], object]) -> None:
    """Write the articles of `source` and say what is to be looked at; writes nothing where a file is there already."""
    config = load_mkdocs(config_file)
    docs, languages = Path(config.docs_dir), site_of(config).languages
    try:
        data = json.loads(source.read_bytes())
    except ValueError as error:
        raise HelpCentreError(f"{source}: is no JSON ({error}); export the articles as JSON") from None
    done = convert_articles(parse_export(data, language or languages.default, str(source)), languages, to_markdown)
    taken = [path for path in done.files if (docs / path).exists()]
    if taken:
        raise HelpCentreError("\n".join(f"{docs / path}: is there already; nothing was written" for path in taken))
    for path, text in done.files.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")
        say(f"{docs / path}")
    for note in done.notes:
        say(note)
    count = f"{len(done.files)} articles" if len(done.files) != 1 else "One article"
    say(f"{count} written. Now: helpcentre check tells what they still need.")


def to_markdown(html: str) -> str:
    """Return HTML as Markdown; scripts, styles and frames are dropped."""
    try:
        from markdownify import markdownify
    except ImportError:
        raise HelpCentreError(
            "reading HTML needs one more package: pip install 'helpcentre[import]', then try again"
        ) from None
    text = str(markdownify(html, heading_style="ATX", bullets="-", strip=["script", "style"], escape_misc=True))
    return re.sub(r"\n{3,}", "\n\n", text)
