"""Pages that were opened stay readable without a connection, in Debian's Chromium; online nothing old is ever shown."""

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.site.sample import SUPPORT, page

from .conftest import collecting

pytestmark = pytest.mark.browser
PAGES = {
    "index.md": page("Help", "page"),
    "contact.md": page("Contact", "page", body="/// channels\n///\n"),
    "faq/pay.md": page("How do I pay?", topics="[payments]", body="By card.\n\n[Late?](late.md)\n"),
    "faq/late.md": page("Where is it?", topics="[orders]"),
    "support.yml": SUPPORT,
}
SETTINGS = {
    "site_name": "Shop",
    "site_url": "https://help.example.com/",
    "docs_dir": "content",
    "theme": {"name": "material", "font": False},
    "plugins": [
        {"helpcentre/articles": {"frame": "helpcentre", "offline": True}},
        *(f"helpcentre/{name}" for name in ("hours", "channels", "feedback")),
    ],
    "markdown_extensions": ["helpcentre.markdown_blocks"],
}
KEPT = "async () => (await (await caches.open('helpcentre-offline')).keys()).map((one) => new URL(one.url).pathname)"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    for name, text in PAGES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(SETTINGS), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        build(load_config(str(folder / "mkdocs.yml")))
    with collecting(folder, folder / "site") as found:
        yield found


def wait_until_kept(page, *paths):
    page.wait_for_function(
        f"async (wanted) => {{ const kept = await ({KEPT})(); return wanted.every((one) => kept.includes(one)); }}",
        arg=list(paths),
    )


def test_opened_pages_are_readable_without_a_connection_and_never_old_with_one(visit, served):
    page = visit("/faq/pay/")
    wait_until_kept(page, "/faq/pay/", "/assets/helpcentre/site.css", "/helpcentre/hours.json")
    page.goto(f"{served.url}/contact/")
    wait_until_kept(page, "/contact/")
    page.evaluate("fetch('/reports/login')")

    page.context.set_offline(True)
    page.goto(f"{served.url}/faq/pay/")
    assert page.get_by_role("heading", name="How do I pay?").is_visible()
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.goto(f"{served.url}/contact/")
    assert page.get_by_text("help@example.com").first.is_visible()
    with pytest.raises(Exception, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        page.goto(f"{served.url}/faq/late/")

    page.context.set_offline(False)
    article = served.site / "faq/pay/index.html"
    article.write_text(article.read_text(encoding="utf-8").replace("By card.", "In cash."), encoding="utf-8")
    page.goto(f"{served.url}/faq/pay/")
    assert page.get_by_text("In cash.").is_visible()
    assert not [path for path in page.evaluate(KEPT) if path.startswith(("/reports", "/faq/late"))]

    (served.site / "offline-worker.js").unlink()
    page.goto(f"{served.url}/contact/")
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("caches.keys()") == []
