"""A site's own icons are shapes in the colour of the text, and nothing else."""

import pytest

from helpcentre.errors import HelpCentreError
from helpcentre.site.brand.drawing import LARGEST, read_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"'


def svg(inside, more=""):
    return f"{HEAD}{more}>{inside}</svg>"


def test_shapes_and_groups_stay_as_they_are():
    inside = '<g transform="rotate(3)"><path d="M1 2h3"></path><circle cx="1" cy="2" r="3"></circle></g>'

    assert read_drawing(svg(inside), "a.svg") == svg(inside)


def test_every_colour_becomes_that_of_the_text_and_none_stays():
    drawn = read_drawing(svg('<path d="M1 2" fill="#123456" stroke="none"/>', ' fill="none" stroke="red"'), "a.svg")

    assert drawn == svg(
        '<path d="M1 2" fill="currentcolor" stroke="none"></path>', ' fill="none" stroke="currentcolor"'
    )


def test_declarations_of_a_style_are_read_as_attributes():
    drawn = read_drawing(svg('<path d="M1 2" fill="none" style="fill:#000; stroke-width: 2;x"/>'), "a.svg")

    assert drawn == svg('<path d="M1 2" stroke-width="2" fill="currentcolor"></path>')


def test_elements_that_drawing_programs_add_are_left_out():
    inside = (
        "<!-- made by a program --><title>Tooth</title><desc>x</desc><metadata/><defs><path d='M0 0'/></defs>"
        '<n:view xmlns:n="http://sodipodi.example"/><path id="a" class="b" d="M1 2" onclick="x()" n:label="y" xmlns:n="http://n"/>'
    )

    assert read_drawing(svg(inside, ' width="24" height="24"'), "a.svg") == svg('<path d="M1 2"></path>')


@pytest.mark.parametrize("name", ["script", "style", "image", "use", "text", "foreignObject", "a", "animate", "svg"])
def test_anything_else_than_shapes_is_refused_by_name(name):
    with pytest.raises(
        HelpCentreError, match=rf"icons/a\.svg: an icon is made of shapes; <{name}> cannot be part of one"
    ):
        read_drawing(svg(f"<g><{name}/></g>"), "icons/a.svg")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<svg",
        "not an svg",
        '<svg viewBox="0 0 24 24"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 x"/>',
        '<path xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>',
    ],
)
def test_a_file_that_is_not_an_svg_with_a_view_box_is_refused(text):
    with pytest.raises(HelpCentreError, match=r"^a\.svg: "):
        read_drawing(text, "a.svg")


def test_entities_are_refused_before_they_are_read():
    with pytest.raises(HelpCentreError, match="remove the line with <!DOCTYPE"):
        read_drawing(f'<!DOCTYPE svg [<!ENTITY a "b">]>{svg("")}', "a.svg")


def test_an_icon_may_have_so_many_characters_and_not_one_more():
    space = LARGEST - len(svg('<path d=""/>'))

    assert read_drawing(svg(f'<path d="{"M" * space}"/>'), "a.svg")
    with pytest.raises(HelpCentreError, match="8,000 characters, and this file has 8,001"):
        read_drawing(svg(f'<path d="{"M" * (space + 1)}"/>'), "a.svg")


def test_quotes_in_an_attribute_stay_within_it():
    assert read_drawing(svg("<path d='M1 \" onload=\"x()'/>"), "a.svg") == svg(
        '<path d="M1 &quot; onload=&quot;x()"></path>'
    )
