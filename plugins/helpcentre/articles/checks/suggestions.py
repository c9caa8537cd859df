"""Suggestions for links, images and ids that lead nowhere, exactly as they have to be written in that place."""

import posixpath
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from helpcentre.articles.checks.checked_site import CheckedSite, LinkDestination
from helpcentre.articles.model import Article

HTML_IS_PUBLISHED = "HTML is published as it is: begin at the page's own address, or write it as Markdown"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".ico")
_NEAR = 0.6
_UNSAFE = re.compile(r"[ %()<>#?\[\]\\]")


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Return the text of `known` that is most like `value`, whatever the case of letters; None if none is near."""
    best: tuple[float, str] | None = None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(value.casefold())
    for candidate in sorted(known):
        matcher.set_seq1(candidate.casefold())
        least = max(_NEAR, best[0] if best else 0.0)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        ratio = matcher.ratio()
        if ratio >= _NEAR and (best is None or ratio > best[0]):
            best = (ratio, candidate)
    return best[1] if best else None


def say(suggestion: str | None, otherwise: str) -> str:
    """Return the end of a message: the suggestion, or what to do without one."""
    return f"; did you mean '{suggestion}'?" if suggestion is not None else f"; {otherwise}"


def suggest_page(site: CheckedSite, article: Article, missing: LinkDestination) -> str | None:
    """Return the link to the page that was probably meant, relative to the file of `article`.

    Pages of the same language come before those of others. The anchor stays if that page has it.
    """
    written = [path for path in site.files if path.endswith(".md") and path != article.path]
    own = [path for path in written if site.languages.of(path) == article.language]
    wanted = re.sub(r"(?:\.(?:html?|md))?/?$", ".md", missing.looked_for, count=1)
    near = (
        _find_renamed(site, article, wanted)
        or _nearest_page(wanted, own)
        or _find_moved(wanted, own)
        or _nearest_page(wanted, written)
    )
    if near is None:
        return None
    anchors = site.anchors(near)
    anchor = f"#{missing.anchor}" if missing.anchor and (anchors is None or missing.anchor in anchors) else ""
    return _write_relative(near, article) + anchor


def suggest_image(site: CheckedSite, article: Article, missing: LinkDestination) -> str | None:
    """Return the address of the image that was probably meant, relative to the file of `article`."""
    near = nearest(missing.looked_for, (name for name in site.files if name.lower().endswith(PICTURES)))
    return None if near is None else _write_relative(near, article)


def suggest_address(site: CheckedSite, missing: LinkDestination, *, image: bool) -> str | None:
    """Return the published address that was probably meant, from the root of the host."""
    near = _nearest_address(site, missing.looked_for, image=image)
    return None if near is None else f"{site.root}{near}"


def suggest_html_address(
    site: CheckedSite, article: Article, href: str, missing: LinkDestination, *, image: bool
) -> str | None:
    """Return the published address that was probably meant by `href`, relative to the address of the page."""
    as_markdown = site.resolve_link(article, href)
    page = site.pages.get(as_markdown.path or "") if as_markdown else None
    near = page.article.url if page else _nearest_address(site, missing.looked_for, image=image)
    if near is None:
        return None
    relative = posixpath.relpath(f"/{near}", f"/{article.url}")
    anchor = f"#{missing.anchor}" if page and missing.anchor in page.outline.anchors else ""
    return (f"{relative}/" if near.endswith("/") or not near else relative) + anchor


def suggest_article(site: CheckedSite, article: Article, wanted: str) -> str | None:
    """Return the id of the article that was probably meant: of the same language first, never a list or other page."""
    others = [page.article for page in site.pages.values() if page.article.kind.is_article]
    ids = {other.id for other in others if other.language == article.language} - {article.id}
    return nearest(wanted, ids) or nearest(wanted, {other.id for other in others} - {article.id})


def _nearest_page(wanted: str, paths: Iterable[str]) -> str | None:
    """Return the path that is most like `wanted`, of those whose file or folder has a name like it too."""
    names = _names_of(wanted)
    alike = (path for path in paths if any(nearest(name, [other]) for name in names for other in _names_of(path)))
    return nearest(wanted, alike)


def _names_of(path: str) -> set[str]:
    """Return the names of a page: that of its file, and for an index that of its folder."""
    return {posixpath.basename(path.removesuffix(end).removesuffix(".md")) for end in ("", "/index.md")}


def _find_renamed(site: CheckedSite, article: Article, wanted: str) -> str | None:
    """Return the page that says in `redirect_from` that it was at `wanted` before."""
    slug = site.languages.slug(wanted)
    pages = (page.article for page in site.pages.values() if page.article.language == article.language)
    return next((other.path for other in pages if slug in other.front.redirect_from), None)


def _find_moved(wanted: str, paths: Iterable[str]) -> str | None:
    """Return the page with the file name of `wanted`, if exactly one has it: it was moved to another folder."""
    name = posixpath.basename(wanted).casefold()
    found = [path for path in paths if posixpath.basename(path).casefold() == name and name != "index.md"]
    return found[0] if len(found) == 1 else None


def _nearest_address(site: CheckedSite, wanted: str, *, image: bool) -> str | None:
    return nearest(wanted, (address for address in site.addresses if _is_alike(address, wanted, image=image)))


def _is_alike(address: str, wanted: str, *, image: bool) -> bool:
    """Return whether an address is of the kind wanted: an image, a file with an extension, or a page."""
    if image:
        return address.lower().endswith(PICTURES)
    return ("." in posixpath.basename(address)) == ("." in posixpath.basename(wanted))


def _write_relative(path: str, article: Article) -> str:
    """Return the path of a file as a link in the file of `article`; characters that end a link are encoded."""
    relative = posixpath.relpath(path, posixpath.dirname(article.path) or ".")
    encoded = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", relative)
    return f"./{encoded}" if urlsplit(encoded).scheme else encoded
