"""Messages of the contact form in a preview: they are shown in the terminal and sent to nobody."""

from collections.abc import Callable

from helpcentre.collector.messages.email_message import compose_email
from helpcentre.collector.messages.parcel import Parcel
from helpcentre.language.strings import strings

TEAM = "team@example.com"


class PreviewReceiver:
    """Shows each message with `say`, as the team would read it."""

    name = "the terminal of the preview"

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def deliver(self, parcel: Parcel) -> None:
        """Show a message, without the characters that control a terminal."""
        email = compose_email(parcel, TEAM, TEAM, strings(parcel.site_language))
        text = f"A message of the contact form: {email['Subject']}\n{email.get_content()}"
        self._say("".join(sign for sign in text if sign == "\n" or sign.isprintable()))

    def probe(self) -> None:
        """Do nothing: a terminal can always be reached."""
