"""The style sheet of a brand: its colours in both schemes, its fonts, corners and spacing, as custom properties."""

from collections.abc import Callable, Iterator

from helpcentre.site.brand.model import Brand, Font, Fonts
from helpcentre.site.brand.palette import Palette, Scheme, make_palettes

SANS = '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", Arial, sans-serif'
"""Without system-ui, which is a typewriter typeface on some systems."""
SERIF = f'"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Noto Serif", "DejaVu Serif", {SANS}'
"""Without serif at the end, which browsers answer with a face like Times."""
_STACKS = {"sans": SANS, "serif": SERIF}
_RADIUS = {
    "none": ("0", "0"),
    "small": ("0.25rem", "0.25rem"),
    "medium": ("0.75rem", "2rem"),
    "large": ("1.25rem", "2rem"),
}
"""The corners of cards and fields, and those of buttons."""
_DENSITY = {"comfortable": ("106.25%", "1"), "compact": ("100%", "0.8")}
"""The size of text, and what the spacing is multiplied by."""


def palettes_of(brand: Brand) -> dict[Scheme, Palette]:
    """Return the colours of a brand in both schemes."""
    background = brand.background
    return make_palettes(
        brand.accent.light,
        background.light if background else None,
        brand.accent.dark,
        background.dark if background else None,
    )


def brand_stylesheet(brand: Brand, url: Callable[[str], str]) -> str:
    """Return the style sheet; `url` turns the path of a font in the content folder into its address."""
    palettes = palettes_of(brand)
    light, dark = (_declare_colours(palettes[scheme]) for scheme in ("light", "dark"))
    chosen_dark = _write_rule(':root[data-hc-scheme="dark"]', "color-scheme: dark", *dark)
    rules = [
        *_write_font_faces(brand.fonts, url),
        _write_rule(":root", "color-scheme: light dark", *light, *_declare_shapes(brand)),
        f"@media (prefers-color-scheme: dark) {{\n{_write_rule(':root:not([data-hc-scheme])', *dark)}\n}}",
        f"@media screen {{\n{chosen_dark}\n}}",  # paper stays light
        _write_rule(':root[data-hc-scheme="light"]', "color-scheme: light"),
    ]
    return "\n".join(rules) + "\n"


def font_files(fonts: Fonts) -> list[str]:
    """Return the font files that the first view of a page needs: the regular faces, each once."""
    faces = [font.regular for font in (fonts.text, fonts.headings) if isinstance(font, Font)]
    return list(dict.fromkeys(faces))


def _declare_colours(palette: Palette) -> list[str]:
    shade = "none" if palette["paper"].luminance < 0.2 else "0 1px 2px rgb(0 0 0 / 8%), 0 4px 14px rgb(0 0 0 / 6%)"
    return [*(f"--hc-{name}: {colour}" for name, colour in palette.items()), f"--hc-shade: {shade}"]


def _declare_shapes(brand: Brand) -> list[str]:
    radius, button = _RADIUS[brand.radius]
    size, gap = _DENSITY[brand.density]
    text = brand.fonts.text
    return [
        f"--hc-radius: {radius}",
        f"--hc-round: {button}",
        f"--hc-size: {size}",
        f"--hc-gap: {gap}",
        f"--hc-text: {_name_fonts(text)}",
        f"--hc-display: {_name_fonts(brand.fonts.headings or text)}",
    ]


def _name_fonts(font: str | Font) -> str:
    return f'"{font.family}", {SANS}' if isinstance(font, Font) else _STACKS[font]


def _write_font_faces(fonts: Fonts, url: Callable[[str], str]) -> Iterator[str]:
    """Yield a rule for each file of the site's own fonts, a family only once."""
    families = {font.family: font for font in (fonts.headings, fonts.text) if isinstance(font, Font)}
    for font in families.values():
        for path, weight, style in (
            (font.regular, "400", "normal"),
            (font.bold, "700", "normal"),
            (font.italic, "400", "italic"),
        ):
            if path is not None:
                yield _write_rule(
                    "@font-face",
                    f'font-family: "{font.family}"',
                    f'src: url("{url(path)}")',
                    f"font-weight: {weight}",
                    f"font-style: {style}",
                    "font-display: swap",
                )


def _write_rule(selector: str, *declarations: str) -> str:
    return f"{selector} {{ {'; '.join(declarations)}; }}"
