"""No page is wider than its screen, whichever fonts a reader has and however large their text is."""

import contextlib
from pathlib import Path

import pytest

from .conftest import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.browser
FAMILIES = {"DejaVu": "dejavu", "Liberation": "liberation", "Noto": "noto"}
FONTS = Path("/usr/share/fonts/truetype")
PREFIXES = {"en": "/", "it": "/it/", "id": "/id/", "et": "/et/"}
KINDS = {
    "home": "",
    "question": "faq/when-refund/",
    "symptom": "troubleshooting/payment-declined/",
    "video": "videos/track-parcel/",
    "guide": "guides/care-for-linen/",
    "policy with a table": "policies/shipping-rates/",
    "list of questions": "faq/",
    "topic": "topics/orders/",
    "contact": "contact/",
    "search": "search/",
}
WIDER = "*, ::before, ::after { letter-spacing: 0.05em !important; }"
"""About a tenth wider: half an em is the width of an average letter."""
DOUBLED = "html { font-size: 212.5% !important; }"
"""The text twice as large, as a reader sets it in a phone's browser; the page's own size is 106.25%."""


@pytest.fixture(scope="module", params=FAMILIES)
def family(request, tmp_path_factory, chromium):
    """Return Chromium on a system with one family of fonts and no other, and the name of the family."""
    folder = FONTS / FAMILIES[request.param]
    if not folder.is_dir():
        pytest.skip(f"NO {request.param.upper()} FONTS, THESE TESTS DID NOT RUN: scripts/test installs them as root")
    config = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{config.parent}/cache</cachedir>"
        '<include ignore_missing="yes">/etc/fonts/conf.d</include></fontconfig>',
        encoding="utf-8",
    )
    arguments = {"executable_path": CHROMIUM, "args": ARGUMENTS, "env": {"FONTCONFIG_FILE": str(config)}}
    with contextlib.closing(chromium.browser_type.launch(**arguments)) as browser:
        yield browser, request.param


def too_wide(page, width):
    """Return how wide the page is if it is wider than the screen, and which elements reach furthest out."""
    return page.evaluate(
        """width => {
          const whole = document.documentElement.scrollWidth;
          if (whole <= width) return null;
          const over = [...document.body.querySelectorAll("*")].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && (box.right > width + 0.5 || box.left < -0.5);
          });
          return [whole, ...over.slice(-3).map(e => e.outerHTML.slice(0, 120))];
        }""",
        width,
    )


@pytest.mark.parametrize(("style", "width"), [(WIDER, 320), (DOUBLED, 390)], ids=["320 pixels", "text twice as large"])
def test_no_kind_of_page_is_wider_than_a_phone(family, served, rounds, style, width):
    browser, _ = family
    wide = {}
    for language in rounds(("it", "et"), PREFIXES):
        with contextlib.closing(
            browser.new_context(viewport={"width": width, "height": 700}, bypass_csp=True)
        ) as context:
            page = context.new_page()
            for kind, path in KINDS.items():
                page.goto(served.url + PREFIXES[language] + path)
                page.locator(".hc-footer-hours .hc-now").first.wait_for()
                page.add_style_tag(content=style)
                wide |= {(language, kind): found} if (found := too_wide(page, width)) else {}

    assert wide == {}


def fonts_of(page, selector):
    """Return the names of the fonts that the text of an element is drawn with."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    document = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
    return {font["familyName"] for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}


def test_headings_are_never_drawn_in_the_serif_that_browsers_fall_back_to(family, served):
    browser, name = family
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(served.url + "/faq/when-refund/")
        heading, text = fonts_of(page, "h1"), fonts_of(page, "article p:not(.hc-kind)")

    assert heading == {{"DejaVu": "DejaVu Serif", "Liberation": "Liberation Sans", "Noto": "Noto Serif"}[name]}
    assert text == {f"{name} Sans"}
