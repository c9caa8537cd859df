"""`helpcentre translate`: begin a translation with the text of its source."""

from pathlib import Path

from helpcentre.articles.translations import start_translation
from helpcentre.commands.site_content import read_content
from helpcentre.errors import HelpCentreError, did_you_mean


def run(config_file: Path, page: str, language: str) -> Path:
    """Write the source of a page as a draft in `language` and return the new file.

    `page` is the slug, the id or the file of the page. Raises HelpCentreError if the page or the language is unknown,
    or if the translation already exists.
    """
    content = read_content(config_file)
    languages = content.languages
    others = [code for code in languages.all if code != languages.default]
    if language not in others:
        listed = ", ".join(others) or "none"
        raise HelpCentreError(f"--language: the site is not translated into '{language}'. Languages: {listed}.")
    sources = [one for one in content.articles if one.language == languages.default]
    name = page.removesuffix(".md").removeprefix(f"{content.folder.name}/").removeprefix(f"{languages.default}/")
    source = next((one for one in sources if name in (one.slug, one.id)), None)
    if source is None:
        raise HelpCentreError(f"'{page}' is not a page{did_you_mean(name, [one.slug for one in sources])}")
    file = content.folder / language / f"{source.slug}.md"
    if file.exists():
        raise HelpCentreError(f"{file} already exists. See what changed: helpcentre translations --diff {source.slug}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(start_translation(source).encode())
    return file
