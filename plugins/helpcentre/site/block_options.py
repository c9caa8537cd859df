"""The configuration of the Markdown blocks for the page they are in."""

import os
from typing import Any

from helpcentre.site.contact_page import contact_page_link
from helpcentre.site.site import Site
from helpcentre.site.support_file import find_support_file


def block_options(site: Site, path: str, url: str, text: str) -> dict[str, Any]:
    """Return the configuration of `helpcentre.markdown_blocks` for the page of file `path` at address `url`.

    `text` is the whole file, in which errors find their line.
    """
    options = site.options
    root = site.link("", url)
    language = site.languages.of(path)
    return {
        "docs_dir": str(options.content_dir),
        "collector_url": options.collector_url or "/",
        "support_file": os.path.relpath(find_support_file(options), options.content_dir),
        "support": site.require_support,
        "strings": site.words,
        "language": language,
        "languages": list(site.languages.all),
        "path": path,
        "page": f"/{url}",
        "text": text,
        "problems": site.findings,
        "contact_page": contact_page_link(site, language, url),
        "root": "" if root == "." else f"{root.rstrip('/')}/",
    }
