"""The diagram of a troubleshooter: one box per step and end, arrows downwards, the same bytes every time."""

import re
import xml.etree.ElementTree as ET

from hypothesis import given

from helpcentre.articles.troubleshooter import find_troubleshooters
from helpcentre.articles.troubleshooter_diagram import draw_troubleshooter
from tests.articles.test_troubleshooter import GRAPHS, LAMP, graph

SVG = "{http://www.w3.org/2000/svg}"


def read(one):
    """Return the boxes by id as (x, y, width, height) and the paths of the arrows."""
    root = ET.fromstring(draw_troubleshooter(one))
    boxes = {}
    for group in root.iter(f"{SVG}g"):
        box = group.find(f"{SVG}rect")
        values = [float(box.get(name)) for name in ("x", "y", "width", "height")]
        boxes[group.find(f"{SVG}title").text.removeprefix("#")] = tuple(values)
    arrows = [path.get("d") for path in root.iter(f"{SVG}path") if path.get("marker-end")]
    return root, boxes, arrows


def words(root):
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_every_step_and_end_has_a_box_with_its_words_and_every_answer_an_arrow():
    root, boxes, arrows = read(find_troubleshooters(LAMP)[0])
    assert set(boxes) == {"plug", "bulb", "solved", "contact"}
    assert len(arrows) == 4
    assert {"Is it plugged in?", "✓ solved", "→ contact"} <= set(words(root))
    assert "It stays darkIt stays dark" in words(root)  # the whole words as a title, and the label


def test_a_step_is_below_those_that_lead_to_it():
    _, boxes, _ = read(graph(a="b c", b="d", c="solved", d="c"))
    top = {name: y for name, (_, y, _, _) in boxes.items()}
    assert top["a"] < top["b"] < top["d"] < top["c"] < top["solved"]


def test_an_answer_that_leads_back_does_not_move_its_step_down():
    _, boxes, arrows = read(graph(a="b", b="a solved"))
    assert boxes["a"][1] < boxes["b"][1] < boxes["solved"][1]
    assert len(arrows) == 3


def test_answers_with_the_same_target_share_an_arrow_with_the_words_of_both():
    root, _, arrows = read(graph(a="solved solved"))
    assert len(arrows) == 1
    assert "solved / solvedsolved / solved" in words(root)


def test_a_step_that_does_not_exist_is_shown_as_missing():
    root, boxes, _ = read(graph(a="x"))
    assert "x" in boxes
    assert [group.get("class") for group in root.iter(f"{SVG}g")] == ["step", "missing"]
    assert "#x ?" in words(root)


def test_words_are_escaped_long_questions_wrap_and_long_answers_are_cut():
    text = (
        '/// troubleshooter\n\n## Is <b> & "c" written on the side of the box that came with it? {#a}\n\n'
        f"- [{'very ' * 20}long](#solved)\n\n///\n"
    )
    root, boxes, _ = read(find_troubleshooters(text)[0])
    assert boxes["a"][3] > boxes["solved"][3]
    assert any('& "c"' in word for word in words(root))
    (label,) = (one for one in root.iter(f"{SVG}text") if one.get("class") == "label")
    assert len(label[0].tail) <= 34
    assert label[0].tail.endswith("…")
    assert label[0].text == "very " * 20 + "long"


def test_no_steps_make_an_empty_drawing():
    root, boxes, arrows = read(graph())
    assert (boxes, arrows) == ({}, [])
    assert root.get("viewBox") == "0 0 270 20"


@given(GRAPHS)
def test_no_two_boxes_touch_all_are_inside_and_the_drawing_is_always_the_same(steps):
    one = graph(**steps)
    root, boxes, arrows = read(one)
    width, height = float(root.get("width")), float(root.get("height"))
    assert draw_troubleshooter(one) == draw_troubleshooter(one)
    assert len(arrows) == sum(len(step.targets) for step in one.steps)
    places = list(boxes.values())
    for number, (x, y, w, h) in enumerate(places):
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height
        for other_x, other_y, other_w, other_h in places[number + 1 :]:
            apart = x + w < other_x or other_x + other_w < x or y + h < other_y or other_y + other_h < y
            assert apart
    assert not re.search(r"\bnan\b|\binf\b", ET.tostring(root, encoding="unicode"))
