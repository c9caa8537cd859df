"""`helpcentre rename`: move a page in every language, with its links and its history."""

from collections.abc import Callable
from pathlib import Path

from helpcentre.articles.read import decode_source
from helpcentre.articles.rename import rename
from helpcentre.errors import FindingsError
from helpcentre.mkdocs_plugins.host import load_mkdocs
from helpcentre.site.host_options import site_options


def run(config_file: Path, old: str, new: str, say: Callable[[str], object]) -> None:
    """Write the changed files, then delete the old ones; if it fails in between, no text is lost."""
    config = load_mkdocs(config_file)
    docs = Path(config.docs_dir)
    sources = [
        decode_source(file.relative_to(docs).as_posix(), file.read_bytes()) for file in sorted(docs.rglob("*.md"))
    ]
    if findings := [finding for source in sources for finding in source.findings]:
        raise FindingsError(findings)  # a file that cannot be read could not be written back as it was
    texts = {source.path: source.text for source in sources}
    renamed = rename(texts, site_options(config).languages, old, new)
    for path, text in renamed.texts.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(text.encode())
    for before, after in renamed.moved.items():
        (docs / before).unlink()
        say(f"{docs / before} → {docs / after}")
    links = len(renamed.texts) - len(renamed.moved)
    say(
        f"Links updated in {links} other {'file' if links == 1 else 'files'}; the old address redirects to the new one."
    )
