"""Read bodies as messages of the contact form, and name the field that is wrong."""

from collections.abc import Mapping

import msgspec

from helpcentre.contract.decoding import InvalidError, as_whole_number, decode_json, find_first_wrong_field
from helpcentre.contract.messages import Message, MessagePost


def read_message(body: bytes) -> Message:
    """Return the message of a JSON body. Raises InvalidError with the first field that is wrong."""
    value = decode_json(body)
    if not isinstance(value, dict):
        raise InvalidError("")
    given = {name: as_whole_number(part) for name, part in value.items()}
    try:
        message = msgspec.convert(given, Message)
    except (msgspec.ValidationError, OverflowError):
        raise InvalidError(find_first_wrong_field(given, Message)) from None
    if not message.text.strip() or not message.consent:
        raise InvalidError("consent" if message.text.strip() else "text")
    return message


def read_message_form(fields: Mapping[str, str]) -> MessagePost:
    """Return the fields of a contact form. Raises InvalidError with the first field that is wrong."""
    try:
        return msgspec.convert(fields, MessagePost)
    except msgspec.ValidationError:
        raise InvalidError(find_first_wrong_field(fields, MessagePost)) from None
