"""The description of an image says what it shows, not what its file is called."""

import posixpath
import re
from collections.abc import Iterator

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.resolved_links import placed_images
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.checks.suggestions import PICTURES
from helpcentre.errors import Finding

_CAMERA = re.compile(
    r"(?:img|image|dsc|dscn|pxl|screenshot|screen shot|photo|foto|picture|untitled|bild)[\W_]*[\d\W_]*"
)

_GENERIC = frozenset(
    {"image", "picture", "photo", "screenshot", "graphic", "icon", "logo", "figure", "immagine", "foto", "fotografia"}
    | {"figura", "schermata", "icona", "gambar", "tangkapan layar", "ikon", "pilt", "ekraanipilt", "joonis", "bild"}
)
"""Words that say only that there is an image."""


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield images described by the name of a file, or as an image."""
    for image in placed_images(page, site):
        words = (image.words or "").strip().casefold()
        name = posixpath.basename(image.href.split("?")[0]).casefold()
        stem = posixpath.splitext(name)[0]
        is_name = words == name or words.endswith(PICTURES) or (words == stem and re.search(r"[\d_-]", stem))
        if words and (is_name or words in _GENERIC or _CAMERA.fullmatch(words)):
            yield image.finding(f"'{image.words}' is not a description; say what the image shows")


RULE = Rule("alt-file-name", "warning", per_page(check))
