"""What a site has: everything answers are accepted about."""

from dataclasses import dataclass, field

from helpcentre.collector.intake.redaction import Redactor


@dataclass(frozen=True)
class SiteCatalogue:
    """What the collector may accept answers about: every article, version and heading it has ever been told of."""

    versions: frozenset[tuple[str, str, str]] = frozenset()  # (article, language, version)
    articles: frozenset[tuple[str, str]] = frozenset()
    ids: frozenset[str] = frozenset()
    headings: frozenset[tuple[str, str, str]] = frozenset()  # (article, language, heading)
    channels: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    redactor: Redactor = field(default_factory=Redactor)
    count_views: bool = False
