"""Nothing in the text is blocked by the page's own Content-Security-Policy: readers would not see it."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.rule import Rule, per_page
from helpcentre.articles.outline import PageElement
from helpcentre.errors import Finding

_DIRECTIVES = {
    "img": "img-src", "input": "img-src", "video": "media-src", "audio": "media-src", "source": "media-src",
    "track": "media-src", "iframe": "frame-src", "embed": "object-src", "object": "object-src",
    "script": "script-src", "link": "style-src", "form": "form-action",
}  # fmt: skip
_ALIGNMENT = re.compile(r"text-align: (?:left|center|right);")
_COLUMNS = (
    "the columns of this table are not aligned: the page's Content-Security-Policy (style-src) blocks their style; "
    "set tables: {use_align_attribute: true} in markdown_extensions in mkdocs.yml"
)
_REMEDIES = {
    "img-src": "save the image in content/media/ and link to it there",
    "media-src": "save the file in content/media/ and link to it there",
    "frame-src": "link to the page instead, or show your own video with /// video",
    "style-src": "remove it, or write the style into a file named in extra_css",
    "script-src": "remove it, or write the script into a file named in extra_javascript",
}


def check(page: CheckedPage, site: CheckedSite) -> Iterator[Finding]:
    """Yield files of other hosts, frames, and inline scripts and styles that the policy does not allow."""
    if site.policy is None:
        return
    after: dict[str, int] = {}
    if any(_is_column_alignment(element) for element in page.outline.elements) and _needs_inline_styles(site):
        yield page.in_body(page.masked.find("|"), _COLUMNS)
    for element in page.outline.elements:
        blocked = None if _is_column_alignment(element) else _blocked_directive(element, site)
        if blocked is None:
            continue
        written = _written_form(element)
        text = page.masked if element.name else page.article.body  # scripts and styles are masked
        found = re.compile(written, re.IGNORECASE).search(text, after.get(written, 0))
        if found:
            after[written] = found.end()
        what = _describe_element(element)
        remedy = _REMEDIES.get(blocked, "remove it, or link to it")
        message = f"readers do not get {what}: the page's Content-Security-Policy ({blocked}) blocks it; {remedy}"
        yield page.in_body(found.start() if found else page.article.body.find(element.value), message)


def _is_column_alignment(element: PageElement) -> bool:
    """Return whether an element is a cell that Python-Markdown aligns, as `|:-:|` asks."""
    return element.tag in ("th", "td") and element.name == "style" and _ALIGNMENT.fullmatch(element.value) is not None


def _needs_inline_styles(site: CheckedSite) -> bool:
    return not _allows_source(site, "style-src", "'unsafe-inline'")


def _blocked_directive(element: PageElement, site: CheckedSite) -> str | None:
    """Return the directive that blocks an element, None if it is allowed."""
    if element.name == "style" or (element.tag == "style" and not element.name):
        directive, needed = "style-src", "'unsafe-inline'"
    elif element.name.startswith("on") or (element.tag == "script" and not element.name):
        directive, needed = "script-src", "'unsafe-inline'"
    else:
        directive = "img-src" if element.name in ("srcset", "poster") else _DIRECTIVES.get(element.tag, "default-src")
        needed = _needed_source(element, site.host)
    return None if not needed or _allows_source(site, directive, needed) else directive


def _needed_source(element: PageElement, own_host: str) -> str:
    """Return what a directive has to list for an address; empty if it is on the site's own host, or none at all."""
    address = element.value.strip().split(",")[0].split(" ")[0]
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme in ("data", "blob"):
        return f"{parts.scheme}:"
    if element.tag in ("iframe", "object", "embed") and address and not parts.netloc:
        return "'self'"
    return "" if parts.netloc.lower() in ("", own_host) else f"{parts.scheme or 'https'}://{parts.netloc.lower()}"


def _allows_source(site: CheckedSite, directive: str, needed: str) -> bool:
    policy = site.policy or {}
    sources: Sequence[str] = policy.get(
        directive, policy.get("default-src", ("*",)) if "form" not in directive else ("*",)
    )
    host = needed.split("://")[-1]
    wildcards = {f"*.{host.split('.', position)[-1]}" for position in range(1, host.count(".") + 1)}
    plain = {source.split("://")[-1].rstrip("/") for source in sources}
    return needed in sources or "*" in sources or host in plain or bool(wildcards & plain) or "https:" in sources


def _written_form(element: PageElement) -> str:
    """Return a pattern that finds an element in the Markdown."""
    if element.name and element.name != "style" and not element.name.startswith("on"):
        return re.escape(element.value) if element.value else rf"<{element.tag}\b"
    return rf"\b{element.name}\s*=" if element.name else rf"<{element.tag}\b"


def _describe_element(element: PageElement) -> str:
    if not element.name:
        return f"this <{element.tag}> element"
    if element.name == "style" or element.name.startswith("on"):
        return f"the attribute {element.name} of this <{element.tag}>"
    return f"'{element.value}'"


RULE = Rule("content-blocked", "warning", per_page(check))
