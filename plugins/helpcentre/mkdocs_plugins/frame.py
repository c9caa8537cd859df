"""The adapter between our own page templates (`theme/pages/`) and the pure views of `articles`."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.articles import structured_data, views
from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article
from helpcentre.articles.views import ViewContext
from helpcentre.language.strings import strings
from helpcentre.markdown_blocks.base import build_instant
from helpcentre.mkdocs_plugins import outputs, shared
from helpcentre.support.json_ld import contact_points
from helpcentre.theme_dir import theme_dir

SECTION_FOLDERS = {kind.folder: kind for kind in views.SECTIONS}


def remove_theme_files(files: Files) -> None:
    """Leave out the theme's own scripts and styles: our pages use none of them."""
    ours = str(theme_dir())
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.src_dir and file.src_dir != ours and "material" in file.src_dir:
            files.remove(file)


def reader(config: MkDocsConfig, page: Page | None, language: str) -> ViewContext:
    """Return for whom the page is made."""
    return ViewContext(
        language, strings(language), topic_labels(config, language), lambda url: shared.link(url, page, config)
    )


def topic_labels(config: MkDocsConfig, language: str) -> Mapping[str, str]:
    """Return the names of the topics in a language, in the order of the support file."""
    support = shared.support_for(config)
    if support is None:
        return {}
    default = shared.site_of(config).languages.default
    return {
        name: topic.label.get(language) or topic.label.get(default) or name for name, topic in support.topics.items()
    }


def extra_pages(config: MkDocsConfig) -> Iterator[tuple[str, str, str]]:
    """Yield (language, slug, title) of the pages the frame adds: a list for each topic, the search results."""
    site = shared.site_of(config)
    assert site.shelves is not None
    for language in site.languages.all:
        labels = topic_labels(config, language)
        for topic in site.shelves.topics(language):
            yield language, f"topics/{topic}", labels.get(topic) or topic.replace("-", " ").capitalize()
        if shared.plugin_options(config, "search") is not None:
            yield language, "search", strings(language)["search.page_title"]


def template_of(site: shared.Site, path: str) -> str:
    """Return the page template for a file."""
    article = site.by_path.get(path)
    if article is None:
        return "pages/page.html"
    if article.slug == "index":
        return "pages/home.html"
    if article.slug.startswith("topics/") or _section_of(article):
        return "pages/list.html"
    if article.slug in ("search", "contact"):
        return f"pages/{article.slug}.html"
    return "pages/article.html" if article.kind is not Kind.PAGE else "pages/page.html"


def page_addresses(config: MkDocsConfig, language: str) -> dict[str, str]:
    """Return the pages that exist in a language, by what they are: `home`, `contact`, `topic:…`, `section:…`."""
    cache: dict[str, dict[str, str]] = config.__dict__.setdefault("_helpcentre_addresses", {})
    if language not in cache:
        cache[language] = dict(_addresses(shared.site_of(config), language))
    return cache[language]


def _addresses(site: shared.Site, language: str) -> Iterator[tuple[str, str]]:
    for (code, slug), article in site.pages.items():
        if code != language:
            continue
        if slug == "index":
            yield "home", article.url
        elif slug in ("contact", "search"):
            yield slug, article.url
        elif slug.startswith("topics/"):
            yield f"topic:{slug.removeprefix('topics/')}", article.url
        elif _section_of(article):
            yield f"section:{SECTION_FOLDERS[slug.removesuffix('/index')].value}", article.url


def _section_of(article: Article) -> Kind | None:
    folder, _, name = article.slug.rpartition("/")
    return SECTION_FOLDERS.get(folder) if name == "index" else None


def article_view(article: Article, config: MkDocsConfig, page: Page) -> dict[str, Any]:
    """Return what the frame of an article shows."""
    site = shared.site_of(config)
    assert site.shelves is not None
    pages = page_addresses(config, article.language)
    return views.article_view(article, site.shelves, reader(config, page, article.language), pages)


def page_view(article: Article | None, config: MkDocsConfig, page: Page) -> dict[str, Any]:
    """Return what every page of ours shows: where home, contact and the policies are, and the lists of list pages."""
    site = shared.site_of(config)
    assert site.shelves is not None
    language = shared.language_of(page, config)
    who = reader(config, page, language)
    found = _everywhere(who, config) | {
        "canonical": page.canonical_url,
        "noindex": page.file.src_uri in site.missing or (article is not None and article.slug == "search"),
        "csp": policy(config),
    }
    pages, order = page_addresses(config, language), list(who.topics)
    if article is None:
        return found
    if article.slug == "index":
        found["home"] = views.home_view(article, site.shelves, who, order, pages)
    elif article.slug.startswith("topics/"):
        found["list"] = views.topic_view(article.slug.removeprefix("topics/"), site.shelves, who)
    elif kind := _section_of(article):
        found["list"] = views.section_view(kind, site.shelves, who, order)
    return found


def not_found_view(language: str, config: MkDocsConfig) -> dict[str, Any]:
    """Return what the 404 page shows."""
    site = shared.site_of(config)
    assert site.shelves is not None
    who = reader(config, None, language)
    topics = views.topic_cards(site.shelves, who, list(who.topics), page_addresses(config, language))
    return _everywhere(who, config) | {"noindex": True, "csp": policy(config), "topics": topics}


def _everywhere(who: ViewContext, config: MkDocsConfig) -> dict[str, Any]:
    site = shared.site_of(config)
    assert site.shelves is not None
    pages = page_addresses(config, who.language)
    return {
        "home_url": who.link(pages.get("home", "")),
        "contact_url": who.link(pages["contact"]) if "contact" in pages else None,
        "search_url": who.link(pages["search"]) if "search" in pages else None,
        "policies": views.policies(site.shelves, who),
        "sections": views.section_links(who, pages),
    }


def graph(article: Article, description: str, config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return the structured data of a page as schema.org objects."""
    url, site_url = shared.absolute(article.url, config), shared.absolute("", config)
    found: list[dict[str, Any]] = []
    support = shared.support_for(config)
    if article.slug in ("index", "contact"):
        points = contact_points(support, article.language, build_instant().date()) if support else []
        found.append(structured_data.organization_data(config.site_name, site_url, points))
    if article.kind.is_article:
        films = _films(article, config)
        found.append(
            structured_data.article_data(
                article, url=url, site_name=config.site_name, description=description, files=films
            )
        )
    if article.slug != "index":
        absolute = ViewContext(
            article.language,
            strings(article.language),
            topic_labels(config, article.language),
            lambda address: shared.absolute(address, config),
        )
        crumbs = views.breadcrumbs(article, absolute, page_addresses(config, article.language))
        way = [(crumb["title"], crumb["url"]) for crumb in crumbs]
        found.append(structured_data.breadcrumb_data([*way, (article.title, url)]))
    return found


def _films(article: Article, config: MkDocsConfig) -> dict[str, str] | None:
    video = article.front.video
    if video is None:
        return None
    base = shared.absolute(f"media/{video.file}.{article.language}", config)
    return {"contentUrl": f"{base}.mp4", "thumbnailUrl": f"{base}.webp"}


def policy(config: MkDocsConfig) -> str:
    """Return the Content-Security-Policy our pages need: nothing inline, nothing from another host."""
    url = outputs.collector_url(config)
    collector = f" {url.rstrip('/')}" if url and url != "/" else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"media-src 'self'; worker-src 'self'; manifest-src 'self'; connect-src 'self'{collector}; "
        f"form-action 'self'{collector}; base-uri 'none'"
    )


def headers(config: MkDocsConfig) -> dict[str, str]:
    """Return the headers every page is to be served with."""
    return {
        "Content-Security-Policy": policy(config) + "; frame-ancestors 'none'",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def header_files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the header files: one for hosts that read `_headers`, one for `helpcentre serve`."""
    found = headers(config)
    yield "_headers", "/*\n" + "".join(f"  {name}: {value}\n" for name, value in found.items())
    yield "helpcentre/headers.json", json.dumps(found, indent=1) + "\n"


def redirects(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of a small page at every old address; it needs no script."""
    site = shared.site_of(config)
    for article in site.by_path.values():
        for old in article.front.redirect_from:
            address = site.languages.url(article.language, old)
            up = "../" * address.count("/")
            yield f"{address}index.html", structured_redirect(article, f"{up}{article.url}", config)


def structured_redirect(article: Article, target: str, config: MkDocsConfig) -> str:
    """Return a page that sends the reader (and search engines) on to `target`."""
    from html import escape

    words = strings(article.language)
    return (
        f'<!doctype html>\n<html lang="{escape(article.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(article.title)}</title>\n"
        f'<link rel="canonical" href="{escape(shared.absolute(article.url, config))}">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(target)}">\n<meta name="robots" content="noindex">\n'
        f"</head>\n<body>\n<p>{escape(words['redirect.text'])} "
        f'<a href="{escape(target)}">{escape(article.title)}</a></p>\n</body>\n</html>\n'
    )
