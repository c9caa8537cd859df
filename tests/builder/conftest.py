"""Small sites that our builder makes in this process."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from helpcentre.builder.build_site import build_site
from helpcentre.builder.build_steps import Steps
from helpcentre.builder.config_file import read_config_file
from helpcentre.builder.messages import Messages
from helpcentre.builder.settings import read_settings

NOW = datetime.fromtimestamp(1795305600, UTC)
PLUGINS = [
    {"helpcentre/languages": {"default": "en", "languages": ["it"]}},
    {"helpcentre/articles": {"frame": "helpcentre"}},
    "helpcentre/search",
]
PAGES = {
    "en/index.md": "---\ntitle: Home\n---\n",
    "it/index.md": "---\ntitle: Inizio\n---\n",
    "en/faq/pay.md": "---\ntitle: How do I pay?\nkind: faq\n---\n\nBy card. See [delivery](delivery.md#cost).\n",
    "it/faq/pay.md": "---\ntitle: Come pago?\nkind: faq\n---\n\nCon carta.\n",
    "en/faq/delivery.md": "---\ntitle: When does it arrive?\nkind: faq\n---\n\nSoon.\n\n## Cost\n\nNothing.\n",
}


@dataclass
class Maker:
    """A site in a folder that is built again and again; `messages` are those of the last build."""

    folder: Path
    settings: dict
    messages: list

    def write(self, files):
        for name, text in files.items():
            path = self.folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def build(self, *, now=NOW, show_pages=None, **changes):
        given = self.settings | changes
        config = self.folder / "mkdocs.yml"
        text = yaml.safe_dump(given, sort_keys=False)
        if not config.is_file() or config.read_text(encoding="utf-8") != text:
            config.write_text(text, encoding="utf-8")
        self.messages.clear()
        settings, messages = read_settings(read_config_file(config)), Messages(self.messages.append)
        return build_site(settings, now, messages, Steps(), show_pages)

    def html(self, path):
        return (self.folder / "site" / path).read_text(encoding="utf-8")

    def published(self):
        site = self.folder / "site"
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of two languages that is not built yet."""
    monkeypatch.chdir(tmp_path)
    settings = {
        "site_name": "Help",
        "site_url": "https://help.example.com/",
        "docs_dir": "content",
        "theme": {"name": "material"},
        "strict": True,
        "plugins": PLUGINS,
        "markdown_extensions": ["helpcentre.markdown_blocks", "attr_list", "toc"],
    }
    made = Maker(tmp_path, settings, [])
    made.write(PAGES)
    return made
