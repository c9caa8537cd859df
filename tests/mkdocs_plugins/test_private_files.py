"""Files that vanish or leak: Markdown that is not a page, foreign folders, and what is never published."""

import pytest

from .conftest import RefusedError, article

LANGUAGES = {"helpcentre/languages": {"default": "en", "languages": ["it"]}}
PAGES = {"en/index.md": article("Help", "page"), "it/index.md": article("Aiuto", "page")}
SUPPORT = """version: 1
default_time_zone: Europe/Tallinn
schedules:
  desk: {weekly: {mon-fri: ["09:00-17:00"]}}
"""


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("en/invoice.MD", "a file that ends in '.MD' is not built as a page"),
        ("fr/faq/pay.md", "'fr' is not a language of this site"),
        ("about.md", "a page of a site with several languages is in none of their folders"),
        ("parts/part.md", "the folder 'parts' is not one of a language"),
    ],
)
def test_a_file_out_of_place_stops_the_build_until_it_is_left_out_or_meant(site, path, reason):
    pages = PAGES | {path: article("Pay?")}
    with pytest.raises(RefusedError) as refused:
        site(pages, [LANGUAGES])
    assert f"content/{path}:1:1: {reason}" in str(refused.value)

    left_out = site(pages, [LANGUAGES], exclude_docs=f"/{path}")
    assert not [name for name in left_out.files() if "pay" in name or "MD" in name or "snippets" in name]
    if path.endswith(".md"):
        meant = site(pages, [LANGUAGES], not_in_nav=f"/{path}")
        assert meant.has(path.removesuffix(".md") + "/index.html")


@pytest.mark.parametrize("plugin", ["hours", "channels"])
def test_a_support_file_of_any_name_and_its_holidays_are_never_published(site, plugin):
    private = {"data/hours.yml": SUPPORT, "data/holidays.lock.yml": "", "support.yml": "left: behind\n"}
    pages = {"index.md": "# Help\n", "data/open.yml": "public: true\n"} | private
    built = site(pages, [{f"helpcentre/{plugin}": {"support_file": "data/hours.yml"}}])

    assert [name for name in built.files() if name.endswith(".yml")] == ["data/open.yml"]
    assert built.has("helpcentre/hours.json")


def test_synonyms_of_any_name_are_never_published(site):
    pages = {"index.md": "# Help\n", "words/same.yml": "en:\n  - [a, b]\n", "synonyms.yml": "left: behind\n"}
    built = site(pages, [{"helpcentre/search": {"synonyms_file": "words/same.yml"}}])

    assert [name for name in built.files() if name.endswith(".yml")] == []


def test_a_support_file_next_to_mkdocs_yml_is_read_without_an_option(site, tmp_path):
    (tmp_path / "support.yml").write_text(SUPPORT, encoding="utf-8")
    built = site({"index.md": "# Help\n"}, ["helpcentre/hours"])

    assert "09:00–17:00" in built.html("index.html")
    assert not [name for name in built.files() if name.endswith(".yml")]


def test_an_error_in_a_support_file_next_to_mkdocs_yml_has_the_path_a_writer_types(site, tmp_path):
    (tmp_path / "support.yml").write_text(SUPPORT + "nix: 1\n", encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        site({"index.md": "# Help\n\n/// hours\n///\n"}, ["helpcentre/hours"],
             markdown_extensions=["helpcentre.markdown_blocks"])  # fmt: skip

    assert str(refused.value).count("support.yml:5:1: unknown key 'nix'") == 1
    assert "content/support.yml" not in str(refused.value)


def test_the_support_file_is_read_once_however_many_blocks_show_it(site, monkeypatch):
    import helpcentre.markdown_blocks.base as blocks
    import helpcentre.site.loading as module

    read, real = [], module.load_support
    monkeypatch.setattr(module, "load_support", lambda path, **given: read.append(path) or real(path, **given))
    monkeypatch.setattr(blocks, "load_support", lambda path, **given: read.append(path) or real(path, **given))
    pages = {f"{name}.md": "# Help\n\n/// hours\n///\n" for name in ("index", "a", "b")} | {"support.yml": SUPPORT}
    site(pages, ["helpcentre/hours", "helpcentre/feedback"], markdown_extensions=["helpcentre.markdown_blocks"])

    assert len(read) == 1


def test_an_unknown_template_is_an_error_at_its_line_without_a_traceback(site):
    with pytest.raises(RefusedError) as refused:
        site({"index.md": article("Help", "page", template="nix.html")}, ["helpcentre/articles"])

    assert "content/index.md:4:11: template: 'nix.html' is not a template of the theme." in str(refused.value)
    assert "Traceback" not in str(refused.value)
