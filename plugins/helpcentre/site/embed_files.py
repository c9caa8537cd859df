"""The script that other sites load: our launcher with the words, colours and addresses of this site."""

import base64
import hashlib
import json
import re
from typing import Any

from helpcentre.language.codes import direction
from helpcentre.site.brand.palette import Palette
from helpcentre.site.brand.stylesheet import palettes_of
from helpcentre.site.embed.model import Embed
from helpcentre.site.output_paths import LAUNCHER
from helpcentre.site.pages import PANEL
from helpcentre.site.published_scripts import OUR_SCRIPTS, without_comments
from helpcentre.site.script_bundle import bundle_modules
from helpcentre.site.site import Site
from helpcentre.theme_dir import theme_dir

STYLES = f"{OUR_SCRIPTS}embed.css"
"""The styles of the launcher, which are a part of its script."""
FOR_THE_PANEL = tuple(f"{OUR_SCRIPTS}{name}" for name in ("embedded.js", "embedded-page.js", "embedded.css"))
"""The files that our own pages need in the panel."""
_START = "embed-start.js"
_COLOURS = ("brand", "brand-ink", "paper", "ink", "line")


def launcher_script(site: Site) -> str:
    """Return the script of the launcher, the same bytes for the same settings."""
    settings = json.dumps(_launcher_settings(site), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    start = f'import {{startLauncher}} from "./embed.js";\nstartLauncher({settings});\n'
    bundle = bundle_modules(_START, lambda path: start if path == _START else without_comments(_read_source(path)))
    return f"(()=>{{\n{bundle}}})();\n"


def describe_embed(site: Site, embed: Embed) -> str:
    """Return `helpcentre/embed.json`: the origins, the script with its hash, and the tag for a shop's page."""
    digest = hashlib.sha384(launcher_script(site).encode()).digest()
    integrity = f"sha384-{base64.b64encode(digest).decode()}"
    address = site.options.absolute(LAUNCHER)
    found = {
        "origins": list(embed.origins),
        "script": LAUNCHER,
        "integrity": integrity,
        "tag": f'<script src="{address}" defer></script>',
        "tag_with_hash": f'<script src="{address}" integrity="{integrity}" crossorigin="anonymous" defer></script>',
    }
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _launcher_settings(site: Site) -> dict[str, Any]:
    """Return the argument of `startLauncher` in embed.js."""
    return {
        "name": site.brand.name or site.options.name,
        "fallback": site.languages.default,
        "languages": {language: _words_of(site, language) for language in site.languages.all},
        "styles": _launcher_styles(site),
        "icon": _read_icon("chat"),
    }


def _words_of(site: Site, language: str) -> dict[str, str]:
    words = site.words(language)
    names = ("launcher", "close", "new_tab", "loading", "failed")
    texts = {name: words.plain(f"embed.{name}") for name in names}
    pages = {"panel": site.url_of(language, PANEL), "home": site.url_of(language, "index")}
    return texts | pages | {"dir": direction(language)}


def _launcher_styles(site: Site) -> str:
    """Return the style sheet of the launcher, without comments and blanks that mean nothing."""
    light, dark = (_declare_colours(palettes_of(site.brand)[scheme]) for scheme in ("light", "dark"))
    rules = re.sub(r"/\*.*?\*/", "", _read_source("embed.css"), flags=re.DOTALL)
    text = f".hc{{{light}}}@media (prefers-color-scheme:dark){{.hc{{{dark}}}}}{rules}"
    return re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r":\s+|\s+", lambda gap: ":" if gap[0][0] == ":" else " ", text))


def _declare_colours(palette: Palette) -> str:
    return "".join(f"--{name}:{palette[name]};" for name in _COLOURS)


def _read_icon(name: str) -> str:
    """Return the path of one of our drawings."""
    drawing = (theme_dir() / ".icons/helpcentre" / f"{name}.svg").read_text(encoding="utf-8")
    return drawing.split(' d="', 1)[1].split('"', 1)[0]


def _read_source(name: str) -> str:
    return (theme_dir() / OUR_SCRIPTS / name).read_text(encoding="utf-8")
