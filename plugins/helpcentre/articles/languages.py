"""The languages of a site, and what a path says about its language and address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a site: pages of the `default` one have addresses without a language.

    Each language has a folder of the same name in the content folder; with `folders` false there is one language and
    no such folder (a plain MkDocs site).
    """

    default: str
    all: tuple[str, ...]
    folders: bool = True

    def of(self, path: str) -> str:
        """Return the language of a file, by its path relative to the content folder."""
        head = path.split("/", 1)[0]
        return head if self.folders and head in self.all else self.default

    def slug(self, path: str) -> str:
        """Return the path without language and extension: the same for every translation."""
        head, _, rest = path.partition("/")
        inner = rest if self.folders and head in self.all and rest else path
        return inner.removesuffix(".md")

    def url(self, language: str, slug: str) -> str:
        """Return the address of a page relative to the site: `it/faq/x/`, the default language without its name."""
        inner = slug.removesuffix("index") if slug == "index" or slug.endswith("/index") else f"{slug}/"
        return inner if language == self.default or not self.folders else f"{language}/{inner}"
