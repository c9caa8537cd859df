"""The interface strings that a site provides, and those that are still missing."""

from collections.abc import Iterator

from helpcentre.errors import Finding, FindingsError
from helpcentre.language.site_strings import FOLDER, list_strings_files, read_site_strings
from helpcentre.language.strings import missing_strings
from helpcentre.site.options import SiteOptions

RULE = "strings"


def load_strings(options: SiteOptions, language: str) -> tuple[dict[str, str], list[Finding]]:
    """Return the strings of `strings/<language>.yml` in the content folder, and what is wrong with the file."""
    try:
        return read_site_strings(options.content_dir, language), []
    except FindingsError as error:
        return {}, list(error.findings)


def find_missing_strings(options: SiteOptions) -> Iterator[Finding]:
    """Yield a warning for each language in which strings are missing, with their number."""
    for language in options.languages.all:
        texts, _ = load_strings(options, language)
        missing = missing_strings(language, texts)
        if missing:
            message = (
                f"{len(missing)} interface strings are missing in '{language}' and are shown in English. "
                f"Run: helpcentre strings --language {language}"
            )
            yield Finding(f"{FOLDER}/{language}.yml", 1, 1, message, RULE, "warning")


def find_stray_strings(options: SiteOptions) -> Iterator[Finding]:
    """Yield an error for each file with strings of a language that the site does not have."""
    for name in list_strings_files(options.content_dir):
        language = name.removeprefix(f"{FOLDER}/").removesuffix(".yml")
        if language not in options.languages.all:
            known = ", ".join(f"{code}.yml" for code in options.languages.all)
            message = f"'{language}' is not a language of this site; rename the file to one of {known}, or delete it"
            yield Finding(name, 1, 1, message, RULE)
