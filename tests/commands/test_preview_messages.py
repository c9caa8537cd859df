"""Messages of the contact form in a preview."""

from helpcentre.commands.preview_messages import PreviewReceiver
from tests.collector.messages.mailbox import parcel


def test_a_message_is_shown_as_the_team_would_read_it():
    said = []
    PreviewReceiver(said.append).deliver(parcel(subject="Lampada", query="lampada rotta"))

    [text] = said
    assert text.startswith("A message of the contact form: Lampada\nLa lampada non si accende.\n")
    assert "You searched for: lampada rotta" in text


def test_a_message_cannot_control_the_terminal():
    said = []
    receiver = PreviewReceiver(said.append)
    receiver.probe()
    receiver.deliver(parcel(text="a\x1b[2Jb\x07\x9b"))

    assert "a [2Jb" in said[0]
    assert not {"\x1b", "\x07", "\x9b"} & set(said[0])
    assert receiver.name == "the terminal of the preview"
