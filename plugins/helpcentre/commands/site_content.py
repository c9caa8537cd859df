"""The articles in a site's content folder, read according to the MkDocs configuration."""

from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from helpcentre.articles.languages import Languages
from helpcentre.articles.model import Article
from helpcentre.articles.read import decode_source, read_library
from helpcentre.articles.shared_text.file_names import list_snippet_files
from helpcentre.articles.shared_text.loading import load_shared_text
from helpcentre.errors import HelpCentreError, did_you_mean
from helpcentre.site.host_options import site_options


@dataclass(frozen=True, slots=True)
class SiteContent:
    """The content folder, the languages of the site, and every article that can be read."""

    folder: Path
    languages: Languages
    articles: tuple[Article, ...]


def find_article(config_file: Path, article: str, language: str) -> tuple[Path, Article]:
    """Return the file of an article in a language, and the article."""
    docs, articles = read_site(config_file)
    for one in articles:
        if (one.id, one.language) == (article, language):
            return docs / one.path, one
    known = [one.id for one in articles if one.language == language]
    raise HelpCentreError(f"there is no article '{article}' in {language}{did_you_mean(article, known)}")


def read_site(config_file: Path) -> tuple[Path, tuple[Article, ...]]:
    """Return the content folder of a site and every article in it that can be read."""
    content = read_content(config_file)
    return content.folder, content.articles


def read_content(config_file: Path) -> SiteContent:
    """Return the content of a site; raises HelpCentreError if its configuration cannot be read."""
    if not config_file.is_file():
        raise HelpCentreError(
            f"{config_file}: file not found. Run this command in the folder that contains mkdocs.yml, or use --config."
        )
    try:
        config = load_config(config_file=str(config_file))
    except (ConfigurationError, Abort) as error:
        raise HelpCentreError(f"{config_file}: {error}") from None
    docs = Path(config.docs_dir)
    snippets = {docs / name for name in list_snippet_files(docs)}
    sources = [
        (decode_source(path.relative_to(docs).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")), None)
        for path in sorted(docs.rglob("*.md"))
        if path not in snippets
    ]
    options = site_options(config)
    extra_keys = options.articles.extra_keys if options.articles else ()
    shared, _ = load_shared_text(docs, options.languages.all)
    library = read_library(sources, options.languages, extra_keys=extra_keys, shared=shared)
    return SiteContent(docs, options.languages, library.articles)
