"""The base class of the hours and channels blocks: the support file, rendering, and the live status.

The markup comes from `theme/partials/helpcentre/`, so a block and a page never differ.
"""

import os
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markdown import Markdown
from pymdownx.blocks.block import Block

from helpcentre.errors import HelpCentreError
from helpcentre.language.codes import direction
from helpcentre.language.site_strings import read_site_strings
from helpcentre.language.strings import Strings, strings
from helpcentre.markdown_blocks.block_errors import collected
from helpcentre.markdown_blocks.content_folder import FOLDERS, find_content_folder
from helpcentre.support.audience import Audience
from helpcentre.support.hours_json import compiled_hours, fingerprint, page_data
from helpcentre.support.load import load_support
from helpcentre.support.model import Support
from helpcentre.theme_dir import theme_dir

HOURS_FILE = "helpcentre/hours.json"


def build_time() -> datetime:
    """Return the time of the build: `SOURCE_DATE_EPOCH` if it is set, otherwise now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    if not epoch.isascii() or not epoch.isdecimal():
        raise HelpCentreError(
            f"SOURCE_DATE_EPOCH: '{epoch}' is not a number of seconds since 1970. Correct it or unset it."
        )
    return datetime.fromtimestamp(int(epoch), UTC)


def support_of(config: dict[str, Any]) -> Support:
    """Return the support file: the one that the host has read, otherwise the one that the configuration names.

    The latter is read again only when it or its lock changes. Raises HelpCentreError for a file that is missing or has
    errors.
    """
    if callable(config.get("support")):
        found: Support = config["support"]()
        return found
    path = find_content_folder(config) / config["support_file"]
    if not config["docs_dir"] and not path.is_file():
        raise HelpCentreError(
            f"there is no {config['support_file']} in {', '.join(FOLDERS[:-1])} or the folder you build in; write one, "
            "or name its folder as docs_dir of helpcentre.markdown_blocks"
        )
    lock = path.with_name("holidays.lock.yml")
    return _load_cached(path, tuple(file.stat().st_mtime_ns if file.is_file() else 0 for file in (path, lock)))


def words_of(config: dict[str, Any]) -> Strings:
    """Return the interface strings of the page: the host's, otherwise those of the package and the content folder."""
    language = config["language"]
    if callable(config.get("strings")):
        found: Strings = config["strings"](language)
        return found
    return strings(language, read_site_strings(find_content_folder(config), language))


def language_marks(words: Strings, key: str) -> dict[str, str]:
    """Return the attributes of an element whose string is not in the language of the page; otherwise none."""
    if not words.is_foreign(key):
        return {}
    language = words.language_of(key)
    return {"lang": language, "dir": direction(language)}


@lru_cache(maxsize=8)
def _load_cached(path: Path, _times: tuple[int, ...]) -> Support:
    return load_support(path)


@cache
def _template_environment() -> Environment:
    return Environment(loader=FileSystemLoader(theme_dir()), autoescape=True, auto_reload=True)


def render(partial: str, hc: dict[str, Any], reader: Audience) -> str:
    """Return a partial of `theme/partials/helpcentre/` filled with `hc`."""
    whole = hc | {"language": reader.language, "dir": direction(reader.language), "t": reader.words}
    return _template_environment().get_template(f"partials/helpcentre/{partial}.html").render(hc=whole)


def live(support: Support, reader: Audience, config: dict[str, Any]) -> dict[str, str]:
    """Return the address of the compiled hours as the page links to it, and the page's own words."""
    version = fingerprint(compiled_hours(support, reader.now))
    return {"file": f"{config['root']}{HOURS_FILE}?v={version}", "page": page_data(support, reader)}


class PartialBlock(Block):  # type: ignore[misc]
    """A block whose content is one rendered piece; text between its lines is dropped."""

    ARGUMENT = None

    def __init__(self, length: int, tracker: Any, block_mgr: Any, config: dict[str, Any]) -> None:
        super().__init__(length, tracker, block_mgr, config)
        self.md: Markdown

    def on_markdown(self) -> str:
        """Take the content as it is."""
        return "raw"

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Return the element that will hold the piece."""
        return ET.SubElement(parent, "div")

    def on_end(self, block: ET.Element) -> None:
        """Store the finished HTML so that Markdown does not process it."""
        argument = self.argument.strip() if self.argument else ""
        with collected(self.config, f"{self.NAME}|{argument}" if argument else self.NAME, self.md):
            block.text = str(self.md.htmlStash.store(self.piece(support_of(self.config), argument)))

    def piece(self, support: Support, argument: str) -> str:
        """Return the HTML of the piece."""
        raise NotImplementedError
