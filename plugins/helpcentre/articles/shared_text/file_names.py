"""The snippets in a content folder."""

from pathlib import Path

from helpcentre.articles.shared_text.model import SNIPPETS_FOLDER


def list_snippet_files(folder: Path) -> list[str]:
    """Return the snippets in a content folder, as paths from it; no host may publish them as pages."""
    inside = folder / SNIPPETS_FOLDER
    return sorted(f"{SNIPPETS_FOLDER}/{path.name}" for path in inside.glob("*.md")) if inside.is_dir() else []
