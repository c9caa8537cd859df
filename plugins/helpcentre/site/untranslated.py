"""The short page in place of a missing translation, with links to the languages that the page exists in."""

from html import escape

from helpcentre.articles.model import Article
from helpcentre.articles.outline import outline_of_html
from helpcentre.language.locales import endonym
from helpcentre.language.strings import Strings
from helpcentre.site.links import relative_url
from helpcentre.site.site import Site


def untranslated_markdown(words: Strings) -> str:
    """Return the Markdown of the page before any other page is finished: its title and first sentence."""
    return f"---\ntitle: {quote_yaml(words.plain('missing.title'))}\n---\n\n{words.plain('missing.text')}\n"


def untranslated_html(site: Site, language: str, missing: Article) -> str:
    """Return the content of the page in `language` for an article that is `missing` there.

    Titles and addresses are those of the finished pages.
    """
    words, own = site.words(language), site.url_of(language, missing.slug)
    links = [
        f'<li><a href="{escape(relative_url(other.url, own))}" lang="{code}" hreflang="{code}">'
        f"{escape(endonym(code).capitalize())}: {escape(other.title)}</a></li>"
        for code, other in site.pages.translations(missing.slug).items()
    ]
    parts = [f"<p>{escape(words['missing.text'], quote=False)}</p>", f"<ul>{''.join(links)}</ul>"]
    home = site.pages.find(language, "index")
    if home is not None:
        parts.append(f'<p><a href="{escape(relative_url(home.url, own))}">{escape(words["missing.home"])}</a></p>')
    return "\n".join(parts)


def finish_placeholders(site: Site) -> dict[str, str]:
    """Return the content of each placeholder by its file, with the titles of the finished pages."""
    contents = {}
    for path, missing in site.pages.placeholders.items():
        html = untranslated_html(site, site.languages.of(path), missing)
        site.pages.outlines[path] = outline_of_html(html)
        contents[path] = html
    return contents


def quote_yaml(text: str) -> str:
    """Return a text as a quoted YAML scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
