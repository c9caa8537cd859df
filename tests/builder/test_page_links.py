"""Links between pages: the addresses and the messages of MkDocs."""

import logging
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import _AbsoluteLinksValidationValue, _RelativePathTreeprocessor

from helpcentre.articles.languages import Languages
from helpcentre.builder.link_levels import LinkLevels
from helpcentre.builder.page_links import LinkResolver, LinkTargets, describe_target
from helpcentre.builder.source_files import make_site_file

PATHS = ("index.md", "faq/index.md", "faq/pay.md", "faq/deep/README.md", "guide.md", "media/a b.png", "hidden.md")
NO_FOLDERS = Languages("en", ("en",), folders=False)
LEVELS = LinkLevels(logging.WARNING, logging.WARNING, logging.WARNING, logging.INFO)


def ours(page, url, *, directory_urls=True, levels=LEVELS):
    """Return the address, the messages, the anchors, and what was looked up."""
    files = {
        path: make_site_file(path, NO_FOLDERS, directory_urls=directory_urls, published=path != "hidden.md")
        for path in PATHS
    }
    targets = LinkTargets(files)
    resolver = LinkResolver(files[page], targets, levels, directory_urls=directory_urls)
    address = resolver.resolve(url)
    shown = [(one.level, one.text) for one in resolver.messages]
    return address, shown, resolver.anchors, targets.asked


def of_mkdocs(page, url, *, directory_urls=True, from_root=False):
    """Return the same of MkDocs' own step."""
    files = Files([File(path, "docs", "site", directory_urls) for path in PATHS])
    for file in files:
        file.inclusion = InclusionLevel.EXCLUDED if file.src_uri == "hidden.md" else InclusionLevel.INCLUDED
    absolute = _AbsoluteLinksValidationValue.RELATIVE_TO_DOCS if from_root else logging.WARNING
    links = SimpleNamespace(not_found=logging.WARNING, absolute_links=absolute, unrecognized_links=logging.WARNING)
    config = SimpleNamespace(use_directory_urls=directory_urls, validation=SimpleNamespace(links=links))
    step = _RelativePathTreeprocessor(files.get_file_from_path(page), files, config)
    shown = []
    handler = logging.Handler()
    handler.emit = lambda record: shown.append((record.levelno, record.getMessage().replace("ognized", "ognised")))
    log = logging.getLogger("mkdocs.structure.pages")
    level, log.handlers[:], log.propagate = log.level, [handler], False
    log.setLevel(logging.DEBUG)
    try:
        address = step.path_to_url(url)
    finally:
        log.handlers[:], log.propagate = [], True
        log.setLevel(level)
    return address, shown, {file.src_uri: anchors for file, anchors in step.links_to_anchors.items()}


@pytest.mark.parametrize(
    ("page", "url", "address"),
    [
        ("faq/pay.md", "../guide.md", "../../guide/"),
        ("faq/pay.md", "index.md#how", "../#how"),
        ("faq/pay.md", "../index.md", "../../"),
        ("index.md", "faq/pay.md?a=1#x", "faq/pay/?a=1#x"),
        ("index.md", "index.md", "./"),
        ("guide.md", "media/a%20b.png", "../media/a%20b.png"),
        ("guide.md", "https://example.com/faq/pay.md", "https://example.com/faq/pay.md"),
        ("guide.md", "mailto:a@example.com", "mailto:a@example.com"),
        ("guide.md", "#top", "#top"),
    ],
)
def test_a_link_to_a_file_becomes_one_to_its_page_and_any_other_stays(page, url, address):
    found, messages, _, _ = ours(page, url)

    assert (found, messages) == (address, [])


def test_a_link_that_leads_nowhere_stays_and_is_reported_with_the_file_that_may_be_meant():
    address, messages, _, _ = ours("faq/pay.md", "pay.html")

    assert address == "pay.html"
    assert messages == [
        (
            logging.WARNING,
            (
                "Doc file 'faq/pay.md' contains a link 'pay.html', but the target 'faq/pay.html' is not found among "
                "documentation files. Did you mean 'pay.md'?"
            ),
        )
    ]


def test_a_message_that_is_ignored_looks_for_no_other_file():
    _, messages, _, asked = ours("faq/pay.md", "pay.html", levels=LinkLevels(not_found=logging.DEBUG))

    assert [level for level, _ in messages] == [logging.DEBUG]
    assert asked == {"faq/pay.html": None}


def test_every_file_that_was_looked_up_is_remembered_with_its_address():
    _, _, _, asked = ours("faq/pay.md", "../guide")

    assert asked == {"guide": None, "guide/index.md": None, "guide/README.md": None, "guide.md": "guide/"}


def test_a_file_that_is_not_published_differs_from_one_that_is():
    hidden = make_site_file("hidden.md", NO_FOLDERS, directory_urls=True, published=False)
    shown = make_site_file("hidden.md", NO_FOLDERS, directory_urls=True)

    assert (describe_target(hidden), describe_target(shown), describe_target(None)) == ("!hidden/", "hidden/", None)


def test_anchors_are_kept_by_page_with_the_first_link_that_names_them():
    assert ours("guide.md", "faq/pay.md#a")[2] == {"faq/pay.md": {"a": "faq/pay.md#a"}}
    assert ours("guide.md", "#b")[2] == {"guide.md": {"b": "#b"}}


PIECES = st.sampled_from(
    ["..", ".", "faq", "pay", "pay.md", "pay.html", "index.md", "guide.md", "guide", "media", "a b.png", "a%20b.png",
     "hidden.md", "README.md", "deep", "", "x@example.com", "no.md"]
)  # fmt: skip
URLS = st.tuples(
    st.sampled_from(["", "/", "//", "https:"]),
    st.lists(PIECES, min_size=1, max_size=4).map("/".join),
    st.sampled_from(["", "#part", "?q=1", "?q=1#part"]),
).map("".join)


@given(st.sampled_from([path for path in PATHS if path.endswith(".md") and path != "hidden.md"]), URLS, st.booleans())
def test_any_link_is_resolved_and_reported_as_by_mkdocs(page, url, directory_urls):
    assert ours(page, url, directory_urls=directory_urls)[:3] == of_mkdocs(page, url, directory_urls=directory_urls)


@given(st.sampled_from(["guide.md", "faq/pay.md"]), st.lists(PIECES, min_size=1, max_size=3).map("/".join))
def test_absolute_links_may_start_at_the_content_folder_as_in_mkdocs(page, path):
    levels = LinkLevels(logging.WARNING, None, logging.WARNING, logging.INFO)

    assert ours(page, f"/{path}", levels=levels)[:3] == of_mkdocs(page, f"/{path}", from_root=True)
