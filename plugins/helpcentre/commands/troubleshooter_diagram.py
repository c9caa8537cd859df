"""`helpcentre check --graph PAGE`: the decisions of a troubleshooter as a diagram."""

from pathlib import Path

from helpcentre.articles.troubleshooter import find_troubleshooters
from helpcentre.articles.troubleshooter_diagram import draw_troubleshooter
from helpcentre.errors import HelpCentreError


def run(page: Path) -> str:
    """Return the diagram of the troubleshooter on a page, as SVG.

    Raises HelpCentreError if the file cannot be read or has none.
    """
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise HelpCentreError(f"{page}: this file cannot be read as UTF-8 text. Name a Markdown file.") from None
    found = find_troubleshooters(text)
    if not found:
        raise HelpCentreError(f"{page}: there is no troubleshooter on this page. Begin one with '/// troubleshooter'.")
    return draw_troubleshooter(found[0])
