"""The places of a theme for the parts of our plugins, and the file that takes one away."""

import pytest

from helpcentre.site.loading import load_site
from helpcentre.site.theme_slots import find_missing_slots
from helpcentre.theme_dir import theme_dir

from .sample import FRAME, NOW, SUPPORT, options

MATERIAL = {
    "partials/footer.html": '{% include "partials/copyright.html" %}',
    "partials/content.html": '{% include "partials/feedback.html" %}',
    "partials/copyright.html": "Made with",
    ".icons/x.html": "hc.hours hc.channels hc.feedback",
    "notes.txt": "hc.hours hc.channels hc.feedback",
}
EVERYTHING = {"articles": None, "hours": True, "channels": True, "collector_url": "/"}


@pytest.fixture
def missing(tmp_path):
    """Return a function that gives the messages for a theme and the templates of a site over it."""

    def run(theme, own=(), support=SUPPORT, **given):
        folders = [tmp_path / "own", theme_dir(), tmp_path / "theme"]
        for folder, templates in zip((folders[0], folders[2]), (dict(own), theme), strict=True):
            folder.mkdir(exist_ok=True)
            for name, text in templates.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")
        (tmp_path / "content").mkdir(exist_ok=True)
        if support:
            (tmp_path / "content/support.yml").write_text(support, encoding="utf-8")
        site = load_site(options(tmp_path, **EVERYTHING | given), NOW)
        return find_missing_slots(site, "the theme 'x'", folders, theme_dir())

    return run


def test_material_has_a_place_for_everything(missing):
    assert missing(MATERIAL) == []


def test_a_theme_without_a_place_is_named_once_with_all_it_does_not_show(missing):
    [message] = missing({"base.html": "<main>"})

    assert message == (
        "the theme 'x' has no place for helpcentre/hours, helpcentre/channels, helpcentre/feedback; "
        "use the Markdown blocks: docs/plugins.md"
    )


@pytest.mark.parametrize(
    ("given", "support", "parts"),
    [
        ({"hours": False}, SUPPORT, "helpcentre/channels, helpcentre/feedback"),
        ({"channels": False}, SUPPORT, "helpcentre/hours, helpcentre/feedback"),
        ({"collector_url": None}, SUPPORT, "helpcentre/hours, helpcentre/channels"),
        ({}, "", "helpcentre/feedback"),
    ],
)
def test_only_parts_that_have_something_to_show_need_a_place(missing, given, support, parts):
    [message] = missing({"base.html": ""}, support=support, **given)

    assert f"has no place for {parts};" in message


def test_our_own_frame_needs_no_place_and_neither_does_a_site_without_parts(missing):
    assert missing({"base.html": ""}, articles=FRAME) == []
    assert missing({"base.html": ""}, hours=False, channels=False, collector_url=None) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{{ hc.hours.footer }}", "helpcentre/channels, helpcentre/feedback"),
        ('{% include "partials/helpcentre/hours_footer.html" %}', "helpcentre/channels, helpcentre/feedback"),
        ("{{ hc.still_stuck }}", "helpcentre/hours, helpcentre/feedback"),
        ("{% for x in hc.notices %}", "helpcentre/hours, helpcentre/feedback"),
        ('{% include "partials/helpcentre/channels.html" %}', "helpcentre/hours, helpcentre/feedback"),
        ("{{ hc.feedback }}", "helpcentre/hours, helpcentre/channels"),
        ('{% include "partials/feedback.html" %}', "helpcentre/hours"),
        ("{{ xhc.hours }} {{ hc.hoursless }}", "helpcentre/hours, helpcentre/channels, helpcentre/feedback"),
    ],
)
def test_a_template_of_the_site_can_be_the_place(missing, text, left):
    [message] = missing({"base.html": ""}, {"main.html": text})

    assert f"has no place for {left};" in message


def test_an_override_that_replaces_the_place_is_named_with_what_to_add(missing, tmp_path):
    [message] = missing(MATERIAL, {"partials/copyright.html": "Our footer"})

    assert message == (
        f"{tmp_path}/own/partials/copyright.html replaces the place of helpcentre/hours, so pages do not show it; "
        "add {% include 'partials/helpcentre/hours_footer.html' %} to that file"
    )


def test_one_override_may_take_the_place_of_two(missing):
    found = missing(MATERIAL, {"partials/feedback.html": ""})

    assert ["helpcentre/channels" in found[0], "still_stuck.html" in found[0]] == [True, True]
    assert ["helpcentre/feedback" in found[1], "helpcentre/feedback.html" in found[1]] == [True, True]
    assert len(found) == 2


def test_an_override_that_includes_our_part_is_a_place(missing):
    own = {"partials/copyright.html": "Ours {% include 'partials/helpcentre/hours_footer.html' %}"}

    assert missing(MATERIAL, own) == []


def test_an_override_of_the_footer_that_leaves_the_place_out_leaves_the_theme_without_it(missing):
    assert missing(MATERIAL, {"partials/footer.html": "<footer>"}) == [
        "the theme 'x' has no place for helpcentre/hours; use the Markdown blocks: docs/plugins.md"
    ]


def test_a_template_that_is_not_utf_8_is_read_as_far_as_it_can_be(missing, tmp_path):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/latin.html").write_bytes(b"caf\xe9 {{ hc.hours }} {{ hc.channels }} {{ hc.feedback }}")

    assert missing({}) == []
