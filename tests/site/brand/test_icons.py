"""The icon of a topic: one of our set by its name, or a file of the site's own."""

import pytest

from helpcentre.errors import HelpCentreError
from helpcentre.site.brand.icons import Icon, as_values, icon_names, read_icon

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 2h3"></path></svg>'


@pytest.fixture
def content(tmp_path):
    (tmp_path / "content/icons").mkdir(parents=True)
    (tmp_path / "content/icons/van.svg").write_text(SVG)
    (tmp_path / "secret.svg").write_text(SVG)
    return tmp_path / "content"


def test_a_name_of_the_set_is_that_icon(content):
    name = min(icon_names())

    assert read_icon(name, content) == Icon(name=name)


def test_an_unknown_name_is_refused_with_the_nearest_of_the_set(content):
    name = max(icon_names(), key=len)

    with pytest.raises(HelpCentreError, match=rf"^'{name}x' is not an icon of the set; did you mean '{name}'\?"):
        read_icon(f"{name}x", content)


def test_a_file_of_the_content_folder_becomes_a_drawing(content):
    assert read_icon("icons/van.svg", content) == Icon(drawing=SVG)


@pytest.mark.parametrize("path", ["icons/no.svg", "../secret.svg", "icons/../../secret.svg", "icons/.svg"])
def test_a_file_that_does_not_exist_or_is_outside_the_content_folder_is_refused(content, path):
    with pytest.raises(HelpCentreError, match=r"there is no file '.*' in the content folder"):
        read_icon(path, content)


def test_a_folder_is_not_an_icon(content):
    (content / "icons/odd.svg").mkdir()

    with pytest.raises(HelpCentreError, match="there is no file"):
        read_icon("icons/odd.svg", content)


def test_templates_take_icons_as_plain_values():
    icons = {"orders": Icon(name="box"), "payments": Icon(drawing=SVG)}

    assert as_values(icons) == {"orders": {"icon": "box", "drawing": ""}, "payments": {"icon": "", "drawing": SVG}}
