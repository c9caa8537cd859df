"""The warnings and remarks of a build."""

import logging

import pytest

from helpcentre.builder.messages import Messages
from helpcentre.builder.page_links import Message
from helpcentre.errors import HelpCentreError


def test_only_warnings_are_shown_and_counted():
    shown = []
    messages = Messages(shown.append)

    messages.log([Message(logging.INFO, "a"), Message(logging.WARNING, "b"), Message(logging.ERROR, "c")])
    messages.remark("d")

    assert shown == ["WARNING b", "WARNING c", "WARNING -  d"]
    assert messages.warnings == ["b", "c"]


def test_a_strict_build_ends_with_the_number_of_its_warnings():
    messages = Messages(lambda _: None)
    messages.refuse_warnings()
    messages.warn("a")
    messages.warn("b")

    with pytest.raises(HelpCentreError, match="Aborted with 2 warnings in strict mode!"):
        messages.refuse_warnings()


def test_a_quiet_build_shows_nothing_and_still_counts():
    shown = []
    messages = Messages(shown.append, quiet=True)
    messages.warn("a")
    messages.remark("b")

    assert (shown, messages.warnings) == ([], ["a"])
