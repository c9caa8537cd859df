"""Whole small sites, written to a folder and built by MkDocs in this process."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError


class RefusedError(Exception):
    """The build stopped; the text is what MkDocs logged."""


@dataclass(frozen=True)
class Built:
    """A built site."""

    folder: Path

    def html(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def json(self, path: str):
        return json.loads(self.html(path))

    def has(self, path: str) -> bool:
        return (self.folder / path).is_file()

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def site(tmp_path, monkeypatch, caplog):
    """Return a function that writes files, builds them with the given settings, and returns the built site."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")

    def make(files, plugins, *, folder="content", strict=True, **settings):
        docs = tmp_path / folder
        for name, text in files.items():
            path = docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        given = {
            "site_name": "Help",
            "site_url": "https://help.example.com/",
            "docs_dir": str(docs),
            "site_dir": str(tmp_path / "site"),
            "theme": {"name": "material", "font": False},
            "plugins": plugins,
            "validation": {"nav": {"omitted_files": "ignore"}},
        } | settings
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(given, sort_keys=False), encoding="utf-8")
        caplog.clear()
        try:
            build(load_config(str(tmp_path / "mkdocs.yml"), strict=strict))
        except (Abort, PluginError):
            raise RefusedError(caplog.text) from None
        return Built(tmp_path / "site")

    return make


def article(title="How do I pay?", kind="faq", body="Text.\n\n## Part\n\nMore.\n", **front):
    lines = [f"title: {title}", f"kind: {kind}", *(f"{key}: {value}" for key, value in front.items())]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body
