"""Old paths in `redirect_from`: each becomes a file of the published site, so none may leave its folder."""

import posixpath
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.articles.frontmatter import split_front_matter
from helpcentre.articles.read import validate_front_matter
from helpcentre.articles.redirect_paths import LONGEST_NAME, LONGEST_PATH, parse_redirect_path
from helpcentre.errors import FindingsError


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("faq/old-name", "faq/old-name"),
        (" faq/old-name/ ", "faq/old-name"),
        ("faq/old.md", "faq/old"),
        ("faq/old.html", "faq/old.html"),
        ("wiki/Help:Contents", "wiki/Help:Contents"),
        ("hc/en-us/articles/360001-Where is it", "hc/en-us/articles/360001-Where is it"),
        ("faq/caffe\u0300", "faq/caffè"),
        ("faq/..old", "faq/..old"),
        ("faq/.old", "faq/.old"),
        ("n" * LONGEST_NAME, "n" * LONGEST_NAME),
    ],
)
def test_an_old_path_is_kept_without_the_slash_and_the_ending(written, path):
    assert parse_redirect_path(written) == path


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("../../../../x", "'..' leaves the folder of the language"),
        ("faq/../../x", "'..' leaves the folder of the language"),
        ("..", "'..' leaves the folder of the language"),
        ("/etc/passwd", "this path is absolute"),
        ("//host/share", "this path is absolute"),
        ("/", "this path is absolute"),
        ("c:/windows", "this path is absolute"),
        ("C:x", "this path is absolute"),
        ("faq\\..\\x", "a path cannot contain '\\'"),
        ("faq/\0", "a path cannot contain the character U+0000"),
        ("faq/a\nb", "a path cannot contain the character U+000A"),
        ("faq/a\u2028b", "a path cannot contain the character U+2028"),
        ("faq/\ud800", "a path cannot contain the character U+D800"),
        ("faq/a?page=2", "a path cannot contain '?'"),
        ("faq/a#part", "a path cannot contain '#'"),
        ("faq/caff%C3%A8", "a path cannot contain '%'"),
        ("faq/a*", "a path cannot contain '*'"),
        ("", "a name in this path is empty"),
        (".md", "a name in this path is empty"),
        ("faq//a", "a name in this path is empty"),
        ("faq/a//", "a name in this path is empty"),
        (".", "a name in this path is empty"),
        ("./faq/a", "a name in this path is empty"),
        ("faq/.../a", "a name in this path is empty"),
        ("faq/.. /x", "a name in this path begins or ends with a space"),
        ("faq/ a", "a name in this path begins or ends with a space"),
        ("faq/a.", "a name in this path ends with a full stop"),
        ("n" * (LONGEST_NAME + 1), "this path is too long"),
        ("é" * (LONGEST_NAME // 2 + 1), "this path is too long"),
        ("a/" + "n" * (LONGEST_NAME + 1), "this path is too long"),
        ("n" * (LONGEST_NAME + 1) + "/a", "this path is too long"),
        ("/".join(["n" * 100] * (LONGEST_PATH // 100)), "this path is too long"),
        (7, "this is not a path"),
        (None, "this is not a path"),
    ],
)
def test_a_path_that_cannot_be_an_old_address_is_refused_with_its_reason(written, reason):
    with pytest.raises(ValueError) as refused:
        parse_redirect_path(written)

    assert str(refused.value) == f"{reason}; write the old path without the language, for example faq/old-name"


@given(st.text(st.sampled_from("ab./\\: \0%C~\u2028é"), max_size=12))
def test_no_path_that_is_accepted_leaves_a_folder_on_any_system(written):
    try:
        path = parse_redirect_path(written)
    except ValueError:
        return

    assert posixpath.normpath(f"site/{path}") == f"site/{path}"
    assert PurePosixPath("/site", path).is_relative_to("/site")
    on_windows = PureWindowsPath("d:/site", path)
    assert on_windows.is_relative_to("d:/site")
    assert ".." not in on_windows.parts


def test_every_refused_path_of_a_list_has_its_own_place():
    text = '---\ntitle: A?\nredirect_from:\n  - faq/fine\n  - "../../x"\n  - /y\n---\n'

    with pytest.raises(FindingsError) as refused:
        validate_front_matter(split_front_matter(text, "en/faq/a.md"))

    assert [(finding.line, finding.column) for finding in refused.value.findings] == [(5, 5), (6, 5)]
    assert "redirect_from.1: '..' leaves the folder of the language" in str(refused.value)
    assert "(found '../../x')" in str(refused.value)
