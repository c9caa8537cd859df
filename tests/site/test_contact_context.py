"""The parts of the contact page, and the facts about its form for the collector."""

import json

import pytest

from helpcentre.site.page_context import page_context
from helpcentre.site.page_facts import PageFacts
from helpcentre.site.site_files import site_files
from helpcentre.site.support_remarks import support_remarks

from .sample import FRAME, SEARCH, SUPPORT, TWO, finished_site, page

FORM = "  form:\n    kind: form\n    contact_form: {privacy: policies/privacy, consent: {en: I agree., it: Va bene.}}\n"
WITH_FORM = SUPPORT.replace("channels:\n", "channels:\n" + FORM, 1)
PAGES = {
    "en/contact.md": page("Contact", "page"),
    "it/contact.md": page("Contatti", "page"),
    "en/faq/pay.md": page(),
    "en/policies/privacy.md": page("Privacy", "policy"),
}
EVERYTHING = {"articles": FRAME, "channels": True, "search": SEARCH, "collector_url": "/"}


def made(tmp_path, support=WITH_FORM, pages=PAGES, **given):
    return finished_site(pages, tmp_path, TWO, support=support, **(EVERYTHING | given))


def hc(site, path):
    return page_context(site, PageFacts(path, site.pages.get(path).url))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    found = made(tmp_path_factory.mktemp("site"))
    assert found.findings == []
    return found


def test_the_contact_page_has_the_form_in_its_language(site):
    form = hc(site, "en/contact.md")["contact_form"]

    assert (form["url"], form["page"], form["consent"]) == ("/feedback/v1/messages", "contact/", "I agree.")
    assert form["privacy"] == {"url": "../policies/privacy/", "title": "Privacy"}
    assert hc(site, "it/contact.md")["contact_form"]["consent"] == "Va bene."
    assert hc(site, "it/contact.md")["contact_form"]["privacy"] is None


def test_only_the_contact_page_asks_and_has_the_form(site, tmp_path):
    assert hc(site, "en/contact.md")["asks"] is True
    assert {"asks", "contact_form"} & hc(site, "en/faq/pay.md").keys() == set()
    assert hc(made(tmp_path, search=None), "en/contact.md")["asks"] is False


def test_other_pages_link_to_the_form_on_the_contact_page(site):
    links = [one["href"] for one in hc(site, "en/faq/pay.md")["channels_short"] if one["id"] == "form"]

    assert links == ["../../contact/#helpcentre-message"]


def test_without_a_collector_or_a_channel_for_it_there_is_no_form(tmp_path):
    assert "contact_form" not in hc(made(tmp_path / "a", collector_url=None), "en/contact.md")
    assert "contact_form" not in hc(made(tmp_path / "b", SUPPORT), "en/contact.md")
    italian = WITH_FORM.replace("kind: form\n", "kind: form\n    languages: [it]\n")
    assert "contact_form" not in hc(made(tmp_path / "c", italian), "en/contact.md")


def test_the_manifest_names_the_channel_and_the_reply_in_each_language(site, tmp_path):
    manifest = json.loads(dict(site_files(site))["helpcentre/manifest.json"])["contact_form"]

    assert manifest["channel"] == "form"
    assert sorted(manifest["replies"]) == ["en", "it"]
    assert manifest["replies"]["en"].startswith("Thank")
    assert "contact_form" not in json.loads(dict(site_files(made(tmp_path, SUPPORT)))["helpcentre/manifest.json"])


def test_a_form_that_no_page_can_show_is_reported(site, tmp_path):
    pages = {path: text for path, text in PAGES.items() if path != "it/contact.md"}
    lacking = list(support_remarks(made(tmp_path / "a", pages=pages, collector_url=None)))

    assert any("the contact form of 'form' needs a collector" in line for line in lacking)
    assert any("has no page in 'it'; add contact.md" in line for line in lacking)
    privacy = [line for line in support_remarks(site) if "privacy article" in line]
    assert len(privacy) == 1
    assert privacy[0].endswith("'policies/privacy', the privacy article of the contact form, does not exist in 'it'")
