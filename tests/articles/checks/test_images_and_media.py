"""Rules about images, videos, captions and other files, and about what the page's own policy blocks."""

import pytest

from .bicycle_shop import CAPTIONS, CHAIN_EN, LOCK_EN, body_findings, body_message, findings

FAULTS = {
    "an image that is not there": ("![A key](../../media/key.webp)\n", [("image-missing", 1)]),
    "an image in other letters": ("![A helmet](../../media/helmet.WEBP)\n", [("image-missing", 1)]),
    "an image of HTML": ('<p><img src="../media/helmet.webp" alt="A helmet"></p>\n', [("image-missing", 1)]),
    "an image of a set": (
        (
            '<p><img src="../../media/helmet.webp" srcset="../../media/helmet.webp 1x, ../../media/big.webp 2x" '
            'alt="A helmet">'
            "</p>\n"
        ),
        [("image-missing", 1)],
    ),
    "the poster of a video of HTML": (
        '<video controls poster="../../media/key.webp"><source src="../../media/chain.en.webm"></video>\n',
        [("image-missing", 1)],
    ),
    "no description": ("![](../../media/helmet.webp)\n", [("alt-missing", 1)]),
    "no description in HTML": ('<p><img src="../../media/helmet.webp"></p>\n', [("alt-missing", 1)]),
    "the name of the file": ("![helmet.webp](../../media/helmet.webp)\n", [("alt-file-name", 1)]),
    "the name of a file of a camera": ("![IMG_0042](../../media/helmet.webp)\n", [("alt-file-name", 1)]),
    "the word screenshot": ("![Screenshot](../../media/helmet.webp)\n", [("alt-file-name", 1)]),
    "an image of another host": ("Text.\n\n![A key](https://images.example/key.png)\n", [("content-blocked", 3)]),
    "a frame": ('<iframe src="https://videos.example/1"></iframe>\n', [("content-blocked", 1)]),
    "a frame of the site": ('<iframe src="/faq/helmet/"></iframe>\n', [("content-blocked", 1)]),
    "a style": ('<p style="color: red">Text.</p>\n', [("content-blocked", 1)]),
    "two styles": (
        '<p style="color: red">Text.</p>\n\n<p style="top: 0">Text.</p>\n',
        [("content-blocked", 1), ("content-blocked", 3)],
    ),
    "columns that are aligned": ("Text.\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n", [("content-blocked", 3)]),
    "a style element": ("<style>p {}</style>\n", [("content-blocked", 1)]),
    "a script": ("Text.\n\n<script>alert(1)</script>\n", [("content-blocked", 3)]),
    "a script of another host": ('<script src="https://x.example/a.js"></script>\n', [("content-blocked", 1)]),
    "an event": ('<p onclick="x()">Text.</p>\n', [("content-blocked", 1)]),
    "an image in the text itself": (
        '<p><img alt="Dot" src="data:image/png;base64,AA"></p>\n',
        [("content-blocked", 1)],
    ),
    "a form to another host": ('<form action="https://x.example/"><input></form>\n', [("content-blocked", 1)]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_at_its_line_and_nothing_else(fault):
    body, expected = FAULTS[fault]

    assert sorted(body_findings(body)) == expected


FINE = {
    "an image": "![A red helmet](../../media/helmet.webp)\n",
    "an image with the site's own host": "![A red helmet](https://help.bicycles.example/media/helmet.webp)\n",
    "an image that only decorates": '<p><img src="../../media/helmet.webp" alt=""></p>\n',
    "a description that has the name of the thing": "![helmet](../../media/helmet.webp)\n",
    "a description with the word photo": "![Photo of a helmet](../../media/helmet.webp)\n",
    "code": '`<iframe src="https://x.example">` and `style="x"`\n',
    "a script with data": '<script type="application/ld+json">{}</script>\n',
    "a class": '<p class="note">Text.</p>\n',
}


@pytest.mark.parametrize("text", FINE)
def test_correct_text_is_left_alone(text):
    assert body_findings(FINE[text]) == []


def test_a_host_that_the_policy_allows_is_not_blocked():
    body = "![A key](https://images.example/key.png) ![A key](https://a.cdn.example/key.png)\n"
    policy = {"default-src": ("'none'",), "img-src": ("'self'", "https://images.example", "*.cdn.example")}

    assert body_findings(body, policy=policy) == []
    assert body_findings(body, policy=policy | {"img-src": ("'self'", "https:")}) == []
    assert body_findings(body, policy={"default-src": ("*",)}) == []
    assert body_findings(body, policy=policy | {"img-src": ("images.example",)}) == [("content-blocked", 1)]


def test_without_our_policy_nothing_is_blocked():
    assert body_findings('<p style="color: red">Text.</p>\n', policy=None) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "![A key](https://images.example/key.png)\n",
            (
                "readers do not get 'https://images.example/key.png': the page's "
                "Content-Security-Policy (img-src) blocks it; save the image in content/media/ and link to it there"
            ),
        ),
        (
            '<p style="color: red">Text.</p>\n',
            (
                "readers do not get the attribute style of this <p>: the page's "
                "Content-Security-Policy (style-src) blocks it; remove it, or write the style into a file named in "
                "extra_css"
            ),
        ),
        (
            "<script>x()</script>\n",
            (
                "readers do not get this <script> element: the page's Content-Security-Policy "
                "(script-src) blocks it; remove it, or write the script into a file named in extra_javascript"
            ),
        ),
        ("![IMG_0042](../../media/helmet.webp)\n", "'IMG_0042' is not a description; say what the image shows"),
    ],
)
def test_the_message_says_what_to_write(body, message):
    assert body_message(body) == message


def test_a_heavy_image_is_reported_on_the_page_that_shows_it():
    found = findings({}, sizes={"media/helmet.webp": 12_000_000})

    assert [(code, path, line) for code, path, line, _ in found] == [
        ("image-heavy", "en/faq/helmet.md", 17),
        ("image-heavy", "it/faq/helmet.md", 17),
    ]
    assert "is 12,000 kB; make it smaller, at most 500 kB" in found[0][3]
    assert findings({}, sizes={"media/helmet.webp": 500_000}) == []


def test_an_empty_file_is_an_error():
    assert [(code, path, line) for code, path, line, _ in findings({}, sizes={"media/helmet.webp": 0})] == [
        ("file-empty", "media/helmet.webp", 0)
    ]


def test_a_file_that_no_page_uses_is_found():
    found = findings({}, sizes={"media/old.png": 10, "media/logo.svg": 5})

    assert [(code, path) for code, path, _, _ in found] == [
        ("media-unused", "media/logo.svg"),
        ("media-unused", "media/old.png"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[The form](../../media/form.pdf)\n",
        '<p><a href="../../media/form.pdf">The form</a></p>\n',
        "[form]: ../../media/form.pdf\n\nSee [the form][form].\n",
    ],
)
def test_a_file_that_a_link_uses_is_used(body):
    assert body_findings(body, sizes={"media/form.pdf": 10}) == []


def test_the_files_of_a_video_block_are_used():
    sizes = {f"media/wheel.en.{kind}": 10 for kind in ("webm", "mp4", "webp", "vtt")}

    assert [code for code, *_ in findings({"en/faq/lock.md": LOCK_EN + "\n/// video | wheel\n///\n"}, sizes=sizes)] == [
        "block-unknown"
    ]


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("webm", "the video as WebM is"),
        ("mp4", "the video as MP4 is"),
        ("webp", "its poster is"),
        ("vtt", "its captions are"),
    ],
)
def test_a_video_without_one_of_its_files_is_an_error_at_its_name(kind, what):
    chain = CHAIN_EN.replace("file: chain", "file: wheel")
    sizes = {f"media/wheel.en.{one}": 10 for one in ("webm", "mp4", "webp", "vtt") if one != kind}

    found = [one for one in findings({"en/videos/chain.md": chain}, sizes=sizes) if one[0] != "media-unused"]

    assert found == [
        ("video-file-missing", "en/videos/chain.md", 7, f"video: {what} missing; put the file at media/wheel.en.{kind}")
    ]


def test_a_heavy_video_is_found_if_both_formats_are_heavy():
    heavy = {"media/chain.en.webm": 400_001, "media/chain.en.mp4": 900_000}

    [found] = findings({}, sizes=heavy)
    assert found[:3] == ("video-heavy", "en/videos/chain.md", 7)
    assert "is 400 kB; make it smaller, at most 400 kB" in found[3]
    assert findings({}, sizes=heavy | {"media/chain.en.webm": 400_000}) == []


def captions(old, new):
    assert old in CAPTIONS
    text = CAPTIONS.replace(old, new)
    return [(code, path, line) for code, path, line, _ in findings(captions={"media/chain.en.vtt": text})]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("00:04.000", "00:04,000", "captions-broken", 3),
        ("00:05.000 -->", "00:05.000 ->", "captions-broken", 6),
        ("00:05.000", "00:12.000", "captions-broken", 6),
        ("WEBVTT\n", "", "captions-broken", 1),
        ("00:11.500", "00:75.000", "captions-broken", 6),
        ("each link.\n", "each\n\nlink.\n", "captions-doubtful", 6),
        ("00:05.000", "00:03.500", "captions-doubtful", 6),
        ("00:11.500", "00:13.001", "captions-after-end", 6),
    ],
)
def test_a_fault_of_the_captions_is_found_at_its_line(old, new, code, line):
    assert captions(old, new) == [(code, "media/chain.en.vtt", line)]


def test_captions_may_end_within_a_second_after_the_video():
    assert captions("00:11.500", "00:13.000") == []


def test_captions_in_another_language_are_found_once_they_have_enough_words():
    words = (
        "Questo è il video che mostra come si mette una goccia di olio sulla catena della bicicletta e poi si "
        "pulisce tutto con un panno."
    )
    text = CAPTIONS.replace("One drop on each link.", words)

    found = findings(captions={"media/chain.en.vtt": text})

    assert [(code, path, line) for code, path, line, _ in found] == [("captions-language", "media/chain.en.vtt", 4)]
    assert findings(captions={"media/chain.it.vtt": text}) == []


def test_an_empty_caption_file_is_reported_once():
    found = findings(sizes={"media/chain.en.vtt": 0}, captions={"media/chain.en.vtt": ""})

    assert [code for code, *_ in found] == ["file-empty"]


@pytest.mark.parametrize(
    ("path", "head", "guess"),
    [
        ("media/helmet.webp", b"<!doctype html>", " (it looks like a web page)"),
        ("media/helmet.webp", b"\x89PNG\r\n", " (it looks like PNG)"),
        ("media/helmet.webp", b"something", ""),
    ],
)
def test_a_file_that_is_not_what_its_extension_says_is_an_error(path, head, guess):
    assert findings({}, heads={path: head}) == [
        ("file-type-wrong", path, 0, f"this file is not what its extension says{guess}; save it again")
    ]


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("a.png", b"\x89PNG"),
        ("a.JPG", b"\xff\xd8\xff\xe0"),
        ("a.webp", b"RIFF"),
        ("a.webm", b"\x1aE\xdf\xa3"),
        ("a.txt", b"x"),
        ("a.png", b""),
    ],
)
def test_files_that_are_what_they_say_are_fine(path, head):
    assert findings({}, heads={path: head}) == []


@pytest.mark.parametrize(
    "name",
    [
        "notes.docx",
        "old.md.bak",
        "helmet copy.png",
        "helmet - Copy.webp",
        "helmet (1).webp",
        "faq/.DS_Store",
        "x.zip",
        "a.md~",
    ],
)
def test_a_file_that_was_hardly_meant_to_be_published_is_found(name):
    assert ("file-left-over", name, 0) in [one[:3] for one in findings({}, sizes={name: 10})]


@pytest.mark.parametrize("name", ["style.css", "form.pdf", "data.csv", "copyright.txt", "backup-plan.txt"])
def test_other_files_are_left_alone(name):
    assert findings({}, sizes={name: 10}) == []


@pytest.mark.parametrize(("length", "found"), [(12.0, 0), (13.5, 0), (13.6, 1), (10.4, 1)])
def test_the_duration_is_that_of_the_file(length, found):
    messages = [message for code, *_, message in findings({}, durations={"media/chain.en.mp4": length})]

    assert len(messages) == found
    if found:
        assert messages == [f"video: the duration is 12s here and {length:.0f}s in the file; write {length:.0f}s"]


@pytest.mark.parametrize("words", ["image", "Screenshot", "immagine", "gambar", "pilt"])
def test_a_description_that_says_only_that_there_is_an_image_is_none(words):
    body = f"![{words}](../../media/helmet.webp)\n"

    assert body_message(body) == f"'{words}' is not a description; say what the image shows"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Pay with 4539 1488 0343 6467.\n", "card number"),
        ("Write RSSMRA85T10A562S there.\n", "tax code"),
        ("Password: winter2024x\n", "password"),
    ],
)
def test_data_of_a_person_are_found_at_the_end_of_a_sentence_too(body, kind):
    assert kind in body_message(body)


def test_a_word_about_passwords_is_not_a_password():
    assert body_findings("Password: at least 12 letters.\n\nPassword: forgotten.\n") == []


def test_the_mailbox_in_a_copyright_notice_must_stay():
    assert body_findings("Copyright (C) 2018 by Ada <ada@gmail.com>\n") == []
    assert len(body_findings("Ada writes from ada@gmail.com.\n")) == 1


def test_a_year_in_a_file_name_is_not_the_number_of_a_copy():
    left = {
        one[1]
        for one in findings(sizes={"media/film (1968).webm": 9, "media/film (2).webm": 9})
        if "left-over" in one[0]
    }

    assert left == {"media/film (2).webm"}


@pytest.mark.parametrize(("size", "found"), [(500_000, []), (500_001, ["image-heavy", "image-heavy"])])
def test_an_image_may_have_half_a_megabyte(size, found):
    assert [code for code, *_ in findings({}, sizes={"media/helmet.webp": size})] == found
