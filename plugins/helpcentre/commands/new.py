"""`helpcentre new`: write the skeleton of an article into the right folder."""

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from helpcentre.articles.kinds import Kind
from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Source
from helpcentre.articles.read import read_article
from helpcentre.articles.shared_text.loading import load_shared_text
from helpcentre.articles.skeletons import skeleton, slug_of
from helpcentre.errors import FindingsError, HelpCentreError, did_you_mean
from helpcentre.language.strings import strings
from helpcentre.mkdocs_plugins.host import load_mkdocs
from helpcentre.site.host_options import site_options


def run(
    config_file: Path,
    kind: str,
    title: str,
    language: str | None,
    slug: str | None,
    today: date,
    say: Callable[[str], object],
) -> None:
    """Write the new article and print its path; raises HelpCentreError if the file already exists.

    The path is made from the title; a translation takes the same `slug` as the page it translates. A slug that is close
    to that of an untranslated page is probably meant as its translation, so the way to write one is printed too.
    """
    config = load_mkdocs(config_file)
    languages, docs = site_options(config).languages, Path(config.docs_dir)
    code = language or languages.default
    if code not in languages.all:
        known = ", ".join(languages.all)
        raise HelpCentreError(f"--language: the site has no '{code}'{did_you_mean(code, languages.all)}; write {known}")
    name = slug_of(slug or title)
    if not name:
        raise HelpCentreError(
            f"'{title}' has no letters for a file name; give one with --slug, such as where-is-my-order"
        )
    path = docs / (code if languages.folders else "") / Kind(kind).folder / f"{name}.md"
    if path.exists():
        raise HelpCentreError(f"{path} already exists. Choose another title, or another name with --slug")
    version = _source_version(docs, languages, code, Kind(kind), name)
    text = skeleton(Kind(kind), title, strings(code), today, slug=name, source_version=version)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    say(str(path))
    if version is None and code != languages.default:
        near = _find_source(docs, languages, code, Kind(kind), name)
        if near:
            source = f"{Kind(kind).folder}/{near}".lstrip("/")
            say(f"If it translates {source}, delete it and run: helpcentre translate {source} --language {code}")


def _find_source(docs: Path, languages: Languages, language: str, kind: Kind, name: str) -> str | None:
    """Return the file name of the page in the default language that `name` probably means; None if none is close."""
    sources = {path.stem for path in (docs / languages.default / kind.folder).glob("*.md")} - {"index"}
    translated = {path.stem for path in (docs / language / kind.folder).glob("*.md")}
    near = get_close_matches(name, sorted(sources - translated), n=1, cutoff=0.6)
    return near[0] if near else None


def _source_version(docs: Path, languages: Languages, language: str, kind: Kind, name: str) -> str | None:
    """Return the version of the page in the default language, if this is its translation."""
    source = docs / languages.default / kind.folder / f"{name}.md"
    if language == languages.default or not source.is_file():
        return None
    try:
        text = source.read_text(encoding="utf-8")
        path = source.relative_to(docs).as_posix()
        shared, _ = load_shared_text(docs, languages.all)
        return read_article(Source(path, text), languages, extra_keys=None, shared=shared).version
    except FindingsError:
        return None
