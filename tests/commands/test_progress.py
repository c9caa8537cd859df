"""The step that a long build is at, on one line of a terminal."""

import io
import time

from helpcentre.commands.progress import STEPS, Progress, show_progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def lines(stream):
    return stream.getvalue().split("\r\x1b[K")[1:]


def test_a_short_build_shows_nothing():
    stream = Terminal()
    with show_progress(stream, {}, patience=60) as progress:
        progress.started("reading pages")

    assert stream.getvalue() == ""


def test_a_long_build_shows_its_step_and_removes_the_line_at_the_end():
    stream = Terminal()
    with show_progress(stream, {}, patience=0) as progress:
        progress.started("reading pages")
        until = time.monotonic() + 20
        while not stream.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
        progress.started("Markdown")

    shown = lines(stream)
    assert shown[-2:] == ["██░░░░░░ Markdown", ""]


def test_nothing_is_shown_in_a_pipe_or_in_ci():
    for stream, environment in ((io.StringIO(), {}), (Terminal(), {"CI": "true"})):
        with show_progress(stream, environment, patience=0) as progress:
            assert progress is None
        assert stream.getvalue() == ""


def test_the_line_is_removed_if_a_build_fails():
    stream = Terminal()
    progress = Progress(stream)
    progress.started("checks")
    progress.begin()
    progress.end()
    progress.started("pages")

    assert lines(stream) == ["█░░░░░░░ checks", ""]


def test_the_bar_is_full_at_the_last_step_and_no_longer():
    stream = Terminal()
    progress = Progress(stream)
    progress.begin()
    for number in range(STEPS + 2):
        progress.started(f"step {number}")

    assert lines(stream)[STEPS].startswith("█" * STEPS + " ")
    assert lines(stream)[-1] == f"{'█' * STEPS} step {STEPS + 1}"


def test_a_warning_is_written_above_the_line():
    stream = Terminal()
    progress = Progress(stream)
    progress.say("first")
    progress.started("checks")
    progress.begin()
    progress.say("WARNING x")

    assert stream.getvalue().startswith("first\n\r")
    assert lines(stream) == ["█░░░░░░░ checks", "WARNING x\n", "█░░░░░░░ checks"]
