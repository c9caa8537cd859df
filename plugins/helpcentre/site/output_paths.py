"""The output paths of files for machines, relative to the folder of the site."""

from urllib.parse import unquote

from helpcentre.articles.languages import Languages

MANIFEST = "helpcentre/manifest.json"
HOURS = "helpcentre/hours.json"
BRAND_SHEET = "assets/helpcentre/brand.css"
LETTER_ICON = "assets/helpcentre/letter.svg"
LAUNCHER = "assets/helpcentre/embed.js"
EMBED_JSON = "helpcentre/embed.json"
HEADERS = "_headers"
HEADERS_JSON = "helpcentre/headers.json"
SITEMAP = "sitemap.xml"
REDIRECTS = "_redirects"
REDIRECTS_NGINX = "helpcentre/redirects.map"
SEARCH_FOLDER = "helpcentre/search"
CRAWLER_RULES = "robots.txt"
WEB_MANIFEST = "site.webmanifest"
OFFLINE_WORKER = "offline-worker.js"
LLMS_TXT = "llms.txt"
FEED = "feed.xml"


def language_path(languages: Languages, name: str, language: str) -> str:
    """Return the path of a file that each language has one of: at the top for the default language."""
    return name if language == languages.default else f"{language}/{name}"


def copy_path(url: str) -> str:
    """Return the path of the Markdown copy of a page at `url`, relative to the site and percent-encoded."""
    path = unquote(url)
    return path.removesuffix(".html") + ".md" if path.endswith(".html") else f"{path}index.md"


def sitemap_part_path(number: int) -> str:
    """Return the path of a part of a large sitemap, from 1; at the top, since a sitemap covers what is below it."""
    return f"sitemap-{number}.xml.gz"


def manifest_path(language: str) -> str:
    """Return the path of the articles of one language, if the manifest is in parts."""
    return f"helpcentre/manifest.{language}.json"


def opensearch_path(language: str) -> str:
    """Return the path of the description of the search in a language."""
    return f"helpcentre/opensearch.{language}.xml"


def calendar_path(language: str) -> str:
    """Return the path of the calendar of the hours in a language."""
    return f"helpcentre/hours.{language}.ics"


def worker_path(language: str) -> str:
    """Return the path of the script that searches in a language."""
    return f"assets/helpcentre/search-worker-{language}.js"
