"""The site as the checks of `articles` see it: pages with their links, and every address that a link may lead to."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from helpcentre.articles.checks.checked_site import CheckedPage, CheckedSite
from helpcentre.articles.checks.media.file_type_wrong import BEGINNINGS
from helpcentre.articles.checks.media.mp4 import duration_of_mp4
from helpcentre.articles.model import Article
from helpcentre.articles.outline import Outline
from helpcentre.articles.read import decode_source
from helpcentre.errors import Finding
from helpcentre.marked_yaml.locating import locate
from helpcentre.site.address_claims import claim_addresses
from helpcentre.site.addresses import OwnerKind
from helpcentre.site.brand.reading import WAY, find_missing_files, find_unreadable_colours
from helpcentre.site.content_files import content_files
from helpcentre.site.embed.reading import find_unknown_targets, locate_embed
from helpcentre.site.files import Origin
from helpcentre.site.folder_lists import listed_pages
from helpcentre.site.interface_strings import find_stray_strings
from helpcentre.site.misplaced_files import find_misplaced_files
from helpcentre.site.page_templates import find_unknown_templates
from helpcentre.site.security_headers import content_security_policy
from helpcentre.site.site import Site
from helpcentre.site.support_file import known_topics, name_config_file

_ANY = "https://site.invalid/"


def check_finished_site(site: Site, has_template: Callable[[str], bool]) -> None:
    """Claim every address and add what is wrong with the site to its findings; the host raises them.

    `has_template` says whether a page template exists.
    """
    claim_addresses(site, content_files(site))
    site.findings.extend(find_misplaced_files(site))
    site.findings.extend(find_unknown_templates(site, has_template))
    site.findings.extend(find_stray_strings(site.options))
    site.findings.extend(_find_brand_errors(site))
    site.findings.extend(_find_embed_errors(site))


def _find_brand_errors(site: Site) -> Iterator[Finding]:
    """Yield what is wrong with the files and colours of the brand; loading the site reports the rest."""
    options = site.options
    files = {file.path for file in site.files if file.published and not file.is_page}
    document = locate(options.config_text, name_config_file(options), WAY, options.brand.block)
    yield from find_missing_files(site.brand, files, document)
    yield from find_unreadable_colours(site.brand, document)


def _find_embed_errors(site: Site) -> Iterator[Finding]:
    """Yield what is wrong with the suggestions on the pages of other sites; loading the site reports the rest."""
    if site.embed is None:
        return
    options, index = site.options, site.pages.topic_index
    document = locate_embed(options.embed, options.config_text, name_config_file(options))
    articles = {article.id for article in site.pages if not site.pages.is_generated(article.path)}
    topics = {topic for language in site.languages.all for topic in index.topics(language)}
    yield from find_unknown_targets(site.embed, articles, topics, document)


def checked_site(site: Site, *, links_resolved: bool) -> CheckedSite:
    """Return the finished site with its claimed addresses; pages that nobody wrote are known by their anchors only.

    `links_resolved` says whether the host has turned links to files into links to pages (`../contact.md` into
    `../../contact/`); the checks need the links as written.
    """
    by_url = {unquote(file.url): file.path for file in site.files} if links_resolved else {}
    written = {file.path for file in site.files if file.is_page and file.origin is Origin.CONTENT}
    pages, others = {}, {}
    for path, outline in site.pages.outlines.items():
        article = site.pages.get(path)
        if article is None or path not in written:
            others[path] = outline.anchors
        else:
            pages[path] = _checked_page(article, outline, by_url, refused=path in site.pages.refused)
    return CheckedSite(
        languages=site.languages,
        pages=pages,
        other_anchors=others,
        files=frozenset(_linkable_files(site)),
        topics=known_topics(site.options, site.support),
        addresses=_known_addresses(site),
        redirects=_redirect_sources(site),
        site_url=site.options.url,
        policy=_content_security_policy(site) if site.options.frame else None,
        listed=listed_pages(site) if site.options.frame else None,
        terms=site.terms,
        shared=site.shared_text,
        unpublished=site.unpublished,
        built_on=None if site.options.articles is not None and site.options.articles.drafts else site.today,
        shared_uses=site.shared_uses,
    )


def checked_media(site: Site, checked: CheckedSite) -> CheckedSite:
    """Return `checked` with the sizes of the files that writers publish, and the texts of their captions.

    Captions that are not UTF-8 add a finding to `site`.
    """
    media = [file for file in site.files if file.published and not file.is_page and file.origin is Origin.CONTENT]
    places = {file.path: site.options.content_dir / file.path for file in media}
    sizes = {name: place.stat().st_size for name, place in places.items() if place.is_file()}
    captions = {}
    for name in sorted(name for name in sizes if name.endswith(".vtt")):
        source = decode_source(name, places[name].read_bytes())
        site.findings.extend(source.findings)
        captions[name] = source.text
    heads = {name: _read_head(places[name]) for name in sizes if name.rsplit(".", 1)[-1].lower() in BEGINNINGS}
    videos = {name: duration_of_mp4(places[name].read_bytes()) for name in sizes if name.endswith(".mp4")}
    durations = {name: length for name, length in videos.items() if length is not None}
    return replace(checked, sizes=sizes, captions=captions, heads=heads, durations=durations)


def _read_head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


def _content_security_policy(site: Site) -> dict[str, tuple[str, ...]]:
    """Return the sources that each directive of our frame's policy allows."""
    directives = [directive.split() for directive in content_security_policy(site.options).split(";")]
    return {words[0]: tuple(words[1:]) for words in directives if words}


def _redirect_sources(site: Site) -> dict[str, str]:
    """Return the page that each old address redirects to."""
    owners = site.addresses.published().items()
    return {address: owner.source for address, owner in owners if owner.kind is OwnerKind.REDIRECT and owner.source}


def _linkable_files(site: Site) -> Iterator[str]:
    """Yield the files that a Markdown link may name."""
    yield from (file.path for file in site.files if file.published)
    yield from site.pages.generated
    yield from site.pages.placeholders


def _known_addresses(site: Site) -> dict[str, str]:
    """Return every address that the site has or will have, relative to it, with the file behind it."""
    found = {address: owner.source or owner.name for address, owner in site.addresses.published().items()}
    for path in (*site.pages.generated, *site.pages.placeholders):
        found[unquote(site.url_of(site.languages.of(path), site.languages.slug(path)))] = path
    found |= {unquote(file.url): file.path for file in site.files if file.published}
    return found


def _checked_page(article: Article, outline: Outline, by_url: Mapping[str, str], *, refused: bool) -> CheckedPage:
    links, images = [link.href for link in outline.links], [image.src for image in outline.images]
    if by_url:
        links, images = ([as_written(href, article, by_url) for href in hrefs] for hrefs in (links, images))
    return CheckedPage(article, outline, links, images, refused)


def as_written(href: str, article: Article, by_url: Mapping[str, str]) -> str:
    """Return a link as its writer wrote it, such as `../contact.md`, if a host has made `../../contact/` of it."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    if parts.scheme or parts.netloc or not parts.path or href.startswith("/"):
        return href
    path = by_url.get(unquote(urljoin(_ANY + article.url, parts.path)[len(_ANY) :]))
    if path is None:
        return href
    relative = posixpath.relpath(path, posixpath.dirname(article.path))
    return relative + (f"#{parts.fragment}" if parts.fragment else "")
