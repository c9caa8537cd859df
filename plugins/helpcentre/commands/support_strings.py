"""The interface strings for commands that read only the support file."""

from pathlib import Path

from helpcentre.language.site_strings import FOLDER, read_site_strings
from helpcentre.language.strings import Strings, strings


def read_support_strings(support_file: Path, language: str) -> Strings:
    """Return the strings of a language with those of the site: next to the support file, or in `content` there.

    The second is for a support file next to mkdocs.yml. Raises FindingsError with everything wrong in the file.
    """
    folder = support_file.parent
    content = folder / "content"
    if not (folder / FOLDER).is_dir() and (content / FOLDER).is_dir():
        folder = content
    return strings(language, read_site_strings(folder, language))
