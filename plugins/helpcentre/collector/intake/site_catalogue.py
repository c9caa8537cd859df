"""The catalogue of a site: everything that answers are accepted about."""

from msgspec import Struct


class SiteCatalogue(Struct, frozen=True):
    """Every article, version, heading, channel and language that the site has or once had."""

    versions: frozenset[tuple[str, str, str]] = frozenset()  # (article, language, version)
    articles: frozenset[tuple[str, str]] = frozenset()
    ids: frozenset[str] = frozenset()
    headings: frozenset[tuple[str, str, str]] = frozenset()  # (article, language, heading)
    channels: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
