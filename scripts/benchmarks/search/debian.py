"""More real articles for the growth of the bytes: LibreOffice's and GNOME's help as Debian packages them.

In: the language and the ids of existing articles. Out: articles of the corpus' shape (id, title, keywords, sections,
body), in the order of their ids. Packages come by `apt-get download` and are only unpacked, never installed.
"""

import gzip
import json
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

MALLARD = "{http://projectmallard.org/1.0/}"
_NOT_LEAD = {f"{MALLARD}{name}" for name in ("title", "info", "section")}
BLOCKS = {"p", "li", "td", "th", "dt", "dd", "div", "br", "pre"}
FEWEST_LETTERS = 40
"""Pages with less text are menus."""


def fetch(language: str, folder: Path) -> Path:
    """Write `more.LANG.jsonl.gz` into `folder` unless it is there; returns its path. Raises CalledProcessError."""
    target = folder / f"more.{language}.jsonl.gz"
    if target.exists():
        return target
    with tempfile.TemporaryDirectory() as name:
        unpacked = Path(name)
        unpacked.chmod(0o755)
        packages = [f"libreoffice-help-{'en-us' if language == 'en' else language}", "gnome-user-docs"]
        subprocess.run(["apt-get", "download", "-qq", *packages], cwd=unpacked, check=True, capture_output=True)
        for package in unpacked.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, unpacked], check=True)
        articles = [
            *libreoffice(unpacked / "usr/share/libreoffice/help"),
            *gnome(unpacked / "usr/share/help", language),
        ]
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(target, "wt", encoding="utf-8") as lines:
        for article in sorted(articles, key=lambda each: each["id"]):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    return target


def read(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a file that `fetch` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def libreoffice(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the pages of LibreOffice's help that say something."""
    for path in folder.glob("*/text/**/*.html"):
        page = HelpPage()
        page.feed(path.read_text(encoding="utf-8"))
        name = str(path.relative_to(folder)).split("/text/")[1].removesuffix(".html")
        yield from _article(name, page.title.strip(), page.keywords, page.sections)


def gnome(folder: Path, language: str) -> Iterator[dict[str, Any]]:
    """Yield the pages of GNOME's help in `language`."""
    for path in (folder / ("C" if language == "en" else language) / "gnome-help").glob("*.page"):
        root = ET.parse(path).getroot()
        sections = [[_text(part.find(f"{MALLARD}title")), _words(part)] for part in root.iter(f"{MALLARD}section")]
        lead = " ".join(_text(each) for each in root if each.tag not in _NOT_LEAD)
        yield from _article(f"gnome/{path.stem}", _text(root.find(f"{MALLARD}title")), [], [["", lead], *sections])


def _article(name: str, title: str, keywords: list[str], sections: list[list[str]]) -> Iterator[dict[str, Any]]:
    found = [{"h": " ".join(h.split()), "text": text.strip()} for h, text in sections if text.strip()]
    body = " ".join(" ".join(each["text"].split()) for each in found)
    if title and len(body) >= FEWEST_LETTERS:
        yield {"id": name, "title": title, "keywords": keywords, "sections": found, "body": body}


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _words(section: Any) -> str:
    return " ".join(_text(each) for each in section if each.tag not in {f"{MALLARD}title", f"{MALLARD}info"})


class HelpPage(HTMLParser):
    """One page of LibreOffice's help: `title`, `keywords` and `sections` ([heading, text]) of its display area."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.keywords, self.sections = "", [], [["", ""]]
        self.inside = self.silent = self.heading = False
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notice where the text begins, what is hidden, and where a section begins."""
        given = dict(attrs)
        if given.get("id") in {"DisplayArea", "DEBUG"}:
            self.inside = given["id"] == "DisplayArea"
        if tag in {"title", "h1"}:
            self.silent = True
        elif tag == "meta" and given.get("itemprop") == "keywords":
            self.keywords.append(given.get("content") or "")
        elif self.skipped or given.get("class") == "MAC" or tag in {"script", "style"}:
            if tag not in {"meta", "img", "br", "link", "input", "hr"}:
                self.skipped.append(tag)
        elif tag in {"h2", "h3", "h4", "h5", "h6"}:
            self.sections.append(["", ""])
            self.heading = True
        elif tag in BLOCKS and not self.heading:
            self.sections[-1][1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        """Leave what was begun."""
        if tag in {"title", "h1"}:
            self.silent = False
        elif self.skipped:
            self.skipped.pop()
        elif tag in {"h2", "h3", "h4", "h5", "h6"}:
            self.heading = False

    def handle_data(self, data: str) -> None:
        """Keep what readers see."""
        if self.silent:
            self.title += "" if self.inside else data
        elif self.inside and not self.skipped:
            self.sections[-1][0 if self.heading else 1] += data
