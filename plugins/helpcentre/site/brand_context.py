"""The company on every page: its name, pictures, colours and links; and the files made from them."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from helpcentre.site.brand.default_icon import letter_icon
from helpcentre.site.brand.model import Brand, Link, in_language
from helpcentre.site.brand.pictures import picture_size
from helpcentre.site.brand.stylesheet import brand_stylesheet, font_files, palettes_of
from helpcentre.site.links import relative_url
from helpcentre.site.options import SiteOptions
from helpcentre.site.output_paths import BRAND_SHEET, LETTER_ICON

_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".webp": "image/webp"}
PictureSizes = Mapping[str, tuple[int, int]]
LinkTo = Callable[[str], str]
"""Turns the path of a file below the site into a link from the page."""


def brand_context(
    brand: Brand, options: SiteOptions, sizes: PictureSizes, language: str, link: LinkTo
) -> dict[str, Any]:
    """Return the parts of the frame of a page in `language` that show the company.

    `sizes` are those of the pictures, from `read_picture_sizes`.
    """
    default = options.languages.default
    favicon = favicon_of(brand, options)
    shown = "brand" if brand.header == "accent" else "paper"
    return {
        "name": brand.name or options.name,
        "logo": _describe_logo(brand, options, sizes, link),
        "symbol": _describe_picture(brand.symbol, sizes, link) if brand.symbol else None,
        "favicon": link(quote(favicon)),
        "favicon_type": icon_type(favicon),
        "touch_icon": link(quote(brand.touch_icon)) if brand.touch_icon else None,
        "sheet": link(BRAND_SHEET),
        "fonts": [link(quote(path)) for path in font_files(brand.fonts)],
        "header": brand.header,
        "hero": brand.hero,
        "theme_colours": {scheme: str(palette[shown]) for scheme, palette in palettes_of(brand).items()},
        "header_links": _describe_links(brand.links.header, language, default),
        "footer_links": _describe_links(brand.links.footer, language, default),
        "social": [{"label": profile.label, "url": profile.url} for profile in brand.social],
        "legal": in_language(brand.legal, language, default) if brand.legal else "",
    }


def favicon_of(brand: Brand, options: SiteOptions) -> str:
    """Return the path of the icon in the browser's tab."""
    return brand.favicon or _keep_own_file(options, options.brand.favicon) or LETTER_ICON


def icon_type(path: str) -> str:
    """Return the media type of an icon, empty if its name does not say."""
    return _TYPES.get(posixpath.splitext(path)[1].lower(), "")


def brand_files(brand: Brand, options: SiteOptions) -> Iterator[tuple[str, str]]:
    """Yield (path, content) of the files that the build makes of a brand."""
    yield BRAND_SHEET, brand_stylesheet(brand, lambda path: relative_url(quote(path), BRAND_SHEET))
    yield LETTER_ICON, letter_icon(brand.name or options.name, palettes_of(brand)["light"])


def read_picture_sizes(brand: Brand, options: SiteOptions) -> PictureSizes:
    """Return the width and height in pixels of the logos and the symbol, by their paths; those that are known."""
    paths = [*_logo_paths(brand, options).values(), *([brand.symbol] if brand.symbol else [])]
    files = {path: options.content_dir / path for path in paths}
    sizes = {path: picture_size(file.read_bytes()) for path, file in files.items() if file.is_file()}
    return {path: size for path, size in sizes.items() if size is not None}


def _logo_paths(brand: Brand, options: SiteOptions) -> dict[str, str]:
    """Return the path of the logo for each scheme; none for a site without one, whose name is enough."""
    light = brand.logo.light if brand.logo else _keep_own_file(options, options.brand.logo)
    dark = (brand.logo.dark if brand.logo else None) or light
    return {"light": light, "dark": dark} if light else {}


def _describe_logo(brand: Brand, options: SiteOptions, sizes: PictureSizes, link: LinkTo) -> dict[str, Any] | None:
    paths = _logo_paths(brand, options)
    return {scheme: _describe_picture(path, sizes, link) for scheme, path in paths.items()} or None


def _describe_picture(path: str, sizes: PictureSizes, link: LinkTo) -> dict[str, Any]:
    width, height = sizes.get(path, (None, None))
    return {"url": link(quote(path)), "width": width, "height": height}


def _keep_own_file(options: SiteOptions, path: str) -> str:
    """Return the path of a picture that the theme's settings name, if it is a file of the site's own."""
    return path if path and (options.content_dir / path).is_file() else ""


def _describe_links(links: Sequence[Link], language: str, default: str) -> list[dict[str, str]]:
    return [{"label": in_language(link.label, language, default), "url": link.url} for link in links]
