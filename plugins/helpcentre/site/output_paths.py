"""The output paths of files for machines, relative to the folder of the site."""

MANIFEST = "helpcentre/manifest.json"
HOURS = "helpcentre/hours.json"
BRAND_SHEET = "assets/helpcentre/brand.css"
LETTER_ICON = "assets/helpcentre/letter.svg"
HEADERS = "_headers"
HEADERS_JSON = "helpcentre/headers.json"
SITEMAP = "sitemap.xml"
SEARCH_FOLDER = "helpcentre/search"


def calendar_path(language: str) -> str:
    """Return the path of the calendar of the hours in a language."""
    return f"helpcentre/hours.{language}.ics"


def worker_path(language: str) -> str:
    """Return the path of the script that searches in a language."""
    return f"assets/helpcentre/search-worker-{language}.js"
