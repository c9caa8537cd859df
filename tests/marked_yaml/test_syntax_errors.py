import pytest

from helpcentre.errors import FindingsError
from helpcentre.marked_yaml.loading import load


def finding(text, **options):
    with pytest.raises(FindingsError) as caught:
        load(text, "x.yml", **options)
    [only] = caught.value.findings
    return str(only)


QUOTE_IN_TEXT = 'the quotation mark before this ends the text; write \\" for quotation marks inside the text'
NOT_CLOSED = "opened here is never closed; add one at the end of the text"
SECOND_COLON = "a colon followed by a space begins a new value; put the whole text in quotes"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "title: Refunds: when?\n",
            f"1:15: {SECOND_COLON}",
        ),
        ("a: 1\n  b: 2\n", "2:3: this line is indented more than the lines it belongs with; align it with them"),
        ("owner:payments\ntitle: x\n", "1:7: a space is missing after 'owner:'; write 'owner: payments'"),
        ("title: x\nowner:payments\n", "2:7: a space is missing after 'owner:'; write 'owner: payments'"),
        ("title: x\nowner:payments\nkind: faq\n", "2:7: a space is missing after 'owner:'; write 'owner: payments'"),
        ("a: 1\n\nlist:x\n\nb: 2\n", "3:6: a space is missing after 'list:'; write 'list: x'"),
        ("title: x\njust words\nkind: faq\n", "2:1: 'just words' is not a key with a value; write key: value"),
        ("title: x\nhttp://a\nkind: faq\n", "2:1: 'http://a' is not a key with a value; write key: value"),
        (
            "title: 'abc\nkind: x\n",
            f"1:8: the quotation mark ' {NOT_CLOSED}",
        ),
        (
            'title: x\nasks: ["a, b]\n',
            f'2:8: the quotation mark " {NOT_CLOSED}',
        ),
        ("\tx: 1\n", "1:1: indent with spaces instead of a tab"),
        ("a: 1\n\tx: 1\n", "2:1: indent with spaces instead of a tab"),
        ("a:\n\t- 1\n", "2:1: indent with spaces instead of a tab"),
        ("a: {b:}\n", "1:6: a space is missing after this colon; write one"),
        ("a: @x\n", "1:4: text cannot begin with @; put it in quotes"),
        ("a: `x\n", "1:4: text cannot begin with `; put it in quotes"),
        ("a: %x\n", "1:4: text cannot begin with %; put it in quotes"),
        ("a: 'it's'\nb: 1\n", "1:8: the apostrophe before this ends the text; put the text in double quotes"),
        ("a: ['it's', b]\n", "1:9: the apostrophe before this ends the text; put the text in double quotes"),
        (
            'a: "say "hi" now"\n',
            f"1:10: {QUOTE_IN_TEXT}",
        ),
        (
            'a: "C:\\data"\n',
            "1:7: a backslash in double quotes begins a special character; write \\\\, or use single quotes",
        ),
        ("a: [x]]\n", "1:7: there is one ] too many; remove it"),
        ("a: {b: 1}}\n", "1:10: there is one } too many; remove it"),
        ("topics: [a, b\nkind: faq\n", "1:9: the [ is not closed, or a comma is missing; write ] after the last item"),
        ("v: {a: 1\nkind: faq\n", "1:4: the { is not closed, or a comma is missing; write } after the last item"),
        (
            'a: ["x" "y"]\n',
            f"1:9: {QUOTE_IN_TEXT}",
        ),
        ("a: [", "1:4: the [ is not closed, or a comma is missing; write ] after the last item"),
        ("a: [x, 'y]', {b: [c], d: ", "1:14: the { is not closed, or a comma is missing; write } after the last item"),
        ("a: ]\n", "1:4: there is one ] too many; remove it"),
        ("a: [x,, y]\n", "1:7: there is one , too many; remove it"),
        ("a: [[b] c]\n", "1:9: the [ is not closed, or a comma is missing; write ] after the last item"),
        ("a:\n  - 1\n - 2\n", "3:2: this line does not line up with the lines above it; align it with them"),
        (" a: 1\nb: 2\n", "2:1: this line does not line up with the lines above it; align it with them"),
    ],
)
def test_broken_yaml_is_explained_at_the_place_to_correct(text, message):
    assert finding(text) == f"x.yml:{message}"


def test_a_merge_conflict_is_called_one_at_its_first_marker():
    text = "title: a\n<<<<<<< HEAD\nkind: faq\n=======\nkind: guide\n>>>>>>> branch\n"

    assert finding(text, first_line=2) == (
        "x.yml:3:1: Git left a merge conflict here; keep one version and remove the lines with "
        "<<<<<<<, ======= and >>>>>>>"
    )


@pytest.mark.parametrize("marker", ["=======", ">>>>>>> branch", "||||||| base"])
def test_one_forgotten_marker_is_enough(marker):
    assert finding(f"title: a\n{marker}\nkind: faq\n").startswith("x.yml:2:1: Git left a merge conflict here")


@pytest.mark.parametrize("line", ["========", "<<<<<< HEAD", "=======x", "- =======", "a ======="])
def test_other_rows_of_signs_are_not_called_a_merge_conflict(line):
    assert "merge conflict" not in finding(f"title: a\n{line}\nkind: faq\n")


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\ud800", "U+D800"),
        ("\ufffe", "U+FFFE"),
    ],
)
def test_a_control_character_is_named_at_its_place(character, name):
    assert finding(f"a: 1\nb: x{character}y\n", first_line=5) == (
        f"x.yml:6:5: the control character {name} cannot be used here; remove it"
    )


def test_tabs_line_breaks_and_letters_of_every_script_are_not_control_characters():
    text = "a: x\ty\r\nb: \xa0àñ中ไ😀\ue000\ufffd\n"

    assert load(text, "x.yml").value == {"a": "x\ty", "b": "\xa0àñ中ไ😀\ue000\ufffd"}
