"""Many articles: pages stay small, and the build stays linear."""

import gzip
import time

import pytest

from .conftest import article

PLUGINS = [{"helpcentre/articles": {"frame": "helpcentre"}}, "helpcentre/feedback"]


def pages(number):
    found = {"index.md": article("Help", "page", body="Hello.\n")}
    for index in range(number):
        topic = f"topic-{index % 12}"
        body = f"Short answer {index}.\n\n" + "".join(
            f"## Part {part}\n\n" + "Some words here. " * 40 + "\n\n" for part in range(4)
        )
        related = f"[faq/q{(index + 1) % number:04}, faq/q{(index + 7) % number:04}]"
        found[f"faq/q{index:04}.md"] = article(
            f"Question number {index}?", topics=f"[{topic}]", related=related, body=body
        )
    return found


def test_an_article_page_of_a_large_site_stays_under_8_kilobytes(site, rounds):
    """With 200 by default, a thousand with `--full`; that nothing in a page grows is tested in `test_articles.py`."""
    articles = rounds(200, 1000)
    built = site(pages(articles), PLUGINS)

    paths = [f"faq/q{index:04}/index.html" for index in range(0, articles, articles // 10)]
    sizes = [len(gzip.compress(built.html(path).encode(), 9)) for path in paths]
    assert max(sizes) < 8_000


@pytest.mark.full
def test_the_build_grows_no_faster_than_the_site(site, request):
    if not request.config.getoption("--full"):
        pytest.skip("builds 1,800 pages; run with --full")

    def seconds(number):
        started = time.process_time()
        site(pages(number), PLUGINS)
        return time.process_time() - started

    seconds(20)
    assert seconds(1200) < 3.2 * seconds(400) * 1.25  # three times the pages; a quadratic term would make it nine
