"""The structured data of a page, for search engines."""

from typing import Any

from helpcentre.articles import structured_data, views
from helpcentre.articles.model import Article
from helpcentre.articles.views import ViewContext
from helpcentre.site.page_facts import PageFacts, describe_page
from helpcentre.site.site import Site
from helpcentre.support.json_ld import contact_points


def page_graph(site: Site, article: Article, description: str) -> list[dict[str, Any]]:
    """Return the schema.org objects of a page: `Organization`, article with its video, and breadcrumbs."""
    options = site.options
    url = options.absolute(article.url)
    found: list[dict[str, Any]] = []
    if article.slug in ("index", "contact"):
        points = contact_points(site.support, site.words(article.language), site.now.date()) if site.support else []
        found.append(structured_data.organization_data(options.name, options.absolute(""), points))
    if article.kind.is_article:
        found.append(
            structured_data.article_data(
                article, url=url, site_name=options.name, description=description, files=_video_files(site, article)
            )
        )
    if article.slug != "index":
        way = [(crumb["title"], crumb["url"]) for crumb in _breadcrumbs_of(site, article)]
        found.append(structured_data.breadcrumb_data([*way, (article.title, url)]))
    return found


def embed_structured_data(site: Site, page: PageFacts, html: str) -> str:
    """Return a page of another theme with its structured data at the end of its head."""
    article = site.pages.get(page.path)
    if site.options.frame or article is None:
        return html
    data = structured_data.script(
        page_graph(site, article, describe_page(page, article, site.pages.outlines.get(page.path)))
    )
    return html.replace("</head>", f'<script type="application/ld+json">{data}</script>\n</head>', 1)


def _breadcrumbs_of(site: Site, article: Article) -> list[dict[str, Any]]:
    language = article.language
    absolute = ViewContext(language, site.words(language), site.topic_labels(language), site.options.absolute)
    return views.breadcrumbs(article, absolute, site.pages.roles(language))


def _video_files(site: Site, article: Article) -> dict[str, str] | None:
    video = article.front.video
    if video is None:
        return None
    base = site.options.absolute(f"media/{video.file}.{article.language}")
    return {"contentUrl": f"{base}.mp4", "thumbnailUrl": f"{base}.webp"}
