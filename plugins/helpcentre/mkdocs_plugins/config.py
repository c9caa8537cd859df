"""What a build begins with: its languages, the folders of its theme, the text of a page, and errors as findings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import decode_source
from helpcentre.errors import Finding, FindingsError, HelpCentreError
from helpcentre.theme_dir import theme_dir


def languages_of(config: MkDocsConfig, options: Any | None) -> Languages:
    """Return the languages of a site; `options` are those of `helpcentre/languages`, None where it is not used."""
    if options is not None:
        return Languages(options.default, tuple(dict.fromkeys((options.default, *options.languages))))
    theme_language = str(config.theme.get("language") or getattr(config.theme, "locale", None) or "en")
    code = theme_language.replace("_", "-")
    return Languages(code, (code,), folders=False)


def layer_theme(config: MkDocsConfig) -> None:
    """Put our templates under the site's own `custom_dir` and over the theme's."""
    ours, own = str(theme_dir()), config.theme.custom_dir
    if ours not in config.theme.dirs:
        position = 1 if own and config.theme.dirs and Path(config.theme.dirs[0]) == Path(own) else 0
        config.theme.dirs.insert(position, ours)


def text_of(file: File) -> Source:
    """Return the text of a page; one that is no UTF-8 is given to MkDocs with � in it, so that all can be told."""
    try:
        return Source(file.src_uri, file.content_string)
    except UnicodeDecodeError:
        source = decode_source(file.src_uri, file.content_bytes)
        file.content_string = source.text
        return source


def findings_of(error: HelpCentreError, path: str) -> Sequence[Finding]:
    """Return an error as findings; one without a place of its own is told at the beginning of `path`."""
    if isinstance(error, FindingsError):
        return error.findings
    return [Finding(path, 1, 1, str(error).removeprefix(f"{path}: "))]
