"""The options of a site, and what follows from them."""

import json

import pytest

from helpcentre.errors import HelpCentreError
from helpcentre.site.machine_files import machine_files
from helpcentre.site.options import ArticlesOptions, parse_collector_url
from helpcentre.site.security_headers import content_security_policy, header_files, security_headers

from .sample import FRAME, SEARCH, TWO, options


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("/", "/"),
        ("", None),
        ("  ", None),
        ("https://feedback.example.com", "https://feedback.example.com/"),
        (" https://feedback.example.com/ ", "https://feedback.example.com/"),
        ("http://127.0.0.1:8001/x", "http://127.0.0.1:8001/x/"),
    ],
)
def test_the_address_of_a_collector_ends_in_a_slash(written, url):
    assert parse_collector_url(written) == url


@pytest.mark.parametrize(
    "written", ["feedback", "/feedback", "//x", "ftp://x.example", "https://", "https://x/?a=b", "https://x/#a"]
)
def test_anything_else_is_refused_with_what_to_write(written):
    with pytest.raises(HelpCentreError) as refused:
        parse_collector_url(written)

    assert str(refused.value) == (
        f"mkdocs.yml: helpcentre/feedback: collector_url: '{written}' is not the address of a collector. "
        "Write / for the site's own origin, or an address such as https://feedback.example.com/"
    )


@pytest.mark.parametrize(
    ("url", "root", "absolute"),
    [
        ("", "/", "/faq/"),
        ("https://help.example.com", "/", "https://help.example.com/faq/"),
        ("https://help.example.com/", "/", "https://help.example.com/faq/"),
        ("https://example.com/shop/help", "/shop/help/", "https://example.com/shop/help/faq/"),
        ("https://example.com/shop/help/", "/shop/help/", "https://example.com/shop/help/faq/"),
    ],
)
def test_the_root_and_full_addresses_follow_from_the_address_of_the_site(url, root, absolute):
    made = options(url=url)

    assert made.root_path == root
    assert made.absolute("faq/") == absolute


def test_front_matter_is_strict_and_the_frame_ours_only_with_the_articles_plugin():
    assert [(one.strict, one.frame) for one in (options(articles=None), options(), options(articles=FRAME))] == [
        (False, False),
        (True, False),
        (True, True),
    ]


def test_a_site_without_plugins_writes_no_files_for_machines():
    assert machine_files(options(articles=None), has_support=True) == {}


@pytest.mark.parametrize(
    ("given", "has_support", "paths"),
    [
        ({"articles": ArticlesOptions()}, False, ["helpcentre/manifest.json"]),
        ({"articles": None, "collector_url": "/"}, False, ["helpcentre/manifest.json"]),
        (
            {"articles": FRAME},
            False,
            [
                "404.html",
                "_headers",
                "assets/helpcentre/brand.css",
                "assets/helpcentre/letter.svg",
                "feed.xml",
                "helpcentre/headers.json",
                "helpcentre/manifest.json",
                "llms.txt",
                "robots.txt",
                "site.webmanifest",
            ],
        ),
        ({"articles": None, "embed": ["https://shop.example"]}, False, []),
        ({"articles": None, "hours": True}, False, []),
        ({"articles": None, "hours": True}, True, ["helpcentre/hours.en.ics", "helpcentre/hours.json"]),
        ({"articles": None, "channels": True}, True, ["helpcentre/hours.json"]),
        (
            {"articles": None, "search": SEARCH},
            False,
            ["assets/helpcentre/search-worker-en.js", "helpcentre/search/en/head.bin"],
        ),
        ({"articles": None, "languages": TWO}, False, ["404.html", "it/404.html", "sitemap.xml", "sitemap.xml.gz"]),
        ({"articles": None, "languages": TWO, "url": ""}, False, ["404.html", "it/404.html"]),
    ],
)
def test_each_plugin_adds_its_files(given, has_support, paths):
    assert sorted(machine_files(options(**given), has_support=has_support)) == paths


def test_the_policy_allows_a_collector_elsewhere_and_nothing_else():
    here, there = (options(collector_url=url) for url in ("/", "https://feedback.example.com/"))

    assert "http" not in content_security_policy(here)
    assert content_security_policy(here) == content_security_policy(options(collector_url=None))
    assert "connect-src 'self' https://feedback.example.com;" in content_security_policy(there)
    assert "form-action 'self' https://feedback.example.com;" in content_security_policy(there)


def test_the_header_files_hold_every_header():
    headers = security_headers(options())
    files = dict(header_files(options()))

    assert json.loads(files["helpcentre/headers.json"]) == headers
    assert files["_headers"] == "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
    assert headers["Content-Security-Policy"].endswith("; base-uri 'none'; frame-ancestors 'none'")
    assert {"Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy"} < {
        *headers
    }


def test_only_the_listed_origins_may_show_the_site_in_a_frame_and_read_the_script_they_load():
    one, two = (["https://shop.example"], ["https://shop.example", "https://shop.it"])
    made = options(url="https://help.example.com/shop/", articles=FRAME)

    assert security_headers(made, two)["Content-Security-Policy"].endswith(
        "; frame-ancestors https://shop.example https://shop.it"
    )
    assert dict(header_files(made, one))["_headers"].endswith(
        "/shop/assets/helpcentre/embed.js\n  Access-Control-Allow-Origin: https://shop.example\n"
    )
    assert dict(header_files(made, two))["_headers"].endswith("embed.js\n  Access-Control-Allow-Origin: *\n")
    assert "Access-Control" not in dict(header_files(made))["_headers"]
    assert "Access-Control" not in dict(header_files(made, one))["helpcentre/headers.json"]


def test_the_description_of_the_embed_has_its_own_address():
    made = options(articles=FRAME, embed=["https://shop.example"])

    assert "helpcentre/embed.json" in machine_files(made, has_support=False)
