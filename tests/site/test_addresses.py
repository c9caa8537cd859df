"""The map of addresses: the first to claim an address owns it, and every later claim is an error with its place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.site.addresses import Addresses, Owner, OwnerKind, address_of

CASE = "addresses that differ only in upper and lower case are the same"


def page(path, line=1, column=1):
    return Owner(OwnerKind.PAGE, path, path, line, column)


def redirect(source, written, line=4):
    return Owner(OwnerKind.REDIRECT, source, source, line, 17, written)


REDIRECT = redirect("faq/a.md", "faq/x")


def generated(name):
    return Owner(OwnerKind.GENERATED, name)


def errors(*claims):
    """Return the messages of claims (output path, owner) made one after the other."""
    addresses = Addresses()
    for path, owner in claims:
        addresses.claim(path, owner)
    return [str(finding) for finding in addresses.findings]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", ""),
        ("faq/index.html", "faq/"),
        ("faq/pay/index.html", "faq/pay/"),
        ("faq/pay.html", "faq/pay.html"),
        ("helpcentre/manifest.json", "helpcentre/manifest.json"),
    ],
)
def test_the_address_of_an_output_file_is_what_a_server_answers(path, address):
    assert address_of(path) == address


def test_different_addresses_are_not_errors():
    assert errors(("faq/a/index.html", page("faq/a.md")), ("faq/b/index.html", page("faq/b.md"))) == []


def test_two_pages_at_one_address_are_an_error_at_the_second_that_names_the_first():
    [message] = errors(("faq/same/index.html", page("faq/same.md")), ("faq/same/index.html", page("faq/same/index.md")))

    assert message == (
        "faq/same/index.md:1:1: this file has the address '/faq/same/', which already belongs to faq/same.md:1:1. "
        "Rename one of the two."
    )


@pytest.mark.parametrize("other", ["FAQ/Pay/index.html", unicodedata.normalize("NFD", "faq/pày/index.html")])
def test_addresses_that_file_systems_take_for_the_same_are_one(other):
    first = unicodedata.normalize("NFC", other).lower()
    [message] = errors((first, page("faq/a.md")), (other, page("faq/b.md")))

    assert CASE in message
    assert message.startswith("faq/b.md:1:1: ")


def test_the_remark_about_case_is_only_made_if_case_is_the_difference():
    assert CASE not in errors(("a/index.html", page("a.md")), ("a/index.html", page("a/index.md")))[0]


def test_letters_that_are_written_alike_only_in_capitals_are_different():
    assert errors(("straße/index.html", page("a.md")), ("strasse/index.html", page("b.md"))) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            page("faq/b.md"),
            REDIRECT,
            "is already the address of faq/b.md. Remove it from the list.",
        ),
        (
            page("faq/a.md"),
            REDIRECT,
            "is the address of this page itself. Remove it from the list.",
        ),
        (
            generated("the page of search results"),
            REDIRECT,
            "is already the address of the page of search results. Remove it from the list.",
        ),
        (
            redirect("faq/b.md", "faq/x", line=7),
            REDIRECT,
            "is also in redirect_from of faq/b.md:7:17. Remove one of the two.",
        ),
        (REDIRECT, REDIRECT, "is listed twice. Remove one of the two."),
        (
            Owner(OwnerKind.PLACEHOLDER, "the placeholder of it/faq/x.md", "it/faq/x.md", 1, 1),
            REDIRECT,
            "is the address of the placeholder of it/faq/x.md. Give it/faq/x.md the same path as this page.",
        ),
    ],
)
def test_a_redirect_at_an_address_with_an_owner_says_whose_it_is(first, second, expected):
    [message] = errors(("faq/x/index.html", first), ("faq/x/index.html", second))

    assert message == f"faq/a.md:4:17: redirect_from: 'faq/x' {expected}"


def test_a_redirect_that_differs_in_case_from_a_page_is_the_same_address():
    [message] = errors(("faq/x/index.html", page("faq/x.md")), ("FAQ/X/index.html", redirect("faq/a.md", "FAQ/X")))

    assert message.endswith(f"is already the address of faq/x.md ({CASE}). Remove it from the list.")


def test_a_file_cannot_be_a_folder_as_well():
    file = Owner(OwnerKind.FILE, "robots.txt", "robots.txt")
    below = errors(("robots.txt", file), ("robots.txt/a/index.html", redirect("faq/a.md", "robots.txt/a")))
    above = errors(("x/y/index.html", page("x/y.md")), ("X", file))

    assert "\n".join(below) == (
        "faq/a.md:4:17: redirect_from: 'robots.txt/a' is an address that cannot exist next to robots.txt. "
        "Remove it from the list."
    )
    assert above == [
        "robots.txt: this file has the address '/X', which cannot exist next to x/y.md:1:1. Rename one of the two."
    ]


def test_a_file_of_a_writer_at_an_address_the_build_needs_is_an_error_at_that_file():
    file = Owner(OwnerKind.FILE, "sitemap.xml", "sitemap.xml")

    assert errors(("sitemap.xml", file), ("sitemap.xml", generated("the sitemap"))) == [
        "sitemap.xml: this file has the address '/sitemap.xml', which is needed for the sitemap. Rename the file."
    ]


def test_a_placeholder_at_the_address_of_a_page_asks_for_one_name_in_both_languages():
    placeholder = Owner(OwnerKind.PLACEHOLDER, "the placeholder", "it/faq/x/index.md", 1, 1)
    [message] = errors(("faq/x/index.html", page("en/faq/x.md")), ("faq/x/index.html", placeholder))

    assert message.startswith("it/faq/x/index.md:1:1: the placeholder for this page has the address '/faq/x/'")


def test_only_the_kinds_a_folder_is_kept_from_are_refused_in_it():
    addresses = Addresses()
    addresses.reserve_folder("assets", generated("the theme"), (OwnerKind.REDIRECT,))

    assert addresses.claim("assets/logo.png", Owner(OwnerKind.FILE, "assets/logo.png", "assets/logo.png"))
    assert not addresses.claim("assets/index.html", redirect("faq/a.md", "assets"))
    assert not addresses.claim("Assets/Deep/x/index.html", redirect("faq/a.md", "Assets/Deep/x"))
    assert addresses.claim("assets-old/index.html", redirect("faq/a.md", "assets-old"))
    assert [finding.message for finding in addresses.findings] == [
        f"redirect_from: '{written}' is in the folder 'assets', which is kept for the theme. Remove it from the list."
        for written in ("assets", "Assets/Deep/x")
    ]


def test_a_page_in_a_folder_that_is_kept_from_pages_is_refused():
    addresses = Addresses()
    addresses.reserve_folder("reports", generated("the collector"), (OwnerKind.PAGE,))

    assert not addresses.claim("reports/index.html", page("reports.md"))
    assert str(addresses.findings[0]) == (
        "reports.md:1:1: this file has the address '/reports/', which is kept for the collector. Rename the file."
    )


def test_the_first_owner_keeps_the_address():
    addresses = Addresses()

    assert addresses.claim("x/index.html", page("a.md"))
    assert not addresses.claim("x/index.html", page("b.md"))
    assert addresses.owner_of("X/index.html") == page("a.md")
    assert addresses.owner_of("y/index.html") is None
    assert addresses.published() == {"x/": page("a.md")}


PATHS = st.lists(st.sampled_from(["a", "A", "b", "index.html", "à", "a\u0300"]), min_size=1, max_size=3).map("/".join)


@given(paths=st.lists(PATHS, max_size=8))
def test_claimed_files_can_be_written_to_a_file_system_that_ignores_case(paths):
    addresses = Addresses()
    owned = [path for number, path in enumerate(paths) if addresses.claim(path, page(f"{number}.md"))]

    files = [unicodedata.normalize("NFC", path).lower() for path in owned]
    folders = {file.rsplit("/", depth)[0] for file in files for depth in range(1, file.count("/") + 1)}
    assert len(set(files)) == len(files)
    assert not folders & set(files)
    assert len(addresses.findings) == len(paths) - len(owned)
    assert set(addresses.published()) == {address_of(path) for path in owned}
