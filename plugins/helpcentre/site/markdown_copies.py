"""The Markdown copy of each article, at its address with `index.md`, and the list of all copies, `llms.txt`.

https://llmstxt.org describes that file: the contents of a site for programs that read text, with links to it.
"""

from collections.abc import Iterator
from urllib.parse import urljoin

from helpcentre.articles.html_to_markdown import markdown_of_html
from helpcentre.articles.kinds import SECTIONS
from helpcentre.articles.model import Article
from helpcentre.language.dates import long_date
from helpcentre.site.machine_files import has_plain_text
from helpcentre.site.output_paths import LLMS_TXT, copy_path, language_path
from helpcentre.site.page_facts import PageFacts, describe_page
from helpcentre.site.pages import readable_topic
from helpcentre.site.site import Site


def markdown_copy(site: Site, article: Article) -> str:
    """Return an article as Markdown: its title and its finished text, then its address and the day of its review.

    The output of our blocks is text, and links are full addresses.
    """
    page = site.options.absolute(article.url)
    html = site.pages.contents.get(article.path, "")
    text = site.memory.recall(
        "markdown copy", (page, html), str, lambda: markdown_of_html(html, lambda href: urljoin(page, href))
    )
    last = [f"<{page}>"]
    if article.reviewed:
        date = long_date(article.reviewed, article.language)
        last.append(site.words(article.language).text("frame.reviewed", date=date))
    return "\n".join([f"# {article.title}", "", text, "---", "", " · ".join(last), ""])


def copy_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every copy, and of the list of each language."""
    if not has_plain_text(site.options):
        return
    for article in site.pages.articles():
        yield copy_path(article.url), markdown_copy(site, article)
    for language in site.languages.all:
        yield language_path(site.languages, LLMS_TXT, language), llms_txt(site, language)


def llms_txt(site: Site, language: str) -> str:
    """Return the list of the copies in a language, by topic in the order of the support file."""
    home, words = site.pages.find(language, "index"), site.words(language)
    lines = [f"# {site.brand.name or site.options.name}", ""]
    if home is not None:
        facts = PageFacts(home.path, home.url)
        lines += [f"> {describe_page(facts, home, site.pages.outlines.get(home.path))}", ""]
    for heading, articles in _group_articles(site, language):
        if articles:
            lines += [f"## {heading}", "", *(_describe_article(site, article) for article in articles), ""]
    others = [code for code in site.languages.all if code != language]
    if others:
        lines += [f"## {words['frame.language']}", ""]
        lines += [
            f"- [{code}]({site.options.absolute(language_path(site.languages, LLMS_TXT, code))})" for code in others
        ]
        lines.append("")
    return "\n".join(lines)


def _group_articles(site: Site, language: str) -> Iterator[tuple[str, list[Article]]]:
    """Yield (heading, articles): those of each topic, then those without a topic by kind; each article once."""
    labels, words = site.topic_labels(language), site.words(language)
    mine = [article for article in site.pages.articles() if article.language == language]
    topics = dict.fromkeys([*labels, *(article.main_topic for article in mine if article.main_topic)])
    for topic in topics:
        yield labels.get(topic) or readable_topic(topic), [one for one in mine if one.main_topic == topic]
    for kind in SECTIONS:
        yield words[f"section.{kind.value}"], [one for one in mine if one.main_topic is None and one.kind is kind]


def _describe_article(site: Site, article: Article) -> str:
    facts = PageFacts(article.path, article.url)
    description = describe_page(facts, article, site.pages.outlines.get(article.path))
    title = article.title.replace("[", "\\[").replace("]", "\\]")
    return f"- [{title}]({site.options.absolute(copy_path(article.url))})" + (f": {description}" if description else "")
