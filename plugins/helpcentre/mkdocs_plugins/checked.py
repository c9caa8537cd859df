"""What the checks take from a MkDocs build: every page with its outline, and the files that links may lead to."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from helpcentre.articles.checks import Checked, CheckedPage
from helpcentre.mkdocs_plugins import shared


def pages_of(config: MkDocsConfig, files: Files) -> Checked:
    """Return the site as the checks see it."""
    site = shared.site_of(config)
    support = shared.support_for(config)
    pages = {
        path: CheckedPage(article, outline.links, outline.anchors, tuple(h.level for h in outline.headings))
        for path, article in site.by_path.items()
        if (outline := site.outlines.get(path)) is not None and not _generated(files, path)
    }
    others = {path: outline.anchors for path, outline in site.outlines.items() if path not in pages}
    return Checked(
        languages=site.languages,
        pages=pages,
        other_anchors=others,
        files=frozenset(file.src_uri for file in files),
        topics=tuple(support.topics) if support else None,
    )


def _generated(files: Files, path: str) -> bool:
    file = files.get_file_from_path(path)
    return file is not None and file.generated_by is not None
