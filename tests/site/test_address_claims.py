"""The claims of a whole site, and their order."""

import pytest

from helpcentre.site.address_claims import claim_addresses
from helpcentre.site.addresses import OwnerKind
from helpcentre.site.files import Origin
from helpcentre.site.machine_files import machine_files

from .sample import FRAME, ONE, SEARCH, TWO, finished_site, page, site_file

TOP = {"en/index.md": page("Help", "page"), "it/index.md": page("Aiuto", "page")}


def claimed(texts, languages=TWO, **given):
    site = finished_site(texts, languages=languages, **given)
    claim_addresses(site)
    return site


def messages(site):
    return sorted(str(finding) for finding in site.findings)


def test_pages_files_generated_pages_placeholders_machine_files_and_redirects_have_their_owners():
    texts = TOP | {"en/faq/pay.md": page(redirect_from="[faq/old]")}
    files = [
        site_file("logo.png"),
        site_file("assets/x.css", origin=Origin.THEME),
        site_file("draft.png", published=False),
    ]
    site = claimed(texts, also=files, articles=FRAME, search=SEARCH)

    assert site.findings == []
    kinds = {address: owner.kind for address, owner in site.addresses.published().items()}
    assert kinds == {
        "": OwnerKind.PAGE,
        "it/": OwnerKind.PAGE,
        "faq/pay/": OwnerKind.PAGE,
        "logo.png": OwnerKind.FILE,
        "assets/x.css": OwnerKind.GENERATED,
        "faq/": OwnerKind.GENERATED,
        "search/": OwnerKind.GENERATED,
        "it/search/": OwnerKind.GENERATED,
        "it/faq/pay/": OwnerKind.PLACEHOLDER,
        "faq/old/": OwnerKind.REDIRECT,
        "faq/pay/index.md": OwnerKind.GENERATED,
        **dict.fromkeys(machine_files(site.options, has_support=False), OwnerKind.GENERATED),
    }  # fmt: skip


def test_pages_of_writers_come_before_theme_and_plugins_in_any_order_of_files():
    files = [site_file("x.css", origin=Origin.THEME), site_file("x/index.md", origin=Origin.PLUGIN), site_file("X.css")]
    site = claimed({"x.md": page()}, ONE, also=files)

    assert site.addresses.owner_of("x.css").name == "X.css"
    assert site.addresses.owner_of("x/index.html").name == "x.md"
    assert (
        messages(site)
        == [
            "x.md:1:1: this file has the address '/x/', which is needed for x/index.md (of a plugin). Rename the file.",
            "X.css: this file has the address '/x.css', which is needed for x.css (of the theme). Rename the file.",
        ]
        or len(site.findings) == 2
    )


@pytest.mark.parametrize(
    ("old", "address"),
    [("faq/old", "it/faq/old/"), ("faq", "it/faq/"), ("index/old", "it/index/old/"), ("en-old/x", "it/en-old/x/")],
)
def test_an_old_path_is_within_the_language_of_its_page(old, address):
    site = claimed(TOP | {"it/faq/pay.md": page(redirect_from=f"[{old}]")})

    assert site.findings == []
    assert site.addresses.published()[address].written == old


@pytest.mark.parametrize(
    ("path", "old", "said"),
    [
        (
            "en/faq/pay.md",
            "it/faq/x",
            "'it'. Write the old path without the language, for example 'faq/x'.",
        ),
        ("en/faq/pay.md", "it", "for example 'faq/old-name'."),
        ("it/faq/pay.md", "en/faq/x", "the language 'en'."),
        ("it/faq/pay.md", "it/faq/x", "the language 'it'."),
        ("it/faq/pay.md", "IT/faq/x", "the language 'it'."),
    ],
)
def test_an_old_path_that_begins_with_a_language_folder_is_an_error(path, old, said):
    site = claimed(TOP | {path: page(redirect_from=f"[{old}]")})

    [message] = messages(site)
    assert message.startswith(f"{path}:4:17: redirect_from: '{old}' begins with the folder of ")
    assert said in message


def test_the_default_language_may_have_had_a_folder_once():
    site = claimed(TOP | {"en/faq/pay.md": page(redirect_from="[en/faq/pay]")})

    assert site.findings == []
    assert "en/faq/pay/" in site.addresses.published()


def test_a_site_without_language_folders_may_have_had_them():
    site = claimed({"faq/pay.md": page(redirect_from="[it/faq/x]")}, ONE)

    assert site.findings == []


@pytest.mark.parametrize("route", ["feedback/v1/items", "reports", "reports/x", "healthz", "readyz", "metrics"])
def test_the_collectors_addresses_on_the_same_origin_are_reserved(route):
    here = claimed({f"{route}.md": page()}, ONE, collector_url="/")
    elsewhere = claimed({f"{route}.md": page()}, ONE, collector_url="https://feedback.example.com/")
    in_a_folder = claimed({f"{route}.md": page()}, ONE, collector_url="/", url="https://example.com/help/")
    without = claimed({f"{route}.md": page()}, ONE)

    assert "which is kept for the collector. Rename the file." in messages(here)[0]
    assert messages(elsewhere) == messages(in_a_folder) == messages(without) == []


def test_a_page_called_feedback_is_fine():
    assert messages(claimed({"feedback.md": page()}, ONE, collector_url="/")) == []


@pytest.mark.parametrize("old", ["helpcentre", "helpcentre/x", "assets", "assets/javascripts/x"])
def test_no_redirect_is_written_among_the_files_of_the_build_or_the_theme(old):
    site = claimed({"a.md": page(redirect_from=f"[{old}]")}, ONE)

    assert f"is in the folder '{old.split('/')[0]}', which is kept for" in messages(site)[0]


def test_claiming_again_begins_afresh():
    site = claimed(TOP)
    first = site.addresses
    claim_addresses(site)

    assert site.findings == []
    assert site.addresses is not first
    assert site.addresses.published() == first.published()
