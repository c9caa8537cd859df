"""The site the votes are about: 300 articles in one language."""

import json
from pathlib import Path

ARTICLES = 300
VERSION = "a1b2c3d4e5f60718"
ORIGIN = "https://help.example.com"


def make_site(folder: Path) -> None:
    """Write the manifest the collector reads."""
    articles = [
        {"id": f"article-{n}", "language": "it", "version": VERSION, "url": f"it/{n}/", "title": str(n), "kind": "faq"}
        for n in range(ARTICLES)
    ]
    (folder / "helpcentre").mkdir(parents=True)
    site = {"name": "Bench", "url": f"{ORIGIN}/", "default_language": "it", "languages": ["it"]}
    text = json.dumps({"site": site, "articles": articles, "channels": ["email"]})
    (folder / "helpcentre" / "manifest.json").write_text(text)
