"""JSON-LD for search engines: `Article`, `VideoObject`, `BreadcrumbList`, `Organization`.

`HowTo` and `FAQPage` are left out: Google shows neither any more, and a page must show whatever its data says.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from helpcentre.articles.kinds import Kind
from helpcentre.articles.model import Article


def article_data(
    article: Article, *, url: str, site_name: str, description: str, files: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the schema.org description of an article page; `files` are the absolute addresses of a video's files."""
    data: dict[str, Any] = {
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": article.title,
        "description": description,
        "inLanguage": article.language,
        "url": url,
        "publisher": {"@type": "Organization", "name": site_name},
    }
    if article.reviewed:
        data["dateModified"] = article.reviewed.isoformat()
    if article.kind is Kind.VIDEO and article.front.video and files:
        data["video"] = _video_data(article, url, description, files)
    return data


def _video_data(article: Article, url: str, description: str, files: Mapping[str, str]) -> dict[str, Any]:
    video = article.front.video
    assert video is not None
    return {
        "@type": "VideoObject",
        "name": article.title,
        "description": description,
        "inLanguage": article.language,
        "uploadDate": video.recorded.isoformat(),
        "duration": f"PT{int(video.duration.total_seconds())}S",
        "url": url,
    } | dict(files)


def breadcrumb_data(crumbs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return a BreadcrumbList of (title, absolute address), home first, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title, "item": url}
            for position, (title, url) in enumerate(crumbs, start=1)
        ],
    }


def organization_data(name: str, url: str, contact_points: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the `Organization` with its contact points."""
    return {"@type": "Organization", "@id": f"{url}#organization", "name": name, "url": url} | (
        {"contactPoint": list(contact_points)} if contact_points else {}
    )


def script(graph: Sequence[Mapping[str, Any]]) -> str:
    """Return the JSON-LD text for a `<script>` element: no `<`, `>` or `&` of the content can end or open a tag."""
    text = json.dumps({"@context": "https://schema.org", "@graph": list(graph)}, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
