"""The support file of a site: its place, its name in messages, and the files that are never published.

Without the option `support_file` it is `support.yml` in the content folder or, if there is none, next to mkdocs.yml.
The second place is for sites that other generators build as well: none of them publishes what is outside the content.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from helpcentre.articles.shared_text.file_names import list_snippet_files
from helpcentre.articles.shared_text.model import VARIABLES_FILE
from helpcentre.articles.terms import TERMS_FILE
from helpcentre.errors import HelpCentreError
from helpcentre.language.site_strings import list_strings_files
from helpcentre.marked_yaml.loading import load
from helpcentre.site.demand import REPORT_FILE
from helpcentre.site.options import SUPPORT_FILE, SYNONYMS_FILE, SiteOptions
from helpcentre.support.model import LOCK, Support


def find_private_file(options: SiteOptions, name: str) -> Path:
    """Return where the file `name` is: in the content folder, or next to mkdocs.yml if it is only there."""
    inside, outside = options.content_dir / name, options.config_dir / name
    return outside if outside.is_file() and not inside.exists() else inside


def find_support_file(options: SiteOptions) -> Path:
    """Return the path of the support file, whether it exists or not."""
    return find_private_file(options, options.support_file)


def name_private_file(options: SiteOptions, path: Path) -> str:
    """Return a path as findings name it, relative to the content folder."""
    return Path(os.path.relpath(path, options.content_dir)).as_posix()


def name_config_file(options: SiteOptions) -> str:
    """Return the name of mkdocs.yml in findings."""
    return name_private_file(options, options.config_dir / options.config_name)


def name_support_file(options: SiteOptions) -> str:
    """Return the name of the support file in findings."""
    return name_private_file(options, find_support_file(options))


def known_topics(options: SiteOptions, support: Support | None) -> tuple[str, ...] | None:
    """Return the topics of the support file, of one with errors elsewhere too; None if they cannot be known."""
    if support is not None:
        return tuple(support.topics)
    with suppress(HelpCentreError, OSError, UnicodeDecodeError):
        text = find_support_file(options).read_text(encoding="utf-8")
        value = load(text, name_support_file(options), keep_twice=True).value
        topics = value.get("topics") if isinstance(value, dict) else None
        return tuple(str(name) for name in topics) if isinstance(topics, dict) else None
    return None


def private_files(options: SiteOptions) -> frozenset[str]:
    """Return the files that no host may publish, from the content folder.

    These are the support file, holidays, synonyms, interface strings, variables, snippets and the report.
    Their usual names are private even if the site names others, so that a file left behind is not published.
    """
    support = name_support_file(options)
    synonyms = options.search.synonyms_file if options.search else SYNONYMS_FILE
    lock = Path(support).with_name(LOCK).as_posix()
    usual = (SUPPORT_FILE, LOCK, SYNONYMS_FILE, VARIABLES_FILE, TERMS_FILE, REPORT_FILE)
    inside = options.content_dir
    found = (*list_strings_files(inside), *list_snippet_files(inside))
    return frozenset((*usual, os.path.normpath(synonyms), support, lock, *found))


def watched_files(options: SiteOptions) -> Sequence[Path]:
    """Return the files outside the pages whose change asks for a new build."""
    support = find_support_file(options)
    found = [support, support.with_name(LOCK)]
    if options.search:
        found.append(find_private_file(options, options.search.synonyms_file))
    inside = options.content_dir
    found.append(find_private_file(options, REPORT_FILE))
    names = (VARIABLES_FILE, TERMS_FILE, *list_snippet_files(inside), *list_strings_files(inside))
    found += [inside / name for name in names]
    return [path for path in found if path.is_file()]
