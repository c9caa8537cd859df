"""The `brand` block of mkdocs.yml: what a company may choose about how its help centre looks."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from helpcentre.site.brand.colour import Colour, parse_colour

Words = str | dict[str, str]
"""A text, or one for each language."""


class Part(BaseModel):
    """A part of the block: any unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _parse_shade(value: object) -> Colour:
    if isinstance(value, Colour):
        return value
    if not isinstance(value, str):
        raise ValueError("write a colour in quotes, for example '#1d4e89'")  # noqa: TRY004 - pydantic reports it
    return parse_colour(value)


def _accept_one(value: object) -> object:
    """Return a single value as the one of the light scheme."""
    return value if isinstance(value, Mapping | BaseModel) else {"light": value}


def _check_address(value: str) -> str:
    if not value.startswith(("https://", "http://", "/", "mailto:", "tel:")):
        raise ValueError("write an address that begins with https://, mailto:, tel: or / (a path on this host)")
    return value


def _check_file(value: str) -> str:
    if "://" in value or value.startswith(("/", ".")) or ".." in value.split("/"):
        raise ValueError("write the path of a file in the content folder, such as brand/logo.svg")
    return value


Shade = Annotated[Colour, BeforeValidator(_parse_shade)]
Address = Annotated[str, AfterValidator(_check_address)]
ContentFile = Annotated[str, Field(min_length=1), AfterValidator(_check_file)]


class Shades(Part):
    """A colour for a light background, and one for a dark background; the dark one is derived if left out."""

    light: Shade
    dark: Shade | None = None


class Logo(Part):
    """Pictures of the logo, in the content folder; the dark one is the light one if left out."""

    light: ContentFile
    dark: ContentFile | None = None


class Font(Part):
    """A font of the site's own: its name, and its files in the content folder."""

    family: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9][A-Za-z0-9 _-]*$")]
    regular: ContentFile
    bold: ContentFile | None = None
    italic: ContentFile | None = None


class Link(Part):
    """A link in the header or the footer."""

    label: Words
    url: Address


class Links(Part):
    """Links back to the company."""

    header: Annotated[tuple[Link, ...], Field(max_length=4)] = ()
    footer: Annotated[tuple[Link, ...], Field(max_length=12)] = ()


class Social(Part):
    """A profile elsewhere."""

    label: Annotated[str, Field(min_length=1, max_length=40)]
    url: Annotated[str, AfterValidator(_check_address)]


class Fonts(Part):
    """Fonts of text and headings: `sans` and `serif` are faces that every system has."""

    text: Literal["sans", "serif"] | Font = "sans"
    headings: Literal["sans", "serif"] | Font | None = None
    """The typeface of headings; if left out, that of the text."""


class Brand(Part):
    """Everything that may be chosen; each key may be left out."""

    name: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    """The name in the header; `site_name` if left out."""
    logo: Annotated[Logo, BeforeValidator(_accept_one)] | None = None
    symbol: ContentFile | None = None
    """A small picture before the name, for a company whose logo is not its name."""
    favicon: ContentFile | None = None
    touch_icon: ContentFile | None = None
    accent: Annotated[Shades, BeforeValidator(_accept_one)] = Shades(light=parse_colour("#24548a"))
    background: Annotated[Shades, BeforeValidator(_accept_one)] | None = None
    radius: Literal["none", "small", "medium", "large"] = "medium"
    density: Literal["comfortable", "compact"] = "comfortable"
    header: Literal["plain", "accent"] = "plain"
    hero: Literal["wash", "accent", "plain"] = "wash"
    fonts: Fonts = Fonts()
    links: Links = Links()
    social: Annotated[tuple[Social, ...], Field(max_length=8)] = ()
    legal: Words | None = None
    """The line at the end of every page; `copyright` if left out."""

    def files(self) -> dict[tuple[str, ...], str]:
        """Return every file the block names, by the way to its key."""
        named: dict[tuple[str, ...], str | None] = {
            ("symbol",): self.symbol,
            ("favicon",): self.favicon,
            ("touch_icon",): self.touch_icon,
        }
        if self.logo is not None:
            named |= {("logo", "light"): self.logo.light, ("logo", "dark"): self.logo.dark}
        for part, font in (("text", self.fonts.text), ("headings", self.fonts.headings)):
            if isinstance(font, Font):
                faces = {"regular": font.regular, "bold": font.bold, "italic": font.italic}
                named |= {("fonts", part, face): path for face, path in faces.items()}
        return {key: path for key, path in named.items() if path is not None}


def in_language(words: Words, language: str, default: str) -> str:
    """Return a text in a language, else in the default language, else in the first language."""
    if isinstance(words, str):
        return words
    return words.get(language) or words.get(default) or next(iter(words.values()), "")
