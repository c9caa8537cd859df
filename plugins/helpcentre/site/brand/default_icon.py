"""The icon of a site that does not name one: the first letter of its name on its accent."""

from html import escape

from helpcentre.site.brand.palette import Palette


def letter_icon(name: str, palette: Palette) -> str:
    """Return an SVG file; `palette` is that of the light scheme, since a browser's tabs are not ours to know."""
    letter = escape(next((sign for sign in name if sign.isalnum()), "?").upper())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{palette["brand"]}"/>'
        f'<text x="16" y="23" text-anchor="middle" font-family="Arial, sans-serif" font-size="20" font-weight="700" '
        f'fill="{palette["brand-ink"]}">{letter}</text></svg>\n'
    )
