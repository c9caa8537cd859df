"""The support file and the interface strings of a site, read once at the beginning of a build."""

import pytest

from helpcentre.errors import FindingsError, HelpCentreError
from helpcentre.site import loading
from helpcentre.site.loading import load_site

from .sample import NOW, SUPPORT, TWO, options


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def load(content, **given):
    return load_site(options(content.parent, **given), NOW)


def test_the_support_file_is_read_once_in_a_build(content, monkeypatch):
    real, read = loading.load_support, []
    monkeypatch.setattr(loading, "load_support", lambda path, **given: read.append(path) or real(path, **given))
    (content / "support.yml").write_text(SUPPORT, encoding="utf-8")
    site = load(content, hours=True)

    assert site.support is site.require_support()
    assert site.hours_file.text.startswith("{")
    assert len(read) == 1


def test_a_site_without_a_support_file_has_no_hours_and_a_block_is_refused(content):
    site = load(content, hours=True)

    assert site.support is None
    assert site.hours_file is None
    assert site.findings == []
    with pytest.raises(HelpCentreError, match=r"support\.yml: "):
        site.require_support()


@pytest.mark.parametrize(("given", "compiled"), [({"hours": True}, True), ({"channels": True}, True), ({}, False)])
def test_hours_are_compiled_for_sites_that_show_hours_or_channels(content, given, compiled):
    (content / "support.yml").write_text(SUPPORT, encoding="utf-8")
    site = load(content, **given)

    assert site.support is not None
    assert (site.hours_file is not None) is compiled


def test_errors_in_the_support_file_are_findings_once_and_raised_to_each_block(content):
    (content / "support.yml").write_text("version: 1\nnix: 1\n", encoding="utf-8")
    site = load(content)

    assert site.support is None
    assert {finding.path for finding in site.findings} == {"support.yml"}
    for _ in range(2):
        with pytest.raises(FindingsError) as refused:
            site.require_support()
        assert list(refused.value.findings) == sorted(site.findings)


def test_a_folder_in_place_of_the_support_file_adds_no_finding_and_its_block_is_refused(content):
    (content / "support.yml").mkdir()
    site = load(content)

    assert (site.support, site.findings) == (None, [])
    with pytest.raises(HelpCentreError, match="is a folder"):
        site.require_support()


def test_the_strings_of_a_site_replace_ours_in_their_language_only(content):
    (content / "strings").mkdir()
    (content / "strings/it.yml").write_text("frame.home: Casa\n", encoding="utf-8")
    site = load(content, languages=TWO)

    assert site.words("it")["frame.home"] == "Casa"
    assert site.words("en")["frame.home"] == "Home"
    assert site.findings == []


def test_an_error_in_the_strings_of_a_site_is_a_finding(content):
    (content / "strings").mkdir()
    (content / "strings/it.yml").write_text("frame.nix: Casa\n", encoding="utf-8")

    [finding] = load(content, languages=TWO).findings
    assert (finding.path, finding.line) == ("strings/it.yml", 1)
