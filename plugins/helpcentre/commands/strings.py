"""`helpcentre strings`: the interface strings that a language still lacks, ready to be translated."""

import json
from collections.abc import Callable
from pathlib import Path

from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.language.builtin import builtin_strings, split_key
from helpcentre.language.strings import FALLBACK, missing_strings
from helpcentre.mkdocs_plugins.host import load_mkdocs
from helpcentre.site.host_options import site_options
from helpcentre.site.interface_strings import load_strings


def run(config_file: Path, language: str | None, say: Callable[[str], object]) -> None:
    """Print, for a language or for each of the site, the missing strings as lines for `strings/<language>.yml`.

    Every line holds the English text, to be replaced. Raises FindingsError if the site's file has errors, and
    HelpCentreError if the site does not have the language.
    """
    options = site_options(load_mkdocs(config_file))
    known = options.languages.all
    if language is not None and language not in known:
        raise HelpCentreError(
            f"--language: '{language}' is not a language of this site. Languages: {', '.join(known)}."
        )
    for code in known if language is None else (language,):
        texts, findings = load_strings(options, code)
        if findings:
            raise FindingsError(findings)
        _print_missing(code, missing_strings(code, texts), say)


def _print_missing(language: str, missing: list[str], say: Callable[[str], object]) -> None:
    if not missing:
        say(f"# {language}: no string is missing.")
        return
    say(f"# {language}: {len(missing)} strings are missing. Translate these lines in strings/{language}.yml:")
    for key in missing:
        say(f"{key}: {json.dumps(_english_text(key), ensure_ascii=False)}")


def _english_text(key: str) -> str:
    """Return the English text of a key; of a plural category that English does not use, that of `other`."""
    english = builtin_strings(FALLBACK)
    return english.get(key) or english[f"{split_key(key)[0]}.other"]
